"""The actions of a plan by month: which mark stands where, and what has no day."""

from datetime import date

import pytest

from actions.register.models.actions import Action
from actions.reports import timeline as reporting
from partnership.drawing.timelines import Kind
from partnership.policy import values as policy
from tests.actions.reports.reported import ON, add, make_reported, update


@pytest.fixture
def reported(amara, bryn, partnership):
    return make_reported(amara, bryn)


def timeline(reported):
    plan = reported[0].plan
    [told] = reporting.timeline(plan, Action.objects.all(), on=ON)
    return told


def marks(told):
    return {
        row.label.split(maxsplit=1)[1]: [(mark.kind, mark.day) for mark in row.marks]
        for row in told.timeline.rows
    }


def test_each_action_is_on_its_date(reported):
    told = timeline(reported)

    assert marks(told) == {
        "closed": [(Kind.DONE, date(2025, 8, 1))],
        "done before": [(Kind.DONE, date(2025, 6, 1))],
        "updated": [(Kind.DUE, date(2025, 12, 31))],
        "slipped": [(Kind.DUE, date(2025, 12, 31))],
        "quiet": [(Kind.LATE, date(2025, 9, 30))],
        "fine": [(Kind.DUE, date(2026, 1, 31))],
        "no impact": [(Kind.DUE, date(2026, 1, 31))],
        "reported": [(Kind.CHECK, date(2025, 10, 1))],
        "new": [(Kind.DUE, date(2026, 3, 31))],
    }
    assert (told.timeline.first, told.timeline.last, told.timeline.today) == (
        date(2025, 4, 1),
        date(2026, 3, 31),
        ON,
    )


def test_a_date_that_slipped_shows_where_it_was(reported):
    rows = {row.label.split()[1]: row.was for row in timeline(reported).timeline.rows}

    assert {label: was for label, was in rows.items() if was} == {
        "slipped": date(2025, 8, 31)
    }


def test_the_table_says_the_same_and_the_rest_is_listed(reported):
    told = timeline(reported)

    assert {line.text: line.days for line in told.lines}["quiet"] == (
        "Overdue: due by 30 September 2025",
    )
    assert [line.text for line in told.lines] == list(marks(told))
    assert [(line.text, line.due) for line in told.undated] == [
        ("withdrawn", "May 2025"),
        ("carried", "May 2025"),
        ("undated", "tbc"),
    ]


def test_a_recurring_action_has_a_mark_for_each_date(reported, amara):
    action = add(reported[0], "again", "Quarterly", amara)
    first, second, third, fourth = action.due_occurrences
    update(action, "green", amara, ON, occurrence=first)

    assert marks(timeline(reported))["again"] == [
        (Kind.DONE, first),
        (Kind.LATE, second),
        (Kind.DUE, third),
        (Kind.DUE, fourth),
    ]


def test_an_ongoing_action_reaches_the_end(reported, amara):
    add(reported[0], "on", "June 2025 onwards", amara)

    [row] = [row for row in timeline(reported).timeline.rows if row.label[-3:] == " on"]

    [mark] = row.marks
    assert (mark.kind, mark.begins, mark.day) == (
        Kind.ONGOING,
        date(2025, 6, 1),
        date(2026, 3, 31),
    )


@pytest.mark.parametrize(
    ("due", "last"),
    [("June 2026", date(2026, 6, 30)), ("June 2030", date(2026, 9, 30))],
)
def test_it_extends_a_little_beyond_the_plan(reported, amara, due, last):
    add(reported[0], "later", due, amara)

    assert timeline(reported).timeline.last == last


@pytest.mark.parametrize("count", [1, 100])
def test_many_actions_take_no_more_queries(
    count, reported, amara, django_assert_num_queries
):
    for _ in range(count):
        update(add(reported[0], "Do it", "May 2025", amara), "red", amara, ON)

    with policy.reading(), django_assert_num_queries(6):
        told = timeline(reported)

    assert len(told.lines) == 9 + count
