"""Years, quarters, school terms and working days. Pure functions of given days."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a financial year."""

    start: date
    end: date
    number: int
    label: str

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, order=True)
class ReportYear:
    """April to March, with the academic year reported in it.

    The yearly report covers the financial year, and schools report on the academic year
    (domain.md 2.3 and 3.1). The academic year reported in April 2025 to March 2026 is
    the one that ended in it, September 2024 to August 2025: schools report on it in the
    autumn and winter of that financial year, so it is the last complete one.
    """

    starts_in: int

    @classmethod
    def containing(cls, on: date) -> "ReportYear":
        return cls(on.year if on.month >= 4 else on.year - 1)

    @classmethod
    def from_slug(cls, slug: str) -> "ReportYear":
        """The year from a slug such as `2025-26`.

        Raises:
            ValueError: the slug is not that of a year.
        """
        if len(slug) != 7 or not (slug.isascii() and slug[:4].isdigit()):
            raise ValueError(slug)
        year = cls(int(slug[:4]))
        if year.starts_in == 0 or year.slug != slug:
            raise ValueError(slug)
        return year

    @property
    def start(self) -> date:
        return date(self.starts_in, 4, 1)

    @property
    def end(self) -> date:
        return date(self.starts_in + 1, 3, 31)

    @property
    def academic_start(self) -> date:
        return date(self.starts_in - 1, 9, 1)

    @property
    def academic_end(self) -> date:
        return date(self.starts_in, 8, 31)

    @property
    def label(self) -> str:
        return f"{self.starts_in}/{(self.starts_in + 1) % 100:02}"

    @property
    def academic_label(self) -> str:
        return f"{self.starts_in - 1}/{self.starts_in % 100:02}"

    @property
    def slug(self) -> str:
        return self.label.replace("/", "-")

    def previous(self) -> "ReportYear":
        return ReportYear(self.starts_in - 1)

    def next(self) -> "ReportYear":
        return ReportYear(self.starts_in + 1)

    def quarters(self) -> list[Quarter]:
        starts = [date(self.starts_in, month, 1) for month in (4, 7, 10)]
        starts.append(date(self.starts_in + 1, 1, 1))
        ends = [day - ONE_DAY for day in starts[1:]] + [self.end]
        return [
            Quarter(start, end, number, f"Q{number} {self.label}")
            for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
        ]

    def __contains__(self, on: date) -> bool:
        return self.start <= on <= self.end

    def __str__(self) -> str:
        return self.label


def quarter_containing(on: date) -> Quarter:
    """The quarter of the financial year containing a day."""
    quarters = ReportYear.containing(on).quarters()
    return next(quarter for quarter in quarters if quarter.start <= on <= quarter.end)


def plan_year_containing(on: date, *, start_month: int = 4) -> tuple[date, date]:
    """First and last day of the plan year containing a day."""
    year = on.year if on.month >= start_month else on.year - 1
    start = date(year, start_month, 1)
    return start, date(year + 1, start_month, 1) - ONE_DAY


@dataclass(frozen=True, order=True)
class Term:
    """A school term of one academic year."""

    start: date
    end: date
    name: str

    @property
    def label(self) -> str:
        return f"{self.name} term {self.start.year}"

    def __contains__(self, on: date) -> bool:
        return self.start <= on <= self.end

    def __str__(self) -> str:
        return self.label


# Each row of the policy setting `school_terms` gives days either for every year
# ("09-01") or for one year ("2026-09-02"), which takes priority.
# The usual days avoid Easter, so that each term ends in the financial year people
# expect.
DEFAULT_TERMS = (
    {"name": "Autumn", "starts": "09-01", "ends": "12-19"},
    {"name": "Spring", "starts": "01-05", "ends": "03-31"},
    {"name": "Summer", "starts": "04-15", "ends": "07-21"},
)
DEFAULT_HOLIDAYS = (
    {"name": "Autumn half-term", "starts": "10-25", "ends": "10-31"},
    {"name": "Spring half-term", "starts": "02-15", "ends": "02-21"},
    {"name": "Summer half-term", "starts": "05-25", "ends": "05-31"},
)
Rules = Iterable[Mapping[str, str]]


def terms_of(academic_year: int, rules: Rules = DEFAULT_TERMS) -> list[Term]:
    """The terms of the academic year that begins in September of a year, in order."""
    usual, dated = {}, {}
    for rule in rules:
        start, end = (_in_year(rule[key], academic_year) for key in ("starts", "ends"))
        if academic_year_of(start) == academic_year:
            chosen = dated if len(rule["starts"]) == 10 else usual
            chosen[rule["name"]] = Term(start, end, rule["name"])
    return sorted((usual | dated).values())


def terms_between(first: date, last: date, rules: Rules = DEFAULT_TERMS) -> list[Term]:
    """The terms that end from one day to another, in order."""
    rules = list(rules)
    years = range(academic_year_of(first), academic_year_of(last) + 1)
    return [
        term
        for year in years
        for term in terms_of(year, rules)
        if first <= term.end <= last
    ]


def term_containing(on: date, rules: Rules = DEFAULT_TERMS) -> Term | None:
    """The term containing a day; None in the holidays between terms."""
    terms = terms_of(academic_year_of(on), rules)
    return next((term for term in terms if on in term), None)


def is_school_day(
    on: date, rules: Rules = DEFAULT_TERMS, holidays: Rules = DEFAULT_HOLIDAYS
) -> bool:
    """Whether schools are open: a working day in a term, outside its holidays."""
    return is_working_day(on) and not is_in_school_holidays(on, rules, holidays)


def is_in_school_holidays(
    on: date, rules: Rules = DEFAULT_TERMS, holidays: Rules = DEFAULT_HOLIDAYS
) -> bool:
    """Whether a day is outside every term, or in the holidays within one."""
    away = terms_of(academic_year_of(on), holidays)
    return term_containing(on, rules) is None or any(on in holiday for holiday in away)


def academic_year_of(on: date) -> int:
    """The year in which the academic year of a day began."""
    return on.year if on.month >= 9 else on.year - 1


def _in_year(day: str, academic_year: int) -> date:
    """The date of a rule's day in an academic year, unless it is a full date."""
    if len(day) == 10:
        return date.fromisoformat(day)
    month, number = int(day[:2]), int(day[3:])
    return date(academic_year if month >= 9 else academic_year + 1, month, number)


def is_working_day(on: date) -> bool:
    """Whether a day is not a weekend or bank holiday in England."""
    return on.weekday() < 5 and not is_bank_holiday(on)


def is_bank_holiday(on: date) -> bool:
    """Whether a day is a bank holiday in England."""
    return on in _bank_holidays()


def add_working_days(on: date, days: int) -> date:
    """The day a number of working days after a day, or before it if negative.

    Zero gives the day itself if it is a working day, otherwise the next working day.
    """
    step = ONE_DAY if days >= 0 else -ONE_DAY
    if days == 0:
        while not is_working_day(on):
            on += step
        return on
    for _ in range(abs(days)):
        on += step
        while not is_working_day(on):
            on += step
    return on


def working_days_between(first: date, last: date) -> int:
    """Working days after the first day up to and including the last.

    The inverse of `add_working_days(first, n)`; negative if the last day comes first.
    """
    if last < first:
        return -working_days_between(last, first)
    return sum(is_working_day(day) for day in _days_after(first, last))


def _days_after(first: date, last: date) -> Iterator[date]:
    while first < last:
        first += ONE_DAY
        yield first


@cache
def _bank_holidays() -> frozenset[date]:
    """Bank holidays in England from the installed package; nothing is downloaded."""
    known = BankHolidays(use_cached_holidays=True)
    return frozenset(
        holiday["date"]
        for holiday in known.get_holidays(BankHolidays.ENGLAND_AND_WALES)
    )
