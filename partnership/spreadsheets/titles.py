"""Finds the rows of titles in a sheet.

A table seldom begins in the first row: there is a heading, a date, a note. The row that
names most columns holds the titles; so do two or three together where a title runs over
them. Titles printed again further down are no row of the table.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from partnership.spreadsheets.cells import Row, Sheet, letter_of
from partnership.spreadsheets.columns import Column, Columns, plain, timeless

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

    @property
    def rows_in_words(self) -> str:
        """The rows of the titles: “1” or “1 to 2”."""
        first, last = self.first_row, self.last_row
        return str(first) if first == last else f"{first} to {last}"

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
    """The header of a sheet: the rows that name most columns, together or alone.

    Where no title means anything the first row with several cells is the header: then
    somebody has to say which column is what.
    """
    rows = sheet.rows[:LOOKED_AT]
    found = [_header_at(sheet, place, columns) for place in range(len(rows))]
    # Of as many meanings the fewest rows, then the first.
    best = max(found, key=lambda one: (len(one.meanings), one.first_row - one.last_row))
    full = next((n for n, row in enumerate(rows) if len(row.filled) > 1), 0)
    # One word may stand below the titles by chance: “Member” is also a role.
    is_chance = len(best.meanings) == 1 and best.first_row > rows[full].number
    if is_chance or not best.meanings:
        best = found[full]
    return replace(best, rows=tuple(_list_rows(sheet, best)))


def _header_at(sheet: Sheet, place: int, columns: Columns) -> Header:
    """The header that begins in a row, with the rows below where titles go on."""
    first = last = sheet.rows[place]
    titles = [cell.line for cell in first.cells]
    for row in sheet.rows[place + 1 : place + 1 + MOST_MORE]:
        more = _with_next_row(titles, row, columns)
        if more is None or row.fault or row.number != last.number + 1:
            break
        titles, last = more, row
    meanings = _understood(titles, columns)
    return Header(sheet.name, first.number, last.number, tuple(titles), (), meanings)


def best_columns(header: Header, columns: Columns) -> dict[str, int]:
    """Where each column is: of several titles, the one that says it best.

    “Success measure” is a measure rather than “Impact”, wherever they are. A title
    whose column another says better may stand for its next one.
    """
    found: dict[str, int] = {}
    titles = header.titles
    possible = [
        (likelihood, columns.rank(title, key), place, key)
        for place, title in enumerate(header.titles)
        for likelihood, key in enumerate(columns.meanings(title) if title else ())
    ]
    for is_strict in (True, False):
        for _, _, place, key in sorted(possible):
            if place in found.values() or key in found:
                continue
            may_mean_another = is_strict and len(columns.meanings(titles[place])) > 1
            if not _holds_something_else(
                header, place, columns.by_key[key], may_mean_another
            ):
                found[key] = place
    for column in columns.in_order:
        for place, title in enumerate(header.titles):
            is_needed = column.key not in found and place not in found.values()
            if is_needed and timeless(title) in column.at_need:
                found[column.key] = place
    return dict(sorted(found.items(), key=lambda one: one[1]))


def _holds_something_else(
    header: Header, place: int, column: Column, may_mean_another: bool
) -> bool:
    """Whether the cells of a column show that its title means another."""
    unless = column.unless | column.rather if may_mean_another else column.unless
    said = {plain(row.cell(place).line) for row in header.rows if unless} - {""}
    return bool(said) and said <= unless


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


def _understood(titles: list[str], columns: Columns) -> dict[str, int]:
    """The first column of each meaning."""
    found: dict[str, int] = {}
    for column, title in enumerate(titles):
        if title and (means := columns.meaning(title)):
            found.setdefault(means, column)
    return found


def _list_rows(sheet: Sheet, header: Header) -> list[Row]:
    """The rows below the titles, but for those that only print them again."""
    titles = [
        row for row in sheet.rows if header.first_row <= row.number <= header.last_row
    ]
    printed = [_plain_cells(row) for row in titles]
    filled = {len(row.filled) for row in titles}
    # In a workbook nothing can slip into another column; in a CSV file a comma does it.
    widest = max(len(row.cells) for row in titles)
    return [
        row if sheet.name else _within(row, widest)
        for row in sheet.rows
        if row.number > header.last_row
        and (
            row.fault
            or len(row.filled) not in filled
            or _plain_cells(row) not in printed
        )
    ]


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


def _with_next_row(titles: list[str], row: Row, columns: Columns) -> list[str] | None:
    """Titles with the row below them, where they go on in it.

    Each cell there finishes a usual title, or stands in brackets, or says no more than
    the one above, or goes on with it in small letters; or both rows together name more
    columns than either, and the lower does not begin the table.
    """
    lower = [cell.line for cell in row.cells]
    pairs = list(zip_longest(titles, lower, fillvalue=""))
    below = [_below(*pair, columns) for pair in pairs]
    alone = max(len(_understood(one, columns)) for one in (titles, lower))
    names_more = len(_understood(below, columns)) > max(alone, 1)
    # A title that reaches down into a row makes it one of titles.
    if _reaches_into(titles, row, columns) or (
        names_more and not _is_first_row(titles, row, columns)
    ):
        return below
    return (
        [_joined(*pair, columns) for pair in pairs]
        if _goes_on(pairs, columns)
        else None
    )


def _is_first_row(titles: list[str], row: Row, columns: Columns) -> bool:
    """Whether a row begins the table, though its words sound like titles.

    “Latest” means nothing by itself; above “Progress is good” it seems to.
    """
    meanings = _understood(titles, columns)
    at = columns.main_of(meanings)
    if at is None or len(meanings) < 2:
        return False
    above, below = titles[at], row.cell(at).line
    return not (
        not below
        or plain(below) == plain(above)
        or not below[0].isupper()
        or columns.exactly(below)
        or columns.exactly(f"{above} {below}") in columns.needed
    )


def _reaches_into(titles: list[str], row: Row, columns: Columns) -> bool:
    """Whether a title is merged over a row too, in which nothing of the table is."""
    at = columns.main_of(_understood(titles, columns))
    is_free = at is None or at in row.merged or row.cell(at).is_blank
    return is_free and any(n < len(titles) and titles[n] for n in row.merged)


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


def _goes_on(pairs: list[tuple[str, str]], columns: Columns) -> bool:
    """Whether a row finishes some title; one word in brackets is no row of titles."""
    finished, bracketed, others = 0, 0, 0
    for above, below in pairs:
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
