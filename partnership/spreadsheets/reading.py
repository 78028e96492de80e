"""Reads the bytes of a spreadsheet into cells with positions.

`read(content)` takes a CSV file (UTF-8 or Windows-1252; commas, semicolons, tabs or
bars) or an Excel workbook (.xlsx), and answers with a `Book` of sheets (`cells`).
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
from collections.abc import Iterable, Iterator
from itertools import islice

from partnership.guards.outcomes import Refused
from partnership.spreadsheets import workbooks
from partnership.spreadsheets.cells import Book, Row, Sheet, cell_of
from partnership.spreadsheets.limits import (
    LAST_BLANK_ROW,
    LAST_ROW,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
)
from partnership.spreadsheets.records import (
    Record,
    encoding_of,
    records,
    signature_of,
)

DELIMITERS = ",;\t|"
LOOKED_AT = 60
# Excel writes it when told to; it is no row of the table.
SAYS_DELIMITER = re.compile(r'\A"?sep=(.)"?\r?\n', re.IGNORECASE)


def read(content: bytes) -> Book:
    """Read the sheets of a CSV file or an Excel workbook.

    Raises:
        Refused: it is neither, or empty, damaged or too large.
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
        sheets = workbooks.sheets_of(content)
    else:
        sheets = [Sheet("", _rows_of_csv(content))]
    sheets = [Sheet(sheet.name, list(_bounded(sheet.rows))) for sheet in sheets]
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise Refused("This file is empty.")
    return Book(sheets)


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
