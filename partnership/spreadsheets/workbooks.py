"""Reads Excel workbooks within size limits, without calculating formulas.

The only import of openpyxl for reading. Sizes stated in the file are not trusted:
members are measured as they are unpacked.
"""

import io
import re
import warnings
import zipfile
import zlib
from datetime import date, datetime, time
from itertools import zip_longest
from xml.etree.ElementTree import ParseError

from partnership.guards.outcomes import Refused
from partnership.spreadsheets.cells import BLANK, Cell, Row, Sheet, cell_of
from partnership.spreadsheets.limits import (
    LAST_ROW,
    MOST_COLUMNS,
    MOST_MEMBERS,
    MOST_MERGED,
    MOST_SHEETS,
    MOST_UNPACKED,
)
from partnership.spreadsheets.records import office_kind
from partnership.spreadsheets.shown import QUOTED, as_shown, number_in_words

NO_RESULT = Cell("", fault="holds a formula whose result was not saved")
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


def sheets_of(content: bytes) -> list[Sheet]:
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
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise Refused("This file is damaged: it cannot be opened.") from None
    if "xl/workbook.xml" not in names:
        what = office_kind(names) or "a zip archive"
        if what == "an Excel workbook":
            what = "a binary Excel workbook"
        raise Refused(f"This is {what}. Save it as an Excel workbook (.xlsx) or CSV.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise Refused(TOO_LARGE)
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


def _read(content: bytes, *, has_formulas: bool) -> list[Sheet]:
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
                "Hide or remove the sheets you do not need."
            )
        for sheet in shown:
            rows = _rows(sheet, formulas[sheet.title] if formulas else None)
            merged = _merged(content, sheet._worksheet_path)
            found.append(Sheet(sheet.title, _filled(rows, merged)))
    except UNREADABLE:
        raise Refused(DAMAGED) from None
    return found


def _rows(sheet, formulas) -> list[Row]:
    """The rows that hold something, with results and marks for those not saved."""
    bounds = {"max_row": LAST_ROW + 1, "max_col": MOST_COLUMNS + 1}
    found = []
    pairs = zip_longest(
        sheet.iter_rows(min_row=1, **bounds),
        formulas.iter_rows(min_row=1, **bounds) if formulas else (),
        fillvalue=(),
    )
    for number, (results, sources) in enumerate(pairs, start=1):
        cells = [_cell(*both) for both in zip_longest(results, sources)]
        while cells and cells[-1].is_blank:
            cells.pop()
        if cells:
            if number > LAST_ROW:
                raise Refused(f"This workbook goes on after row {LAST_ROW:,}.")
            found.append(Row(number, cells, colours=_colours(results)))
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


def _cell(result, source) -> Cell:
    value = None if result is None else result.value
    if value is None:
        # A result that is an empty text was saved all the same.
        is_formula = source is not None and source.data_type == "f"
        is_lost = is_formula and result is not None and result.data_type == "n"
        return NO_RESULT if is_lost else BLANK
    if result.data_type == "e":
        return Cell("", fault=f"holds an error, {value}")
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        is_month = _shows_month_alone(result.number_format)
        return Cell(day.isoformat(), day, is_month=is_month)
    if isinstance(value, bool):
        return Cell("Yes" if value else "No")
    if isinstance(value, int | float):
        text = as_shown(value, result.number_format) or number_in_words(value)
    elif isinstance(value, time):
        text = value.isoformat("minutes")
    else:
        text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    return cell_of(text)


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


def _filled(rows: list[Row], merged: list[tuple[int, int, int, int]]) -> list[Row]:
    """Let what stands in a merged area stand in each of its rows that has more."""
    by_number = {row.number: row for row in rows}
    left = 20 * LAST_ROW
    for column, top, width, bottom in merged:
        first = by_number.get(top)
        if first is None or first.cell(column).is_blank:
            continue
        first.across[column] = width
        left -= bottom - top
        if left < 0:
            raise Refused(TOO_LARGE)
        for number in range(top + 1, bottom + 1):
            row = by_number.get(number)
            if row is not None and row.cell(column).is_blank:
                row.cells.extend([BLANK] * (column + 1 - len(row.cells)))
                row.cells[column] = first.cells[column]
                row.across[column] = width
                row.merged.add(column)
    return rows
