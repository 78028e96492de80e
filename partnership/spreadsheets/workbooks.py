"""Reads workbooks within size limits, without calculating formulas.

With openpyxl, which tells what is hidden or struck through; what that cannot read, and
older or other kinds of workbook, with calamine, which tells the values alone. The sizes
that a file states are not trusted: members are measured as they are unpacked.
"""

import io
import re
import warnings
import zipfile
import zlib
from dataclasses import replace
from datetime import date, datetime, time
from itertools import zip_longest
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError, ParserCreate

from partnership.guards.outcomes import Refused
from partnership.spreadsheets.cells import BLANK, Book, Cell, Row, Sheet, cell_of
from partnership.spreadsheets.limits import (
    LAST_ROW,
    MOST_COLUMNS,
    MOST_MEMBERS,
    MOST_MERGED,
    MOST_SHEETS,
    MOST_UNPACKED,
)
from partnership.spreadsheets.merged import filled
from partnership.spreadsheets.records import A_WORKBOOK, BEFORE_2007, office_kind
from partnership.spreadsheets.shown import QUOTED, as_shown, number_in_words
from partnership.spreadsheets.values_alone import (
    ALL_HIDDEN,
    LOCKED,
    TOO_MANY_SHEETS,
    UNREAD,
    values_alone,
)

NO_RESULT = Cell("", fault="holds a formula whose result was not saved")
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
TOO_LARGE = "This workbook is too large once it is unpacked."
MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"'
)
# A sheet may be written with a document type only to make its reader run out of memory.
DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
HIDDEN = rb"hidden\s*=\s*[\"'](?:1|true)[\"']"
HIDDEN_ROW = re.compile(
    rb"<(?:\w+:)?row\s(?=[^>]*\b" + HIDDEN + rb")[^>]*?\br=[\"'](\d{1,7})"
)
HIDDEN_COLUMNS = re.compile(rb"<(?:\w+:)?col\s(?=[^>]*\b" + HIDDEN + rb")[^>]*>")
BOUND = re.compile(rb"\b(min|max)=[\"'](\d{1,7})")
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


def book_of(content: bytes) -> Book:
    """The visible sheets of a workbook.

    Raises:
        Refused: it cannot be read, has a password, or would unpack to something huge.
    """
    if content.startswith(BEFORE_2007):
        return values_alone(content)
    has_formulas = _check_members(content)
    if has_formulas is None:
        return values_alone(content)
    with warnings.catch_warnings():
        # It warns of every decoration that it does not know.
        warnings.simplefilter("ignore")
        try:
            return Book(_read(content, has_formulas=has_formulas))
        except UNREADABLE:
            _refuse_if_cut_off(content)
            return values_alone(content)


def _refuse_if_cut_off(content: bytes) -> None:
    """Refuse a workbook with a sheet that ends too early: rows would be missing."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/") and name.endswith(".xml"):
                try:
                    with archive.open(name) as stream:
                        ParserCreate().ParseFile(stream)
                except (ExpatError, *UNREADABLE):
                    raise Refused(UNREAD) from None


def _check_members(content: bytes) -> bool | None:
    """Unpack everything once, within bounds, and refuse what no workbook has.

    Says whether there are formulas; None for a kind that openpyxl does not read.
    """
    left, has_formulas = MOST_UNPACKED, False
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise Refused("This file is damaged: it cannot be opened.") from None
    try:
        with archive:
            members = archive.infolist()
            names = [member.filename for member in members]
            is_open_document = _is_open_document(archive, names)
            what = office_kind(names) or "a zip archive"
            if what != A_WORKBOOK and not is_open_document:
                raise Refused(
                    f"This is {what}. Save it as an Excel workbook (.xlsx) or CSV."
                )
            if len(members) > MOST_MEMBERS:
                raise Refused(TOO_LARGE)
            for member in members:
                if member.flag_bits & 1:
                    raise Refused(LOCKED)
                size, has_some = _measure(archive, member, left)
                left, has_formulas = left - size, has_formulas or has_some
    except UNREADABLE:
        raise Refused(UNREAD) from None
    is_binary = any(name.endswith("workbook.bin") for name in names)
    return None if is_open_document or is_binary else has_formulas


def _is_open_document(archive: zipfile.ZipFile, names: list[str]) -> bool:
    if "mimetype" not in names:
        return False
    with archive.open("mimetype") as stream:
        return stream.read(len(OPEN_DOCUMENT)) == OPEN_DOCUMENT


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
                raise Refused(UNREAD)
            if is_xml and LONG_FORMAT.search(seen):
                raise Refused(UNREAD)
            has_formulas = has_formulas or bool(FORMULA.search(seen))
            tail = seen[-TAIL:]
    return size, has_formulas


def _read(content: bytes, *, has_formulas: bool) -> list[Sheet]:
    """Read a workbook for its results; again, if need be, for where formulas are."""
    from openpyxl import load_workbook  # noqa: PLC0415 – slow, and seldom needed

    how = {"read_only": True, "keep_links": False}
    results = load_workbook(io.BytesIO(content), data_only=True, **how)
    formulas = (
        load_workbook(io.BytesIO(content), data_only=False, **how)
        if has_formulas
        else None
    )
    shown = [one for one in results.worksheets if one.sheet_state == "visible"]
    if not results.worksheets:
        # Such as the strict kind of workbook: its words are not those that it knows.
        raise LookupError("no sheets")
    if len({one._worksheet_path for one in shown}) < len(shown):
        # Twenty names for one large sheet would be read twenty times.
        raise Refused(UNREAD)
    if not shown:
        raise Refused(ALL_HIDDEN)
    if len(shown) > MOST_SHEETS:
        raise Refused(TOO_MANY_SHEETS)
    strikes = any(font.strike for font in results._fonts)
    return [
        _sheet(content, sheet, formulas[sheet.title] if formulas else None, strikes)
        for sheet in shown
    ]


def _sheet(content: bytes, sheet, formulas, strikes: bool) -> Sheet:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        source = archive.read(sheet._worksheet_path.lstrip("/"))
    rows = _rows(sheet, formulas, strikes=strikes)
    hidden = {int(found[1]) for found in HIDDEN_ROW.finditer(source)}
    for row in rows if hidden else ():
        row.is_hidden = row.number in hidden
    return Sheet(sheet.title, filled(rows, _merged(source)), _hidden_columns(source))


def _hidden_columns(source: bytes) -> frozenset[int]:
    """The columns that are hidden, counted from 0."""
    found: set[int] = set()
    for column in HIDDEN_COLUMNS.finditer(source):
        bounds = {name: int(number) for name, number in BOUND.findall(column[0])}
        last = min(bounds.get(b"max", 0), MOST_COLUMNS)
        found |= {*range(bounds.get(b"min", 1) - 1, last)}
    return frozenset(found)


def _rows(sheet, formulas, *, strikes: bool) -> list[Row]:
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
            if strikes:
                cells = [
                    replace(cell, is_struck=_is_struck(result))
                    for cell, result in zip(cells, results, strict=False)
                ]
            found.append(Row(number, cells, colours=_colours(results)))
    return found


def _is_struck(cell) -> bool:
    return bool(getattr(cell, "_style_id", 0)) and bool(cell.font.strike)


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


def _merged(source: bytes) -> list[tuple[int, int, int, int]]:
    """Merged areas, as (first column from 0, first row, columns, last row)."""
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415 – as above

    areas = []
    for found in MERGED.finditer(source):
        left, top, right, bottom = range_boundaries(found[1].decode())
        if left <= MOST_COLUMNS:
            areas.append((left - 1, top, right - left + 1, min(bottom, LAST_ROW)))
        if len(areas) > MOST_MERGED:
            raise Refused(TOO_LARGE)
    return areas
