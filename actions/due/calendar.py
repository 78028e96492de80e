"""Days, months, terms and years around a plan year."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from partnership.dates.years import (
    DEFAULT_TERMS,
    Term,
    academic_year_of,
    add_working_days,
    terms_between,
    terms_of,
)

ONE_DAY = timedelta(days=1)
# A date this many years from the plan is probably a slip or a placeholder.
FAR_AWAY = 10


def last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def months_later(day: date, months: int) -> date:
    """The same day some months later (or earlier), or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The first, second … or (-1) last Monday, Tuesday … of a month."""
    if nth < 0:
        last = last_of(year, month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def working_day(year: int, month: int, *, is_last: bool) -> date:
    """The first or last working day of a month."""
    last = last_of(year, month)
    if is_last:
        return add_working_days(last + ONE_DAY, -1)
    return add_working_days(last.replace(day=1), 0)


def written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True)
class PlanYear:
    """The plan year a text is read in, with school terms and the next meeting."""

    start: date
    terms: Iterable[Mapping[str, str]] | Iterable[Term] | None = None
    next_meeting: date | None = None
    holidays: Iterable[Mapping[str, str]] | None = None

    @property
    def end(self) -> date:
        return months_later(self.start, 12) - ONE_DAY

    @property
    def is_financial(self) -> bool:
        return (self.start.month, self.start.day) == (4, 1)

    @property
    def words(self) -> str:
        return f"the plan year, {written(self.start)} to {written(self.end)}"

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def year_of(self, month: int, day: int | None = None) -> int:
        """The calendar year of a month or day within the plan year."""
        last = (month, day or 31)
        starts = (self.start.month, self.start.day)
        return self.start.year if last >= starts else self.start.year + 1

    def terms_from(self, first: date, last: date) -> list[Term]:
        """The school terms that end between two days."""
        rules = list(DEFAULT_TERMS if self.terms is None else self.terms)
        if rules and isinstance(rules[0], Mapping):
            return terms_between(first, last, rules)
        return sorted(term for term in rules if first <= term.end <= last)

    def term(self, name: str, year: int) -> Term | None:
        """The term with a name that ends in a calendar year."""
        found = self.terms_from(date(year, 1, 1), date(year, 12, 31))
        return next((term for term in found if term.name.lower() == name), None)

    def half_of(self, term: Term, half: str) -> tuple[date, date] | None:
        """The first and last day of a half of a term, if its half-term is known."""
        away = [
            holiday
            for holiday in terms_of(academic_year_of(term.start), self.holidays or ())
            if term.start < holiday.start and holiday.end < term.end
        ]
        if len(away) != 1:
            return None
        if half == "first_half":
            return term.start, add_working_days(away[0].start, -1)
        return add_working_days(away[0].end, 1), term.end
