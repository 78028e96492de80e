"""Reads what stands above the first item: day, times, place, and who was there."""

import re

from subgroups.imports import people
from subgroups.imports.dates import days_in, times_in
from subgroups.imports.minutes import PRESENT, VISITOR, ReadMinutes, ReadPerson
from subgroups.imports.word import Block

FACT = re.compile(
    r"(?P<label>date|day|held\s+on|time|venue|place|location|where|when)"
    r"\s*[:\t–-]\s*(?P<rest>.+)",
    re.IGNORECASE,
)
PLACES = {"venue", "place", "location", "where"}
NOT_THIS = re.compile(
    r"\b(?:next|last|previous|agreed|circulated|future|printed)\b", re.IGNORECASE
)
TITLE = re.compile(
    r"\b(?:minutes?|notes?|agenda|draft|confidential|official|meeting|(?:sub)?-?group"
    r"|committee|board|partnership|executive|panel|forum)\b",
    re.IGNORECASE,
)
THE_TITLE = re.compile(r"\W*(?:draft\s+)?(?:minutes|agenda)\W*", re.IGNORECASE)
MOST_TITLE_WORDS = 12
A_SENTENCE_HAS = 14
# The titles of minutes that are one table.
COLUMN = re.compile(
    r"^(?:agenda )?(?:items?|nos?|numbers?|ref)\b"
    r"|^(?:discussion|notes?|minutes?|summary)\b"
    r"|^(?:actions?|who|when|owner|lead|by whom|due)\b",
    re.IGNORECASE,
)
PLACE_READ = "“{}” was read as the place. Check it"


class Head:
    """What stands above the first item."""

    def __init__(self, minutes: ReadMinutes) -> None:
        self.minutes = minutes
        self.kind = ""
        # Lines that may say where it was: between the date and the people.
        self.unlabelled: list[str] = []
        # What a list “in attendance” means: visitors, if those present are listed too.
        self.either = VISITOR

    def read(self, blocks: list[Block]) -> None:
        kinds = {found[0] for block in blocks if (found := people.label_of(
                 block.text or "".join(block.cells[:1])))}  # fmt: skip
        self.either = VISITOR if PRESENT in kinds else PRESENT
        table: list[tuple[str, ...]] = []
        for block, following in zip(blocks, [*blocks[1:], Block()], strict=False):
            if block.table:
                table.append(block.cells)
                if following.table != block.table:
                    self._table(table)
                    table = []
            elif block.text:
                self._line(block.text)
        self._place()

    def _kind(self, kind: str) -> str:
        return self.either if kind == people.IN_ATTENDANCE else kind

    def _table(self, rows: list[tuple[str, ...]]) -> None:
        found = people.of_table(rows, self.kind)
        if found is not None:
            self._add(found)
            return
        for row in rows:
            if all(COLUMN.search(cell) or not cell for cell in row):
                self.minutes.heading.append(" | ".join(row))
                continue
            label = people.label_of(row[0]) if row else None
            fact = (
                FACT.match(f"{row[0].rstrip(':')}: {' '.join(row[1:])}")
                if row
                else None
            )
            if label is not None or (fact and len(row) > 1):
                self._line(row[0] if label else fact[0])
                rest = row[1:] if label else ()
            elif office := people.office_of(
                ": ".join(filter(None, row[:2])) if row else ""
            ):
                people.name_office(self.minutes, *office)
                continue
            else:
                rest = (" | ".join(filter(None, row)),)
            for cell in rest:
                for line in cell.split("\n"):
                    self._line(line)

    def _line(self, text: str) -> None:
        label = people.label_of(text)
        if label is not None:
            self.kind = self._kind(label[0])
            self._people(label[1])
        elif office := people.office_of(text):
            people.name_office(self.minutes, *office)
        elif fact := FACT.match(text):
            self.minutes.heading.append(text)
            self._fact(fact["label"].lower(), fact["rest"])
        elif self._is_when(text):
            self.minutes.heading.append(text)
            self._fact("date", text)
        elif self.kind and not THE_TITLE.fullmatch(text):
            self._people(text)
        elif TITLE.search(text) and len(text.split()) <= MOST_TITLE_WORDS:
            self.minutes.heading.append(text)
        else:
            self.unlabelled.append(text)
            self.minutes.before.append(text)

    def _people(self, text: str) -> None:
        for line in text.split("\n"):
            # A sentence is nobody's name.
            if len(line.split()) > A_SENTENCE_HAS and not re.search(r"[,(/|;]", line):
                self.minutes.before.append(line)
            else:
                self._add(people.people_in(line, self.kind))

    def _add(self, found: list[ReadPerson]) -> None:
        for person in found:
            people.add(self.minutes, person)

    def _is_when(self, text: str) -> bool:
        if NOT_THIS.search(text):
            return False
        if next(days_in(text), None) is not None:
            return self.minutes.held_on is None
        is_short = len(text.split()) <= 8
        return bool(times_in(text)) and is_short and self.minutes.starts_at is None

    def _fact(self, label: str, rest: str) -> None:
        minutes = self.minutes
        if label in PLACES:
            minutes.place = minutes.place or rest.strip(" .")[:200]
            return
        day = next(days_in(rest), None)
        if day is not None and minutes.held_on is None:
            minutes.held_on = day[0]
        times = times_in(rest)
        if times and minutes.starts_at is None:
            minutes.starts_at = times[0]
            if len(times) > 1 and times[1] > times[0]:
                minutes.ends_at = times[1]

    def _place(self) -> None:
        """The only line in the head that nothing else explains."""
        minutes = self.minutes
        if minutes.place or len(self.unlabelled) != 1:
            return
        [line] = self.unlabelled
        if len(line) <= 120 and not line.endswith("."):
            minutes.place = line
            minutes.before.remove(line)
            minutes.heading.append(line)
            minutes.remarks.append(PLACE_READ.format(line))
