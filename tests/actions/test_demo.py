"""The demonstration's plans: every awkward text, in the year of today."""

from datetime import date

import pytest
from django.db import transaction

from actions import demo
from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.year_end.reporting import year_end_of
from partnership import demo as partnership
from partnership.outbox import messages

pytestmark = pytest.mark.long

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Sept 2019", "Sept 2027"),
        ("4 updates considered in 2018-19", "4 updates considered in 2026-27"),
        ("Follow up audit in 2019/10", "Follow up audit in 2027/10"),
        ("Report in Dec 18", "Report in Dec 26"),
        ("Q3 2018/19", "Q3 2026/27"),
        ("Quarterly", "Quarterly"),
        ("w/c 4 February 2019", "w/c 4 February 2027"),
    ],
)
def test_texts_keep_their_shape_with_the_year_moved(text, moved):
    assert demo.moved(text, date(2026, 4, 1)) == moved


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Built once for this module, inside a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with messages.silenced():
            demo.build(partnership.build(DAY))
        yield
        transaction.set_rollback(True)


def test_last_years_plan_was_closed_action_by_action(built, db):
    last = Plan.objects.get(status=Plan.Status.SUPERSEDED)
    report = year_end_of(last, Action.objects.all())
    assert (report.is_closed, report.open, report.to_check) == (True, [], [])
    assert [
        (line.action.ref, line.goes_on.ref, line.chain) for line in report.carried
    ] == [
        ("NEG.4", "WSCP2.11", "carried once since 2025/26"),
        ("EARLY.2", "WSCP3.7", "carried once since 2025/26"),
    ]
    assert [line.action.decision_words for line in report.dropped] == [
        "Executive, last meeting of the year, item 4",
        "",
    ]
    assert len(report.completed) == 7


def test_on_a_day_in_november_some_are_overdue_and_some_have_no_date(built, db):
    actions = Action.objects.filter(priority__plan__status="approved")

    assert set(actions.overdue(on=DAY).values_list("due_text", flat=True)) == {
        "July 2026",
        "September 2026",
        "mid-June 2026",
    }
    assert set(actions.without_date().values_list("due_text", flat=True)) == {
        "",
        "ASAP",
        "By",
        "Follow up audit in 2027/10",
        "June 2026 to",
        "Next meeting",
        "Spring 2027",
        "onwards",
    }
