"""Writes rows as CSV or Excel, safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

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


def runs(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula, or for several cells."""
    return bool(FORMULA.match(text)) or text.startswith(BREAKS)


def cell_value(value: object) -> str | int | float | Decimal:
    """A value as a workbook holds it, where text stays text whatever it begins with.

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
    return str(value).translate(CONTROLS)


def safe_cell(value: object) -> str | int | float | Decimal:
    """A value as a CSV file may hold it: text that would run gets an apostrophe."""
    held = cell_value(value)
    return f"'{held}" if isinstance(held, str) and runs(held) else held


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

    Days are days that Excel can sort by; text is stored as text, so none of it runs.
    """
    from partnership.spreadsheets.excel import workbook  # noqa: PLC0415 – loads openpyxl

    return workbook(title, sheets)
