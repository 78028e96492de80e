"""The demonstration's plans: every awkward text, in the year of today."""

from collections import Counter
from datetime import date

import pytest

from actions import demo
from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.models.progress import DueChange
from actions.year_end.reporting import year_end_of
from partnership import demo as partnership
from partnership.outbox import messages

pytestmark = pytest.mark.long


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


@pytest.mark.parametrize(
    "today",
    [date(2026, 11, 22), date(2026, 4, 1), date(2027, 3, 31), date(2024, 2, 29)],
)
def test_it_is_whole_on_any_day_of_the_year(today, db):
    with messages.silenced():
        world = partnership.build(today)
        demo.build(world)

    plan = Plan.objects.get(status=Plan.Status.APPROVED, tier=Plan.Tier.YEARLY)
    actions = Action.objects.filter(priority__plan=plan)
    assert plan.start <= today <= plan.end
    assert list(plan.priorities.values_list("ref", flat=True)) == [
        f"WSCP{number}" for number in range(1, 6)
    ]
    assert Counter(actions.values_list("status", flat=True)) == {
        "not_started": 14,
        "under_way": 20,
        "to_check": 1,
        "complete": 4,
        "withdrawn": 1,
    }
    twice = DueChange.objects.filter(action__in=actions, action__ref="WSCP2.6")
    assert twice.count() == 2


def test_last_years_plan_was_closed_action_by_action(db):
    with messages.silenced():
        demo.build(partnership.build(date(2026, 11, 22)))

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


def test_on_a_day_in_november_some_are_overdue_and_some_have_no_date(db):
    today = date(2026, 11, 22)
    with messages.silenced():
        demo.build(partnership.build(today))

    actions = Action.objects.filter(priority__plan__status="approved")

    assert set(actions.overdue(on=today).values_list("due_text", flat=True)) == {
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
