"""Importing a file of actions: what is new, what changes, what stays as it is."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from actions.imports.models import ImportedRow, PlanImport
from actions.imports.services import ACTIONS
from actions.outline import services as outline
from actions.plans import services as plans
from actions.plans.models import Plan
from actions.register.models.actions import Action
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.pages import addresses
from partnership.uploads import services
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.imports.plan_files import (
    ON,
    PLAN,
    TITLES,
    again,
    applied,
    imported,
    outcomes,
    previewed,
    uploaded,
)
from tests.partnership.sheets import csv


@pytest.fixture
def plan(amara):
    return make_plan(amara, title="Business plan")


class TestNew:
    def test_a_preview_writes_nothing(self, plan, amara):
        plan_import = uploaded(PLAN, plan=plan, by=amara)

        preview = previewed(plan_import)

        assert [row.outcome for row in preview.rows] == ["new"] * 4
        assert [one.words for one in preview.new_priorities] == [
            "WSCP1 New arrangements",
            "WSCP2 Many risks",
        ]
        assert (Action.objects.count(), plan.priorities.count()) == (0, 0)

    def test_a_plan_comes_in_whole(self, plan, amara, bryn):
        imported(PLAN, plan=plan, by=amara)

        found = Action.objects.order_by("pk")
        assert list(
            found.values_list("ref", "due_text", "due_end", "status", "rag")
        ) == [
            ("WSCP1.1", "Jan 2026", date(2026, 1, 31), "under_way", "amber"),
            ("WSCP1.2", "Sept 2026", date(2026, 9, 30), "not_started", ""),
            ("WSCP1.3", "July 2025", date(2025, 7, 31), "complete", ""),
            ("WSCP2.1", "By", None, "not_started", ""),
        ]
        assert [str(one.objective or "") for one in found] == [
            "In place on time",
            "In place on time",
            "Children have a say",
            "Pathways",
        ]
        first, _, third, _ = found
        assert [(one.words, one.person) for one in first.owners.all()] == [
            ("Bryn", bryn),
            ("Board office", None),
        ]
        assert first.measure == "The partners have agreed it"
        assert first.source_words == "Business plan"
        [update] = first.updates.all()
        assert (update.text, update.rag_after, update.by) == (
            "A first draft is with the partners",
            "amber",
            amara,
        )
        assert (third.outcome, third.completed_by) == ("It meets and decides", amara)
        assert [event.event for event in history.of(first)] == ["updated", "raised"]
        assert [event.event for event in history.of(third)] == ["completed", "raised"]

    def test_a_completion_waits_for_a_second_person_where_the_plan_says_so(
        self, plan, amara
    ):
        Plan.objects.update(needs_check=True)

        imported(PLAN, plan=plan, by=amara)

        assert Action.objects.get(ref="WSCP1.3").status == "to_check"

    def test_each_owner_is_told_once_of_all_that_is_theirs(self, plan, amara, bryn):
        imported(
            csv(
                "Priority,Action,Lead,By when,Status",
                "WSCP1 One,Write it,Bryn,May 2026,",
                ",Read it,Bryn and Amara,,",
                ",Forget it,Bryn,,Done",
            ),
            plan=plan,
            by=amara,
        )

        [message] = Message.objects.all()
        assert (message.person, message.kind) == (bryn, "actions_imported")
        one, two = (
            addresses.absolute(action.get_absolute_url())
            for action in Action.objects.open().order_by("pk")
        )
        assert (
            f"WSCP1.1 Write it (May 2026)\n{one}\n"
            f"WSCP1.2 Read it (no date yet)\n{two}\n"
        ) in message.body
        assert "Forget it" not in message.body

    def test_it_fits_into_what_the_plan_has(self, plan, amara):
        priority = make_priority(plan, ref="WSCP1", title="New arrangements")
        objective = plans.add_objective(priority, text="In place on time", by=amara)

        imported(PLAN, plan=plan, by=amara)

        assert list(plan.priorities.values_list("ref", flat=True)) == ["WSCP1", "WSCP2"]
        assert objective.actions.count() == 2

    def test_its_own_references_are_kept_and_counting_goes_on_after_them(
        self, plan, amara
    ):
        imported(
            csv(
                "Ref,Priority,Action",
                "WSCP1.7,WSCP1 One,Write it",
                "A-12,,Read it",
                ",,Keep it",
            ),
            plan=plan,
            by=amara,
        )

        assert list(Action.objects.order_by("pk").values_list("ref", flat=True)) == [
            "WSCP1.7",
            "A-12",
            "WSCP1.8",
        ]

    def test_a_reference_of_another_plan_is_not_used(self, plan, amara):
        other = make_priority(make_plan(amara, title="Another plan"), ref="X")
        make_action(text="Theirs", by=amara, priority=other)

        preview = imported(
            csv("Ref,Priority,Action", "X.1,WSCP1 One,Write it"), plan=plan, by=amara
        )

        assert list(
            Action.objects.filter(priority__plan=plan).values_list("ref", flat=True)
        ) == ["WSCP1.1"]
        assert preview.rows[0].remarks == [
            "X.1 is already used in Another plan, so it gets another reference"
        ]

    def test_rows_that_name_no_priority_are_refused_until_it_is_said(self, plan, amara):
        priority = make_priority(plan)
        plan_import = uploaded(
            csv("Action,By when", "Write it,May 2026"), plan=plan, by=amara
        )
        before = previewed(plan_import)

        services.understand(
            ACTIONS,
            plan_import,
            understanding=replace(
                plan_import.understanding, otherwise={"priority": priority.pk}
            ),
            version=1,
            by=amara,
            on=ON,
        )
        applied(plan_import, by=amara)

        assert before.rows[0].problems == [
            "this row names no priority; say which one such rows belong to"
        ]
        assert priority.actions.get().text == "Write it"

    def test_two_rows_that_say_the_same_are_one_too_many(self, plan, amara):
        preview = again(
            csv(
                "Priority,Action,By when",
                "WSCP1 One,Write it,May 2026",
                ",Write it,June 2026",
                ",write  it,May 2026",
            ),
            plan,
            amara,
        )

        assert outcomes(preview) == [
            ("row 2", "new"),
            ("row 3", "new"),
            ("row 4", "refused"),
        ]
        assert preview.rows[2].problems == ["this says the same as row 2"]

    def test_a_closed_row_needs_an_importer(self, plan, amara):
        plan_import = uploaded(PLAN, plan=plan, by=None)

        with pytest.raises(
            Refused, match="Row 4 is already closed: name who is importing it"
        ):
            services.apply(ACTIONS, plan_import, version=1, by=None, on=ON)

        assert Action.objects.count() == 0

    def test_a_superseded_plan_takes_no_file(self, plan, amara):
        outline.supersede_plan(plan, by=amara, on=ON)

        with pytest.raises(Refused, match="superseded"):
            uploaded(PLAN, plan=plan, by=amara)


class TestActionLogs:
    def test_loose_actions_come_into_the_register_of_a_body(self, education, amara):
        content = csv(
            "Meeting date,Action,Owner,Due,Priority",
            "21 October,Write to the colleges,Mo,End of March,High",
            "21 October,Read the audit,,Next meeting,Low",
        )

        imported(content, organisation=education, by=amara, name="log.csv")
        preview = previewed(uploaded(content, organisation=education, by=amara))

        found = Action.objects.order_by("pk")
        assert list(found.values_list("text", "source", "source_words", "due_end")) == [
            ("Write to the colleges", "other", "21 October", date(2026, 3, 31)),
            ("Read the audit", "other", "21 October", None),
        ]
        assert {one.organisation for one in found} == {education}
        assert [row.outcome for row in preview.rows] == ["already", "already"]

    def test_what_never_came_from_a_file_is_not_missed(self, education, amara):
        make_action(education, by=amara)

        preview = previewed(
            uploaded(csv("Action,Owner", "Ask,Mo"), organisation=education, by=amara)
        )

        assert preview.missing == []


def test_what_a_file_said_never_changes(plan, amara):
    imported(PLAN, plan=plan, by=amara)

    with pytest.raises(IntegrityError), transaction.atomic():
        ImportedRow.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportedRow.objects.update(number=9)


def test_the_titles_of_the_example_are_all_understood(plan, amara):
    preview = again(PLAN, plan, amara)

    assert preview.tables.unused == []
    assert len(preview.tables.understood) == len(TITLES.split(","))


@pytest.mark.parametrize("count", [1, 60])
def test_a_preview_asks_as_often_for_many_rows_as_for_one(
    plan, amara, count, django_assert_num_queries
):
    rows = [f"WSCP{n % 3} One,Write paper {n},May 2026,Bryn" for n in range(count)]
    content = csv("Priority,Action,By when,Lead", *rows)
    imported(content, plan=plan, by=amara)

    with django_assert_num_queries(11):
        previewed(PlanImport(plan=Plan.objects.get(), content=content))
