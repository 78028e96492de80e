"""Finding the row of a sheet that names its columns, wherever it stands.

A list seldom begins in its first row: there is a title, a date, a note. The row that
names most columns is the header; so are two rows together where a title runs over both.
A header printed again further down is no row of the list.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from partnership.spreadsheets.reading import Book, Row, Sheet, letter_of

LOOKED_AT = 30
PUNCTUATION = re.compile(r"[^\w]+")
# What the title of a column means, or None; told by whoever imports.
Meaning = Callable[[str], str | None]


def plain(title: str) -> str:
    """A title without case, punctuation and what stands in brackets."""
    without = re.sub(r"\([^)]*\)", " ", title) if not title.startswith("(") else title
    return PUNCTUATION.sub(" ", without.replace("&", " and ")).strip().casefold()


@dataclass(frozen=True)
class Header:
    """The columns of a sheet: their titles, and the rows below that are the list."""

    sheet: str
    first_row: int
    last_row: int
    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    meanings: dict[str, int] = field(default_factory=dict)

    def title(self, column: int) -> str:
        """What a column is called, or its letter where it has no title."""
        words = self.titles[column] if column < len(self.titles) else ""
        return words or f"column {letter_of(column)}"

    @property
    def columns(self) -> list[tuple[int, str]]:
        """The columns that have a title or something under it."""
        widest = max([len(self.titles), *(len(row.cells) for row in self.rows)])
        return [
            (column, self.title(column))
            for column in range(widest)
            if (column < len(self.titles) and self.titles[column])
            or any(not row.cell(column).is_blank for row in self.rows)
        ]


def header_of(book: Book, meaning: Meaning, *, sheet: str = "") -> Header:
    """The header of the sheet that was chosen, or of the one that names most columns.

    Where no title means anything the first row with several cells is the header: then
    somebody has to say which column is what.
    """
    chosen = book.sheet(sheet) if sheet else None
    sheets = [chosen] if chosen else book.sheets
    return max(
        (_header_of(one, meaning) for one in sheets),
        key=lambda header: len(header.meanings),
    )


def _header_of(sheet: Sheet, meaning: Meaning) -> Header:
    best = None
    for place, row in enumerate(sheet.rows[:LOOKED_AT]):
        single = [cell.line for cell in row.cells]
        candidates = [(single, place, place)]
        if place + 1 < len(sheet.rows) and (
            sheet.rows[place + 1].number == row.number + 1
        ):
            below = [cell.line for cell in sheet.rows[place + 1].cells]
            candidates.append((_joined(single, below, meaning), place, place + 1))
        for titles, first, last in candidates:
            meanings = understood(titles, meaning)
            if first != last and len(meanings) < 2:
                continue
            if best is None or len(meanings) > len(best[3]):
                best = (titles, first, last, meanings)
    titles, first, last, meanings = best
    full = _first_full_row(sheet)
    # One word may stand below the titles by chance: “Member” is also a role.
    if not meanings or (len(meanings) == 1 and full is not None and first > full):
        first = last = full or 0
        titles = [cell.line for cell in sheet.rows[first].cells]
        meanings = understood(titles, meaning)
    return Header(
        sheet.name,
        sheet.rows[first].number,
        sheet.rows[last].number,
        tuple(titles),
        tuple(_list_rows(sheet, first, last)),
        meanings,
    )


def _first_full_row(sheet: Sheet) -> int | None:
    """The first row with more than one cell filled."""
    return next(
        (
            place
            for place, row in enumerate(sheet.rows[:LOOKED_AT])
            if sum(not cell.is_blank for cell in row.cells) > 1
        ),
        None,
    )


def understood(titles: list[str], meaning: Meaning) -> dict[str, int]:
    """The first column of each meaning."""
    found: dict[str, int] = {}
    for column, title in enumerate(titles):
        if title and (means := meaning(title)):
            found.setdefault(means, column)
    return found


def _joined(upper: list[str], lower: list[str], meaning: Meaning) -> list[str]:
    """Titles that run over two rows; the lower alone where it says enough."""
    widest = max(len(upper), len(lower))
    upper = upper + [""] * (widest - len(upper))
    lower = lower + [""] * (widest - len(lower))
    joined = []
    for above, below in zip(upper, lower, strict=True):
        # A cell that is merged over both rows says the same in each.
        both = above if above == below else f"{above} {below}".strip()
        if not meaning(both) and below and meaning(below):
            joined.append(below)
        elif not meaning(both) and above and meaning(above) and not below:
            joined.append(above)
        else:
            joined.append(both)
    return joined


def _list_rows(sheet: Sheet, first: int, last: int) -> list[Row]:
    header = [_plain_cells(row) for row in sheet.rows[first : last + 1]]
    filled = {_filled(row) for row in sheet.rows[first : last + 1]}
    # In a workbook nothing can slip into another column; in a CSV file a comma does it.
    widest = max(len(row.cells) for row in sheet.rows[first : last + 1])
    return [
        _within(row, widest) if not sheet.name else row
        for row in sheet.rows[last + 1 :]
        if row.fault or _filled(row) not in filled or _plain_cells(row) not in header
    ]


def _filled(row: Row) -> int:
    return sum(not cell.is_blank for cell in row.cells)


def _plain_cells(row: Row) -> list[str]:
    """What a row says, as two are compared: blank cells at its end do not count."""
    cells = [plain(cell.line) or cell.line for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _within(row: Row, widest: int) -> Row:
    """A row of a CSV file, refused where it goes on after the last title."""
    if row.fault or all(cell.is_blank for cell in row.cells[widest:]):
        return row
    return replace(
        row,
        fault="has more columns than there are titles: a text that holds a comma or "
        "another sign between columns must stand in quotation marks",
    )
