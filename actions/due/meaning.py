"""The meaning of a due text."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices


class Precision(TextChoices):
    """How exact a due date is."""

    DAY = "day", "Day"
    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"
    TERM = "term", "School term"
    YEAR = "year", "Year"
    RANGE = "range", "From one day to another"
    RECURRING = "recurring", "Recurring"
    ONGOING = "ongoing", "Ongoing"
    UNKNOWN = "unknown", "No date"
    AMBIGUOUS = "ambiguous", "Could mean more than one date"


@dataclass(frozen=True)
class Due:
    """The dates a text gives for certain, and questions about the rest."""

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    occurrences: tuple[date, ...] = ()
    remarks: tuple[str, ...] = ()
