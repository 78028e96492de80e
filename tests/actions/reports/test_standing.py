"""An action as it stood on a day, whatever happened to it since."""

from datetime import UTC, date, datetime

import pytest

from actions.register.models.actions import Action
from actions.register.services import endings, progress
from actions.reports.standing import Standing, with_standing
from partnership.dates import clock
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.reports.reported import add, carry, update


@pytest.fixture
def priority(amara, partnership):
    return make_priority(make_plan(amara, needs_check=True))


def stood(action, on):
    return Standing(with_standing(Action.objects.filter(pk=action.pk)).get(), on)


def test_each_day_has_its_state(priority, amara, bryn):
    action = add(priority, "Do it", "May 2025", amara)
    update(action, "green", amara, date(2025, 5, 1))
    update(action, "red", amara, date(2025, 6, 1), impact="amber")
    endings.complete_action(action, outcome="Safer", by=amara, on=date(2025, 7, 1))
    endings.check_action(action, is_done=True, by=bryn, on=date(2025, 7, 9))

    days = [(4, 30), (5, 1), (5, 31), (6, 1), (6, 30), (7, 1), (7, 8), (7, 9)]
    found = [stood(action, date(2025, *day)) for day in days]

    assert [(each.state, each.impact, each.is_overdue) for each in found] == [
        ("not_started", "", False),
        ("green", "", False),
        ("green", "", False),
        ("red", "amber", True),
        ("red", "amber", True),
        ("to_check", "amber", False),
        ("to_check", "amber", False),
        ("complete", "amber", False),
    ]


@pytest.mark.parametrize(
    ("on", "state"),
    [(date(2025, 9, 14), "not_started"), (date(2025, 9, 15), "carried")],
)
def test_what_is_carried_was_open_before(priority, amara, on, state):
    action = add(priority, "Do it", "May 2025", amara)
    carry(action, by=amara, on=date(2025, 9, 15))

    assert stood(action, on).state == state
    assert stood(action, on).is_open == (state == "not_started")


@pytest.mark.parametrize(
    ("on", "due", "is_undated"),
    [
        (date(2025, 5, 31), ("tbc", None), True),
        (date(2025, 6, 1), ("July 2025", date(2025, 7, 31)), False),
        (date(2025, 8, 9), ("July 2025", date(2025, 7, 31)), False),
        (date(2025, 8, 10), ("May 2026", date(2026, 5, 31)), False),
    ],
)
def test_a_date_applies_until_it_changes(priority, amara, on, due, is_undated):
    action = add(priority, "Do it", "tbc", amara)
    for text, day in (("July 2025", date(2025, 6, 1)), ("May 2026", date(2025, 8, 10))):
        progress.change_due(action, due_text=text, reason="x", by=amara, on=day)

    found = stood(action, on)

    assert (found.due_text, found.due_end) == due
    assert found.is_undated == is_undated


def test_an_ongoing_action_was_not_undated_before_it_had_a_date(priority, amara):
    action = add(priority, "Do it", "June 2025 onwards", amara)
    progress.change_due(
        action, due_text="May 2026", reason="x", by=amara, on=date(2025, 8, 10)
    )

    assert not stood(action, date(2025, 8, 9)).is_undated


def test_of_a_recurring_action_the_first_unanswered_day_counts(priority, amara):
    action = add(priority, "Do it", "Quarterly", amara)
    first, second = action.due_occurrences[:2]
    update(action, "green", amara, date(2025, 7, 5), occurrence=first)

    assert stood(action, date(2025, 7, 4)).due_end == first
    assert stood(action, date(2025, 7, 5)).due_end == second


def test_an_action_sent_back_before_any_update_has_started(priority, amara, bryn):
    action = add(priority, "Do it", "May 2025", amara)
    endings.complete_action(action, outcome="x", by=amara, on=date(2025, 5, 1))
    endings.check_action(
        action, is_done=False, reason="Not yet", by=bryn, on=date(2025, 5, 2)
    )

    assert stood(action, date(2025, 5, 3)).state == "not_rated"


def test_a_day_ends_at_local_midnight(education, amara):
    action = make_action(education, by=amara)
    # Half past midnight of the first of July, in British Summer Time.
    with clock.at(datetime(2025, 6, 30, 23, 30, tzinfo=UTC)):
        progress.update_action(
            action, text="x", rag="green", by=amara, on=date(2025, 7, 1)
        )

    assert stood(action, date(2025, 6, 30)).state == "not_started"
    assert stood(action, date(2025, 7, 1)).state == "green"
