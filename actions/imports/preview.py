"""The preview of an import: what would happen to each row."""

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
    """A change to one field of an action."""

    key: str
    words: str
    before: str
    after: str


@dataclass
class PlacedPriority:
    """A priority of the plan, or a new one from the file."""

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
    """What would happen to one row."""

    outcomes: ClassVar = OUTCOMES

    line: ActionLine
    known: Known | None = None
    # The action that the importer was asked about.
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
        """The text of the action, from the file or the register."""
        return self.line.text or (self.known.action.text if self.known else "")

    @property
    def is_where_it_was(self) -> bool:
        """Whether the file and the register have the action under the same priority."""
        if self.known is None or self.place is None:
            return True
        return self.place.priority == self.known.action.priority

    @property
    def brings_objective(self) -> bool:
        """Whether it adds a new objective."""
        return bool(self.new_objective) and (
            self.outcome == NEW
            or (
                self.outcome == CHANGED
                and any(change.key == "objective" for change in self.changes)
            )
        )

    @property
    def unresolved(self) -> list[str]:
        """Owners kept as text, because they match nobody for certain."""
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
    """The preview of a whole file."""

    row_type: ClassVar = ActionRow

    rows: list[ActionRow]
    # Who new actions belong to.
    organisation: Organisation
    priorities: list[PlacedPriority]
    # Actions that are not in the file, and stay.
    missing: list[Known]

    @property
    def new_priorities(self) -> list[PlacedPriority]:
        return [one for one in self.priorities if one.priority is None]

    @property
    def new_objectives(self) -> list[tuple[PlacedPriority, str]]:
        """Each new objective once, in the order of the file."""
        found = {}
        for row in self.rows:
            if row.brings_objective:
                key = (row.place.key, " ".join(row.new_objective.casefold().split()))
                found.setdefault(key, (row.place, row.new_objective))
        return list(found.values())
