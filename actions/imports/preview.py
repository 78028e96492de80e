"""What importing a file of actions would do with each row, and with the plan."""

from dataclasses import dataclass, field
from typing import ClassVar

from actions.imports.lines import ActionLine
from actions.imports.standing import Known
from actions.plans.models import Objective, Priority
from actions.register.words import OwnerAs
from partnership.people.models import Organisation
from partnership.uploads.previews import OTHERWISE, Outcome, PlannedRow, Preview

# The answer that a row means another action than the one it was asked about.
ANOTHER = "another"

NEW, CHANGED = "new", "changed"
OUTCOMES = {
    NEW: Outcome("New action", "green", writes=True),
    CHANGED: Outcome("Changed", "blue", writes=True),
    **OTHERWISE,
}


@dataclass(frozen=True)
class Change:
    """Something of an action that would become otherwise."""

    key: str
    words: str
    before: str
    after: str


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
class ActionRow(PlannedRow):
    """What would happen with one row of a file of actions."""

    outcomes: ClassVar = OUTCOMES

    line: ActionLine
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

    @property
    def text(self) -> str:
        """What is to be done, as the file says it or as it is here."""
        return self.line.text or (self.known.action.text if self.known else "")

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
    def unresolved(self) -> list[str]:
        """Owners that are kept as words, because nobody here is certainly meant."""
        return [
            owner.words
            for owner in self.owners
            if owner.person is None and owner.organisation is None
        ]

    @property
    def about(self) -> int | None:
        meant = self.known or self.likely
        return meant.pk if meant else None

    @property
    def details(self) -> list:
        return [
            self.place.key if self.place else "",
            self.ref,
            [[change.key, change.before, change.after] for change in self.changes],
        ]


@dataclass
class ActionsPreview(Preview):
    """What importing a file of actions would do."""

    row_type: ClassVar = ActionRow

    rows: list[ActionRow]
    # Who new actions belong to.
    organisation: Organisation
    priorities: list[PlacedPriority]
    # What is here and the file does not have: it stays as it is.
    missing: list[Known]

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
