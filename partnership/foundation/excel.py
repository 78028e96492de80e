"""Tables as an Excel workbook, so that opening it runs nothing.

The only place that writes workbooks; `lists.workbooks` is the only one that reads them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from partnership.foundation.spreadsheets import safe_cell

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel's own bound on one cell.
LONGEST = 32_000
WIDEST, NARROWEST = 60, 10


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook: its name, the heads of its columns, its rows."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]


def as_excel(sheets: Iterable[Sheet]) -> bytes:
    """Tables as a workbook, one to a sheet; days stay days, and text is only text."""
    workbook = Workbook(write_only=True)
    for sheet in sheets:
        drawn = workbook.create_sheet(sheet.name[:31])
        rows = [[_plain(value) for value in row] for row in sheet.rows]
        drawn.freeze_panes = "A2"
        for number, heading in enumerate(sheet.headings, 1):
            lengths = [len(str(row[number - 1])) for row in rows] + [len(heading)]
            width = min(max(*lengths, NARROWEST), WIDEST) + 2
            drawn.column_dimensions[get_column_letter(number)].width = width
        drawn.append(
            [_cell(drawn, heading, is_bold=True) for heading in sheet.headings]
        )
        for row in rows:
            drawn.append([_cell(drawn, value) for value in row])
    kept = BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def _plain(value: object) -> object:
    """A value as Excel holds it; text that would run stands as text."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return value
    kept = safe_cell(value)
    return kept[:LONGEST] if isinstance(kept, str) else kept


def _cell(sheet, value: object, *, is_bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        # Whatever it looks like, it is text and never a formula.
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = "d mmm yyyy"
    cell.font = Font(bold=is_bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
