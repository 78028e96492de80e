"""Closing the year of a plan, all or nothing."""

import pytest
from django.db import IntegrityError, transaction

from actions.outline import services as outline
from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action
from actions.register.services import endings, progress
from actions.register.words import Status
from actions.year_end.models import YearEnd
from actions.year_end.preparing import suggested
from actions.year_end.services import closing
from partnership.guards.outcomes import Changed, Refused
from partnership.outbox.models import Message
from tests.actions.factories import make_action, make_priority
from tests.actions.year_end.acting import BEFORE, ON, begin, carry, complete, drop


class TestClosing:
    def test_carries_out_every_decision(self, decided, actions, amara):
        closing.close_year(decided, version=decided.version, by=amara, on=ON)

        carried, dropped, done = Action.objects.filter(
            pk__in=[action.pk for action in actions]
        ).order_by("pk")
        assert (carried.status, carried.carried_because) == (
            "carried",
            "It waits for a partner",
        )
        assert (carried.carried_to.ref, carried.carried_to.priority.plan) == (
            "WSCP1.4",
            decided.next_plan,
        )
        assert (dropped.status, dropped.withdrawn_because, dropped.decision_words) == (
            "withdrawn",
            "Overtaken",
            "Executive, item 6",
        )
        assert dropped.decision_url == "https://wexcombe.example/6"
        assert (done.status, done.outcome) == ("complete", "Fewer go missing")
        assert (decided.status, decided.ended_by, decided.plan.status) == (
            "done",
            amara,
            "superseded",
        )

    def test_rates_the_impact_of_completed_actions(
        self, year_end, actions, priority, amara
    ):
        progress.update_action(
            actions[0], text="Begun", impact="amber", by=amara, on=BEFORE
        )
        complete(year_end, actions[0], amara, impact="green")
        complete(year_end, actions[1], amara)
        complete(year_end, actions[2], amara, impact="red")
        complete(year_end, actions[2], amara)
        closing.close_year(year_end, by=amara, on=ON)

        closed = Action.objects.filter(priority=priority).order_by("pk")
        assert [action.impact for action in closed] == ["green", "", ""]

    def test_emails_each_owner_once(self, decided, amara, mo, olu):
        closing.close_year(decided, by=amara, on=ON)

        letters = {m.person: m.body for m in Message.objects.order_by("pk")}
        assert Message.objects.count() == 2
        assert set(letters) == {mo, olu}
        assert "- WSCP1.4 Do 1 (was WSCP1.1). Due: June 2026" in letters[mo]
        assert "- WSCP1.2 Do 2. Overtaken" in letters[mo]
        assert "WSCP1.1" not in letters[olu]

    def test_waits_for_every_decision(self, year_end, actions, amara):
        carry(year_end, actions[0], amara)

        with pytest.raises(Refused, match="2 actions need a decision"):
            closing.close_year(year_end, by=amara, on=ON)

    def test_waits_for_an_action_raised_since(
        self, decided, priority, partnership, amara
    ):
        make_action(partnership, text="New", priority=priority)

        with pytest.raises(Refused, match="1 action needs a decision"):
            closing.close_year(decided, by=amara, on=ON)

    def test_is_refused_after_a_newer_decision(self, decided, actions, amara, bryn):
        opened_at = decided.version
        drop(decided, actions[0], bryn)

        with pytest.raises(Changed):
            closing.close_year(decided, version=opened_at, by=amara, on=ON)

        assert Action.objects.open().count() == 3

    def test_is_all_or_nothing(self, decided, actions, amara):
        # What the services would not let anyone decide, for the last of the three.
        decided.decisions.filter(action=actions[2]).update(
            what="carry",
            reason="x",
            due_text="May",
            target=make_priority(decided.plan, ref="WSCP2"),
        )

        with pytest.raises(Refused, match="already in this plan"):
            closing.close_year(decided, by=amara, on=ON)

        decided.refresh_from_db()
        assert (decided.status, decided.plan.status) == ("preparing", "approved")
        assert Action.objects.open().count() == 3
        assert not Message.objects.exists()

    def test_leaves_actions_closed_since(self, decided, actions, amara):
        endings.withdraw_action(actions[0], reason="Mistake", by=amara, on=BEFORE)

        closing.close_year(decided, by=amara, on=ON)

        actions[0].refresh_from_db()
        assert (actions[0].status, actions[0].withdrawn_because) == (
            "withdrawn",
            "Mistake",
        )

    def test_is_refused_when_the_next_plan_is_superseded(self, decided, amara):
        outline.approve_plan(decided.next_plan, by=amara, on=BEFORE)
        outline.supersede_plan(decided.next_plan, by=amara, on=BEFORE)

        with pytest.raises(Refused, match="has been superseded"):
            closing.close_year(YearEnd.objects.get(), by=amara, on=ON)

    def test_is_done_once(self, decided, actions, amara):
        closing.close_year(decided, by=amara, on=ON)

        for again in (
            lambda: closing.close_year(decided, by=amara, on=ON),
            lambda: closing.abandon_year_end(decided, reason="x", by=amara, on=ON),
            lambda: drop(decided, actions[0], amara),
        ):
            with pytest.raises(Refused, match="closed and can no longer be changed"):
                again()
        with pytest.raises(IntegrityError), transaction.atomic():
            YearEnd.objects.update(ended_on=BEFORE)

    def test_closes_a_plan_that_was_superseded_by_hand(
        self, plan, priority, actions, amara
    ):
        outline.supersede_plan(plan, by=amara, on=BEFORE)
        year_end = begin(plan, amara)
        for action in actions:
            drop(year_end, action, amara)

        closing.close_year(year_end, by=amara, on=ON)

        assert not Action.objects.open().exists()


class TestAPlanWithChecks:
    @pytest.fixture
    def checked(self, year_end, actions, amara):
        Plan.objects.filter(pk=year_end.plan_id).update(needs_check=True)
        year_end = YearEnd.objects.get()
        drop(year_end, actions[0], amara)
        drop(year_end, actions[1], amara)
        complete(year_end, actions[2], amara)
        return year_end

    def test_reports_a_completion_at_once_and_waits_for_its_check(
        self, checked, actions, amara
    ):
        assert list(checked.to_check()) == [actions[2]]
        asked = Message.objects.order_by("person__name")
        assert [letter.person.name for letter in asked] == ["Bryn", "Chris"]
        with pytest.raises(Refused, match="1 completed action is still to be checked"):
            closing.close_year(checked, by=amara, on=ON)

    def test_closes_once_it_is_checked(self, checked, actions, amara, bryn):
        endings.check_action(actions[2], is_done=True, by=bryn, on=BEFORE)

        closing.close_year(checked, by=amara, on=ON)

        actions[2].refresh_from_db()
        assert (actions[2].status, actions[2].checked_by) == (Status.COMPLETE, bryn)

    def test_needs_a_new_decision_on_one_sent_back(self, checked, actions, amara, bryn):
        endings.check_action(
            actions[2], is_done=False, reason="No evidence", by=bryn, on=BEFORE
        )

        assert list(checked.undecided()) == [actions[2]]
        decision = checked.decisions.get(action=actions[2])
        assert suggested(checked, actions[2], decision)["outcome"] == "Fewer go missing"


def test_abandoning_needs_a_reason_and_changes_nothing(decided, amara):
    with pytest.raises(Refused, match="Enter the reason for abandoning it"):
        closing.abandon_year_end(decided, reason=" ", by=amara, on=ON)

    closing.abandon_year_end(decided, reason="Too early", by=amara, on=ON)

    assert (decided.status, Plan.objects.get(title="Plan of 2025").status) == (
        "abandoned",
        "approved",
    )
    assert Action.objects.open().count() == 3
    assert Priority.objects.count() == 2
