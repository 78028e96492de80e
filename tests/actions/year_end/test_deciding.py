"""Preparing a year end: priorities and decisions."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from actions.outline import services as outline
from actions.plans import services as plans
from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.services import endings, progress
from actions.year_end.preparing import open_by_priority, suggested
from actions.year_end.services import closing
from partnership.guards.outcomes import Changed, Refused
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.year_end.acting import BEFORE, ON, begin, carry, complete, drop


class TestBeginning:
    def test_creates_the_next_plan_as_a_draft(self, plan, amara):
        Plan.objects.update(needs_check=True)

        next_plan = begin(plan, amara).next_plan

        assert (next_plan.status, next_plan.tier, next_plan.needs_check) == (
            "draft",
            "yearly",
            True,
        )

    def test_uses_an_existing_plan(self, plan, amara):
        there = make_plan(amara, title="Other plan", start=date(2026, 4, 1))

        assert begin(plan, amara, next_plan=there).next_plan == there

    def test_is_refused_for_a_draft(self, plan, amara):
        draft = plans.create_plan(
            title="D", slug="d", start=ON, end=date(2027, 3, 31), by=amara
        )

        with pytest.raises(Refused, match="still a draft"):
            begin(draft, amara, next_plan=plan)

    def test_is_refused_twice_until_abandoned(self, plan, amara):
        first = begin(plan, amara)
        with pytest.raises(Refused, match="is already being closed"):
            begin(plan, amara, next_plan=first.next_plan)

        closing.abandon_year_end(first, reason="Too early", by=amara, on=BEFORE)

        assert begin(plan, amara, next_plan=first.next_plan).is_preparing

    def test_is_refused_with_a_plan_that_does_not_follow(self, plan, amara):
        before = make_plan(amara, title="Before", start=date(2024, 4, 1))

        with pytest.raises(Refused, match="must start after this one"):
            begin(plan, amara, next_plan=before)

    def test_is_refused_with_a_superseded_plan(self, plan, amara):
        other = make_plan(amara, title="Other", start=date(2026, 4, 1))
        outline.supersede_plan(other, by=amara, on=ON)

        with pytest.raises(Refused, match="has been superseded"):
            begin(plan, amara, next_plan=other)

    def test_keeps_the_plan_from_being_superseded_by_hand(self, plan, amara):
        begin(plan, amara)

        with pytest.raises(Refused, match="being closed: finish or abandon"):
            outline.supersede_plan(plan, by=amara, on=ON)


class TestPriorities:
    def test_are_copied_with_their_text_and_people(self, year_end, priority):
        taken = year_end.next_plan.priorities.get()

        words = (
            *("ref", "title", "statement", "rationale", "intended_outcomes", "lead"),
            *("lead_words", "board_officer", "delivery_mechanism", "areas"),
        )
        assert [getattr(taken, name) for name in words] == [
            getattr(priority, name) for name in words
        ]
        assert year_end.successors.get().target == taken

    def test_are_matched_with_existing_ones_and_unmatched(self, plan, priority, amara):
        there = make_plan(amara, title="Other plan", start=date(2026, 4, 1))
        target = make_priority(there, ref="NEW1")
        year_end = begin(plan, amara, next_plan=there)

        closing.place_priorities(year_end, places={priority.pk: target}, by=amara)
        assert year_end.successors.get().target == target
        closing.place_priorities(year_end, places={priority.pk: None}, by=amara)

        assert not year_end.successors.exists()

    def test_with_one_reference_are_not_copied_twice(self, year_end, priority, amara):
        with pytest.raises(Refused, match="already has a priority WSCP1"):
            closing.place_priorities(
                year_end, places={priority.pk: "take_over"}, by=amara
            )


class TestADecision:
    def test_is_a_draft_that_changes_nothing(self, decided, actions):
        assert [a.status for a in Action.objects.order_by("pk")] == ["not_started"] * 3
        assert [d.get_what_display() for d in decided.standing()] == [
            "Carried forward",
            "Dropped",
            "Completed",
        ]
        assert not decided.undecided().exists()

    def test_started_by_two_at_once_refuses_the_second(
        self, year_end, actions, amara, bryn
    ):
        opened_at = suggested(year_end, actions[0], None)["version"]
        drop(year_end, actions[0], bryn, version=opened_at)

        with pytest.raises(Changed) as change:
            carry(year_end, actions[0], amara, version=opened_at)

        assert change.value.subject.reason == "Overtaken"
        assert year_end.decisions.get().what == "drop"

    def test_keeps_what_was_typed_for_another_decision(self, year_end, actions, amara):
        carry(year_end, actions[0], amara)
        decision = drop(year_end, actions[0], amara)

        filled = suggested(year_end, actions[0], decision)

        assert (filled["due_text"], filled["decision_words"], filled["version"]) == (
            "June 2026",
            "Executive, item 6",
            3,
        )

    @pytest.mark.parametrize(
        ("decide", "changes", "field"),
        [
            (carry, {"reason": " "}, "reason"),
            (carry, {"due_text": " "}, "due_text"),
            (drop, {"reason": " "}, "reason"),
            (drop, {"decision_words": " "}, "decision_words"),
            (complete, {"outcome": " "}, "outcome"),
        ],
    )
    def test_needs_its_fields(self, decide, changes, field, year_end, actions, amara):
        with pytest.raises(Refused) as refusal:
            decide(year_end, actions[0], amara, **changes)

        assert refusal.value.field == field
        assert not year_end.decisions.exists()

    def test_carries_into_the_next_plan_only(self, year_end, actions, amara):
        elsewhere = make_priority(make_plan(amara, title="Elsewhere"))

        with pytest.raises(Refused, match="priority of the next plan"):
            carry(year_end, actions[0], amara, target=elsewhere)

    def test_is_about_open_actions_of_the_plan(
        self, year_end, actions, education, amara
    ):
        endings.withdraw_action(actions[0], reason="x", by=amara, on=BEFORE)

        for action, words in (
            (actions[0], "nothing to decide"),
            (make_action(education), "not an action of this plan"),
        ):
            with pytest.raises(Refused, match=words):
                drop(year_end, action, amara)

    @pytest.mark.parametrize(
        "blank",
        [
            {"reason": ""},
            {"due_text": " "},
            {"target": None},
            {"decided_by": None},
            {"what": "drop"},
            {"what": "complete"},
        ],
    )
    def test_is_complete_in_the_database_too(self, blank, year_end, actions, amara):
        carry(year_end, actions[0], amara)

        with pytest.raises(IntegrityError), transaction.atomic():
            year_end.decisions.update(**blank)


class TestWhatIsSuggested:
    @pytest.mark.parametrize(
        ("due", "suggestion"),
        [
            ("July 2026", "July 2026"),
            ("Quarterly", "Quarterly"),
            ("June 2025 onwards", "June 2025 onwards"),
            ("March 2026", ""),
            ("tbc", ""),
        ],
    )
    def test_the_date_where_it_still_lies_ahead(
        self, due, suggestion, year_end, priority, partnership
    ):
        action = make_action(partnership, priority=priority, due_text=due)

        filled = suggested(year_end, action, None)

        assert filled["due_text"] == suggestion
        assert filled["target"] == year_end.next_plan.priorities.get().pk

    def test_the_table_shows_each_with_its_last_update(
        self, year_end, actions, amara, mo, today
    ):
        for text in ("Begun", "Half done"):
            progress.update_action(actions[0], text=text, by=mo, on=BEFORE)
        drop(year_end, actions[2], amara)

        [group] = open_by_priority(year_end, on=today)

        assert group.target == year_end.next_plan.priorities.get()
        assert [
            (a.text, a.last_update and a.last_update.text) for a in group.actions
        ] == [("Do 1", "Half done"), ("Do 2", None)]

    @pytest.mark.parametrize("count", [1, 100])
    def test_the_table_asks_as_often_for_100_as_for_one(
        self, count, year_end, priority, partnership, today, django_assert_num_queries
    ):
        for n in range(count):
            make_action(partnership, text=f"More {n}", priority=priority, owners=["x"])

        with django_assert_num_queries(5):
            [group] = open_by_priority(year_end, on=today)
            assert all(a.owner_words is not None for a in group.actions)
