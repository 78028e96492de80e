"""An action carried into a draft plan, whose new reference is hidden."""

import io
from datetime import date

import pytest
import time_machine
from openpyxl import load_workbook

from actions.outline import services as outline
from actions.plans.models import Plan
from actions.year_end.services import carrying
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.pages import page, url

ON = date(2025, 10, 24)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-24 10:00Z", tick=False):
        yield


@pytest.fixture
def draft(amara):
    plan = make_plan(amara, title="Secret plan", start=date(2026, 4, 1))
    Plan.objects.filter(pk=plan.pk).update(
        status=Plan.Status.DRAFT, approved_on=None, approved_by=None
    )
    plan.refresh_from_db()
    return plan


@pytest.fixture
def carried(draft, amara, partnership):
    """The carried action and the new one in the draft."""
    action = make_action(
        partnership,
        priority=make_priority(make_plan(amara)),
        due_text="31 December 2025",
        on=date(2025, 5, 1),
        by=amara,
    )
    new = carrying.carry_action(
        action,
        target=make_priority(draft, ref="NEW1"),
        reason="It waits for a partner",
        due_text="June 2026",
        by=amara,
        on=ON,
    )
    return action, new


def approve(plan, by):
    outline.approve_plan(plan, by=by, on=ON)


def shown(client, path) -> str:
    return " ".join(page(client.get(path)).main.get_text(" ").split())


def in_excel(client, path) -> str:
    book = load_workbook(io.BytesIO(client.get(path).content))
    return "\n".join(str(row) for sheet in book for row in sheet.values)


def everything(client, action) -> dict[str, str]:
    plan = action.priority.plan
    return {
        "page": shown(client, action.get_absolute_url()),
        "movement": shown(client, url("movement")),
        "plan": shown(client, url("plan_movement", plan)),
        "file": in_excel(client, url("movement_file")),
        "plan's file": in_excel(client, url("plan_movement_file", plan)),
    }


def test_others_see_only_that_it_was_carried_and_why(client_of, mo, carried):
    action, new = carried

    for where, text in everything(client_of(mo), action).items():
        assert "It waits for a partner" in text, where
        assert "Carried forward" in text, where
        for hidden in (new.ref, "NEW1", "Secret plan", "oes on as"):
            assert hidden not in text, (where, hidden)


def test_plan_editors_see_what_it_continues_as(client_of, amara, carried):
    action, new = carried

    for where, text in everything(client_of(amara), action).items():
        assert new.ref in text, where
    assert "Secret plan" in shown(client_of(amara), action.get_absolute_url())


def test_everyone_sees_it_once_the_plan_is_approved(
    client_of, mo, amara, carried, draft
):
    action, new = carried
    approve(draft, amara)

    for where, text in everything(client_of(mo), action).items():
        assert new.ref in text, where


def test_the_origin_of_an_action_carried_twice_is_still_shown(
    client_of, mo, amara, carried, draft
):
    """In a chain of actions, only the later ones are hidden."""
    action, new = carried
    approve(draft, amara)
    later = make_plan(amara, title="Later plan", start=date(2027, 4, 1))
    last = make_priority(later, ref="LAST1")
    carrying.carry_action(
        new, target=last, reason="Once more", due_text="June 2027", by=amara, on=ON
    )
    Plan.objects.filter(pk=later.pk).update(
        status=Plan.Status.DRAFT, approved_on=None, approved_by=None
    )

    text = shown(client_of(mo), new.get_absolute_url())

    assert f"Carried forward from {action.ref}" in text
    assert "Once more" in text
    assert "LAST1" not in text
