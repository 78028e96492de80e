"""Seats of one subgroup from a pasted or uploaded list, previewed row by row.

A row without a value in a column leaves that as it is. A person must be in the
directory: names are compared plainly, and where two people share one, the email address
tells them apart.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import Q, QuerySet

from partnership.lists.entries import Unreadable, day_of
from partnership.names import plain, plain_name
from partnership.people.models import Organisation, Person
from partnership.spreadsheets.cells import Row
from partnership.spreadsheets.columns import Columns
from partnership.spreadsheets.orders import Either
from partnership.spreadsheets.tables import Line, Tables
from partnership.spreadsheets.words import is_nothing
from partnership.uploads.kinds import Kind
from partnership.uploads.previews import (
    ALREADY,
    LEFT_OUT,
    OTHERWISE,
    QUESTION,
    Outcome,
    PlannedRow,
    Preview,
)
from subgroups.structure.columns import COLUMNS
from subgroups.structure.many import SeatChange, change_seats
from subgroups.structure.models import Seat, SeatHolder, SeatList

NEW, CHANGED = "new_seat", "changed"
OUTCOMES = {
    NEW: Outcome("New seat", "green", writes=True),
    CHANGED: Outcome("Seat changed", "blue", writes=True),
    **OTHERWISE,
}
NOBODY = {"vacant", "vacancy", "nobody"}
YES, NO = {"yes", "y", "true", "x", "✓", "1"}, {"no", "n", "false", "0"}
DATES = ("since", "term_ends_on")
LONGEST = 120


@dataclass
class SeatLine(Line):
    """A seat as one row describes it; None where it says nothing."""

    label: str = ""
    agency: str = ""
    appointed_by: str = ""
    is_statutory: bool | None = None
    is_associate: bool | None = None
    holder: str = ""
    since: date | None = None
    term_ends_on: date | None = None


@dataclass
class SeatRow(PlannedRow):
    """The outcome of one row."""

    outcomes: ClassVar = OUTCOMES

    line: SeatLine
    change: SeatChange | None = None
    present: SeatHolder | None = None

    @property
    def holder_words(self) -> str:
        """Who would sit in it afterwards."""
        if self.change is None:
            return ""
        if self.change.is_vacant:
            return "Vacant"
        if self.change.holder is not None:
            return self.change.holder.name
        return self.present.person.name if self.present else "Vacant"

    @property
    def details(self) -> list:
        change = self.change
        if change is None:
            return []
        return [
            change.seat and change.seat.pk,
            change.label,
            change.agency.pk,
            change.appointed_by,
            change.is_statutory,
            change.is_associate,
            change.holder and change.holder.pk,
            change.is_vacant,
            change.since and change.since.isoformat(),
            change.term_ends_on and change.term_ends_on.isoformat(),
            self.present and self.present.pk,
        ]


@dataclass
class SeatsPreview(Preview):
    row_type: ClassVar = SeatRow

    rows: list[SeatRow]


class ListsOfSeats(Kind):
    """Imports of the seats of a subgroup."""

    model = SeatList
    targets = ("subgroup__organisation",)
    outcomes = OUTCOMES
    noun, ours = "list", "subgroup"
    asks = "When is this?"
    asks_because = "A date can be one of two days."
    reads_several = False

    def columns(self, uploaded: SeatList) -> Columns:
        return COLUMNS

    def meanings(self, column: str, word: str) -> list[tuple[str, str]]:
        return []

    def compare(self, uploaded: SeatList, tables: Tables, *, on: date) -> SeatsPreview:
        planner = _Planner(uploaded, tables, on)
        (table,) = tables.read
        return SeatsPreview(tables, [planner.plan(row) for row in table.header.rows])

    def carry_out(
        self, preview: SeatsPreview, uploaded: SeatList, *, by: Person | None, on: date
    ) -> None:
        changes = [row.change for row in preview.rows if row.will_happen]
        change_seats(uploaded.subgroup, changes=changes, by=by, on=on)


SEATS = ListsOfSeats()


class _Planner:
    """Plans each row in the light of the subgroup's seats and of the directory."""

    def __init__(self, uploaded: SeatList, tables: Tables, on: date) -> None:
        self.tables, self.on, self.answers = tables, on, uploaded.answers
        seats = Seat.objects.filter(subgroup=uploaded.subgroup_id)
        self.seats = {
            plain(seat.label): seat
            for seat in seats.in_force(on=on).with_holders(on=on)
        }
        self.agencies = defaultdict(list)
        kinds = (Organisation.Kind.AGENCY, Organisation.Kind.TRUST)
        for agency in Organisation.objects.of_kind(*kinds):
            for name in {plain(agency.name), plain(agency.short_name)} - {""}:
                self.agencies[name].append(agency)
        (table,) = tables.read
        said = [table.cell(row, "holder").line for row in table.header.rows]
        self.people = _people(said, Person.objects.all())
        self.named: set[str] = set()

    def plan(self, row: Row) -> SeatRow:
        planned = SeatRow(SeatLine(row.number))
        line = planned.line
        if row.fault:
            self._refuse(line, "label", f"this row {row.fault}")
            return planned
        self._read(planned, row)
        if not line.label:
            self._refuse(line, "label", "there is no seat")
        elif plain(line.label) in self.named:
            self._refuse(line, "label", f"“{line.label}” stands in this list twice")
        self.named.add(plain(line.label))
        if planned.outcome in {QUESTION, LEFT_OUT}:
            return planned
        seat = self.seats.get(plain(line.label))
        agency = self._agency(line, seat)
        holder, is_vacant = self._holder(line)
        if not line.problems:
            self._settle(planned, seat, agency, holder, is_vacant)
        return planned

    def _refuse(self, line: SeatLine, key: str, words: str) -> None:
        line.problems.append(self.tables.problem(key, words))

    def _read(self, planned: SeatRow, row: Row) -> None:
        (table,) = self.tables.read
        line = planned.line
        for key in [column.key for column in COLUMNS.all if column.key in table.places]:
            cell = table.cell(row, key)
            text = "" if is_nothing(cell.line) else cell.line
            try:
                if cell.fault:
                    raise Unreadable(f"this cell {cell.fault}")
                if key in DATES:
                    day = cell.day or self._day(planned, key, text)
                    setattr(line, key, day)
                elif key.startswith("is_"):
                    setattr(line, key, _yes_or_no(text))
                elif len(text) > LONGEST:
                    raise Unreadable(f"this is longer than {LONGEST} characters")
                else:
                    setattr(line, key, text)
            except Unreadable as why:
                self._refuse(line, key, str(why))

    def _day(self, planned: SeatRow, key: str, text: str) -> date | None:
        (table,) = self.tables.read
        day = table.order(key).day_of(text) if text else None
        if isinstance(day, Either):
            planned.line.either = day
            return planned.ask_about_order(self.answers)
        return day or day_of(text)

    def _agency(self, line: SeatLine, seat: Seat | None) -> Organisation | None:
        if not line.agency:
            if seat is None:
                self._refuse(line, "agency", "a new seat needs an agency")
            return seat and seat.agency
        found = self.agencies.get(plain(line.agency), [])
        if len(found) == 1:
            return found[0]
        words = "is not an agency here" if not found else "is the name of two agencies"
        self._refuse(line, "agency", f"“{line.agency[:80]}” {words}")
        return None

    def _holder(self, line: SeatLine) -> tuple[Person | None, bool]:
        words = line.holder
        if not words:
            return None, False
        if words.casefold() in NOBODY:
            return None, True
        found = self.people.get(_key(words), [])
        if len(found) == 1:
            return found[0], False
        if found:
            say = f"{len(found)} people are called {words[:80]}. Give the email address"
        else:
            say = f"no one here is called {words[:80]}. Add them to the directory first"
        self._refuse(line, "holder", say)
        return None, False

    def _settle(self, planned, seat, agency, holder, is_vacant) -> None:
        line = planned.line
        planned.present = next(iter(seat.holding), None) if seat else None
        stays = seat is not None
        planned.change = change = SeatChange(
            key=line.key,
            seat=seat,
            label=seat.label if seat else line.label,
            agency=agency,
            appointed_by=line.appointed_by or (seat.appointed_by if seat else ""),
            is_statutory=_given(line.is_statutory, stays and seat.is_statutory),
            is_associate=_given(line.is_associate, stays and seat.is_associate),
            holder=holder,
            is_vacant=is_vacant,
            since=line.since,
            term_ends_on=line.term_ends_on
            or (planned.present.term_ends_on if self._same(planned, holder) else None),
        )
        if change.is_statutory and change.is_associate:
            self._refuse(
                line, "is_associate", "an associate’s seat cannot be statutory"
            )
            return
        if seat is None:
            planned.outcome = NEW
        else:
            planned.outcome = CHANGED if self._differs(planned, seat) else ALREADY

    @staticmethod
    def _same(planned: SeatRow, holder: Person | None) -> bool:
        """Whether the present holder stays."""
        present = planned.present
        return present is not None and holder in {None, present.person}

    def _differs(self, planned: SeatRow, seat: Seat) -> bool:
        change, present = planned.change, planned.present
        names = ("agency", "appointed_by", "is_statutory", "is_associate")
        if any(getattr(seat, name) != getattr(change, name) for name in names):
            return True
        if present is None:
            return change.holder is not None
        return (
            change.is_vacant
            or change.holder not in {None, present.person}
            or change.term_ends_on != present.term_ends_on
            or change.since not in {None, present.from_date}
        )


def _given(said: bool | None, otherwise: bool) -> bool:
    return otherwise if said is None else said


def _yes_or_no(text: str) -> bool | None:
    words = text.casefold()
    if not words:
        return None
    if words in YES | NO:
        return words in YES
    raise Unreadable(f"“{text[:60]}” is neither yes nor no")


def _key(words: str) -> str:
    return words.casefold() if "@" in words else plain_name(words)


def people_called(people: QuerySet[Person], words: str) -> list[Person]:
    """Those of some people who have this name or email address."""
    return _people([words], people).get(_key(words), [])


def _people(said: list[str], people: QuerySet[Person]) -> dict[str, list[Person]]:
    """People by their plain name and by their email address, in one query."""
    keys = {_key(words) for words in said if words}
    found = defaultdict(list)
    called = Q(plain_name__in=keys)
    for address in (key for key in keys if "@" in key):
        called |= Q(email__iexact=address)
    for person in people.known().filter(called, left_on=None):
        found[person.plain_name].append(person)
        if person.email:
            found[person.email.casefold()].append(person)
    return found
