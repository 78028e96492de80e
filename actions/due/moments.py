"""What a date found in a text is, and how the patterns that find it are registered."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from actions.due.calendar import PlanYear, last_of, written
from actions.due.meaning import Precision

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
DAY = r"[0-9]{1,2}"
ORDINAL = r"(?:\s?(?:st|nd|rd|th)(?![a-z]))"
YEAR = r"(?:19|20|21)[0-9]{2}(?![0-9])"
# Two digits as a year: not a time of day, nor the day of a date that follows.
SHORT = (
    r"'?[0-9]{2}(?![0-9]|[:/.-][0-9]|\s?[ap]\.?m(?![a-z])"
    rf"|\s?(?:-\s?)?(?:of\s)?{MONTH})"
)
NOT_A_DAY = rf"(?![0-9]|[/.-][0-9]|{ORDINAL}|\s?{MONTH})"
SPAN = (
    rf"(?:{YEAR}\s?[/-]\s?(?:{YEAR}|[0-9]{{2}}{NOT_A_DAY})"
    rf"|[0-9]{{2}}/[0-9]{{2}}{NOT_A_DAY})"
)
WEEKDAY_ALONE = r"(?:mon|tues?|weds?|wednes|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
WEEKDAY = rf"(?:{WEEKDAY_ALONE}\.?,?\s+)?"
SEASON = r"(?P<season>spring|summer|autumn)"
# A number that no other number is tied to from the left.
ALONE = r"(?<![0-9][/.-])"
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
TERM_MONTHS = {"spring": 1, "summer": 4, "autumn": 9}


@dataclass(frozen=True)
class Moment:
    """One date as it stands in a text, with its place there.

    Without `year` it waits for one from its neighbours or the plan year. `is_weak`
    marks words that are a date only in the right company ("May", "2018").
    """

    at: int
    to: int
    precision: Precision
    start: date | None = None
    end: date | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    season: str = ""
    year: int | None = None
    # Which day of the week the text says it is: “mon”, “tue” …
    weekday: str = ""
    remarks: tuple[str, ...] = ()
    is_weak: bool = False

    @property
    def needs_year(self) -> bool:
        return self.month is not None and self.year is None

    @property
    def is_certain(self) -> bool:
        return self.precision != Precision.AMBIGUOUS

    def ask(self, *remarks: str) -> "Moment":
        """The same place in the text, without a date, with what must be asked."""
        return replace(
            self, precision=Precision.AMBIGUOUS, start=None, end=None, remarks=remarks
        )

    def saying(self, *remarks: str) -> "Moment":
        return replace(self, remarks=self.remarks + remarks)

    def in_year(self, year: int, plan: PlanYear) -> "Moment":
        """This moment with its calendar year settled."""
        there = replace(self, year=year)
        if self.season:
            term = plan.term(self.season, year)
            if term is None:
                return there.ask(f"No {self.season} term {year} is set: give its dates")
            return replace(there, start=term.start, end=term.end)
        if self.day is None:
            first = date(year, self.month, 1)
            return replace(there, start=first, end=last_of(year, self.month))
        try:
            start = date(year, self.month, self.day)
            end = date(year, self.month, self.last_day or self.day)
        except ValueError:
            month = f"{last_of(year, self.month):%B %Y}"
            return there.ask(f"There is no such day in {month}: which is meant?")
        if end < start:
            return there.ask("The range ends before it begins: which days are meant?")
        return replace(there, start=start, end=end).with_its_weekday()

    def with_its_weekday(self) -> "Moment":
        """A remark where the text calls the day by another day of the week."""
        if not self.weekday or WEEKDAYS.index(self.weekday) == self.start.weekday():
            return self
        return self.saying(f"{written(self.start)} is a {self.start:%A}")


Handler = Callable[[Moment, re.Match, PlanYear], Moment | None]
PATTERNS: list[tuple[re.Pattern, Handler]] = []


def pattern(expression: str) -> Callable[[Handler], Handler]:
    """Register what reads the places where an expression matches."""

    def register(handler: Handler) -> Handler:
        compiled = re.compile(rf"(?<![a-z0-9])(?:{expression})(?![a-z0-9])")
        PATTERNS.append((compiled, handler))
        return handler

    return register


def find_moments(text: str, plan: PlanYear) -> Iterator[Moment]:
    """The moments in a text from left to right; the longest reading wins a place."""
    matches = [
        (match, handler)
        for compiled, handler in PATTERNS
        for match in compiled.finditer(text)
    ]
    matches.sort(key=lambda found: (found[0].start(), -found[0].end()))
    reached = 0
    for match, handler in matches:
        if match.start() < reached:
            continue
        blank = Moment(match.start(), match.end(), Precision.DAY)
        try:
            moment = handler(blank, match, plan)
        except (ValueError, OverflowError):
            moment = blank.ask(f"“{match[0]}” is not a date that exists")
        if moment is not None:
            reached = match.end()
            yield moment


def full_year(digits: str) -> int:
    digits = digits.strip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def span_years(words: str) -> tuple[int, int] | None:
    """First and second year of “2018/19”; None when they do not follow each other."""
    first, second = re.split(r"\s?[/-]\s?", words)
    start = full_year(first)
    end = int(second) if len(second) == 4 else start // 100 * 100 + int(second)
    if len(second) == 2 and start % 100 == 99 and second == "00":
        end = start + 1
    return (start, end) if end == start + 1 else None
