"""Whether the dates of a column give the day or the month first.

British dates give the day first. A column in which a number over 12 stands in second
place gives the month first, so any other date of it may do so too.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", re.ASCII)


@dataclass(frozen=True)
class Either:
    """A date that may be one of two days, in a column that has shown why."""

    title: str
    text: str
    day_first: date
    month_first: date
    # A date of the column that can only give the month first.
    proof: str


@dataclass(frozen=True)
class DateOrder:
    """What a column shows of its dates; `proof` is empty where days come first."""

    title: str
    proof: str = ""

    def day_of(self, text: str) -> date | Either | None:
        """The date of a cell in a column of months first; None of any other."""
        day_first, month_first = _readings(text)
        if not self.proof or month_first is None:
            return None
        if day_first in {None, month_first}:
            return month_first
        return Either(self.title, text, day_first, month_first, self.proof)


def order_of(title: str, texts: Iterable[str]) -> DateOrder:
    """The order of the dates in a column."""
    for text in texts:
        day_first, month_first = _readings(text)
        if day_first is None and month_first is not None:
            return DateOrder(title, proof=text)
    return DateOrder(title)


def _readings(text: str) -> tuple[date | None, date | None]:
    """A date written in numbers, with the day first and with the month first."""
    found = NUMERIC.fullmatch(text.strip())
    if found is None:
        return None, None
    first, second, year = map(int, found.groups())
    year += 2000 if year < 100 else 0
    return _date(year, second, first), _date(year, first, second)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
