"""What a local rule is: its words, what it may be, and which field asks for it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any


class Kind(StrEnum):
    """What a value looks like, and so which field asks for it."""

    CHECKBOXES = "checkboxes"
    CHOICE = "choice"
    COLOUR = "colour"
    DAY = "day"
    EMAIL = "email"
    FIELDS = "fields"
    LOGO = "logo"
    LONG_TEXT = "long_text"
    NAME = "name"  # what a row is known by: shown, never changed
    NUMBER = "number"
    NUMBERS = "numbers"
    ROWS = "rows"
    TERM_DAY = "term_day"
    TEXT = "text"
    YES_NO = "yes_no"


class Group(Enum):
    """Where a setting stands on the page of all of them."""

    WHO = "Who we are"
    PLAN = "Plan and actions"
    RISKS = "Risks"
    REVIEWS = "Practice reviews and scrutiny"
    MEETINGS = "Meetings"
    AUDITS = "Audits"
    FIGURES = "Figures"
    LETTERS = "Reminders and emails"
    DATES = "Dates and guidance"
    KEEPING = "Retention periods"
    REPORT = "Yearly report"
    PUBLIC = "Privacy and accessibility pages"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One part of a value: a column of its rows, or the whole of a simple one."""

    name: str
    words: str
    kind: Kind
    hint: str = ""
    choices: tuple[tuple[Any, str], ...] = ()
    unit: str = ""
    nothing: str = "Not set"
    width: int | str = ""
    longest: int | None = None


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One local rule: what it is called, what it decides, and what it may be.

    `said` is how one row, or the fields of one value, reads as a sentence. `must_set`
    says why the default cannot stay. `complete` fills in what a value stored long ago
    lacks.
    """

    name: str
    words: str
    explanation: str
    group: Group
    kind: Kind
    default: Any
    check: Callable[[Any], None]
    columns: tuple[Column, ...] = ()
    choices: tuple[tuple[Any, str], ...] = ()
    unit: str = ""
    width: int | str = ""
    longest: int | None = None
    said: str = ""
    must_set: str = ""
    complete: Callable[[Any], Any] | None = None

    @property
    def has_fixed_rows(self) -> bool:
        """Whether the rows are given, and only what they say can be changed."""
        return any(column.kind == Kind.NAME for column in self.columns)

    def as_column(self) -> Column:
        """A setting that is one value, as its form asks for it."""
        return Column(
            name="value",
            words=self.words,
            kind=self.kind,
            hint=self.explanation,
            choices=self.choices,
            unit=self.unit,
            width=self.width,
            longest=self.longest,
        )
