"""Excel workbooks: unpacked within bounds, read row by row, nothing calculated.

The only import of openpyxl for reading. What a workbook says of itself is not believed:
its members are measured as they are unpacked.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from xml.etree.ElementTree import ParseError

from partnership.guards.outcomes import Refused
from partnership.spreadsheets.limits import (
    LAST_ROW,
    MOST_COLUMNS,
    MOST_MEMBERS,
    MOST_MERGED,
    MOST_SHEETS,
    MOST_UNPACKED,
)
from partnership.spreadsheets.shown import QUOTED, as_shown, number_in_words

NO_RESULT = object()
DAMAGED = "This workbook is damaged: it cannot be read."
TOO_LARGE = "This workbook is too large once it is unpacked."
MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"'
)
# A sheet may be written with a document type only to make its reader run out of memory.
DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
# Excel takes 255 signs; its readers try each of them against all that follow.
LONG_FORMAT = re.compile(rb"formatCode\s*=\s*(?:\"[^\"]{2000}|'[^']{2000})")
# How some programs write a sign that XML cannot hold: “_x000D_” is a line end.
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
CHUNK = 1 << 16
# So much of a chunk is looked at with the next: what is sought may begin in it.
TAIL = 1 << 12
# Whatever is not as it should be in a workbook surfaces as one of these.
UNREADABLE = (
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    ArithmeticError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True)
class ExcelError:
    """What Excel shows where a formula failed: #N/A, #REF! …"""

    code: str


@dataclass(frozen=True)
class Month:
    """A day that is shown as its month and year alone, as after typing “Sept 2026”."""

    day: date


@dataclass(frozen=True)
class RawRow:
    """A row as openpyxl gives it, merged cells filled downwards."""

    number: int
    values: list[object]
    # How many columns a merged cell reaches across, by the first of them.
    across: dict[int, int] = field(default_factory=dict)
    # The columns of cells that are part of one in the row above.
    merged: set[int] = field(default_factory=set)
    # The colour of cells that have no more than a colour: “FFFF0000”.
    colours: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RawSheet:
    """A sheet that is shown, with its rows."""

    name: str
    rows: Iterator[RawRow]


def sheets_of(content: bytes) -> list[RawSheet]:
    """The visible sheets of a workbook.

    Raises:
        Refused: it is damaged, has a password, or would unpack to something huge.
    """
    has_formulas = _check_members(content)
    with warnings.catch_warnings():
        # It warns of every decoration that it does not know.
        warnings.simplefilter("ignore")
        return _read(content, has_formulas=has_formulas)


def _check_members(content: bytes) -> bool:
    """Unpack everything once, within bounds, and refuse what no workbook has.

    Says whether there are formulas.
    """
    left, has_formulas = MOST_UNPACKED, False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise Refused(TOO_LARGE)
            if "xl/workbook.xml" not in archive.namelist():
                raise Refused(
                    "This is a binary Excel workbook. "
                    "Save it as an Excel workbook (.xlsx) or CSV."
                )
            for member in members:
                if member.flag_bits & 1:
                    raise Refused("This workbook has a password.")
                size, has_some = _measure(archive, member, left)
                left, has_formulas = left - size, has_formulas or has_some
    except UNREADABLE:
        raise Refused(DAMAGED) from None
    return has_formulas


def _measure(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int
) -> tuple[int, bool]:
    """How large a member is, and whether a formula stands in it."""
    size, tail, has_formulas = 0, b"", False
    is_xml = member.filename.lower().endswith((".xml", ".rels"))
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > left:
                raise Refused(TOO_LARGE)
            # UTF-16 would hide the words.
            seen = tail + chunk
            if DECLARES.search(seen) or (is_xml and b"\0" in chunk):
                raise Refused(DAMAGED)
            if is_xml and LONG_FORMAT.search(seen):
                raise Refused(DAMAGED)
            has_formulas = has_formulas or bool(FORMULA.search(seen))
            tail = seen[-TAIL:]
    return size, has_formulas


def _read(content: bytes, *, has_formulas: bool) -> list[RawSheet]:
    """Read a workbook for its results; again, if need be, for where formulas are."""
    from openpyxl import load_workbook  # noqa: PLC0415 – slow, and seldom needed

    how = {"read_only": True, "keep_links": False}
    try:
        results = load_workbook(io.BytesIO(content), data_only=True, **how)
        formulas = (
            load_workbook(io.BytesIO(content), data_only=False, **how)
            if has_formulas
            else None
        )
        found = []
        shown = [one for one in results.worksheets if one.sheet_state == "visible"]
        if len({one._worksheet_path for one in shown}) < len(shown) or not (
            results.worksheets
        ):
            # Twenty names for one large sheet would be read twenty times.
            raise Refused(DAMAGED)
        if not shown:
            raise Refused("Every sheet of this workbook is hidden.")
        if len(shown) > MOST_SHEETS:
            raise Refused(
                f"This workbook has more than {MOST_SHEETS} sheets. "
                "Hide or remove those that are not to be read."
            )
        for sheet in shown:
            rows = _rows(sheet, formulas[sheet.title] if formulas else None)
            merged = _merged(content, sheet._worksheet_path)
            found.append(RawSheet(sheet.title, iter(_filled(rows, merged))))
    except UNREADABLE:
        raise Refused(DAMAGED) from None
    return found


def _rows(sheet, formulas) -> list[RawRow]:
    """The rows that hold something, with results and marks for those not saved."""
    bounds = {"max_row": LAST_ROW + 1, "max_col": MOST_COLUMNS + 1}
    found = []
    pairs = zip_longest(
        sheet.iter_rows(min_row=1, **bounds),
        formulas.iter_rows(min_row=1, **bounds) if formulas else (),
        fillvalue=(),
    )
    for number, (cells, written) in enumerate(pairs, start=1):
        values = [
            _value(cell, source)
            for cell, source in zip_longest(cells, written, fillvalue=None)
        ]
        while values and values[-1] is None:
            values.pop()
        if values:
            if number > LAST_ROW:
                raise Refused(f"This workbook goes on after row {LAST_ROW:,}.")
            found.append(RawRow(number, values, colours=_colours(cells)))
    return found


def _colours(cells) -> dict[int, str]:
    """The colours of the cells of a row that say nothing else."""
    found = {}
    for column, cell in enumerate(cells):
        # A cell that nobody ever touched has no style to ask for.
        if cell.value is None and getattr(cell, "_style_id", 0):
            fill = cell.fill
            if fill.fill_type == "solid" and isinstance(fill.fgColor.rgb, str):
                found[column] = fill.fgColor.rgb
    return found


def _value(cell, source) -> object:
    if cell is None:
        return None
    value = cell.value
    if value is None:
        # A result that is an empty text was saved all the same.
        is_formula = source is not None and source.data_type == "f"
        return NO_RESULT if is_formula and cell.data_type == "n" else None
    if cell.data_type == "e":
        return ExcelError(str(value))
    if isinstance(value, date) and _shows_month_alone(cell.number_format):
        return Month(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, str):
        value = ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        return value if value.strip() else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return as_shown(value, cell.number_format) or value
    return value


def _shows_month_alone(number_format: str) -> bool:
    shown = QUOTED.sub("", number_format).casefold()
    return "m" in shown and "y" in shown and "d" not in shown and "h" not in shown


def _merged(content: bytes, path: str) -> list[tuple[int, int, int, int]]:
    """Merged areas, as (first column from 0, first row, columns, last row)."""
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415 – as above

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        source = archive.read(path.lstrip("/"))
    areas = []
    for found in MERGED.finditer(source):
        left, top, right, bottom = range_boundaries(found[1].decode())
        if left <= MOST_COLUMNS:
            areas.append((left - 1, top, right - left + 1, min(bottom, LAST_ROW)))
        if len(areas) > MOST_MERGED:
            raise Refused(TOO_LARGE)
    return areas


def _filled(
    rows: list[RawRow], merged: list[tuple[int, int, int, int]]
) -> list[RawRow]:
    """Let what stands in a merged area stand in each of its rows that has more."""
    by_number = {row.number: row for row in rows}
    left = 20 * LAST_ROW
    for column, top, width, bottom in merged:
        first = by_number.get(top)
        value = _at(first, column)
        if value is None:
            continue
        first.across[column] = width
        left -= bottom - top
        if left < 0:
            raise Refused(TOO_LARGE)
        for number in range(top + 1, bottom + 1):
            row = by_number.get(number)
            if row is not None and _at(row, column) is None:
                row.values.extend([None] * (column + 1 - len(row.values)))
                row.values[column] = value
                row.across[column] = width
                row.merged.add(column)
    return rows


def _at(row: RawRow | None, column: int) -> object:
    return row.values[column] if row and column < len(row.values) else None


def in_words(value: object) -> tuple[str, date | None]:
    """A value of a cell as text, and the day where it is one."""
    if isinstance(value, datetime):
        return value.date().isoformat(), value.date()
    if isinstance(value, date):
        return value.isoformat(), value
    if isinstance(value, bool):
        return ("Yes" if value else "No"), None
    if isinstance(value, int | float):
        return number_in_words(value), None
    if isinstance(value, time):
        return value.isoformat("minutes"), None
    if isinstance(value, timedelta):
        return str(value), None
    return str(value), None
