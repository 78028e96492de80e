"""Cells and rows, with their positions.

A row keeps the number a spreadsheet shows beside it; blank rows are left out. Text
comes without stray spaces and invisible signs; line ends within a cell stay.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from partnership.dates.zones import local_day
from partnership.spreadsheets.limits import TOO_LONG
from partnership.spreadsheets.writing import runs

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@dataclass(frozen=True)
class Cell:
    """A cell."""

    text: str = ""
    day: date | None = None
    fault: str = ""
    # Excel keeps “Sept 2026” as its first day, and shows the month alone.
    is_month: bool = False
    is_struck: bool = False

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())

    @property
    def is_blank(self) -> bool:
        return not (self.text or self.fault)


BLANK = Cell()


@dataclass
class Row:
    """A row, with the number a spreadsheet shows beside it."""

    number: int
    cells: list[Cell] = field(default_factory=list)
    fault: str = ""
    # The width of merged cells in columns, by their first column.
    across: dict[int, int] = field(default_factory=dict)
    # Columns whose cells are merged with the row above.
    merged: set[int] = field(default_factory=set)
    # The colours of empty cells by column, such as “FFFF0000”.
    colours: dict[int, str] = field(default_factory=dict)
    # Hidden or filtered out by its sender.
    is_hidden: bool = False

    @property
    def filled(self) -> list[int]:
        """Columns that are not blank."""
        return [place for place, cell in enumerate(self.cells) if not cell.is_blank]

    def cell(self, column: int | None) -> Cell:
        """The cell in a column, counted from 0, or a blank one."""
        if column is None or column >= len(self.cells):
            return BLANK
        return self.cells[column]


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet that are not blank."""

    name: str
    rows: Sequence[Row]
    hidden_columns: frozenset[int] = frozenset()

    @property
    def hidden_rows(self) -> int:
        return sum(row.is_hidden for row in self.rows)

    @property
    def filled_hidden_columns(self) -> int:
        return sum(
            any(not row.cell(place).is_blank for row in self.rows)
            for place in self.hidden_columns
        )

    def in_sight(self) -> "Sheet":
        """The sheet without the rows and columns that its sender hid."""
        rows = [row for row in self.rows if not row.is_hidden]
        for row in rows if self.hidden_columns else ():
            row.cells = [
                BLANK if place in self.hidden_columns else cell
                for place, cell in enumerate(row.cells)
            ]
        return replace(self, rows=[row for row in rows if row.filled or row.fault])


@dataclass(frozen=True)
class SavedBy:
    """A program that may have saved a CSV file, with a line as it would read then."""

    encoding: str
    program: str
    line: str


@dataclass(frozen=True)
class Book:
    """A spreadsheet. A CSV file has one sheet without a name."""

    sheets: Sequence[Sheet]
    # Where it cannot be told how a CSV file was saved: how it may have been.
    saved_by: Sequence[SavedBy] = ()
    # Whether nobody has said yet how it was.
    is_open: bool = False
    # Why less is known of it than of others, if so.
    remark: str = ""

    def sheet(self, name: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def letter_of(column: int) -> str:
    """The letters a spreadsheet shows above a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def tidy(text: str) -> str:
    """Text without stray or invisible characters, with its line breaks."""
    text = unicodedata.normalize("NFC", text).translate(INVISIBLE)
    lines = re.split(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", text)
    cleaned = (
        " ".join("".join(c if c.isprintable() else " " for c in line).split())
        for line in lines
    )
    return "\n".join(cleaned).strip()


def cell_of(text: str) -> Cell:
    """A text cell; a time with a zone is the day that it is here."""
    text = tidy(text)
    if day := local_day(text):
        return Cell(day.isoformat(), day)
    if text.startswith("'") and runs(text[1:]):
        # Our own files have it before text that would run as a formula.
        text = text[1:]
    return Cell(text) if len(text) <= TOO_LONG else Cell("", fault="is too long")
