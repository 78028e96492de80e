"""Times in a text: their years, their parts, and several together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from actions.due.calendar import (
    ONE_DAY,
    PlanYear,
    last_of,
    months_later,
    nth_weekday,
    working_day,
    written,
)
from actions.due.meaning import Due, Precision

P = Precision
TERM_MONTHS = {"spring": 1, "summer": 4, "autumn": 9}
# First and last day of a part of a month; None is the last of the month.
PARTS = {
    "early": (1, 10),
    "early_mid": (1, 20),
    "mid": (11, 20),
    "mid_late": (11, None),
    "late": (21, None),
    "first_half": (1, 15),
    "second_half": (16, None),
    "first_week": (1, 7),
}
SIX_DAYS = timedelta(days=6)
A_WEEK = 7
# A list may mix days and months, but not months and quarters.
KINDS = {P.MONTH: P.DAY, P.RANGE: P.DAY}


class Asked(Exception):
    """A text that cannot be read, with the question to ask."""

    def __init__(self, *remarks: str):
        super().__init__(*remarks)
        self.due = Due(precision=P.AMBIGUOUS, remarks=tuple(dict.fromkeys(remarks)))


@dataclass(frozen=True)
class Time:
    """A day, month, quarter, term or year; without `year` it waits for one.

    A time with a `question` could not be made out, and gives no date.
    """

    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    season: str = ""
    # Which half of the term: “first_half” or “second_half”.
    half: str = ""
    weekday: int | None = None
    # Which part of it: “end”, “mid”, “week_of” …
    shape: str = ""
    start: date | None = None
    end: date | None = None
    remarks: tuple[str, ...] = ()
    question: str = ""
    # “2026” and “May” often mean something else in a sentence.
    is_bare: bool = False

    @property
    def needs_year(self) -> bool:
        return not self.question and self.start is None and self.end is None

    @property
    def order(self) -> tuple[int, int]:
        """Its place in a year."""
        return (self.quarter or self.month or 0, self.day or 0)

    @property
    def is_only_a_day(self) -> bool:
        """“12” before “and 19 June”."""
        return bool(self.day) and not self.month

    def ask(self, question: str) -> "Time":
        return replace(self, question=question, start=None, end=None)

    def saying(self, *remarks: str) -> "Time":
        return replace(self, remarks=self.remarks + remarks)

    def in_year(self, year: int, plan: PlanYear) -> "Time":
        """This time with its year, or a question if the year is unknown."""
        there = replace(self, year=year)
        if self.quarter:
            start = months_later(date(year, 4, 1), 3 * (self.quarter - 1))
            return there.between(start, months_later(start, 3) - ONE_DAY)
        if self.season:
            term = plan.term(self.season, year)
            if term is None:
                return there.ask(f"No {self.season} term {year} is set: give its dates")
            days = (
                plan.half_of(term, self.half) if self.half else (term.start, term.end)
            )
            if days is None:
                return there.ask(f"Which days are {there._name()}?")
            return there.between(*days)
        if not self.day:
            return there.between(date(year, self.month, 1), last_of(year, self.month))
        try:
            day = date(year, self.month, self.day)
        except ValueError:
            month = f"{last_of(year, self.month):%B %Y}"
            return there.ask(f"There is no such day in {month}: which is meant?")
        return there.with_its_weekday(day).between(day, day)

    def with_its_weekday(self, day: date) -> "Time":
        """A remark if the text gives the wrong day of the week."""
        if self.weekday in {None, day.weekday()}:
            return self
        return self.saying(f"{written(day)} is a {day:%A}")

    def in_plan(self, plan: PlanYear, after: date | None = None) -> "Time":
        """In the plan year, or after the time before it in the text."""
        if self.quarter:
            if not plan.is_financial:
                return self.ask(f"Quarter {self.quarter} of which year?")
            words = f"quarter {self.quarter} of {plan.words}"
            settled = self.in_year(plan.start.year, plan)
        else:
            settled = self.in_year(plan.year_of(self.month, self.day), plan)
            if after and settled.end and settled.end < after:
                settled = self.in_year(settled.year + 1, plan)
            words = f"{settled._name()}, from the plan year" if settled.start else ""
        if settled.question:
            return settled
        return settled.saying(f"No year was given: read as {words}")

    def _name(self) -> str:
        if self.season:
            half = f"{self.half.replace('_', ' ')} of the " if self.half else ""
            return f"the {half}{self.season} term {self.year}"
        if self.day:
            return written(date(self.year, self.month, self.day))
        return f"{date(self.year, self.month, 1):%B %Y}"

    def between(self, start: date, end: date) -> "Time":
        """The days from its first to its last, or of its part."""
        there = replace(self, start=start, end=end)
        if self.shape == "end":
            return replace(there, start=end, precision=P.DAY)
        if self.shape == "start":
            return replace(there, end=start, precision=P.DAY)
        if self.shape == "week_to":
            return replace(there, start=start - SIX_DAYS, precision=P.RANGE)
        if self.shape == "week_of":
            if start.weekday():
                there = there.saying(f"{written(start)} is a {start:%A}, not a Monday")
            return replace(there, end=start + SIX_DAYS, precision=P.RANGE)
        if self.shape == "last_week":
            return replace(there, start=end - SIX_DAYS, precision=P.RANGE)
        if self.shape in PARTS:
            first, last = PARTS[self.shape]
            end = start.replace(day=last) if last else end
            return replace(
                there, start=start.replace(day=first), end=end, precision=P.RANGE
            )
        if self.shape:
            day = nth_day(self.shape, start)
            if day is None:
                return there.ask("There is no such day in that month: which is meant?")
            return replace(there, start=day, end=day, precision=P.DAY)
        return there


def nth_day(shape: str, month: date) -> date | None:
    """The day that “2 tuesday” or “last working day” is in a month."""
    nth, name = shape.split(" ")
    if name == "working":
        return working_day(month.year, month.month, is_last=nth == "-1")
    if name == "day":
        last = last_of(month.year, month.month)
        return last.replace(day=min(int(nth), last.day))
    day = nth_weekday(month.year, month.month, int(nth), int(name))
    return day if day.month == month.month else None


def asked(question: str) -> Time:
    return Time(P.AMBIGUOUS, question=question)


def settled(series: Sequence, plan: PlanYear, *, comes_back: bool = False) -> list:
    """Times and joins – “list”, “range”, “slash”, “choice” – with every year known.

    A time without a year has that of the one behind it, or is in the plan year or
    after the one before it.

    Raises:
        Asked: one of the times could not be made out.
    """
    times, joins = list(series[::2]), list(series[1::2])
    for place in range(len(times) - 2, -1, -1):
        time, later = times[place], times[place + 1]
        if time.is_only_a_day:
            is_next = joins == ["list"] and time.day + 1 == later.day
            joins = ["range"] if is_next else joins
            if time.day >= later.day:
                raise Asked("The range ends before it begins: which days are meant?")
            time = replace(time, month=later.month)
            times[place] = time.in_year(later.year, plan) if later.year else time
    is_calendar = _runs_into_the_next_plan(times, joins, plan)
    if is_calendar and not comes_back:
        raise Asked("In which year is each of these?")
    for place in range(len(times) - 2, -1, -1):
        time, later = times[place], times[place + 1]
        is_alike = any(later.order) and bool(time.quarter) == bool(later.quarter)
        if time.needs_year and later.year and is_alike:
            is_before = time.order <= (later.order[0], later.order[1] or 31)
            times[place] = time.in_year(later.year - (not is_before), plan)
    for place, time in enumerate(times):
        if len(times) > 1 and time.is_bare and (time.day or 0) > 9:
            raise Asked("Is that number a day or a year?")
        if time.needs_year:
            before = times[place - 1].start if place and not is_calendar else None
            times[place] = time.in_plan(plan, before)
    questions = [time.question for time in times if time.question]
    if questions:
        raise Asked(*remarks_of(times), *questions)
    return _with_ranges(times, joins)


def _runs_into_the_next_plan(times, joins, plan) -> bool:
    """Whether a list without years, as “Jan, June”, goes from this plan to the next."""
    is_list = set(joins) == {"list"} or (set(joins) == {"slash"} and len(joins) > 1)
    if not is_list or any(not time.month or not time.needs_year for time in times):
        return False
    order = [time.order for time in times]
    years = [plan.year_of(time.month, time.day) for time in times]
    is_term = any(time.season for time in times)
    return not is_term and order == sorted(order) and years[0] > years[-1]


def _with_ranges(times: list[Time], joins: list[str]) -> list:
    """“Dec/Jan” or “June to July” as one time; (time, join, time …) as before."""
    joined: list = [times[0]]
    is_chain = False
    for join, time in zip(joins, times[1:], strict=True):
        first, is_slash = joined[-1], join == "slash"
        remarks = first.remarks + time.remarks
        if is_slash and first.end == time.end:
            exact = max(first, time, key=lambda each: each.start)
            joined[-1] = replace(exact, remarks=remarks)
        elif join == "range" or (is_slash and _are_near(first, time)):
            if is_chain and not is_slash:
                raise Asked("Is it a time from first to last, or each of these?")
            if time.end < first.start:
                raise Asked("The range ends before it begins: which is meant?")
            joined[-1] = replace(
                time, precision=P.RANGE, start=first.start, remarks=remarks
            )
            is_chain = is_chain or not is_slash
        else:
            joined += [join, time]
            is_chain = False
    return joined


def _are_near(first: Time, second: Time) -> bool:
    """Whether two times are adjacent, so that “Dec/Jan” is one."""
    if first.precision == second.precision == P.MONTH:
        return (second.month - first.month) % 12 <= 1
    is_days = first.precision == second.precision == P.DAY
    is_terms = first.precision == second.precision == P.TERM
    return is_terms or (second.start - first.end).days <= (A_WEEK if is_days else 1)


def remarks_of(series: Sequence) -> tuple[str, ...]:
    times = [each for each in series if isinstance(each, Time)]
    return tuple(dict.fromkeys(remark for time in times for remark in time.remarks))


def together(series: list) -> Due:
    """One time, or the same time twice, or a list that is followed one by one.

    Raises:
        Asked: the times are several, and no plain list.
    """
    times, joins, remarks = series[::2], set(series[1::2]), remarks_of(series)
    if len({time.end for time in times}) == 1:
        # “Q3 (December 2025)”: one is more exact than the other.
        exact = max(times, key=lambda time: time.start)
        return Due(exact.start, exact.end, exact.precision, (), remarks)
    kinds = {KINDS.get(time.precision, time.precision) for time in times}
    is_list = joins == {"list"} or (joins == {"slash"} and len(times) > 2)
    is_in_order = all(one.end < two.start for one, two in pairwise(times))
    if is_list and is_in_order and len(kinds) == 1:
        ends = tuple(time.end for time in times)
        return Due(times[0].start, ends[-1], P.RECURRING, ends, remarks)
    raise Asked(*remarks, "More than one date stands here: which is the last day?")


def single(series: Sequence, plan: PlanYear) -> Time:
    """The one time of a series.

    Raises:
        Asked: it is several, or could not be made out.
    """
    due = together(settled(series, plan))
    if due.precision == P.RECURRING:
        raise Asked("Which of these is meant?")
    return Time(due.precision, start=due.start, end=due.end, remarks=due.remarks)
