"""Making the plan of a list: row after row, each judged with those above it."""

from collections.abc import Callable, Iterator, Mapping

from partnership.access import Role
from partnership.lists.columns import chosen
from partnership.lists.entries import Entry, entry_of, in_words
from partnership.lists.known import Directory, Known, are_alike, plain_name
from partnership.lists.placing import Placing
from partnership.lists.preview import (
    ALREADY,
    LEAVE_OUT,
    LEFT_OUT,
    NEW_PERSON,
    NEW_ROLE,
    QUESTION,
    SOMEONE_ELSE,
    Giving,
    Plan,
    PlannedRow,
    Understanding,
)
from partnership.spreadsheets.headers import Header


def plan_of(
    header: Header,
    understanding: Understanding,
    answers: Mapping[str, str],
    look_up: Callable[..., Directory],
) -> Plan:
    """The plan of a list; `look_up(names=, emails=, people=)` gives the directory."""
    columns = chosen(header, understanding.columns)
    entries = [entry_of(row, header, columns) for row in header.rows]
    directory = look_up(
        names=[entry.name for entry in entries],
        emails=[entry.email for entry in entries if entry.email],
    )
    placing = Placing(header, columns, understanding, directory)
    planner = _Planner(placing, directory, answers)
    return Plan(header, columns, list(planner.plans(entries)))


class _Planner:
    """Plans row after row, remembering whom the rows above have brought."""

    def __init__(
        self, placing: Placing, directory: Directory, answers: Mapping[str, str]
    ) -> None:
        self.placing, self.directory, self.answers = placing, directory, answers
        # The first row of each new person, by address, or by name and organisation.
        self.new: dict[tuple, PlannedRow] = {}
        # Who was given an address of the list, having had none.
        self.adopted: dict[str, PlannedRow] = {}
        # The row that already gives (somebody, somewhere, some role).
        self.given: dict[tuple, int] = {}
        self.named_with_address: dict[str, int] = {}

    def plans(self, entries: list[Entry]) -> Iterator[PlannedRow]:
        for entry in entries:
            if entry.email and entry.name:
                self.named_with_address.setdefault(plain_name(entry.name), entry.row)
        for entry in entries:
            yield self._plan(entry)

    def _plan(self, entry: Entry) -> PlannedRow:
        row = PlannedRow(entry)
        row.givings = self.placing.place(row)
        if not entry.problems:
            self._find_person(row)
        if not entry.problems and row.outcome not in {QUESTION, LEFT_OUT}:
            self._settle(row)
        return row

    # Who.

    def _find_person(self, row: PlannedRow) -> None:
        """Someone known by address, someone to be asked about, or someone new."""
        entry, address = row.entry, row.entry.email.lower()
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
            row.choices, row.asks_for_address = [known], True
            self._ask(row)

    def _is_one_who(self, row: PlannedRow, above: PlannedRow) -> None:
        """The address was given to someone by a row above."""
        if are_alike(above.entry.name, row.entry.name):
            row.person = above.person
        else:
            self._gives_to_another(row, above)

    def _gives_to_another(self, row: PlannedRow, above: PlannedRow) -> None:
        words = f"row {above.number} gives this address to {above.entry.name}"
        self.placing.refuse(row.entry, "email", words)

    def _look_for_name(self, row: PlannedRow) -> None:
        entry = row.entry
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
            self._ask(row)

    def _holds_it_already(self, row: PlannedRow, named: list[Known]) -> bool:
        """Whether the one of this name holds this very role here: nothing to do."""
        if row.entry.email:
            return False
        given = row.givings[0]
        holders = [one for one in named if self._since(one, given) is not None]
        if len(holders) == 1:
            row.person = holders[0]
        return len(holders) == 1

    def _ask(self, row: PlannedRow) -> None:
        answer = self.answers.get(str(row.number), "")
        meant = next((one for one in row.choices if str(one.pk) == answer), None)
        if meant:
            row.person = meant
            if row.entry.email and not meant.email:
                row.gains_email = True
                row.remarks.append(f"Gets the address {row.entry.email}")
        elif answer == LEAVE_OUT:
            row.outcome = LEFT_OUT
        elif answer == SOMEONE_ELSE and not row.asks_for_address:
            row.remarks.append(f"Another {row.entry.name} than the one who is here")
        else:
            row.outcome = QUESTION

    # What comes of it.

    def _settle(self, row: PlannedRow) -> None:
        who = ("known", row.person.pk) if row.person else self._new_person(row)
        if row.entry.problems:
            return
        if row.gains_email:
            self.adopted[row.entry.email.lower()] = row
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

    def _is_fresh(self, row: PlannedRow, who: tuple, giving: Giving) -> bool:
        """Whether nobody else, here or in a row above, gives this role already."""
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

    def _has(self, row: PlannedRow, giving: Giving) -> bool:
        since = self._since(row.person, giving)
        if since is not None and row.entry.from_date not in {None, since}:
            row.remarks.append(f"Since {in_words(since)}, which stays")
        is_mere_contact = giving.role == Role.CONTACT and giving is not row.givings[0]
        place = (row.person.pk, giving.organisation.pk)
        return since is not None or (is_mere_contact and place in self.directory.bodies)

    def _new_person(self, row: PlannedRow) -> tuple:
        """Whom the list brings: the row that names them first."""
        entry, name = row.entry, plain_name(row.entry.name)
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
        if above is not row and not are_alike(above.entry.name, entry.name):
            self._gives_to_another(row, above)
        elif above is not row and plain_name(above.entry.name) != name:
            row.remarks.append(f"Taken for {above.entry.name} of row {above.number}")
        row.first_row = above.number
        return ("new", above.number)
