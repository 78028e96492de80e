"""Tables as Excel workbooks; `writing` loads this, and openpyxl, when it is needed."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from partnership.spreadsheets.writing import Sheet, cell_value, runs

DAY = "d mmm yyyy"
BOLD = Font(bold=True)
IN_LINES = Alignment(wrap_text=True, vertical="top")
# What Excel does not allow in the name of a sheet.
NO_NAME = re.compile(r"[\[\]:*?/\\]")
# Text of more than this would run over the cells beside it.
ONE_LINE = 40
# Excel's own bound on one cell is a little more.
LONGEST = 32_000
NARROWEST, WIDEST = 10, 60


def workbook(title: str, sheets: Iterable[Sheet]) -> bytes:
    """The bytes of a workbook; its title, then its sheets."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = title, "Quorate"
    for sheet in sheets:
        _write(book.create_sheet(NO_NAME.sub(" ", sheet.name)[:31]), sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(written, sheet: Sheet) -> None:
    rows = sheet.rows if sheet.widths else list(sheet.rows)
    widths = sheet.widths or _widths([sheet.headings, *rows])
    written.freeze_panes = "A2"
    for number, width in enumerate(widths, 1):
        written.column_dimensions[get_column_letter(number)].width = width
    written.append(
        [_styled(written, cell_value(one), font=BOLD) for one in sheet.headings]
    )
    count = 1
    for row in rows:
        written.append([_in_excel(written, value) for value in row])
        count += 1
    written.auto_filter.ref = f"A1:{get_column_letter(len(sheet.headings))}{count}"


def _widths(rows: Sequence[Sequence[object]]) -> list[int]:
    """As wide as the longest word of each column, within bounds."""
    return [
        min(max(NARROWEST, *(len(str(value or "")) for value in column)), WIDEST) + 2
        for column in zip(*rows, strict=True)
    ]


def _in_excel(sheet, value: object) -> object:
    """What a cell holds: no more style than it needs, since each costs time."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return _styled(sheet, value, number_format=DAY)
    held = cell_value(value)
    if not isinstance(held, str):
        return held
    text = held[:LONGEST]
    style = {"quotePrefix": True} if runs(text) else {}
    if len(text) > ONE_LINE or "\n" in text:
        style["alignment"] = IN_LINES
    return _styled(sheet, text, **style) if style else text or None


def _styled(sheet, value: object, **style) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        # openpyxl takes what begins with “=” for a formula.
        cell.data_type = "s"
    for name, worth in style.items():
        setattr(cell, name, worth)
    return cell
