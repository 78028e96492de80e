"""What importing a file of actions would do, row by row. Nothing here writes.

The same file, the same understanding of it and the same register give the same preview:
it is shown, and the import does it or, when it would come out otherwise, nothing.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from actions.imports.lines import Line
from actions.imports.standing import Known
from actions.imports.tables import Tables
from actions.plans.models import Objective, Plan, Priority
from actions.register.words import OwnerAs
from partnership.people.models import Organisation

# Answers to the questions of a row.
SAME, ANOTHER, KEEP, LEAVE_OUT = "same", "another", "keep", "leave_out"

NEW = "new"
CHANGED = "changed"
ALREADY = "already"
QUESTION = "question"
LEFT_OUT = "left_out"
REFUSED = "refused"
OUTCOMES = {
    NEW: "New action",
    CHANGED: "Changes",
    ALREADY: "Here already",
    QUESTION: "To be answered",
    LEFT_OUT: "Left out",
    REFUSED: "Refused",
}
COLOURS = {
    NEW: "green",
    CHANGED: "blue",
    ALREADY: "grey",
    QUESTION: "yellow",
    LEFT_OUT: "grey",
    REFUSED: "red",
}


@dataclass(frozen=True)
class Change:
    """Something of an action that would become otherwise."""

    key: str
    words: str
    before: str
    after: str


@dataclass(frozen=True)
class Question:
    """Something that only a person can say about a row."""

    key: str
    words: str
    hint: str
    choices: tuple[tuple[str, str], ...]


@dataclass
class PlacedPriority:
    """A priority of the plan, or one that the file brings."""

    priority: Priority | None = None
    ref: str = ""
    title: str = ""

    @property
    def words(self) -> str:
        return str(self.priority) if self.priority else f"{self.ref} {self.title}"

    @property
    def key(self) -> str:
        return str(self.priority.pk) if self.priority else f"new {self.ref}"


@dataclass
class PlannedRow:
    """What would happen with one row."""

    line: Line
    outcome: str = REFUSED
    known: Known | None = None
    # The action that it was asked about, whatever the answer.
    likely: Known | None = None
    place: PlacedPriority | None = None
    # The objective that is here, or the words of one that the file brings.
    objective: Objective | None = None
    new_objective: str = ""
    owners: list[OwnerAs] = field(default_factory=list)
    # The reference of the file, where a new action may keep it.
    ref: str = ""
    changes: list[Change] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return OUTCOMES[self.outcome]

    @property
    def colour(self) -> str:
        return COLOURS[self.outcome]

    @property
    def will_happen(self) -> bool:
        return self.outcome in {NEW, CHANGED}

    @property
    def is_where_it_was(self) -> bool:
        """Whether the file has an action under the priority that it has here."""
        if self.known is None or self.place is None:
            return True
        return self.place.priority == self.known.action.priority

    @property
    def brings_objective(self) -> bool:
        """Whether the words of an objective are to be added for it."""
        return bool(self.new_objective) and (
            self.outcome == NEW
            or (
                self.outcome == CHANGED
                and any(change.key == "objective" for change in self.changes)
            )
        )

    @property
    def problems(self) -> list[str]:
        """Why it is refused: the column and the reason."""
        return [str(problem) for problem in self.line.problems]

    @property
    def all_remarks(self) -> list[str]:
        """What is to be said of it, of how it was read first."""
        return [*self.line.remarks, *self.remarks]

    @property
    def unresolved(self) -> list[str]:
        """Owners that are kept as words, because nobody here is certainly meant."""
        return [
            owner.words
            for owner in self.owners
            if owner.person is None and owner.organisation is None
        ]

    @property
    def foreseen(self) -> list:
        """What the import must come to, and nothing else."""
        meant = self.known or self.likely
        return [
            self.outcome,
            meant.pk if meant else None,
            self.place.key if self.place else "",
            self.ref,
            [[change.key, change.before, change.after] for change in self.changes],
        ]


@dataclass
class Preview:
    """What importing a file would do."""

    target: Plan | Organisation
    # Who new actions belong to.
    organisation: Organisation
    tables: Tables
    rows: list[PlannedRow]
    priorities: list[PlacedPriority]
    # What is here and the file does not have: it stays as it is.
    missing: list[Known]

    @property
    def totals(self) -> dict[str, int]:
        counted = Counter(row.outcome for row in self.rows)
        return {outcome: counted[outcome] for outcome in OUTCOMES}

    @property
    def new_priorities(self) -> list[PlacedPriority]:
        return [one for one in self.priorities if one.priority is None]

    @property
    def new_objectives(self) -> list[tuple[PlacedPriority, str]]:
        """Each objective that the file brings, once, in its order."""
        found = {}
        for row in self.rows:
            if row.brings_objective:
                key = (row.place.key, " ".join(row.new_objective.casefold().split()))
                found.setdefault(key, (row.place, row.new_objective))
        return list(found.values())

    @property
    def asked(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.questions]

    @property
    def unanswered(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.outcome == QUESTION]

    @property
    def changes_something(self) -> bool:
        return any(row.will_happen for row in self.rows)

    @property
    def odd_words(self) -> list[tuple[str, str]]:
        """Words for a status or a rating that nobody knows, as the file has them."""
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for row in self.rows:
            for kind, word in row.line.odd:
                found.setdefault((kind, word.casefold()), (kind, word))
        return list(found.values())

    @property
    def refused_rows(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.outcome == REFUSED]

    @property
    def foreseen(self) -> dict[str, list]:
        return {row.line.key: row.foreseen for row in self.rows}

    def differences(self, foreseen: Mapping[str, list]) -> list[str]:
        """Where it would no longer come out as was foreseen, in words."""
        found = []
        for row in self.rows:
            before = foreseen.get(row.line.key)
            if before == row.foreseen:
                continue
            was = OUTCOMES.get(before[0], "") if before else "not there"
            where = row.line.where[:1].upper() + row.line.where[1:]
            found.append(
                f"{where} was “{was}” and is “{row.words}” now"
                if was != row.words
                else f"{where} would come out otherwise"
            )
        return found
