"""Reads the tables of a file: sheets, columns and rows.

Somebody may say that a file is to be read otherwise than its titles suggest; that is
its `Understanding`, kept between the steps of an import.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from partnership.guards.outcomes import Refused
from partnership.spreadsheets.cells import BLANK, Book, Cell, Row, SavedBy, Sheet
from partnership.spreadsheets.columns import Columns, plain, timeless
from partnership.spreadsheets.orders import DateOrder, Either, order_of
from partnership.spreadsheets.titles import Header, best_columns, header_of, told_apart
from partnership.spreadsheets.words import word_key

# A protective marking, alone in a cell above the titles.
MARKING = re.compile(
    r"[\[<({]?\s*(?:OFFICIAL|RESTRICTED|CONFIDENTIAL|PROTECT|SECRET)\b[^a-z]{0,40}"
    r"(?:sensitive|personal|commercial)?[^a-z]{0,10}[\]>)}]?",
    re.IGNORECASE,
)
# The number of columns a row of titles must name.
FEWEST_TITLES = 3


@dataclass(frozen=True)
class Understanding:
    """Corrections to how a file is read."""

    # The sheets that are read; None for those that look like such a table.
    sheets: tuple[str, ...] | None = None
    # Which title is over what; None for what the titles say by themselves.
    columns: Mapping[str, str | None] | None = None
    # An odd word and what it means, by the column: “status:slipping”.
    words: Mapping[str, str] = field(default_factory=dict)
    # What holds for rows that say nothing themselves: a role, a priority.
    otherwise: Mapping[str, str | int] = field(default_factory=dict)
    # Whether what the sender hid is read too.
    with_hidden: bool = False
    # How a CSV file was saved, where it does not show.
    encoding: str = ""

    def kept(self) -> dict:
        """As it is kept between the steps."""
        return {
            "sheets": None if self.sheets is None else list(self.sheets),
            "columns": None if self.columns is None else dict(self.columns),
            "words": dict(self.words),
            "otherwise": dict(self.otherwise),
            "with_hidden": self.with_hidden,
            "encoding": self.encoding,
        }

    def meant(self, column: str, word: str) -> str:
        """What somebody said that an odd word of a column means."""
        return self.words.get(word_key(column, word), "")

    @classmethod
    def of(cls, kept: dict) -> "Understanding":
        sheets = kept.get("sheets")
        return cls(**{**kept, "sheets": None if sheets is None else tuple(sheets)})


@dataclass(frozen=True)
class Problem:
    """A problem with a column of a row."""

    column: str
    words: str

    def __str__(self) -> str:
        return f"column {self.column}: {self.words}" if self.column else self.words


@dataclass
class Line:
    """The values of a row. Each kind of file adds fields."""

    number: int
    # Empty where only one sheet is read.
    sheet: str = ""
    problems: list[Problem] = field(default_factory=list, kw_only=True)
    remarks: list[str] = field(default_factory=list, kw_only=True)
    # Words that nobody knows, with the column: (“status”, “Slipping”).
    odd: list[tuple[str, str]] = field(default_factory=list, kw_only=True)
    # A date that may be one of two days.
    either: Either | None = field(default=None, kw_only=True)
    # Whether its sender struck it through.
    is_struck: bool = field(default=False, kw_only=True)

    @property
    def key(self) -> str:
        """What answers and the preview know the row by."""
        return f"{self.sheet}!{self.number}" if self.sheet else str(self.number)

    @property
    def where(self) -> str:
        return (
            f"{self.sheet}, row {self.number}" if self.sheet else f"row {self.number}"
        )


@dataclass(frozen=True)
class Table:
    """The table of one sheet: its header, and where each column is."""

    header: Header
    # What stands above the titles, a cell to a text.
    above: tuple[str, ...]
    places: Mapping[str, int]
    _orders: dict[str, DateOrder] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def name(self) -> str:
        return self.header.sheet

    def cell(self, row: Row, key: str) -> Cell:
        return row.cell(self.places.get(key))

    def order(self, key: str) -> DateOrder:
        """Whether the dates of a column give the day or the month first."""
        if key not in self._orders:
            cells = (self.cell(row, key) for row in self.header.rows)
            texts = (cell.line for cell in cells if cell.day is None)
            self._orders[key] = order_of(self.title(key), texts)
        return self._orders[key]

    def title(self, key: str) -> str:
        """What the file calls a column."""
        return self.header.title(self.places[key]) if key in self.places else ""


@dataclass(frozen=True)
class Tables:
    """What is read of a file."""

    read: tuple[Table, ...]
    # Every sheet of it, read or not; a CSV file has one without a name.
    sheets: tuple[str, ...]
    columns: Columns
    # How a CSV file may have been saved, where it does not show.
    saved_by: tuple[SavedBy, ...] = ()
    is_open: bool = False
    # What was left out because the sender had hidden it.
    hidden_rows: int = 0
    hidden_columns: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def has_several(self) -> bool:
        return len(self.read) > 1

    @property
    def left_out(self) -> str:
        """How much was left out because the sender had hidden it, in words."""
        parts = [
            f"{count} hidden {what}{'' if count == 1 else 's'}"
            for count, what in (
                (self.hidden_rows, "row"),
                (self.hidden_columns, "column"),
            )
            if count
        ]
        verb = "was" if self.hidden_rows + self.hidden_columns == 1 else "were"
        return f"{' and '.join(parts)} {verb} left out" if parts else ""

    @property
    def all_remarks(self) -> list[str]:
        """Sentences for the importer: what was left out, and what is uncertain."""
        found = [*self.remarks, *([f"{self.left_out}."] if self.left_out else ())]
        if self.is_open:
            lines = "; ".join(f"{one.program}: “{one.line}”" for one in self.saved_by)
            found.append(f"This file can be read in more than one way. {lines}.")
        return found

    @property
    def titles(self) -> list[str]:
        """The titles of all the tables, in their order."""
        return list(
            dict.fromkeys(
                title for table in self.read for _, title in table.header.columns
            )
        )

    @property
    def titled(self) -> dict[str, str]:
        """Each column that is there, with its first title."""
        found: dict[str, str] = {}
        for table in self.read:
            for key in table.places:
                found.setdefault(key, table.title(key))
        return found

    @property
    def understood(self) -> list[tuple[str, str]]:
        """Our words for the columns, with what the sheets call them."""
        return [
            (column.words, ", ".join(titles))
            for column in self.columns.in_order
            if (titles := self._titles_of(column.key))
        ]

    def _titles_of(self, key: str) -> list[str]:
        titles = [table.title(key) for table in self.read if key in table.places]
        return list(dict.fromkeys(titles))

    @property
    def unused(self) -> list[str]:
        """The titles that say nothing we keep."""
        used = {title for key in self.titled for title in self._titles_of(key)}
        return [title for title in self.titles if title not in used]

    def problem(self, key: str, words: str) -> Problem:
        """What is wrong with a row, by the title of the column."""
        title = self.titled.get(key)
        return Problem(
            self.columns.by_key[key].words if title is None else title, words
        )


def tables_of(
    book: Book, columns: Columns, understanding: Understanding, *, reads_several: bool
) -> Tables:
    """The tables of a file, of which only the best is read unless several may be.

    Raises:
        Refused: no row stands below any titles.
    """
    sheets = [
        sheet if understanding.with_hidden else sheet.in_sight()
        for sheet in book.sheets
    ]
    found = [_table_of(sheet, columns) for sheet in sheets if sheet.rows]
    found = [table for table in found if table.header.rows]
    if not found:
        raise Refused(f"{columns.nothing}: no row stands below its titles.")
    chosen = [table for table in found if table.name in (understanding.sheets or ())]
    if not chosen and understanding.sheets is None and reads_several:
        chosen = [table for table in found if not columns.are_missing(table.places)]
    if not chosen:
        chosen = [max(found, key=lambda table: len(table.places))]
    if understanding.columns is not None:
        chosen = [_corrected(table, understanding.columns) for table in chosen]
    is_cut = not understanding.with_hidden
    read = [book.sheet(table.name) for table in chosen if is_cut]
    return Tables(
        tuple(chosen),
        tuple(sheet.name for sheet in book.sheets),
        columns,
        saved_by=tuple(book.saved_by),
        is_open=book.is_open,
        hidden_rows=sum(sheet.hidden_rows for sheet in read),
        hidden_columns=sum(sheet.filled_hidden_columns for sheet in read),
        remarks=tuple(_remarks(book, chosen, columns)),
    )


def _remarks(book: Book, read: list[Table], columns: Columns) -> Iterator[str]:
    """Sentences for the importer about how the file is read."""
    if book.remark:
        yield f"{book.remark}."
    for table in read:
        for text in dict.fromkeys(table.above):
            if MARKING.fullmatch(text):
                yield f"The file is marked {text}."
        for key, place in table.places.items():
            column = columns.by_key[key]
            if timeless(table.header.titles[place]) in column.at_need:
                yield (
                    f"“{table.title(key)}” is read as the column “{column.words}”. "
                    "Change the columns if it is something else."
                )


def _table_of(sheet: Sheet, columns: Columns) -> Table:
    header = header_of(sheet, columns)
    above = tuple(
        cell.line
        for row in sheet.rows
        if row.number < header.first_row
        for cell in row.cells
        if cell.line
    )
    places = best_columns(header, columns)
    rows = tuple(_rows_in_one_order(header, columns))
    titles = told_apart(header.titles)
    return Table(replace(header, titles=titles, rows=rows), above, places)


def _corrected(table: Table, columns: Mapping[str, str | None]) -> Table:
    """The columns of a table by what somebody said of their titles.

    Another sheet may call the same thing otherwise: there it stays what it was.
    """
    places: dict[str, int] = {}
    for place, title in table.header.columns:
        places.setdefault(title, place)
    said = {key: title for key, title in columns.items() if title}
    kept = {
        key: place
        for key, place in table.places.items()
        if key in said and table.header.title(place) not in said.values()
    }
    chosen = {key: places[title] for key, title in said.items() if title in places}
    return replace(table, places=kept | chosen)


# Titles once more further down a sheet, perhaps in another order: a file is often
# several tables pasted below each other. Their rows are put into the order of the
# first; what has no place there is refused, so that no column is shifted.


def _rows_in_one_order(header: Header, columns: Columns) -> Iterator[Row]:
    """The rows below a header, each with its cells where the header has them."""
    order: dict[int, int] | None = None
    again = 0
    for row in header.rows:
        if not row.fault and _is_header(row, header, columns):
            order, again = _order(row, header, columns), row.number
        elif order is None or row.fault:
            yield row
        else:
            yield _put(row, order, again)


def _is_header(row: Row, header: Header, columns: Columns) -> bool:
    """Whether every cell of a row is a title, of this header or a usual one."""
    lines = [cell.line for cell in row.cells if not cell.is_blank]
    if len(lines) < FEWEST_TITLES:
        return False
    titles = {timeless(title): column for column, title in enumerate(header.titles)}
    main, names_main = columns.main_of(header.meanings), False
    for line in lines:
        words = timeless(line)
        if not words or not (words in titles or columns.exactly(line)):
            return False
        is_theirs = main is not None and titles.get(words) == main
        names_main = names_main or is_theirs or columns.exactly(line) in columns.needed
    return names_main and len(set(lines)) >= FEWEST_TITLES


def _order(row: Row, header: Header, columns: Columns) -> dict[int, int]:
    """Where each column below a row of titles is in the first table."""
    places: dict[str, int] = {}
    for name_of in (plain, timeless):
        for column, title in enumerate(header.titles):
            places.setdefault(name_of(title), column)
    order: dict[int, int] = {}
    for column, cell in enumerate(row.cells):
        names = (plain(cell.line), timeless(cell.line)) if cell.line else ()
        here = next((places[name] for name in names if name in places), None)
        if here is None and cell.line:
            here = header.meanings.get(columns.meaning(cell.line) or "")
        if here is not None and here not in order.values():
            order[column] = here
    return order


def _put(row: Row, order: Mapping[int, int], again: int) -> Row:
    if len(row.filled) == 1 and row.filled[0] not in order:
        # A heading across the whole table.
        return row
    if not set(row.filled) <= set(order):
        fault = (
            f"stands below other titles, in row {again}, than the table above: "
            "put that table on a sheet of its own"
        )
        return Row(row.number, row.cells, fault)
    cells = [BLANK] * (max(order.values()) + 1)
    for before, after in order.items():
        cells[after] = row.cell(before)
    return Row(
        row.number,
        cells,
        across={order[n]: wide for n, wide in row.across.items() if n in order},
        merged={order[n] for n in row.merged if n in order},
        colours={order[n]: one for n, one in row.colours.items() if n in order},
    )
