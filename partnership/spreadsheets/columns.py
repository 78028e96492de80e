"""Declares the columns of a kind of table."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

PUNCTUATION = re.compile(r"[^\w]+")
BRACKETED = re.compile(r"\([^)]*\)")
DIGIT = re.compile(r"\d")
# “2025-26”, as `plain` leaves it.
YEARS = re.compile(r"\b(?:19|20)\d\d(?: \d\d(?:\d\d)?)?\b")
# A title is short and holds no number; “Priority 1: Neglect” is a heading.
LONGEST_TITLE, MOST_WORDS = 70, 9


def plain(title: str) -> str:
    """A title without case, punctuation and anything in brackets."""
    without = title if title.startswith("(") else BRACKETED.sub(" ", title)
    return PUNCTUATION.sub(" ", without.replace("&", " and ")).strip().casefold()


def timeless(title: str) -> str:
    """A plain title without its year: “Action 2025-26” is the column “Action”."""
    words = plain(title)
    return " ".join(YEARS.sub(" ", words).split()) or words


@dataclass(frozen=True)
class Column:
    """A column, with our name for it and its usual titles."""

    key: str
    words: str
    # Best first: if two columns match, the better title wins.
    titles: tuple[str, ...]
    # A pattern within longer titles of this column.
    pattern: str = ""
    # The same, looked for in the whole title, with its brackets.
    bracketed: str = ""
    # Cells that show the title means something else.
    unless: frozenset[str] = frozenset()
    # The same, if the title is usual for another column too.
    rather: frozenset[str] = frozenset()
    # Titles that stand for it only if no other does.
    at_need: tuple[str, ...] = ()


@dataclass(frozen=True)
class Columns:
    """The columns of one kind of table; patterns are tried in this order."""

    all: tuple[Column, ...]
    # One of these is required. The first is the subject of a row.
    needed: tuple[str, ...]
    # Messages if none of them, or no row, is found.
    missing: str
    nothing: str
    # The order on pages, where it is not the order of `all`.
    shown: tuple[str, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.all}

    @cached_property
    def _by_title(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        # First those whose cells may show that the other is meant.
        for column in sorted(self.all, key=lambda column: not column.rather):
            for title in column.titles:
                found.setdefault(title, []).append(column.key)
        return found

    @cached_property
    def in_order(self) -> list[Column]:
        """The columns in the order of pages."""
        return [self.by_key[key] for key in self.shown or self.by_key]

    def main_of(self, places: Mapping[str, int]) -> int | None:
        """The position of the column with the subject of a row."""
        return next((places[key] for key in self.needed if key in places), None)

    def meaning(self, title: str) -> str | None:
        """The column that a title stands for."""
        return next(iter(self.meanings(title)), None)

    def meanings(self, title: str) -> list[str]:
        """The columns that a title may stand for, the likeliest first."""
        found = dict.fromkeys(self._meanings(title))
        return [key for key in found if not self.shown or key in self.shown]

    def _meanings(self, title: str) -> Iterator[str]:
        for column in self.all:
            if column.bracketed and re.search(column.bracketed, title, re.IGNORECASE):
                yield column.key
        words = timeless(title)
        yield from self._by_title.get(words, ())
        is_long = len(words) > LONGEST_TITLE or len(words.split()) > MOST_WORDS
        if words in self._by_title or is_long or DIGIT.search(words):
            return
        for column in self.all:
            if column.pattern and re.search(column.pattern, words):
                yield column.key
                break
        # “Owner Timescale” beside “Timescale” holds owners.
        parts = words.split()
        for place in range(1, len(parts)):
            halves = " ".join(parts[:place]), " ".join(parts[place:])
            if all(half in self._by_title for half in halves):
                yield self._by_title[halves[0]][0]

    def exactly(self, title: str) -> str | None:
        """The column that a title is a usual name of, word for word."""
        return next(iter(self._by_title.get(timeless(title), ())), None)

    def rank(self, title: str, key: str) -> int:
        """How well a title fits a column, 0 being best."""
        words, titles = timeless(title), self.by_key[key].titles
        return titles.index(words) if words in titles else len(self._by_title)

    def are_missing(self, keys: Iterable[str]) -> bool:
        """Whether none of the columns that a table needs is among these."""
        return not set(self.needed) & set(keys)

    def without(self, *keys: str) -> "Columns":
        """These columns without some."""
        order = [column.key for column in self.in_order]
        return replace(self, shown=tuple(key for key in order if key not in keys))
