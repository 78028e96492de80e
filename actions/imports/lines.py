"""Reads the rows of a table, with what cannot be read in each.

A priority or an objective is written once and applies until the next. It may be in a
column, in a row of its own, or above the table. A row that only goes on with a bullet
belongs to the action above it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from actions.imports.asides import (
    OF_OBJECTIVE,
    OF_PRIORITY,
    doubt_of,
    is_heading,
    is_priority,
)
from actions.imports.columns import COLUMNS, is_plan
from actions.imports.days import due_text_of, written
from actions.imports.words import AS_IT_IS, LONGEST_WORD, colour_named, meant_by
from partnership.spreadsheets.cells import Cell, Row
from partnership.spreadsheets.orders import Either
from partnership.spreadsheets.tables import Line, Problem, Table, Tables, Understanding
from partnership.spreadsheets.words import as_word, is_nothing

# The longest values we keep.
LONGEST = {
    "ref": 60,
    "due_text": 300,
    "owners": 1000,
    "text": 5000,
    "measure": 5000,
    "update": 5000,
    "objective": 2000,
    "priority": 220,
    "source_words": 300,
    "areas": 300,
}
LONGEST_AREA = 60
# Fields that an action may have in several rows, and those it has once.
SEVERAL = ("owners", "measure", "update")
ONE_OF_EACH = (
    "due_text", "measure_type", "status", "rag", "impact", "areas", "source_words",
)  # fmt: skip
BULLET = re.compile(r"\s*(?:[•●▪‣◦*·–-]|o(?=\s)|\(?[a-z]\)|\(?[ivx]+\))\s*\S")


@dataclass
class ActionLine(Line):
    """The values of one row."""

    priority: str = ""
    objective: str = ""
    ref: str = ""
    text: str = ""
    owners: str = ""
    due_text: str = ""
    measure: str = ""
    measure_type: str = ""
    status: str = ""
    rag: str = ""
    impact: str = ""
    update: str = ""
    areas: list[str] = field(default_factory=list)
    source_words: str = ""
    # What the row may be other than an action, such as “a total”.
    doubt: str = ""

    @property
    def said(self) -> dict:
        """The values kept for comparison with the next import."""
        return {
            name: value
            for name in COMPARED
            if (value := getattr(self, name)) not in ("", [])
        }

    def unlike(self, said: Mapping) -> int:
        """The number of values that differ from another row."""
        return sum(said.get(name) != value for name, value in self.said.items())


COMPARED = (
    "text", "objective", "owners", "due_text", "measure", "measure_type", "areas",
    "status", "rag", "impact", "update",
)  # fmt: skip


def lines_of(tables: Tables, understanding: Understanding) -> list[ActionLine]:
    """The actions of a file, row by row."""
    found: list[ActionLine] = []
    for table in tables.read:
        found += _Reader(tables, table, understanding).lines()
    return found


class _Reader:
    """Reads the rows of one table, carrying headings down."""

    def __init__(
        self, tables: Tables, table: Table, understanding: Understanding
    ) -> None:
        self.tables, self.table, self.understanding = tables, table, understanding
        self.priority = self._priority_of_sheet() if is_plan(tables) else ""
        self.objective = ""
        # The source of the rows below a heading, such as a meeting.
        self.source = ""
        # The row whose priority or objective could not be read and may continue below.
        self.unread: dict[str, int] = {}
        # A heading across the table with no action below it yet.
        self.bare: Row | None = None

    def _priority_of_sheet(self) -> str:
        """The priority of a sheet without a priority column."""
        if "priority" in self.table.places:
            return ""
        named = [text for text in self.table.above if is_priority(text)]
        if named:
            return named[-1]
        if self.tables.has_several or is_priority(self.table.name):
            return self.table.name
        return ""

    def lines(self) -> list[ActionLine]:
        found: list[ActionLine] = []
        for row in self.table.header.rows:
            if not row.fault and (self._is_heading(row) or self._is_title_again(row)):
                continue
            if not row.fault and found and self._goes_on(row):
                self._go_on(found[-1], row)
                continue
            line = self._line(row)
            if line is None:
                continue
            self.bare = None
            if found and self._is_the_same(row) and self._add(found[-1], line):
                continue
            found.append(line)
        return found + self._left_over()

    def _left_over(self) -> list[ActionLine]:
        """The last heading if no action is below it: it may be an action itself."""
        if self.bare is None:
            return []
        line = self._at(self.bare)
        line.text = next(cell.text for cell in self.bare.cells if not cell.is_blank)
        words = "this reaches across the table, and no action stands below it"
        line.problems.append(Problem("", words))
        return [line]

    def _is_the_same(self, row: Row) -> bool:
        """Whether the action cell above is merged with this row."""
        return self.table.places.get("text") in row.merged

    def _add(self, above: ActionLine, line: ActionLine) -> bool:
        """Merge another row into an action, if nothing differs."""
        for key in ("ref", "text", "priority", "objective", *ONE_OF_EACH):
            if getattr(line, key) not in ("", [], getattr(above, key)):
                return False
        if line.problems or above.problems:
            return False
        for key in SEVERAL:
            said, more = getattr(above, key), getattr(line, key)
            if more and more not in said.split("\n"):
                setattr(above, key, f"{said}\n{more}".strip())
                if len(getattr(above, key)) > LONGEST[key]:
                    self._refuse(above, key, f"longer than {LONGEST[key]:,} characters")
        above.remarks += [f"Continues in row {line.number}", *line.remarks]
        return True

    def _is_heading(self, row: Row) -> bool:
        """Whether a row only names the priority or objective of the rows below."""
        filled = row.filled
        places = self.table.places
        said = {row.cells[n].line for n in filled}
        is_across = len(said) == 1 and is_heading(row, self.table)
        if is_across and row.across:
            self.bare = row
        if not is_plan(self.tables):
            if is_across and row.across:
                (self.source,) = said
            return is_across and bool(row.across)
        placed = {places.get("priority"), places.get("objective")} - {None}
        if filled and set(filled) <= placed:
            self._carry(row)
            return True
        if len(said) != 1 or filled[0] == places.get("due_text"):
            return False
        (text,) = said
        if found := OF_OBJECTIVE.match(text):
            self._name("objective", text[found.end() :] or text)
            return True
        is_an_action = filled[0] == places.get("text")
        if (
            is_across
            or OF_PRIORITY.match(text)
            or (not is_an_action and is_priority(text))
        ):
            self._name("priority", text)
            return True
        return False

    def _name(self, key: str, words: str) -> None:
        """Start another priority or objective."""
        setattr(self, key, words)
        self.unread.pop(key, None)
        if key == "priority":
            self.objective = ""
            self.unread.pop("objective", None)

    def _is_title_again(self, row: Row) -> bool:
        """Whether a row repeats the text above the table, as on a new page."""
        filled = row.filled
        return len(filled) == 1 and row.cells[filled[0]].line in self.table.above

    def _goes_on(self, row: Row) -> bool:
        """Whether a row is only another bullet of the action above it."""
        filled = row.filled
        at = self.table.places.get("text")
        inherited = {
            self.table.places.get(key) for key in ("priority", "objective", "ref")
        }
        return (
            at in filled
            and set(filled) <= {at, *inherited}
            and bool(BULLET.match(row.cell(at).text))
            and not self.table.cell(row, "ref").text
        )

    def _go_on(self, above: ActionLine, row: Row) -> None:
        above.text = f"{above.text}\n{self.table.cell(row, 'text').text}"
        above.remarks.append(f"Continues in row {row.number}")

    def _carry(self, row: Row) -> None:
        priority = self.table.cell(row, "priority")
        objective = self.table.cell(row, "objective")
        if priority.line and priority.line != self.priority:
            self._name("priority", priority.line)
        if objective.text:
            self._name("objective", objective.text)
        for key, cell in (("priority", priority), ("objective", objective)):
            if row.fault or cell.fault:
                self._forget(key, row)

    def _forget(self, key: str, row: Row) -> None:
        """Note that a priority or objective is unreadable and may continue below."""
        if key in self.table.places:
            self._name(key, "")
            self.unread[key] = row.number

    def _at(self, row: Row) -> ActionLine:
        name = self.table.name if self.tables.has_several else ""
        return ActionLine(row.number, name)

    def _line(self, row: Row) -> ActionLine | None:
        line = self._at(row)
        line.is_struck = self.table.cell(row, "text").is_struck
        self._carry(row)
        if row.fault:
            line.problems.append(Problem("", f"this row {row.fault}"))
            return line
        if all(self.table.cell(row, key).is_blank for key in COLUMNS.by_key):
            # Notes beside the table, in unused columns.
            return None
        line.priority, line.objective = self.priority, self.objective
        line.source_words = self.source
        for key, column in self.table.places.items():
            self._take(line, key, row.cell(column), row.colours.get(column, ""))
        if not line.text and not line.ref and not line.problems:
            line.problems.append(
                Problem(self.table.title("text"), "there is no action in this row")
            )
        carried = {self.table.places.get(key) for key in ("priority", "objective")}
        is_alone = len({*row.filled} - carried) == 1
        line.doubt = doubt_of(line.ref, line.text, is_alone=is_alone)
        self._check_carried(line)
        return line

    def _check_carried(self, line: ActionLine) -> None:
        for key in ("priority", "objective"):
            if len(getattr(line, key)) > LONGEST[key]:
                self._refuse(line, key, f"longer than {LONGEST[key]:,} characters")
            number = self.unread.get(key, line.number)
            if number != line.number:
                self._refuse(
                    line,
                    key,
                    f"what row {number} says there cannot be read, and may go on here: "
                    "write it into this row",
                )

    def _refuse(self, line: ActionLine, key: str, words: str) -> None:
        title = self.table.title(key) or COLUMNS.by_key[key].words
        line.problems.append(Problem(title, words))

    def _take(self, line: ActionLine, key: str, cell: Cell, colour: str) -> None:
        if cell.fault:
            self._refuse(line, key, f"this cell {cell.fault}")
        elif key in {"priority", "objective"}:
            return
        elif key == "due_text":
            self._take_due(line, cell)
            self._bound(line, key)
        elif key == "areas":
            self._take_areas(line, cell)
        elif key in {"status", "rag", "impact", "measure_type"}:
            self._take_word(line, key, cell.line)
            if key in {"rag", "impact"} and (name := colour_named(colour)):
                line.remarks.append(
                    f"{self.table.title(key)} is only coloured {name} here, and a "
                    "colour is not read: write the word"
                )
        elif key == "ref" and cell.day:
            self._refuse(
                line,
                key,
                f"Excel has made a date of this reference, {written(cell.day)}: "
                "make the column text",
            )
        elif cell.day:
            setattr(line, key, written(cell.day, is_month=cell.is_month))
        elif not is_nothing(cell.line) or key == "owners":
            text = cell.text if key in {"text", "measure", "update", "owners"} else ""
            setattr(line, key, text or cell.line or getattr(line, key))
            self._bound(line, key)

    def _take_due(self, line: ActionLine, cell: Cell) -> None:
        line.due_text = due_text_of(cell, line.remarks)
        day = None if cell.day else self.table.order("due_text").day_of(line.due_text)
        if isinstance(day, Either):
            line.either = day
        elif day:
            line.remarks.append(f"{line.due_text} gives the month first")
            line.due_text = written(day)

    def _bound(self, line: ActionLine, key: str) -> None:
        if len(getattr(line, key)) > LONGEST[key]:
            self._refuse(line, key, f"longer than {LONGEST[key]:,} characters")

    def _take_areas(self, line: ActionLine, cell: Cell) -> None:
        if is_nothing(cell.line):
            return
        parts = [part.strip() for part in re.split(r"[,;\n]", cell.text)]
        line.areas = list(dict.fromkeys(part for part in parts if part))
        if len(cell.text) > LONGEST["areas"] or any(
            len(area) > LONGEST_AREA for area in line.areas
        ):
            self._refuse(line, "areas", "this is no list of areas: it is too long")

    def _take_word(self, line: ActionLine, key: str, text: str) -> None:
        if key == "status" and "rag" not in self.table.places:
            colour = as_word(text)
            if colour in {"red", "amber", "green"}:
                line.rag = colour
                return
        read = meant_by(key, text, self.understanding)
        if read is None:
            word = text[:LONGEST_WORD]
            line.odd.append((key, word))
            self._refuse(
                line, key, f"“{word}” is not a word we know. Say what it means"
            )
        elif read in {"complete", "not_started"} and key == "rag":
            line.status = line.status or read
        elif read and read != AS_IT_IS:
            setattr(line, key, read)
