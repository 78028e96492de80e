"""Declares the columns of a kind of table."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

PUNCTUATION = re.compile(r"[^\w]+")
BRACKETED = re.compile(r"\([^)]*\)")
DIGIT = re.compile(r"\d")
# A title is short and holds no number; “Priority 1: Neglect” is a heading.
LONGEST_TITLE, MOST_WORDS = 70, 9


def plain(title: str) -> str:
    """A title without case, punctuation and anything in brackets."""
    without = title if title.startswith("(") else BRACKETED.sub(" ", title)
    return PUNCTUATION.sub(" ", without.replace("&", " and ")).strip().casefold()


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
    def _by_title(self) -> dict[str, str]:
        return {title: column.key for column in self.all for title in column.titles}

    @cached_property
    def in_order(self) -> list[Column]:
        """The columns in the order of pages."""
        return [self.by_key[key] for key in self.shown or self.by_key]

    def main_of(self, places: Mapping[str, int]) -> int | None:
        """The position of the column with the subject of a row."""
        return next((places[key] for key in self.needed if key in places), None)

    def meaning(self, title: str) -> str | None:
        """The column that a title stands for."""
        key = self._meaning(title)
        return None if self.shown and key not in self.shown else key

    def _meaning(self, title: str) -> str | None:
        for column in self.all:
            if column.bracketed and re.search(column.bracketed, title, re.IGNORECASE):
                return column.key
        words = plain(title)
        if words in self._by_title:
            return self._by_title[words]
        is_long = len(words) > LONGEST_TITLE or len(words.split()) > MOST_WORDS
        if is_long or DIGIT.search(words):
            return None
        return next(
            (
                column.key
                for column in self.all
                if column.pattern and re.search(column.pattern, words)
            ),
            None,
        )

    def exactly(self, title: str) -> str | None:
        """The column that a title is a usual name of, word for word."""
        return self._by_title.get(plain(title))

    def rank(self, title: str) -> int:
        """How well a title fits its column, 0 being best."""
        words = plain(title)
        key = self._by_title.get(words)
        return self.by_key[key].titles.index(words) if key else len(self._by_title)

    def are_missing(self, keys: Iterable[str]) -> bool:
        """Whether none of the columns that a table needs is among these."""
        return not set(self.needed) & set(keys)

    def without(self, *keys: str) -> "Columns":
        """These columns without some."""
        order = [column.key for column in self.in_order]
        return replace(self, shown=tuple(key for key in order if key not in keys))
