"""What a plan said when it was approved, and what has changed since."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from actions.outline import services as outline
from actions.outline.versions import Difference, content_of, differences
from actions.plans import services as plans
from actions.plans.models import Plan, PlanVersion
from actions.register.services import endings, progress, raising
from partnership.guards.outcomes import Refused
from tests.actions.factories import make_priority

START, LATER = date(2025, 4, 1), date(2025, 10, 22)


@pytest.fixture
def plan(amara, partnership):
    """A draft with one priority and one action."""
    plan = plans.create_plan(
        title="Business plan", slug="plan", start=START, end=date(2026, 3, 31), by=amara
    )
    priority = make_priority(plan)
    raising.add_action(
        priority, text="Choose a tool", due_text="July 2025", by=amara, on=START
    )
    return plan


@pytest.fixture
def action(plan):
    return plan.priorities.get().actions.get()


def test_the_first_version_needs_no_reason(plan, amara):
    version = outline.approve_plan(plan, by=amara, on=START)

    assert (version.number, version.note, plan.status) == (1, "", "approved")
    assert version.content["priorities"][0]["actions"][0]["due"] == "July 2025"


def test_an_unchanged_plan_is_not_approved_again(plan, amara):
    outline.approve_plan(plan, by=amara, on=START)

    with pytest.raises(Refused, match="Nothing has changed since version 1"):
        outline.approve_plan(plan, note="Again", by=amara, on=LATER)


def test_the_second_version_says_why(plan, action, amara):
    outline.approve_plan(plan, by=amara, on=START)
    progress.change_due(
        action, due_text="May 2026", reason="Illness", by=amara, on=LATER
    )

    with pytest.raises(Refused, match="Enter why the plan was changed"):
        outline.approve_plan(plan, note=" ", by=amara, on=LATER)
    version = outline.approve_plan(plan, note="Later dates", by=amara, on=LATER)

    assert (version.number, plan.approved_on) == (2, LATER)
    assert differences(plan.versions.get(number=1).content, version.content) == [
        Difference("WSCP1.1", "Due", "July 2025", "May 2026")
    ]


def test_progress_does_not_change_the_plan(plan, action, amara):
    outline.approve_plan(plan, by=amara, on=START)
    progress.update_action(action, text="Begun", rag="green", by=amara, on=LATER)
    endings.complete_action(action, outcome="Safer", by=amara, on=LATER)

    assert differences(plan.versions.get().content, content_of(plan)) == []


def test_additions_and_changes_are_listed(plan, action, amara):
    before = content_of(plan)
    make_priority(plan, ref="WSCP2", title="Neglect")
    raising.add_action(
        plan.priorities.get(ref="WSCP2"), text="Count", by=amara, on=LATER
    )
    plans.edit_plan(
        plan, title="Another", intro="", tier="core", needs_check=False, by=amara
    )

    after = content_of(plan)

    assert differences(before, after) == [
        Difference("The plan", "Title", "Business plan", "Another"),
        Difference(
            "The plan", "Tier", "Priorities of the year", "Core statutory business"
        ),
        Difference("WSCP2", "Added", "", "Neglect"),
        Difference("WSCP2.1", "Added", "", "Count"),
    ]
    assert Difference("WSCP2.1", "Removed", "Count", "") in differences(after, before)


def test_a_superseded_plan_is_not_approved_again(plan, amara):
    outline.approve_plan(plan, by=amara, on=START)
    outline.supersede_plan(plan, by=amara, on=LATER)

    with pytest.raises(Refused, match="superseded"):
        outline.approve_plan(plan, note="Again", by=amara, on=LATER)


def test_a_version_never_changes(plan, amara):
    version = outline.approve_plan(plan, by=amara, on=START)

    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.filter(pk=version.pk).update(note="Other words")
    with pytest.raises(IntegrityError), transaction.atomic():
        version.delete()


def test_reading_a_plan_takes_three_queries(plan, amara, django_assert_num_queries):
    for number in range(10):
        raising.add_action(
            plan.priorities.get(), text=f"Do {number}", by=amara, on=START
        )
    plan = Plan.objects.get()

    with django_assert_num_queries(3):
        content_of(plan)
