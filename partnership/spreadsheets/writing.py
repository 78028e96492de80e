"""Rows written as CSV or Excel, so that opening them in a spreadsheet runs nothing."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet takes for the beginning of a formula, full-width forms among them,
# whatever blanks stand before it (OWASP, CSV injection).
FORMULA = re.compile(r"[\s\x00-\x20\ufeff]*[=+\-@＝＋－＠|%]")
# What begins with a tab or a new line is read as more than one cell by some programs.
BREAKS = ("\t", "\r", "\n")
# What no workbook may hold (XML 1.0, section 2.2): one such character in one action
# would take the file from everybody.
CONTROLS = dict.fromkeys(
    [*(n for n in range(32) if chr(n) not in "\t\r\n"), 0xFFFE, 0xFFFF]
)
BYTE_ORDER_MARK = "\ufeff"
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


def runs(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula, or for several cells."""
    return bool(FORMULA.match(text)) or text.startswith(BREAKS)


def safe_cell(value: object) -> str | int | float | Decimal:
    """A value as a spreadsheet may hold it: text that would run stands as text.

    Numbers stay numbers, negative ones too; days and instants are written as ISO 8601
    says.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    text = str(value).translate(CONTROLS)
    return f"'{text}" if runs(text) else text


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as CSV in UTF-8, marked as such because Excel would guess otherwise."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([safe_cell(heading) for heading in headings])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook; `widths` in characters, else as wide as the words."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]
    widths: Sequence[int] = ()


def as_workbook(title: str, sheets: Iterable[Sheet]) -> bytes:
    """Tables as an Excel workbook, the headings in sight and filtering their columns.

    Days are days that Excel can sort by; text that would run stands as text.
    """
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
        [_styled(written, safe_cell(one), font=BOLD) for one in sheet.headings]
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
    safe = safe_cell(value)
    if not isinstance(safe, str):
        return safe
    text = safe[:LONGEST]
    if len(text) > ONE_LINE or "\n" in text:
        return _styled(sheet, text, alignment=IN_LINES)
    return text or None


def _styled(sheet, value: object, **style) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    for name, worth in style.items():
        setattr(cell, name, worth)
    return cell
