"""Builds the preview of a list, each row in the light of those above it.

People are never matched by name alone: a question is asked.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from partnership.access import Role
from partnership.lists.entries import Entry, entry_of
from partnership.lists.known import Directory, Known
from partnership.lists.models import PeopleList
from partnership.lists.placing import Placing
from partnership.lists.preview import (
    NEW_PERSON,
    NEW_ROLE,
    SOMEONE_ELSE,
    Giving,
    PeoplePreview,
    PersonRow,
)
from partnership.names import are_alike, plain_name
from partnership.people.roles import PLACES, in_words
from partnership.spreadsheets.tables import Tables
from partnership.uploads.previews import ALREADY, LEAVE_OUT, LEFT_OUT, QUESTION, SAME


def preview_of(people_list: PeopleList, tables: Tables, *, on: date) -> PeoplePreview:
    """The preview of importing a list on a day."""
    (table,) = tables.read
    entries = [entry_of(row, tables) for row in table.header.rows]
    directory = Directory.look_up(
        names=[entry.name for entry in entries],
        emails=[entry.email for entry in entries if entry.email],
        places=PLACES,
        on=on,
    )
    placing = Placing(tables, people_list.understanding, directory)
    planner = _Planner(placing, directory, people_list.answers)
    return PeoplePreview(tables, list(planner.plans(entries)))


class _Planner:
    """Plans each row, remembering the people in the rows above."""

    def __init__(
        self, placing: Placing, directory: Directory, answers: Mapping[str, str]
    ) -> None:
        self.placing, self.directory, self.answers = placing, directory, answers
        # The first row of each new person, by address, or by name and organisation.
        self.new: dict[tuple, PersonRow] = {}
        # People without an email address who get one from the list.
        self.adopted: dict[str, PersonRow] = {}
        # The row that already gives a (person, organisation, role).
        self.given: dict[tuple, int] = {}
        self.named_with_address: dict[str, int] = {}

    def plans(self, entries: list[Entry]) -> Iterator[PersonRow]:
        for entry in entries:
            if entry.email and entry.name:
                self.named_with_address.setdefault(plain_name(entry.name), entry.number)
        for entry in entries:
            yield self._plan(entry)

    def _plan(self, entry: Entry) -> PersonRow:
        row = PersonRow(entry)
        if not entry.problems and (day := row.ask_about_order(self.answers)):
            entry.from_date = day
        row.givings = self.placing.place(row)
        if not entry.problems:
            self._find_person(row)
        if not entry.problems and row.outcome not in {QUESTION, LEFT_OUT}:
            self._settle(row)
        if row.will_happen:
            row.ask_about_struck(row.line.name, self.answers)
        return row

    # Who.

    def _find_person(self, row: PersonRow) -> None:
        """A person matched by email address, a question, or a new person."""
        entry, address = row.line, row.line.email.lower()
        known = self.directory.by_email.get(address) if address else None
        if address in self.adopted:
            self._is_one_who(row, self.adopted[address])
        elif known is None:
            self._look_for_name(row)
        elif plain_name(known.name) == plain_name(entry.name):
            row.person = known
        elif are_alike(known.name, entry.name):
            row.person = known
            row.remarks.append(f"Here as {known.name}; the name stays")
        else:
            row.choices = [known]
            self._ask(
                row,
                f"Row {row.number} has the address of {known.words}. "
                "Is this who is meant?",
            )

    def _is_one_who(self, row: PersonRow, above: PersonRow) -> None:
        """A row above gave this email address to someone."""
        if are_alike(above.line.name, row.line.name):
            row.person = above.person
        else:
            self._gives_to_another(row, above)

    def _gives_to_another(self, row: PersonRow, above: PersonRow) -> None:
        words = f"row {above.number} gives this address to {above.line.name}"
        self.placing.refuse(row.line, "email", words)

    def _look_for_name(self, row: PersonRow) -> None:
        entry = row.line
        named = self.directory.named(entry.name)
        if entry.email:
            others = [one for one in named if one.email]
            named = [one for one in named if not one.email]
            if others and not named:
                row.remarks.append(
                    f"Another {entry.name} is here, with the address {others[0].email}"
                )
        if ("email", entry.email.lower()) in self.new:
            return
        if named and not self._holds_it_already(row, named):
            row.choices = named
            self._ask(
                row,
                f"Row {row.number}: is this {named[0].words}, who is here already?"
                if len(named) == 1
                else f"Row {row.number}: which {entry.name} is this?",
                (SOMEONE_ELSE, "No, this is someone else: add a new person"),
            )

    def _holds_it_already(self, row: PersonRow, named: list[Known]) -> bool:
        """Whether the person with this name already holds this role here."""
        if row.line.email:
            return False
        given = row.givings[0]
        holders = [one for one in named if self._since(one, given) is not None]
        if len(holders) == 1:
            row.person = holders[0]
        return len(holders) == 1

    def _ask(self, row: PersonRow, words: str, *others: tuple[str, str]) -> None:
        choices = [
            *((str(one.pk), f"Yes, {one.words}") for one in row.choices),
            *others,
            (LEAVE_OUT, "Leave out this row"),
        ]
        answer = row.ask(SAME, words, row.said, choices, self.answers)
        if answer == SOMEONE_ELSE:
            row.remarks.append(f"Another {row.line.name} than the one who is here")
        elif answer not in {"", LEAVE_OUT}:
            row.person = next(one for one in row.choices if str(one.pk) == answer)
            if row.line.email and not row.person.email:
                row.gains_email = True
                row.remarks.append(f"Gets the address {row.line.email}")

    # What comes of it.

    def _settle(self, row: PersonRow) -> None:
        who = ("known", row.person.pk) if row.person else self._new_person(row)
        if row.line.problems:
            return
        if row.gains_email:
            self.adopted[row.line.email.lower()] = row
        fresh = [giving for giving in row.givings if self._is_fresh(row, who, giving)]
        if row.person is None and row.first_row == row.number:
            row.outcome = NEW_PERSON
        elif fresh or row.gains_email:
            row.outcome = NEW_ROLE
            if row.person and row.person.left_on:
                left = row.person.left_on
                row.remarks.append(f"Entered as having left on {in_words(left)}")
        else:
            row.outcome = ALREADY
        row.givings = fresh

    def _is_fresh(self, row: PersonRow, who: tuple, giving: Giving) -> bool:
        """Whether the role is not yet held or given by a row above."""
        key = (who, giving.organisation.pk, giving.role)
        if key in self.given:
            row.remarks.append(f"{giving.words}: row {self.given[key]} says the same")
            return False
        if row.person and self._has(row, giving):
            return False
        self.given[key] = row.number
        return True

    def _since(self, known: Known, giving: Giving):
        key = (known.pk, giving.organisation.pk, giving.role.value)
        return self.directory.held.get(key)

    def _has(self, row: PersonRow, giving: Giving) -> bool:
        since = self._since(row.person, giving)
        if since is not None and row.line.from_date not in {None, since}:
            row.remarks.append(f"Since {in_words(since)}, which stays")
        is_mere_contact = giving.role == Role.CONTACT and giving is not row.givings[0]
        place = (row.person.pk, giving.organisation.pk)
        return since is not None or (is_mere_contact and place in self.directory.bodies)

    def _new_person(self, row: PersonRow) -> tuple:
        """The new people of a list, by the row that names them first."""
        entry, name = row.line, plain_name(row.line.name)
        if entry.email:
            key = ("email", entry.email.lower())
        else:
            key = ("name", name, row.givings[-1].organisation.pk)
            if with_address := self.named_with_address.get(name):
                self.placing.refuse(
                    entry,
                    "email",
                    f"row {with_address} has a {entry.name} with an address; "
                    "give it here too if they are the same person",
                )
        above = self.new.setdefault(key, row)
        if above is not row and not are_alike(above.line.name, entry.name):
            self._gives_to_another(row, above)
        elif above is not row and plain_name(above.line.name) != name:
            row.remarks.append(f"Taken for {above.line.name} of row {above.number}")
        row.first_row = above.number
        return ("new", above.number)
