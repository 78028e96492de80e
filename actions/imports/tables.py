"""The table of each sheet of a file, and how somebody says that they are to be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from actions.imports.columns import (
    BY_KEY,
    SHOWN,
    meaning_for_plan,
    meaning_for_register,
)
from actions.imports.reordering import rows_in_one_order
from actions.imports.titles import best_columns, header_in_rows, told_apart
from actions.imports.words import as_word
from partnership.guards.outcomes import Refused
from partnership.spreadsheets.headers import Header, Meaning, header_of
from partnership.spreadsheets.reading import Book, Cell, Row, Sheet

# In an action log “priority” is how urgent a thing is.
URGENCY = {"high", "medium", "low", "h", "m", "l", "urgent", "normal", "critical"}


@dataclass(frozen=True)
class Understanding:
    """How a file is to be read, as far as somebody corrected what was found."""

    # The sheets that are read; None for those that have a column of actions.
    sheets: tuple[str, ...] | None = None
    # Which title stands over what; None for what the titles say by themselves.
    columns: Mapping[str, str | None] | None = None
    # An odd word for a status or a rating, as “status:slipping”, and what it means.
    words: Mapping[str, str] = field(default_factory=dict)
    # The priority of rows that name none.
    priority: int | None = None

    def kept(self) -> dict:
        """As it is kept between the steps."""
        return {
            "sheets": None if self.sheets is None else list(self.sheets),
            "columns": None if self.columns is None else dict(self.columns),
            "words": dict(self.words),
            "priority": self.priority,
        }

    @classmethod
    def of(cls, kept: dict) -> "Understanding":
        sheets = kept.get("sheets")
        return cls(**{**kept, "sheets": None if sheets is None else tuple(sheets)})


@dataclass(frozen=True)
class Table:
    """The table of one sheet: its header, and where each of our columns stands."""

    header: Header
    # What stands above the titles, a cell to a text.
    above: tuple[str, ...]
    columns: Mapping[str, int]

    @property
    def name(self) -> str:
        return self.header.sheet

    def cell(self, row: Row, key: str) -> Cell:
        return row.cell(self.columns.get(key))

    def title(self, key: str) -> str:
        """What the file calls one of our columns."""
        return self.header.title(self.columns[key]) if key in self.columns else ""


@dataclass(frozen=True)
class Tables:
    """What is read of a file."""

    read: tuple[Table, ...]
    # Every sheet of it, read or not; a CSV file has one without a name.
    sheets: tuple[str, ...]
    is_plan: bool

    @property
    def has_several(self) -> bool:
        return len(self.read) > 1

    @property
    def titles(self) -> list[str]:
        """The titles of all the tables, in their order."""
        found = {}
        for table in self.read:
            for _, title in table.header.columns:
                found.setdefault(title, None)
        return list(found)

    @property
    def columns(self) -> dict[str, str]:
        """Our columns with the title that stands over each."""
        found: dict[str, str] = {}
        for table in self.read:
            for key in table.columns:
                found.setdefault(key, table.title(key))
        return found

    @property
    def understood(self) -> list[tuple[str, str]]:
        """Our columns with what the sheets call them."""
        return [
            (BY_KEY[key].words, ", ".join(titles))
            for key in SHOWN
            if (titles := self._titles_of(key))
        ]

    def _titles_of(self, key: str) -> list[str]:
        titles = [table.title(key) for table in self.read if key in table.columns]
        return list(dict.fromkeys(titles))

    @property
    def unused(self) -> list[str]:
        """The titles that say nothing we keep."""
        used = {title for key in BY_KEY for title in self._titles_of(key)}
        return [title for title in self.titles if title not in used]


def tables_of(book: Book, understanding: Understanding, *, is_plan: bool) -> Tables:
    """The tables of a file.

    Raises:
        Refused: no row stands below any titles.
    """
    meaning = meaning_for_plan if is_plan else meaning_for_register
    found = [_table_of(sheet, meaning) for sheet in book.sheets]
    found = [table for table in found if table.header.rows]
    if not found:
        raise Refused("There is no action in this file: no row stands below its titles")
    if understanding.sheets is not None:
        chosen = [table for table in found if table.name in understanding.sheets]
    else:
        chosen = [table for table in found if "text" in table.columns]
    if not chosen:
        chosen = [max(found, key=lambda table: len(table.columns))]
    if understanding.columns is not None:
        chosen = [_corrected(table, understanding.columns) for table in chosen]
    return Tables(tuple(chosen), tuple(sheet.name for sheet in book.sheets), is_plan)


def _table_of(sheet: Sheet, meaning: Meaning) -> Table:
    header = header_in_rows(header_of(Book([sheet]), meaning), sheet, meaning)
    above = tuple(
        cell.line
        for row in sheet.rows
        if row.number < header.first_row
        for cell in row.cells
        if cell.line
    )
    columns = best_columns(header, meaning)
    if "priority" in columns and _is_urgency(header, columns["priority"]):
        del columns["priority"]
    rows = rows_in_one_order(header, meaning)
    header = replace(header, titles=told_apart(header.titles), rows=tuple(rows))
    return Table(header, above, columns)


def _is_urgency(header: Header, column: int) -> bool:
    said = {as_word(row.cell(column).line) for row in header.rows} - {""}
    return bool(said) and said <= URGENCY


def _corrected(table: Table, columns: Mapping[str, str | None]) -> Table:
    """The columns of a table by what somebody said of their titles.

    Another sheet may call the same thing otherwise: there it stays what it was.
    """
    places = {}
    for place, title in table.header.columns:
        places.setdefault(title, place)
    said = {key: title for key, title in columns.items() if key in BY_KEY and title}
    kept = {
        key: place
        for key, place in table.columns.items()
        if key in said and table.header.title(place) not in said.values()
    }
    chosen = {key: places[title] for key, title in said.items() if title in places}
    return replace(table, columns=kept | chosen)


def where(table: Table, number: int, *, has_several: bool) -> str:
    """Where a row stands, in words."""
    return f"{table.name}, row {number}" if has_several else f"row {number}"
