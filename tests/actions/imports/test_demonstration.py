"""The whole demonstration plan comes in from a spreadsheet as it is written by hand."""

from datetime import date

import pytest

from actions.demo import moved
from actions.demo.plan import PRIORITIES
from actions.plans import services as plans
from actions.register.models.actions import Action
from tests.actions.imports.demonstration_file import demonstration_file
from tests.actions.imports.plan_files import imported, outcomes, previewed, uploaded

START = date(2026, 4, 1)


@pytest.fixture
def plan(amara):
    return plans.create_plan(
        title="Business plan 2026 to 2027",
        slug="plan",
        start=START,
        end=date(2027, 3, 31),
        by=amara,
    )


def test_every_priority_objective_and_action_is_what_it_was(plan, amara):
    preview = imported(demonstration_file(START), plan=plan, by=amara, name="p.xlsx")

    lines = [
        (priority.ref, objective.text, action)
        for priority in PRIORITIES
        for objective in priority.objectives
        for action in objective.actions
    ]
    found = Action.objects.select_related("priority", "objective").order_by("pk")
    assert [one.outcome for one in preview.rows] == ["new"] * len(lines)
    assert [
        (one.priority.ref, one.objective.text, one.text, one.measure) for one in found
    ] == [
        (ref, text, line.text, moved(line.measure, START)) for ref, text, line in lines
    ]
    dues = [moved(line.due, START) for _, _, line in lines]
    assert dues[0] == "Jan 2027"
    assert [one.due_text for one in found] == ["January 2027", *dues[1:]]
    assert found[0].due_end == date(2027, 1, 31)
    assert [str(one) for one in plan.priorities.all()] == [
        f"{one.ref} {one.title}" for one in PRIORITIES
    ]


def test_it_may_come_again(plan, amara):
    content = demonstration_file(START)
    imported(content, plan=plan, by=amara)

    preview = previewed(uploaded(content, plan=plan, by=amara))

    assert {outcome for _, outcome in outcomes(preview)} == {"already"}
    assert preview.missing == []
