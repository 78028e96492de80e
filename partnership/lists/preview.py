"""The preview of each row of a list of people."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from partnership.access import Role
from partnership.lists.entries import Entry
from partnership.lists.known import Known
from partnership.people.models import Organisation
from partnership.uploads.previews import OTHERWISE, Outcome, PlannedRow, Preview

# The answer that a row means no one in the directory.
SOMEONE_ELSE = "new"

NEW_PERSON, NEW_ROLE = "new_person", "new_role"
OUTCOMES = {
    NEW_PERSON: Outcome("New person", "green", writes=True),
    NEW_ROLE: Outcome("New role for someone here", "blue", writes=True),
    **OTHERWISE,
}


@dataclass(frozen=True)
class Giving:
    """A role that a row gives from a day."""

    organisation: Organisation
    role: Role
    from_date: date

    @property
    def words(self) -> str:
        return f"{self.role.label}, {self.organisation.name}"


@dataclass
class PersonRow(PlannedRow):
    """The outcome of one row of a list of people."""

    outcomes: ClassVar = OUTCOMES

    line: Entry
    # The person, or the first row that names a new person.
    person: Known | None = None
    first_row: int | None = None
    givings: list[Giving] = field(default_factory=list)
    # The list has an email address for someone without one.
    gains_email: bool = False
    # The people it may mean, if that was asked.
    choices: list[Known] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.line.number

    @property
    def named(self) -> str:
        return f"{super().named} ({self.line.name or 'no name'})"

    @property
    def said(self) -> str:
        """What the list says about them."""
        entry = self.line
        said = (entry.name, entry.job_title, entry.email)
        roles = [giving.words for giving in self.givings]
        return f"The list has {'; '.join(filter(None, [*said, *roles]))}"

    @property
    def about(self) -> list[int]:
        return [one.pk for one in self.choices]

    @property
    def details(self) -> list:
        return [
            self.person.pk if self.person else None,
            self.first_row,
            [
                [g.organisation.pk, g.role.value, g.from_date.isoformat()]
                for g in self.givings
            ],
            self.gains_email,
        ]


@dataclass
class PeoplePreview(Preview):
    """The preview of a list of people."""

    row_type: ClassVar = PersonRow

    rows: list[PersonRow]
