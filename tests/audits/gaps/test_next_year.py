"""Gaps that show again a year later, and what became of their actions."""

from datetime import date
from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from actions.register.models.actions import Action
from actions.register.services.endings import complete_action
from audits.gaps import services as gaps
from audits.gaps.year import year_of
from audits.returns.models.answers import Given
from audits.signing import services as signing
from partnership.history import services as history
from tests.audits.factories import (
    answer_all,
    make_round,
    question,
    return_of,
)
from tests.audits.reading import errors, url

pytestmark = pytest.mark.django_db
NO_LEAD = {"dsl_in_leadership": Given(choice="no")}
NO_DEPUTY = {"deputies": Given(number=Decimal(0))}


@pytest.fixture
def next_years(sent, elm):
    """Elm Primary's return a year after `sent`, which left one gap."""
    round_ = make_round(
        elm,
        academic_year="2025/26",
        opens_on=date(2026, 9, 1),
        closes_on=date(2026, 11, 30),
    )
    return return_of(round_, elm)


def submit(audit_return, *, dee, hal, gwen, on):
    signing.declare_ready(audit_return, by=dee)
    signing.sign_as_head(audit_return, name="Hal", by=hal)
    signing.sign_as_governor(audit_return, name="Gwen", by=gwen)
    signing.submit_return(audit_return, by=dee, on=on)


def test_a_gap_whose_action_is_open_continues_it(next_years, sent, dee, hal, gwen):
    action = sent.gaps.get().action
    answer_all(next_years, by=dee, **NO_LEAD, **NO_DEPUTY)

    submit(next_years, dee=dee, hal=hal, gwen=gwen, on=date(2026, 11, 20))

    lead, deputies = next_years.planned_gaps()
    assert (lead.action, lead.is_continued) == (action, True)
    assert deputies.is_continued is False
    assert Action.objects.count() == 2
    assert "continues" in action.updates.get().text
    told = [event for event in history.of(next_years) if "continued" in event.event]
    assert [event.detail for event in told] == [
        {"question": "A1", "action": action.ref}
    ]


def test_a_closed_action_is_not_continued(next_years, sent, dee, hal, gwen):
    old = sent.gaps.get().action
    complete_action(old, outcome="She leads now", by=dee, on=date(2026, 3, 2))
    answer_all(next_years, by=dee, **NO_LEAD)

    submit(next_years, dee=dee, hal=hal, gwen=gwen, on=date(2026, 11, 20))

    gap = next_years.gaps.get()
    assert gap.action != old
    assert gap.is_continued is False


def test_an_action_closed_during_signing_is_followed_by_a_new_one(
    next_years, sent, dee, hal, gwen
):
    old = sent.gaps.get().action
    answer_all(next_years, by=dee, **NO_LEAD)
    signing.declare_ready(next_years, by=dee)
    signing.sign_as_head(next_years, name="Hal", by=hal)
    signing.sign_as_governor(next_years, name="Gwen", by=gwen)
    old.refresh_from_db()
    complete_action(old, outcome="She leads now", by=dee, on=date(2026, 11, 19))

    signing.submit_return(next_years, by=dee, on=date(2026, 11, 20))

    gap = next_years.gaps.get()
    assert gap.action != old
    assert gap.action.is_open


def test_another_schools_open_action_is_not_continued(
    next_years, oaks, ola, dee, hal, gwen
):
    answer_all(next_years, by=dee, **NO_DEPUTY)
    answer_all(oaks, by=ola, **NO_DEPUTY)
    submit(oaks, dee=ola, hal=hal, gwen=gwen, on=date(2025, 10, 31))

    submit(next_years, dee=dee, hal=hal, gwen=gwen, on=date(2026, 11, 20))

    assert next_years.gaps.get().is_continued is False


def test_the_plan_page_shows_which_actions_continue(next_years, sent, dee, client_of):
    action = sent.gaps.get().action
    answer_all(next_years, by=dee, **NO_LEAD, **NO_DEPUTY)

    page = client_of(dee).get(url("gaps", next_years))

    assertContains(page, "is still open, so it continues")
    assertContains(page, action.ref)
    name = f"g{question(next_years, 'dsl-in-leadership').pk}-decision"
    assertNotContains(page, name)


@pytest.mark.parametrize(
    ("on", "is_statutory", "due"),
    [
        (date(2026, 11, 30), True, date(2026, 12, 29)),  # 28 December is a holiday
        (date(2026, 11, 27), True, date(2026, 12, 29)),  # and 25 December too
        (date(2026, 12, 1), True, date(2026, 12, 29)),
        (date(2026, 12, 26), False, date(2027, 3, 30)),  # Good Friday, Easter Monday
        (date(2026, 10, 5), False, date(2027, 1, 4)),
    ],
)
def test_a_gap_is_due_on_a_working_day(elms, on, is_statutory, due):
    code = "dsl-in-leadership" if is_statutory else "deputies"

    assert gaps.proposed_due(question(elms, code), on=on) == due


def test_a_plan_is_not_due_on_a_bank_holiday(elms, dee, client_of):
    answer_all(elms, by=dee, **NO_DEPUTY)
    name = f"g{question(elms, 'deputies').pk}"

    page = client_of(dee).post(
        url("gaps", elms),
        {
            "version": "1",
            f"{name}-decision": "action",
            f"{name}-action_text": "Train Mr Bell",
            f"{name}-due_text": "28 December 2026",
        },
    )

    assert errors(page) == [
        "28 December 2026 is not a working day. The next one is 29 December 2026"
    ]
    assertContains(page, "Train Mr Bell")
    assert not elms.gaps.exists()


def test_the_success_measure_goes_with_the_action(elms, dee, hal, gwen):
    answer_all(elms, by=dee, **NO_DEPUTY)
    plan = gaps.GapPlan(action_text="Train Mr Bell", measure="Cover on every day")
    gaps.plan_gaps(elms, {question(elms, "deputies"): plan}, by=dee)

    submit(elms, dee=dee, hal=hal, gwen=gwen, on=date(2025, 10, 31))

    assert Action.objects.get().measure == "Cover on every day"


def test_open_actions_of_earlier_audits_are_listed(next_years, sent, dee, client_of):
    page = client_of(dee).get(url("audit_actions", next_years))

    assertContains(page, sent.gaps.get().action.ref)
    assertContains(page, "Overdue")


def test_the_year_counts_what_was_open_done_overdue_and_new(
    next_years, sent, dee, hal, gwen
):
    first = sent.gaps.get().action
    answer_all(next_years, by=dee, **NO_DEPUTY)
    submit(next_years, dee=dee, hal=hal, gwen=gwen, on=date(2026, 11, 20))
    second = next_years.gaps.get().action
    complete_action(first, outcome="She leads now", by=dee, on=date(2026, 12, 1))

    year = year_of(sent, person=dee, on=date(2027, 7, 1))

    assert year.done == (first,)
    assert year.overdue == (second,)
    assert year.open_now == (second,)
