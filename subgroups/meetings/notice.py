"""How long before a meeting its agenda and papers go out."""

from datetime import date

from partnership.dates.years import add_working_days
from partnership.policy import values as policy


def last_day_of_notice(held_on: date, *, days: int, is_clear: bool) -> date:
    """The last day that leaves so many working days before a meeting.

    Clear days count neither the day of publishing nor the day of the meeting, so that
    the agenda goes out a working day earlier.
    """
    return add_working_days(held_on, -(days + is_clear))


def publish_by(held_on: date) -> date:
    """The last day on which the agenda of a meeting goes out in time, by our rules."""
    return last_day_of_notice(
        held_on,
        days=policy.get("papers_deadline_working_days"),
        is_clear=policy.get("papers_notice_is_clear"),
    )
