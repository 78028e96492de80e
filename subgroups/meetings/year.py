"""Dates proposed for a year's meetings, and what stands against each. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from partnership.dates import years

LAST = -1
# The same day of the week a year later.
A_YEAR = timedelta(weeks=52)
# How long a meeting without an end is taken to last.
USUAL_LENGTH = timedelta(hours=2)


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A day of the month that repeats, such as every second month's first Tuesday."""

    weekday: int
    # The first to the fourth such day of a month, or its last.
    week: int
    # In months.
    every: int = 1


def dates_of(pattern: Pattern, *, start: date, months: int = 12) -> list[date]:
    """The dates of a pattern in so many months from a month on, from a day on."""
    found = []
    for step in range(0, months, pattern.every):
        later, month = divmod(start.month - 1 + step, 12)
        day = _day_in(start.year + later, month + 1, pattern)
        if day >= start:
            found.append(day)
    return found


def _day_in(year: int, month: int, pattern: Pattern) -> date:
    first = date(year, month, 1)
    days = [
        day
        for number in range(31)
        if (day := first + timedelta(days=number)).month == month
        and day.weekday() == pattern.weekday
    ]
    return days[pattern.week if pattern.week == LAST else pattern.week - 1]


def a_year_later(days: Iterable[date]) -> list[date]:
    """The same days of the week, a year later."""
    return [day + A_YEAR for day in days]


def warnings_of(
    day: date,
    *,
    starts_at: time,
    ends_at: time | None,
    others: Iterable,
    terms: years.Rules,
    holidays: years.Rules,
) -> list[str]:
    """What stands against meeting on a day. `others` are meetings on any day."""
    return [
        *_of_the_day(day, terms, holidays),
        *_clashes(day, starts_at, ends_at, others),
    ]


def _of_the_day(day: date, terms: years.Rules, holidays: years.Rules) -> Iterator[str]:
    if day.weekday() >= 5:
        yield f"This is a {day:%A}"
    if years.is_bank_holiday(day):
        yield "This is a bank holiday"
    if years.is_in_school_holidays(day, terms, holidays):
        yield "Schools are on holiday"


def _clashes(
    day: date, starts_at: time, ends_at: time | None, others: Iterable
) -> Iterator[str]:
    begins, ends = _length(starts_at, ends_at)
    for other in others:
        other_begins, other_ends = _length(other.starts_at, other.ends_at)
        if other.held_on == day and begins < other_ends and other_begins < ends:
            yield f"{other.subgroup} meets at {other.starts_at:%H:%M} that day"


def _length(starts_at: time, ends_at: time | None) -> tuple[timedelta, timedelta]:
    begins = timedelta(hours=starts_at.hour, minutes=starts_at.minute)
    if ends_at is None:
        return begins, begins + USUAL_LENGTH
    return begins, timedelta(hours=ends_at.hour, minutes=ends_at.minute)
