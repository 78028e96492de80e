"""Completions that a second person checks, steps, and ratings that need a reason."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from actions.register.models.actions import Action
from actions.register.models.progress import Update
from actions.register.services import endings, progress, steps
from actions.register.words import Status
from partnership.guards.outcomes import Changed, Refused
from partnership.outbox.models import Message
from tests.actions.factories import make_action, make_plan, make_priority

ON = date(2025, 10, 22)


@pytest.fixture
def action(amara, bryn, chris, mo, partnership):
    """An action of a plan whose completions are checked, owned by Mo."""
    plan = make_plan(amara, needs_check=True)
    priority = make_priority(plan, lead=chris, board_officer=bryn)
    return make_action(partnership, priority=priority, owners=[mo])


def letters() -> list[tuple[str, str]]:
    kinds = ("action_to_check", "action_sent_back")
    rows = Message.objects.filter(kind__in=kinds).order_by("pk")
    return [(row.kind, row.person.name) for row in rows]


class TestACompletion:
    def test_waits_for_a_second_person_who_is_told(self, action, mo):
        endings.complete_action(action, outcome="Safer", by=mo, on=ON)

        assert action.status == Status.TO_CHECK
        assert not action.is_open
        assert sorted(letters()) == [
            ("action_to_check", "Bryn"),
            ("action_to_check", "Chris"),
        ]

    def test_the_person_who_completed_it_cannot_check_it(self, action, bryn):
        endings.complete_action(action, outcome="Safer", by=bryn, on=ON)

        with pytest.raises(Refused, match="other than the person who completed it"):
            endings.check_action(action, is_done=True, by=bryn, on=ON)

        assert letters() == [("action_to_check", "Chris")]

    def test_counts_once_it_is_checked(self, action, mo, chris):
        endings.complete_action(action, outcome="Safer", by=mo, on=ON)
        endings.check_action(action, is_done=True, by=chris, on=ON)

        action.refresh_from_db()
        assert (action.status, action.completed_by, action.checked_by) == (
            Status.COMPLETE,
            mo,
            chris,
        )

    def test_goes_back_with_a_reason_and_its_words_stay_in_the_history(
        self, action, mo, chris
    ):
        endings.complete_action(action, outcome="Safer", by=mo, on=ON)
        with pytest.raises(Refused, match="Enter what is still missing"):
            endings.check_action(action, is_done=False, reason=" ", by=chris, on=ON)

        endings.check_action(
            action, is_done=False, reason="No evidence", by=chris, on=ON
        )

        action.refresh_from_db()
        assert (action.status, action.outcome, action.completed_by) == (
            Status.UNDER_WAY,
            "",
            None,
        )
        assert letters()[-1] == ("action_sent_back", "Mo")

    def test_that_is_not_awaiting_a_check_is_not_checked(self, action, chris):
        with pytest.raises(Refused, match="not awaiting a check"):
            endings.check_action(action, is_done=True, by=chris, on=ON)

    def test_of_another_plan_counts_at_once(self, education, mo):
        action = make_action(education, owners=[mo])

        endings.complete_action(action, outcome="Safer", by=mo, on=ON)

        assert action.status == Status.COMPLETE

    def test_the_database_refuses_one_person_twice(self, action, mo):
        endings.complete_action(action, outcome="Safer", by=mo, on=ON)

        with pytest.raises(IntegrityError), transaction.atomic():
            Action.objects.filter(pk=action.pk).update(
                status="complete", checked_on=ON, checked_by=mo
            )


class TestARating:
    def test_of_impact_is_separate_from_delivery(self, action, mo):
        update = progress.update_action(
            action, text="Begun", rag="green", impact="amber", by=mo, on=ON
        )

        assert (action.rag, action.impact) == ("green", "amber")
        assert update.rag_moved == ("", "On track")
        assert update.impact_moved == ("", "Some difference")

    @pytest.mark.parametrize(
        ("change", "named"),
        [({"rag": "red"}, "delivery"), ({"impact": "red"}, "impact")],
    )
    def test_that_changes_needs_a_reason(self, change, named, action, mo):
        first = {"rag": "green", "impact": "green"}
        progress.update_action(action, text="Begun", **first, by=mo, on=ON)

        with pytest.raises(
            Refused, match=f"reason for changing the {named} rating"
        ) as said:
            progress.update_action(
                action, text="Stuck", **{**first, **change}, by=mo, on=ON
            )
        assert said.value.field == "reason"
        update = progress.update_action(
            action,
            text="Stuck",
            **{**first, **change},
            reason="No room",
            by=mo,
            on=ON,
        )

        assert update.reason == "No room"

    def test_that_stays_needs_none_and_keeps_none(self, action, mo):
        progress.update_action(action, text="Begun", rag="green", by=mo, on=ON)

        update = progress.update_action(
            action, text="On", rag="green", reason="Habit", by=mo, on=ON
        )

        assert (update.reason, update.rag_moved) == ("", None)

    def test_the_database_requires_the_reason_too(self, action, mo):
        progress.update_action(action, text="Begun", rag="green", by=mo, on=ON)

        with pytest.raises(IntegrityError), transaction.atomic():
            Update.objects.update(rag_before="red")


class TestSteps:
    def test_are_added_one_a_line_after_existing_ones(self, action, mo):
        steps.add_steps(action, text="Ask\n\n  Read  them ", by=mo)
        steps.add_steps(action, text="Tell", by=mo)

        assert list(action.steps.values_list("position", "text")) == [
            (1, "Ask"),
            (2, "Read them"),
            (3, "Tell"),
        ]

    def test_without_text_are_refused(self, action, mo):
        with pytest.raises(Refused, match="Enter at least one step"):
            steps.add_steps(action, text=" \n ", by=mo)

    def test_are_ticked_and_unticked(self, action, mo, chris):
        [step] = steps.add_steps(action, text="Ask", by=mo)

        steps.tick_step(step, is_done=True, by=chris, on=ON)
        assert (step.done_on, step.done_by) == (ON, chris)
        steps.tick_step(step, is_done=True, by=mo, on=ON)
        assert step.done_by == chris
        steps.tick_step(step, is_done=False, by=mo, on=ON)

        assert (step.done_on, step.done_by) == (None, None)

    def test_of_a_closed_action_cannot_change(self, action, mo):
        [step] = steps.add_steps(action, text="Ask", by=mo)
        endings.withdraw_action(action, reason="Not needed", by=mo, on=ON)
        step.action.refresh_from_db()

        for refused in (
            lambda: steps.add_steps(action, text="Tell", by=mo),
            lambda: steps.edit_step(step, text="Tell", by=mo),
            lambda: steps.tick_step(step, is_done=True, by=mo, on=ON),
        ):
            with pytest.raises(Refused, match="its steps cannot change"):
                refused()

    def test_that_someone_overtook_keep_their_words(self, action, mo):
        [step] = steps.add_steps(action, text="Ask", by=mo)
        opened_at = step.version
        steps.edit_step(step, text="Ask all", by=mo)

        with pytest.raises(Changed):
            steps.edit_step(step, text="Ask some", version=opened_at, by=mo)
