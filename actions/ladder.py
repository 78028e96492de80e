"""The ladder of reminders: which reminder is due on a day. Only reads.

A reminder stays due until the next one, so that reminders catch up after an outage; the
sender records which have been sent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from partnership.dates.years import (
    ONE_DAY,
    add_working_days,
    is_working_day,
    term_containing,
    terms_of,
)
from partnership.dates.years import academic_year_of as year_of
from partnership.people.models import Person
from partnership.policy import values as policy

# Actions overdue for longer get no reminders.
LONGEST_CHASE = timedelta(days=3 * 365)
# Longer than any holiday, so schools without term dates still get reminders.
LONGEST_HOLIDAY = timedelta(days=60)
# How far weekends and bank holidays, or school holidays, bring a reminder forward.
BROUGHT_FORWARD = timedelta(days=7)
BROUGHT_FORWARD_AT_SCHOOLS = BROUGHT_FORWARD + LONGEST_HOLIDAY


@dataclass(frozen=True)
class Rung:
    """One reminder of the ladder, with the day it is sent from."""

    name: str
    day: date


class Ladder:
    """The policy's ladder, moved away from weekends and holidays.

    Reminders before a date move to the last working day before a weekend or bank
    holiday, and for school staff before the school holidays, so that there is always a
    warning. Others move to the next working day, and for school staff to the first one
    after the holidays.
    """

    def __init__(self) -> None:
        rules = policy.get("reminder_ladder")
        self.before: list[int] = sorted(rules["before"])
        self.on_the_day: bool = rules["on_the_day"]
        self.every: int | None = rules["repeat_after"]
        self._days: dict[tuple, date] = {}
        self._open: dict[date, bool] = {}

    @cached_property
    def _school_dates(self) -> tuple[list, list]:
        return policy.get("school_terms"), policy.get("school_holidays")

    def may_tell(self, on: date, *, is_school: bool) -> bool:
        """Whether reminders are sent on a day: not at weekends or in school holidays.

        They are on bank holidays, since the weekly email is dated by its Monday.
        """
        return on.weekday() < 5 and (not is_school or self.is_term_time(on))

    def is_term_time(self, on: date) -> bool:
        """Whether a day is in a school term and not in the holidays.

        Every day is, in a school year without term dates.
        """
        if on not in self._open:
            terms, holidays = self._school_dates
            away = terms_of(year_of(on), holidays)
            is_set = bool(terms_of(year_of(on), terms))
            self._open[on] = (
                not is_set or term_containing(on, terms) is not None
            ) and not any(on in holiday for holiday in away)
        return self._open[on]

    def reached(self, due: date, on: date, *, is_school: bool) -> Rung | None:
        """The latest reminder about a due date that is due on a day."""
        for name, nominal, is_before in self._from_the_top(due, on):
            day = self._told_on(nominal, is_before=is_before, is_school=is_school)
            if day <= on:
                return Rung(name, day)
        return None

    def repeated(
        self, since: date, on: date, *, after: int, is_school: bool
    ) -> Rung | None:
        """The latest repeated reminder due on a day, the first `after` some days.

        If the policy does not repeat reminders, there is only the first. Its name is
        its day before moving for weekends and holidays.
        """
        step = self.every or LONGEST_CHASE.days
        for number in range((on - since).days // step + 1, -1, -1):
            nominal = since + timedelta(days=after + number * step)
            if nominal - since > LONGEST_CHASE:
                continue
            day = self._told_on(nominal, is_before=False, is_school=is_school)
            if day <= on:
                return Rung(str(nominal), day)
        return None

    def _from_the_top(self, due: date, on: date) -> Iterator[tuple[str, date, bool]]:
        """Every reminder that may be due, the latest first."""
        late = min(on - due, LONGEST_CHASE).days
        if self.every:
            for days in range(late // self.every * self.every, 0, -self.every):
                weeks, rest = divmod(days, 7)
                words = f"{weeks} week{'s' if weeks > 1 else ''}"
                name = f"{days} days late" if rest else f"{words} late"
                yield name, due + timedelta(days=days), False
        if self.on_the_day:
            yield "today", due, False
        for days in self.before:
            name = "tomorrow" if days == 1 else f"in {days} days"
            yield name, due - timedelta(days=days), True

    def _told_on(self, nominal: date, *, is_before: bool, is_school: bool) -> date:
        key = (nominal, is_before, is_school)
        if key not in self._days:
            self._days[key] = self._moved(nominal, *key[1:])
        return self._days[key]

    def _moved(self, nominal: date, is_before: bool, is_school: bool) -> date:
        day = nominal
        if not is_working_day(day):
            day = add_working_days(day, -1 if is_before else 0)
        if not is_school:
            return day
        moved, step = day, -ONE_DAY if is_before else ONE_DAY
        while abs(moved - day) < LONGEST_HOLIDAY:
            if is_working_day(moved) and self.is_term_time(moved):
                return moved
            moved += step
        return day


def is_gone(person: Person, on: date) -> bool:
    """Whether someone has left, or was merged or anonymised in the directory."""
    if person.merged_into_id is not None or person.anonymised_on is not None:
        return True
    return person.left_on is not None and person.left_on < on


def in_words(due: date, on: date) -> str:
    """A due date in words, such as “is due in 7 days” or “is 1 week late”."""
    days = (on - due).days
    if days > 0:
        weeks, rest = divmod(days, 7)
        if not rest:
            return f"is {weeks} week{'s' if weeks > 1 else ''} late"
        return f"is {days} day{'s' if days > 1 else ''} late"
    return "is due " + {0: "today", -1: "tomorrow"}.get(days, f"in {-days} days")
