"""Rows written as CSV or Excel, so that opening them in a spreadsheet runs nothing."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NARROWEST, WIDEST = 10, 60

# What a spreadsheet takes for the beginning of a formula, full-width forms among them,
# whatever blanks stand before it (OWASP, CSV injection).
FORMULA = re.compile(r"[\s\x00-\x20\ufeff]*[=+\-@＝＋－＠|%]")
# What begins with a tab or a new line is read as more than one cell by some programs.
BREAKS = ("\t", "\r", "\n")
CONTROLS = dict.fromkeys(n for n in range(32) if chr(n) not in "\t\r\n")
BYTE_ORDER_MARK = "\ufeff"


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
    if FORMULA.match(text) or text.startswith(BREAKS):
        return f"'{text}"
    return text


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as CSV in UTF-8, marked as such because Excel would guess otherwise."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([safe_cell(heading) for heading in headings])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def as_workbook(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]
) -> bytes:
    """A table as an Excel workbook of one sheet; days stay days, numbers numbers."""
    rows = [list(row) for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place in range(len(headings)):
        longest = max(len(str(row[place] or "")) for row in [headings, *rows])
        width = min(max(longest + 2, NARROWEST), WIDEST)
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(sheet, value: object, *, bold: bool = False) -> WriteOnlyCell:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    cell = WriteOnlyCell(sheet, value=value if is_day else safe_cell(value))
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if is_day:
        cell.number_format = "d mmm yyyy"
    return cell
