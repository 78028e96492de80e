"""From the bytes of a spreadsheet to cells that know where they stand.

`read(content)` takes a CSV file (UTF-8 or Windows-1252; commas, semicolons, tabs or
bars) or an Excel workbook (.xlsx), and answers with a `Book` of sheets. Each row keeps
the number a spreadsheet shows beside it; blank rows are left out. Text comes without
stray spaces and invisible signs; line ends within a cell stay (`Cell.line` is without).
What Excel keeps as a date has it in `Cell.day`, with the day written out as its text.
A merged area that reaches down means the same in each of its rows; one that reaches
across stands in its first column. A number is what its format shows: 1.10, 007, 95%.
A formula's saved result is read, never the formula; where none was saved, the cell has
a `fault` and says so. Nothing is ever calculated.

What is no table, or is larger than the bounds below, is refused in words for whoever
sent it.
"""

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from partnership.guards.outcomes import Refused
from partnership.spreadsheets import workbooks
from partnership.spreadsheets.limits import (
    LAST_BLANK_ROW,
    LAST_ROW,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_LONG,
)
from partnership.spreadsheets.records import (
    Record,
    encoding_of,
    office_kind,
    records,
    signature_of,
)
from partnership.spreadsheets.writing import runs

DELIMITERS = ",;\t|"
LOOKED_AT = 60
# Excel writes it when told to; it is no row of the table.
SAYS_DELIMITER = re.compile(r'\A"?sep=(.)"?\r?\n', re.IGNORECASE)
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@dataclass(frozen=True)
class Cell:
    """What stands in one cell."""

    text: str = ""
    day: date | None = None
    fault: str = ""
    # Excel keeps “Sept 2026” as its first day, and shows the month alone.
    is_month: bool = False

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())

    @property
    def is_blank(self) -> bool:
        return not (self.text or self.fault)


BLANK = Cell()


@dataclass(frozen=True)
class Row:
    """One row, with the number a spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...] = ()
    fault: str = ""
    # How many columns a merged cell reaches across, by the first of them.
    across: Mapping[int, int] = field(default_factory=dict)
    # The columns of cells that are part of one in the row above.
    merged: Set[int] = frozenset()
    # The colours of cells that hold nothing else, by their columns.
    colours: Mapping[int, str] = field(default_factory=dict)

    def cell(self, column: int | None) -> Cell:
        """The cell of a column, counted from 0; blank where the row is shorter."""
        if column is None or column >= len(self.cells):
            return BLANK
        return self.cells[column]


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet that have something in them."""

    name: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Book:
    """A spreadsheet as it was read: a CSV file is one sheet without a name."""

    sheets: Sequence[Sheet]

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


def read(content: bytes) -> Book:
    """The sheets of a CSV file or an Excel workbook.

    Raises:
        Refused: it is neither, or empty, damaged or larger than we read.
    """
    if not content.strip():
        raise Refused("This file is empty.")
    if len(content) > MOST_BYTES:
        raise Refused(f"This file is larger than {MOST_BYTES // (1 << 20)} MB.")
    if words := signature_of(content[:8]):
        if words.startswith("an old Excel"):
            words += ", or has a password"
        raise Refused(f"This is {words}. Save it as an Excel workbook (.xlsx) or CSV.")
    if content.startswith(b"PK"):
        sheets = _sheets_of_workbook(content)
    else:
        sheets = [Sheet("", list(_bounded(_rows_of_csv(content))))]
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise Refused("This file is empty.")
    return Book(sheets)


def tidy(text: str) -> str:
    """Text as it was meant: no stray or invisible signs, line ends kept."""
    text = unicodedata.normalize("NFC", text).translate(INVISIBLE)
    lines = re.split(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", text)
    cleaned = (
        " ".join("".join(c if c.isprintable() else " " for c in line).split())
        for line in lines
    )
    return "\n".join(cleaned).strip()


def _cell(text: str) -> Cell:
    text = tidy(text)
    if text.startswith("'") and runs(text[1:]):
        # What we give out has it before each text that a spreadsheet would run.
        text = text[1:]
    return Cell(text) if len(text) <= TOO_LONG else Cell("", fault="is too long")


def _bounded(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows with something in them, refused where there are too many."""
    kept = 0
    for row in rows:
        if row.fault or any(not cell.is_blank for cell in row.cells):
            kept += 1
            if kept > MOST_ROWS:
                raise Refused(f"This file has more than {MOST_ROWS:,} rows.")
            if len(row.cells) > MOST_COLUMNS and any(
                not cell.is_blank for cell in row.cells[MOST_COLUMNS:]
            ):
                raise Refused(f"Row {row.number} has more than {MOST_COLUMNS} columns.")
            yield row


# CSV.


def _rows_of_csv(content: bytes) -> Iterator[Row]:
    encoding = encoding_of(lambda: io.BytesIO(content))
    text = content.decode(encoding)
    # What Excel says of the delimiter stands in a row of its own.
    said = SAYS_DELIMITER.match(text)
    delimiter = said[1] if said and said[1] in DELIMITERS else _delimiter_of(text)
    for record in records(io.StringIO(text, newline=""), delimiter=delimiter):
        if said and record.row == 1:
            continue
        _check_bounds(record)
        cells = tuple(_cell(cell) for cell in record.cells[:MOST_COLUMNS])
        yield Row(record.row, cells, _fault_of(record))


def _check_bounds(record: Record) -> None:
    """Refuse what is too wide or too long before a cell of it is made."""
    if any(cell.strip() for cell in record.cells[MOST_COLUMNS:]):
        raise Refused(f"Row {record.row} has more than {MOST_COLUMNS} columns.")
    if record.row > LAST_BLANK_ROW or (record.row > LAST_ROW and any(record.cells)):
        raise Refused(f"This file goes on after row {LAST_ROW:,}.")


def _fault_of(record: Record) -> str:
    """Why a row cannot be split into columns, in words."""
    if not record.fault:
        return ""
    if "end of data" in record.fault:
        why = "a quotation mark is opened in it and never closed"
        if record.last_line > record.first_line:
            why += f", so that all up to line {record.last_line} of the file is lost"
    elif "expected after" in record.fault:
        why = "a quotation mark within a text must be doubled"
    else:
        why = "one of its cells is too long"
    return f"cannot be split into columns: {why}"


def _delimiter_of(text: str) -> str:
    """The sign that splits most of the first rows into equally many columns."""

    def agreement(delimiter: str) -> tuple[int, int]:
        first = islice(
            records(io.StringIO(text, newline=""), delimiter=delimiter), LOOKED_AT
        )
        widths = Counter(len(one.cells) for one in first if len(one.cells) > 1)
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=agreement)


# Excel.


def _sheets_of_workbook(content: bytes) -> list[Sheet]:
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise Refused("This file is damaged: it cannot be opened.") from None
    kind = office_kind(names)
    if kind != "an Excel workbook":
        raise Refused(
            f"This is {kind or 'a zip archive'}. "
            "Save it as an Excel workbook (.xlsx) or CSV."
        )
    return [
        Sheet(raw.name, list(_bounded(map(_row_of_workbook, raw.rows))))
        for raw in workbooks.sheets_of(content)
    ]


def _row_of_workbook(raw: workbooks.RawRow) -> Row:
    cells = tuple(map(_cell_of_workbook, raw.values))
    return Row(raw.number, cells, "", raw.across, raw.merged, raw.colours)


def _cell_of_workbook(value: object) -> Cell:
    if value is None:
        return BLANK
    if value is workbooks.NO_RESULT:
        return Cell("", fault="holds a formula whose result was not saved")
    if isinstance(value, workbooks.ExcelError):
        return Cell("", fault=f"holds an error, {value.code}")
    is_month = isinstance(value, workbooks.Month)
    text, day = workbooks.in_words(value.day if is_month else value)
    return Cell(text, day, is_month=is_month) if day else _cell(text)
