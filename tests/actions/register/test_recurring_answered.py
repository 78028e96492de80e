"""What comes back does not fall silent once its last day is reported on."""

from datetime import date

import pytest
import time_machine

from actions import calendar as reporting
from actions import reminders
from actions.register.services import progress
from tests.actions.factories import make_action

ANSWERED = date(2026, 1, 5)
REVIEW = date(2026, 4, 5)


def report_on(action, day, on, by):
    with time_machine.travel(f"{on} 10:00Z", tick=False):
        progress.update_action(
            action, text="Done", rag="green", occurrence=day, by=by, on=on
        )


@pytest.fixture
def action(education, mo):
    """Of a meeting, not of a plan: no year's end asks what becomes of it."""
    action = make_action(education, owners=[mo], due_text="June and December 2025")
    assert action.due_occurrences == [date(2025, 6, 30), date(2025, 12, 31)]
    return action


def test_no_review_while_there_is_a_future_date(action, mo):
    report_on(action, date(2025, 6, 30), date(2025, 6, 20), mo)

    assert (action.next_due, action.review_on) == (date(2025, 12, 31), None)


def test_after_the_last_date_its_owner_is_asked_to_review_it(action, mo):
    report_on(action, date(2025, 6, 30), date(2025, 6, 20), mo)
    report_on(action, date(2025, 12, 31), ANSWERED, mo)

    assert (action.next_due, action.review_on) == (None, REVIEW)
    assert list(reminders.due(date(2026, 4, 3))) == []
    [asked] = reminders.due(date(2026, 4, 7))  # after Easter
    assert (asked.person, asked.kind) == (mo, "action_review")
    with time_machine.travel(f"{ANSWERED} 10:00Z", tick=False):
        entries = reporting.calendar_entries(
            mo, start=date(2026, 1, 1), end=date(2026, 12, 31)
        )
    assert [(entry.day, "to be reviewed" in entry.words) for entry in entries] == [
        (REVIEW, True)
    ]


def test_another_date_ends_that(action, mo):
    report_on(action, date(2025, 6, 30), date(2025, 6, 20), mo)
    report_on(action, date(2025, 12, 31), ANSWERED, mo)

    progress.change_due(
        action, due_text="June 2026", reason="Once more", by=mo, on=date(2026, 4, 7)
    )

    assert (action.next_due, action.review_on) == (date(2026, 6, 30), None)
