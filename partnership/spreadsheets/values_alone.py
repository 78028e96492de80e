"""The values of workbooks that openpyxl does not read: old, binary, strict, odd.

calamine reads them, in a process of its own, without what is hidden or struck through.
"""

import json
import subprocess
import sys
from datetime import date

from partnership.guards.outcomes import Refused
from partnership.spreadsheets import calamine_child
from partnership.spreadsheets.cells import Book, Cell, Row, Sheet, cell_of
from partnership.spreadsheets.limits import (
    LAST_ROW,
    MOST_COLUMNS,
    MOST_MERGED,
    MOST_SHEETS,
)
from partnership.spreadsheets.merged import filled
from partnership.spreadsheets.records import BEFORE_2007
from partnership.spreadsheets.shown import number_in_words

UNREAD = "This workbook cannot be read. Open it in Excel and save it again."
LOCKED = "This workbook has a password."
OLD = (
    "This is an old Excel workbook or Word document, or has a password. "
    "Save it as an Excel workbook (.xlsx) or CSV."
)
ALL_HIDDEN = "Every sheet of this workbook is hidden."
TOO_MANY_SHEETS = (
    f"This workbook has more than {MOST_SHEETS} sheets. "
    "Hide or remove the sheets you do not need."
)
ONLY_VALUES = (
    "Only the values of this workbook could be read: what its sender hid or struck "
    "through is read like the rest"
)
# Longer than the child may take; the machine may be busy.
WAITED = 60


def values_alone(content: bytes) -> Book:
    """The values of a workbook that openpyxl does not read."""
    try:
        script, most = calamine_child.__file__, (MOST_SHEETS, LAST_ROW + 1)
        ran = subprocess.run(
            [sys.executable, "-I", script, *map(str, most)],
            input=content,
            capture_output=True,
            timeout=WAITED,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(UNREAD) from None
    if ran.returncode == calamine_child.HAS_A_PASSWORD:
        raise Refused(LOCKED)
    if ran.returncode:
        raise Refused(OLD if content.startswith(BEFORE_2007) else UNREAD)
    found = json.loads(ran.stdout)
    if not found:
        raise Refused(ALL_HIDDEN)
    if len(found) > MOST_SHEETS:
        raise Refused(TOO_MANY_SHEETS)
    return Book([_sheet_of_values(**one) for one in found], remark=ONLY_VALUES)


def _sheet_of_values(name: str, rows: list[list], merged: list) -> Sheet:
    read = []
    for number, values in enumerate(rows, start=1):
        cells = [_cell_of_value(value) for value in values[: MOST_COLUMNS + 1]]
        while cells and cells[-1].is_blank:
            cells.pop()
        if cells:
            if number > LAST_ROW:
                raise Refused(f"This workbook goes on after row {LAST_ROW:,}.")
            read.append(Row(number, cells))
    areas = [
        (left, top + 1, right - left + 1, min(bottom + 1, LAST_ROW))
        for (top, left), (bottom, right) in merged[:MOST_MERGED]
        if left < MOST_COLUMNS
    ]
    return Sheet(name, filled(read, areas))


def _cell_of_value(value: object) -> Cell:
    if isinstance(value, dict):
        if "yes" in value:
            return Cell("Yes" if value["yes"] else "No")
        return Cell(value["day"], date.fromisoformat(value["day"]))
    if isinstance(value, int | float):
        return Cell(number_in_words(value))
    return cell_of(value)
