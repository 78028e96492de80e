"""The definition of a local rule: its wording, values and form fields."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any


class Kind(StrEnum):
    """The kind of value, which decides the form field."""

    CHECKBOXES = "checkboxes"
    CHOICE = "choice"
    COLOUR = "colour"
    DAY = "day"
    EMAIL = "email"
    FIELDS = "fields"
    LOGO = "logo"
    LONG_TEXT = "long_text"
    NAME = "name"  # the name of a row: shown but never changed
    NUMBER = "number"
    NUMBERS = "numbers"
    ROWS = "rows"
    TERM_DAY = "term_day"
    TEXT = "text"
    YES_NO = "yes_no"


class Group(Enum):
    """The section of the local rules page that a setting is in."""

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
    """One part of a value: a column of its rows, or the whole of a simple value."""

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
    """One local rule: its name, explanation and allowed values.

    `said` formats one row, or the fields of one value, as a sentence. `must_set` says
    why the default must be changed. `complete` fills in parts missing from values
    stored by earlier versions.
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
        """Whether the rows are fixed and only their contents can be changed."""
        return any(column.kind == Kind.NAME for column in self.columns)

    def as_column(self) -> Column:
        """The column for a setting that is a single value."""
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
