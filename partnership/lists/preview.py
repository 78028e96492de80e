"""What importing a list would do, row by row. Nothing here writes.

The same list, the same understanding of it and the same directory give the same plan:
the preview shows it, and the import does it or, when it would come out otherwise,
nothing. Nobody is ever taken for someone else by name alone: that is a question.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from partnership.access import Role
from partnership.lists.columns import COLUMNS
from partnership.lists.entries import Entry
from partnership.lists.known import Known, plain
from partnership.people.models import Organisation
from partnership.spreadsheets.headers import Header

# Answers to “is this …?”, beside the number of someone here.
SOMEONE_ELSE, LEAVE_OUT = "new", "none"

NEW_PERSON = "new_person"
NEW_ROLE = "new_role"
ALREADY = "already"
QUESTION = "question"
LEFT_OUT = "left_out"
REFUSED = "refused"
OUTCOMES = {
    NEW_PERSON: "New person",
    NEW_ROLE: "New role for someone here",
    ALREADY: "Here already",
    QUESTION: "To be answered",
    LEFT_OUT: "Left out",
    REFUSED: "Refused",
}
COLOURS = {
    NEW_PERSON: "green",
    NEW_ROLE: "blue",
    ALREADY: "grey",
    QUESTION: "yellow",
    LEFT_OUT: "grey",
    REFUSED: "red",
}


@dataclass(frozen=True)
class Understanding:
    """How a list is to be read, as far as somebody corrected what was found."""

    sheet: str = ""
    columns: dict[str, int | None] | None = None
    # A word of the list for a role, compared plainly, and the role it stands for.
    roles: Mapping[str, str] = field(default_factory=dict)
    # For rows that say nothing themselves.
    role: str = ""
    organisation: int | None = None


@dataclass(frozen=True)
class Giving:
    """A role that a row gives, somewhere, from a day on."""

    organisation: Organisation
    role: Role
    from_date: date

    @property
    def words(self) -> str:
        return f"{self.role.label}, {self.organisation.name}"


@dataclass
class PlannedRow:
    """What would happen with one row."""

    entry: Entry
    outcome: str = REFUSED
    # Whom it is about: someone here, or the first row that names the new person.
    person: Known | None = None
    first_row: int | None = None
    givings: list[Giving] = field(default_factory=list)
    # Someone here had no address, and the list has one.
    gains_email: bool = False
    choices: list[Known] = field(default_factory=list)
    asks_for_address: bool = False
    # What the list calls a role that is no role here.
    odd_role: str = ""
    remarks: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.entry.row

    @property
    def words(self) -> str:
        return OUTCOMES[self.outcome]

    @property
    def will_happen(self) -> bool:
        return self.outcome in {NEW_PERSON, NEW_ROLE}

    @property
    def colour(self) -> str:
        return COLOURS[self.outcome]

    @property
    def question(self) -> str:
        """What is asked about the row, in words."""
        if len(self.choices) == 1:
            who = self.choices[0].words
            if self.asks_for_address:
                return (
                    f"Row {self.number} has the address of {who}. Is this who is meant?"
                )
            return f"Row {self.number}: is this {who}, who is here already?"
        return f"Row {self.number}: which {self.entry.name} is this?"

    @property
    def said(self) -> str:
        """What the list says of them, to answer by."""
        entry = self.entry
        said = (entry.name, entry.job_title, entry.email)
        roles = [giving.words for giving in self.givings]
        return f"The list has {'; '.join(filter(None, [*said, *roles]))}"

    @property
    def problems(self) -> list[str]:
        """Why it is refused: row, column and reason."""
        return [f"Row {self.number}, {problem}" for problem in self.entry.problems]

    @property
    def foreseen(self) -> list:
        """What the import must come to, and nothing else."""
        return [
            self.outcome,
            self.person.pk if self.person else None,
            self.first_row,
            [
                [g.organisation.pk, g.role.value, g.from_date.isoformat()]
                for g in self.givings
            ],
            self.gains_email,
        ]


@dataclass
class Plan:
    """What importing a list would do."""

    header: Header
    columns: dict[str, int]
    rows: list[PlannedRow]

    @property
    def understood(self) -> list[tuple[str, str]]:
        """What the list says of people, and the column that says it."""
        return [
            (column.words, self.header.title(self.columns[column.key]))
            for column in COLUMNS
            if column.key in self.columns
        ]

    @property
    def unused(self) -> list[str]:
        """The columns of the list that say nothing we keep."""
        used = set(self.columns.values())
        return [title for place, title in self.header.columns if place not in used]

    @property
    def totals(self) -> dict[str, int]:
        counted = Counter(row.outcome for row in self.rows)
        return {outcome: counted[outcome] for outcome in OUTCOMES}

    @property
    def questions(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.choices]

    @property
    def unanswered(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.outcome == QUESTION]

    @property
    def changes_something(self) -> bool:
        return any(row.will_happen for row in self.rows)

    @property
    def foreseen(self) -> dict[str, list]:
        return {str(row.number): row.foreseen for row in self.rows}

    @property
    def odd_roles(self) -> list[str]:
        """Words for roles that mean none by themselves, as the list has them."""
        found: dict[str, str] = {}
        for row in self.rows:
            if row.odd_role:
                found.setdefault(plain(row.odd_role), row.odd_role)
        return list(found.values())

    @property
    def refused_rows(self) -> list[int]:
        """The numbers of the rows that are not taken over."""
        return [row.number for row in self.rows if row.outcome == REFUSED]

    def differences(self, foreseen: Mapping[str, list]) -> list[str]:
        """Where it would no longer come out as was foreseen, in words."""
        found = []
        for row in self.rows:
            before = foreseen.get(str(row.number))
            if before != row.foreseen:
                was = OUTCOMES.get(before[0], "not there") if before else "not there"
                found.append(
                    f"Row {row.number} ({row.entry.name or 'no name'}) was "
                    f"“{was}” and is “{row.words}” now"
                    if was != row.words
                    else f"Row {row.number} ({row.entry.name}) would come out otherwise"
                )
        return found
