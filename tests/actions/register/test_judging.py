"""What a completed action came to: judged when it is completed, or months later."""

from datetime import date

import pytest

from actions.outline import services as outline
from actions.register.models.actions import Action
from actions.register.models.progress import Update
from actions.register.services import endings, progress
from actions.register.words import Status
from actions.reports import movement as reporting
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.pages import errors, page, url
from tests.actions.reports.reported import at

ON, LATER = date(2025, 10, 22), date(2026, 2, 3)


@pytest.fixture
def action(amara, mo, partnership):
    """An action of a plan, owned by Mo."""
    priority = make_priority(make_plan(amara))
    return make_action(partnership, priority=priority, owners=[mo])


@pytest.fixture
def done(action, mo):
    with at(ON):
        endings.complete_action(action, outcome="Ten were seen", by=mo, on=ON)
    return action


def judge(action, impact="green", text="Eight are safer", version=None, *, by):
    with at(LATER):
        return endings.judge_impact(
            action, impact=impact, text=text, version=version, by=by, on=LATER
        )


class TestACompletion:
    def test_can_rate_the_difference(self, action, mo):
        endings.complete_action(
            action, outcome="Ten were seen", impact="amber", by=mo, on=ON
        )

        action.refresh_from_db()
        update = action.updates.get()
        assert action.impact == "amber"
        assert (update.text, update.because) == ("Ten were seen", "")
        assert update.impact_moved == ("", "Some difference")
        assert history.of(action)[0].detail["after"] == {"impact": "Some difference"}

    @pytest.mark.parametrize("impact", [None, "green"])
    def test_that_leaves_the_rating_adds_no_update(self, action, mo, impact):
        progress.update_action(action, text="Begun", impact="green", by=mo, on=ON)

        endings.complete_action(action, outcome="x", impact=impact, by=mo, on=ON)

        assert (action.impact, action.updates.count()) == ("green", 1)

    def test_that_changes_the_rating_has_the_outcome_as_its_reason(self, action, mo):
        progress.update_action(action, text="Begun", impact="green", by=mo, on=ON)

        endings.complete_action(action, outcome="None came", impact="red", by=mo, on=ON)

        assert action.updates.first().reason == "None came"

    def test_the_page_asks_for_both_and_keeps_the_rating(self, client_of, mo, action):
        progress.update_action(action, text="Begun", impact="amber", by=mo, on=ON)
        shown = page(client_of(mo).get(url("complete_action", action)))
        assert shown.find("input", checked=True)["value"] == "amber"
        assert "Too early to say" not in shown.get_text()

        client_of(mo).post(
            url("complete_action", action),
            {"outcome": "Ten were seen", "impact": "green", "version": 2},
        )

        action.refresh_from_db()
        assert (action.status, action.impact) == (Status.COMPLETE, "green")


class TestAJudgement:
    def test_comes_when_there_is_evidence(self, done, mo):
        update = judge(done, by=mo)

        done.refresh_from_db()
        assert (done.status, done.impact, done.outcome) == (
            Status.COMPLETE,
            "green",
            "Ten were seen",
        )
        assert (done.rag, done.last_update_on) == ("", LATER)
        assert update.impact_moved == ("", "Making a difference")
        event = history.of(done).get(event="impact judged")
        assert (event.detail["text"], event.detail["after"]) == (
            "Eight are safer",
            {"impact": "Making a difference"},
        )

    def test_can_be_rated_again_and_each_update_is_kept(self, done, mo):
        judge(done, "amber", "Too few to tell", by=mo)
        judge(done, "amber", "Still too few", by=mo)
        judge(done, "green", "Eight are safer", by=mo)

        assert list(Update.objects.values_list("text", "impact_after")) == [
            ("Eight are safer", "green"),
            ("Still too few", "amber"),
            ("Too few to tell", "amber"),
        ]

    @pytest.mark.parametrize("text", ["", " \n"])
    def test_needs_evidence(self, done, mo, text):
        with pytest.raises(Refused, match="Enter the evidence"):
            judge(done, text=text, by=mo)

        done.refresh_from_db()
        assert done.impact == ""

    def test_only_completed_actions_are_rated(self, action, mo):
        with pytest.raises(Refused, match="is not complete"):
            judge(action, by=mo)

    def test_of_a_superseded_plan_cannot_change(self, done, amara):
        outline.supersede_plan(done.priority.plan, by=amara, on=LATER)
        done = Action.objects.get()

        with pytest.raises(Refused, match="its ratings can no longer change"):
            judge(done, by=amara)

        assert Update.objects.count() == 0

    def test_of_two_at_once_the_second_gets_a_message(self, done, mo, amara):
        other = Action.objects.get()
        judge(done, "amber", version=done.version, by=mo)

        with pytest.raises(Changed):
            judge(other, "red", version=other.version, by=amara)

        assert Update.objects.get().impact_after == "amber"


class TestThePage:
    def test_keeps_what_was_typed_and_asks_for_what_is_missing(
        self, client_of, mo, done
    ):
        path, version = url("judge_impact", done), done.version

        shown = page(
            client_of(mo).post(path, {"text": "Eight are safer", "version": version})
        )
        assert errors(shown) == ["Select whether it is making a difference"]
        assert shown.find("textarea").get_text(strip=True) == "Eight are safer"
        assert "Ten were seen" in shown.get_text()
        response = client_of(mo).post(
            path,
            {"impact": "green", "text": "Eight are safer", "version": version},
            follow=True,
        )

        assert "Making a difference" in page(response).get_text()
        assert Action.objects.get().impact == "green"

    def test_is_offered_for_completed_actions_of_a_current_plan(
        self, client_of, amara, action, mo
    ):
        def offered():
            shown = page(client_of(mo).get(action.get_absolute_url()))
            return bool(shown.find("a", string="Rate the impact"))

        assert not offered()
        endings.complete_action(action, outcome="x", by=mo, on=ON)
        assert offered()
        outline.supersede_plan(action.priority.plan, by=amara, on=LATER)
        assert not offered()


class TestWhatMoved:
    def told(self, kind, since, on):
        movement = reporting.movement(
            Action.objects.board(), visible=Action.objects.all(), since=since, on=on
        )
        [head] = [head for head in movement.heads if head.kind == kind]
        return [(line.changes, line.why) for line in head.lines]

    def test_lists_impact_rated_long_after_completion(self, done, mo):
        judge(done, by=mo)

        assert self.told("closed", LATER, LATER) == []
        assert self.told("updated", LATER, LATER) == [
            (("Impact: not rated → Making a difference",), "Eight are safer")
        ]

    def test_lists_the_rating_with_the_completion(self, action, mo):
        with at(ON):
            endings.complete_action(
                action, outcome="Ten were seen", impact="amber", by=mo, on=ON
            )

        assert self.told("updated", ON, ON) == []
        assert self.told("closed", ON, ON) == [
            (
                (
                    "Complete, 22 October 2025",
                    "Impact: not rated → Some difference",
                ),
                "Ten were seen",
            )
        ]
