"""Reads the bytes of a spreadsheet into cells with positions.

`read(content)` takes a CSV file (however it was saved; commas, semicolons, tabs or
bars) or a workbook of Excel or OpenOffice, and answers with a `Book` of sheets
(`cells`).
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
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from partnership.guards.outcomes import Refused
from partnership.spreadsheets import workbooks
from partnership.spreadsheets.cells import Book, Row, SavedBy, Sheet, cell_of
from partnership.spreadsheets.encodings import BY_BYTE, encoding_of
from partnership.spreadsheets.limits import (
    LAST_BLANK_ROW,
    LAST_ROW,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
)
from partnership.spreadsheets.records import (
    BEFORE_2007,
    Record,
    records,
    signature_of,
)

DELIMITERS = ",;\t|"
LOOKED_AT = 60
# Letters shown on either side of one that may be another.
SHOWN_AROUND = 40
# Excel writes it when told to; it is no row of the table.
SAYS_DELIMITER = re.compile(r'\A"?sep=(.)"?\r?\n', re.IGNORECASE)


def read(content: bytes, *, encoding: str = "") -> Book:
    """Read the sheets of a CSV file or a workbook.

    `encoding` is how a CSV file was saved, if somebody has said so.

    Raises:
        Refused: it is neither, or empty, damaged or too large.
    """
    if not content.strip():
        raise Refused("This file is empty.")
    if len(content) > MOST_BYTES:
        raise Refused(f"This file is larger than {MOST_BYTES // (1 << 20)} MB.")
    if content.startswith((b"PK", BEFORE_2007)):
        book = workbooks.book_of(content)
    elif words := signature_of(content[:8]):
        raise Refused(f"This is {words}. Save it as an Excel workbook (.xlsx) or CSV.")
    else:
        book = _csv(content, encoding)
    sheets = [replace(sheet, rows=list(_bounded(sheet.rows))) for sheet in book.sheets]
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise Refused("This file is empty.")
    return replace(book, sheets=sheets)


def _bounded(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows that are not blank, refused if there are too many."""
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


def _csv(content: bytes, chosen: str) -> Book:
    found = encoding_of(lambda: io.BytesIO(content))
    readings = {name: content.decode(name) for name in (found.name, *found.others)}
    is_chosen = chosen in readings
    return Book(
        [Sheet("", _rows_of_csv(readings[chosen if is_chosen else found.name]))],
        _lines_that_differ(readings) if found.others else [],
        is_open=bool(found.others) and not is_chosen,
    )


def _lines_that_differ(readings: Mapping[str, str]) -> list[SavedBy]:
    """The first line that reads otherwise, in each way."""
    lines = zip(*(text.splitlines() for text in readings.values()), strict=False)
    differing = next((several for several in lines if len({*several}) > 1), ())
    return [
        SavedBy(name, BY_BYTE[name], _around_odd(line))
        for name, line in zip(readings, differing, strict=False)
    ]


def _around_odd(line: str) -> str:
    """A part of a line with its first sign that is no plain letter."""
    at = next((n for n, sign in enumerate(line) if not sign.isascii()), 0)
    begin = max(at - SHOWN_AROUND, 0)
    return line[begin : at + SHOWN_AROUND]


def _rows_of_csv(text: str) -> Iterator[Row]:
    # What Excel says of the delimiter stands in a row of its own.
    said = SAYS_DELIMITER.match(text)
    delimiter = said[1] if said and said[1] in DELIMITERS else _delimiter_of(text)
    for record in records(io.StringIO(text, newline=""), delimiter=delimiter):
        if said and record.row == 1:
            continue
        _check_bounds(record)
        cells = [cell_of(cell) for cell in record.cells[:MOST_COLUMNS]]
        yield Row(record.row, cells, _fault_of(record))


def _check_bounds(record: Record) -> None:
    """Refuse files that are too wide or long before making cells."""
    if any(cell.strip() for cell in record.cells[MOST_COLUMNS:]):
        raise Refused(f"Row {record.row} has more than {MOST_COLUMNS} columns.")
    if record.row > LAST_BLANK_ROW or (record.row > LAST_ROW and any(record.cells)):
        raise Refused(f"This file goes on after row {LAST_ROW:,}.")


def _fault_of(record: Record) -> str:
    """Why a row cannot be split into columns."""
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
    """The delimiter that splits most of the first rows evenly."""

    def agreement(delimiter: str) -> tuple[int, int]:
        first = islice(
            records(io.StringIO(text, newline=""), delimiter=delimiter), LOOKED_AT
        )
        widths = Counter(len(one.cells) for one in first if len(one.cells) > 1)
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=agreement)
