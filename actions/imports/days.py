"""Due dates from spreadsheet cells, as text or as stored dates."""

import re
from datetime import date, timedelta

from django.utils.formats import date_format

from partnership.spreadsheets.cells import Cell

# Excel counts days from here; a date in a workbook becomes such a number in a CSV.
EXCEL_BEGINS = date(1899, 12, 30)
SERIAL = re.compile(r"[345]\d{4}(?:\.0+)?")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")


def due_text_of(cell: Cell, remarks: list[str]) -> str:
    """A due text as typed, or a stored date written out; may add remarks."""
    text = cell.line
    if cell.day is not None:
        return written(cell.day, is_month=cell.is_month)
    if found := ISO_DAY.fullmatch(text):
        try:
            return written(date(*map(int, found.groups())))
        except ValueError:
            return text
    if SERIAL.fullmatch(text):
        day = EXCEL_BEGINS + timedelta(days=int(float(text)))
        remarks.append(f"{text} is an Excel day number: read as {written(day)}")
        return written(day)
    return "" if text in {"-", "–", "—", "n/a", "N/A", "."} else text


def written(day: date, *, is_month: bool = False) -> str:
    """A day or a month as a due text."""
    return date_format(day, "F Y" if is_month else "j F Y")
