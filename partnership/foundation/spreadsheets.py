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


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook; `widths` are in characters, column by column."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]
    widths: Sequence[int] = ()


def as_workbook(title: str, sheets: Iterable[Sheet]) -> bytes:
    """Tables as an Excel workbook: heads that stay in sight, words that wrap.

    Days stay days, so that they can be sorted; text that would run stands as text.
    """
    workbook = Workbook(write_only=True)
    workbook.properties.title, workbook.properties.creator = title, "Quorate"
    for sheet in sheets:
        written = workbook.create_sheet(_SHEET_NAME.sub(" ", sheet.name)[:31])
        written.freeze_panes = "A2"
        for place, width in enumerate(sheet.widths, 1):
            written.column_dimensions[get_column_letter(place)].width = width
        written.append(
            [_cell(written, heading, font=_HEAD) for heading in sheet.headings]
        )
        for row in sheet.rows:
            written.append([_cell(written, value) for value in row])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


# What Excel does not allow in the name of a sheet.
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_HEAD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def _cell(sheet, value: object, *, font: Font | None = None) -> WriteOnlyCell:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    cell = WriteOnlyCell(sheet, value if is_day else safe_cell(value))
    cell.alignment = _WRAPPED
    if is_day:
        cell.number_format = "d mmm yyyy"
    if font is not None:
        cell.font = font
    return cell
