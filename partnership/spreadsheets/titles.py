"""Finding the rows of a sheet that hold its titles, wherever they are.

A table seldom begins in the first row: there is a heading, a date, a note. The row that
names most columns holds the titles; so do two or three together where a title runs over
them. Titles printed again further down are no row of the table.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from partnership.spreadsheets.cells import Row, Sheet, letter_of
from partnership.spreadsheets.columns import Columns, plain

LOOKED_AT = 30
# Titles run over three rows at most; what goes on in the next is short.
MOST_MORE, MOST_WORDS = 2, 4


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


def header_of(sheet: Sheet, columns: Columns) -> Header:
    """The header of a sheet, with neither a heading above it nor a row of the table.

    Where no title means anything the first row with several cells is the header: then
    somebody has to say which column is what.
    """
    header = _most_meaning(sheet, columns)
    header = _without_heading(header, sheet, columns)
    header = _without_first_row(header, sheet, columns)
    for _ in range(MOST_MORE):
        header = _with_next_row(header, columns)
    return header


def best_columns(header: Header, columns: Columns) -> dict[str, int]:
    """Where each column is: of several titles, the one that says it best.

    “Success measure” is a measure rather than “Impact”, wherever they are.
    """
    found: dict[str, int] = {}
    for place, title in sorted(
        enumerate(header.titles), key=lambda one: (columns.rank(one[1]), one[0])
    ):
        if title and (means := columns.meaning(title)):
            found.setdefault(means, place)
    return dict(sorted(found.items(), key=lambda one: one[1]))


def told_apart(titles: Iterable[str]) -> tuple[str, ...]:
    """Titles of which none is there twice: the second says which column it is."""
    seen: set[str] = set()
    found = []
    for column, title in enumerate(titles):
        if title and title in seen:
            title = f"{title} (column {letter_of(column)})"
        seen.add(title)
        found.append(title)
    return tuple(found)


def _most_meaning(sheet: Sheet, columns: Columns) -> Header:
    """The one or two rows that name most columns."""
    best = None
    for place, row in enumerate(sheet.rows[:LOOKED_AT]):
        single = [cell.line for cell in row.cells]
        candidates = [(single, place, place)]
        if place + 1 < len(sheet.rows) and (
            sheet.rows[place + 1].number == row.number + 1
        ):
            below = [cell.line for cell in sheet.rows[place + 1].cells]
            candidates.append((_both(single, below, columns), place, place + 1))
        for titles, first, last in candidates:
            meanings = _understood(titles, columns)
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
        meanings = _understood(titles, columns)
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


def _understood(titles: list[str], columns: Columns) -> dict[str, int]:
    """The first column of each meaning."""
    found: dict[str, int] = {}
    for column, title in enumerate(titles):
        if title and (means := columns.meaning(title)):
            found.setdefault(means, column)
    return found


def _both(upper: list[str], lower: list[str], columns: Columns) -> list[str]:
    """Titles that run over two rows; the lower alone where it says enough."""
    widest = max(len(upper), len(lower))
    upper = upper + [""] * (widest - len(upper))
    lower = lower + [""] * (widest - len(lower))
    joined = []
    for above, below in zip(upper, lower, strict=True):
        # A cell that is merged over both rows says the same in each.
        both = above if above == below else f"{above} {below}".strip()
        if not columns.meaning(both) and below and columns.meaning(below):
            joined.append(below)
        elif (
            not columns.meaning(both) and above and columns.meaning(above) and not below
        ):
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


def _without_heading(header: Header, sheet: Sheet, columns: Columns) -> Header:
    """A header of two rows whose upper one is a single cell is a title above one."""
    if header.first_row == header.last_row:
        return header
    rows = {row.number: row for row in sheet.rows}
    upper, lower = rows[header.first_row], rows[header.last_row]
    if sum(not cell.is_blank for cell in upper.cells) > 1:
        return header
    titles = [cell.line for cell in lower.cells]
    meanings = _understood(titles, columns)
    if len(meanings) < len(header.meanings):
        return header
    return replace(
        header, first_row=lower.number, titles=tuple(titles), meanings=meanings
    )


def _without_first_row(header: Header, sheet: Sheet, columns: Columns) -> Header:
    """The first action is no second row of titles, though its words sound like some.

    “Latest” means nothing by itself; above “Progress is good” it seems to.
    """
    if header.first_row == header.last_row:
        return header
    upper = next(row for row in sheet.rows if row.number == header.first_row)
    lower = next(row for row in sheet.rows if row.number == header.last_row)
    titles = [cell.line for cell in upper.cells]
    meanings = _understood(titles, columns)
    at = columns.main_of(meanings)
    if at is None or len(meanings) < 2:
        return header
    above, below = titles[at], lower.cell(at).line
    goes_on = (
        not below
        or plain(below) == plain(above)
        or not below[0].isupper()
        or columns.exactly(below)
        or columns.exactly(f"{above} {below}") in columns.needed
    )
    if goes_on:
        return header
    return replace(
        header,
        last_row=upper.number,
        titles=tuple(titles),
        meanings=meanings,
        rows=(lower, *header.rows),
    )


def _with_next_row(header: Header, columns: Columns) -> Header:
    """A header with the row below it, where its titles go on in that.

    Each cell there finishes a usual title, or stands in brackets, or says no more than
    the one above; in small letters it may go on with any title.
    """
    if not header.rows:
        return header
    row = header.rows[0]
    if row.number != header.last_row + 1 or row.fault:
        return header
    if _reaches_into(header, row, columns):
        # A title that reaches down into a row makes it one of titles.
        titles = tuple(_below(*pair, columns) for pair in _pairs(header, row))
    elif _goes_on(header, row, columns):
        titles = tuple(_joined(*pair, columns) for pair in _pairs(header, row))
    else:
        return header
    return replace(
        header,
        last_row=row.number,
        titles=titles,
        meanings=_understood(list(titles), columns),
        rows=header.rows[1:],
    )


def _reaches_into(header: Header, row: Row, columns: Columns) -> bool:
    """Whether a title is merged over a row too, where no action of its own stands."""
    at = columns.main_of(header.meanings)
    is_free = at is None or at in row.merged or row.cell(at).is_blank
    return is_free and any(
        column < len(header.titles) and header.titles[column] for column in row.merged
    )


def _below(above: str, below: str, columns: Columns) -> str:
    """A title under another that is wider: it says more, even where we keep nothing."""
    if not below or plain(above) == plain(below):
        return above
    both = f"{above} {below}".strip()
    return below if columns.meaning(below) and not columns.meaning(both) else both


def _joined(above: str, below: str, columns: Columns) -> str:
    """A title with what goes on below it, unless that would make it mean another."""
    both = f"{above} {below}".strip()
    if plain(above) == plain(below) or columns.meaning(above) not in {
        None,
        columns.meaning(both),
    }:
        return above
    return both


def _pairs(header: Header, row: Row) -> list[tuple[str, str]]:
    lines = [cell.line for cell in row.cells]
    return list(zip_longest(header.titles, lines, fillvalue=""))


def _goes_on(header: Header, row: Row, columns: Columns) -> bool:
    """Whether a row finishes some title; one word in brackets is no row of titles."""
    finished, bracketed, others = 0, 0, 0
    for above, below in _pairs(header, row):
        if not below:
            continue
        if below.startswith("(") and below.endswith(")"):
            bracketed += 1
        elif plain(below) == plain(above) or columns.exactly(f"{above} {below}"):
            finished += 1
        elif above and _may_go_on(below):
            others += 1
        else:
            return False
    return finished > 0 or (others == 0 and bracketed > 1)


def _may_go_on(below: str) -> bool:
    return (
        below[0].islower()
        and len(below.split()) <= MOST_WORDS
        and not any(map(str.isdigit, below))
    )
