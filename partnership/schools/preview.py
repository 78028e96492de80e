"""What importing the register would do with each school."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from partnership.schools.models import School
from partnership.schools.rows import SchoolLine
from partnership.uploads.previews import (
    ALREADY,
    OTHERWISE,
    REFUSED,
    Outcome,
    PlannedRow,
)

MOST_REMARKED = 200
NEW, CHANGED, OUTSIDE = "new", "changed", "outside"
OUTCOMES = {
    NEW: Outcome("New school", "green", writes=True),
    CHANGED: Outcome("Changed", "blue", writes=True),
    OUTSIDE: Outcome("Of another authority", "grey"),
    **OTHERWISE,
}


@dataclass
class SchoolRow(PlannedRow):
    """What would happen with one row of the register."""

    outcomes: ClassVar = OUTCOMES

    line: SchoolLine
    # The school as it would be, and what that changes: old values and new.
    school: School | None = None
    changes: dict[str, list] = field(default_factory=dict)

    @property
    def is_closed(self) -> bool:
        return self.school is not None and self.school.status == School.Status.CLOSED


@dataclass
class RegisterPreview:
    """What importing the register would do: only rows that are refused are kept."""

    totals: Counter = field(default_factory=Counter)
    refused_rows: list[SchoolRow] = field(default_factory=list)
    # Schools with an odd cell, the first of them.
    remarked_rows: list[SchoolRow] = field(default_factory=list)
    closed: int = 0
    blank: int = 0
    _outcomes: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def add(self, rows: Iterable[SchoolRow]) -> None:
        for row in rows:
            self.totals[row.outcome] += 1
            self.closed += row.is_closed
            about = f"{row.line.urn} {row.outcome} {sorted(row.changes)}\n"
            self._outcomes.update(about.encode())
            if row.outcome == REFUSED:
                self.refused_rows.append(row)
            elif row.line.remarks and len(self.remarked_rows) < MOST_REMARKED:
                self.remarked_rows.append(row)

    @property
    def digest(self) -> str:
        """One value for what becomes of every row, to compare two readings by."""
        return self._outcomes.hexdigest()

    @property
    def accepted(self) -> int:
        """How many schools are as the register says, once it is imported."""
        return sum(self.totals[one] for one in (NEW, CHANGED, ALREADY))
