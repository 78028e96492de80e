"""The choices and wording of actions, and an owner as written."""

from dataclasses import dataclass

from django.db import models

from actions.due.calendar import written
from actions.due.meaning import Precision
from partnership.people.models import Organisation, Person
from partnership.policy import values as policy

# How the source of an action ends while the minutes it comes from are not agreed.
DRAFT_MINUTES = " (draft minutes)"
# What stands for the text of a restricted action outside Quorate.
RESTRICTED_TEXT = "Restricted action"


class Source(models.TextChoices):
    """Where an action came from."""

    PLAN = "plan", "Business plan"
    MEETING = "meeting", "Meeting"
    AUDIT = "audit", "Audit"
    REVIEW = "review", "Practice review"
    RISK = "risk", "Risk"
    SCRUTINY = "scrutiny", "Scrutiny"
    OTHER = "other", "Other"


class Status(models.TextChoices):
    """The status of an action."""

    NOT_STARTED = "not_started", "Not started"
    UNDER_WAY = "under_way", "Under way"
    TO_CHECK = "to_check", "Awaiting check"
    COMPLETE = "complete", "Complete"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CARRIED = "carried", "Carried forward"


class Rag(models.TextChoices):
    """A rating; its wording comes from the partnership's legends."""

    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"


class MeasureType(models.TextChoices):
    """What a success measure measures."""

    OUTPUT = "output", "Output: something is produced or done"
    OUTCOME = "outcome", "Outcome: something changes for children"
    IMPACT = "impact", "Impact: a lasting difference"


def rag_words() -> dict[str, str]:
    """The partnership's word for each rating of delivery."""
    return policy.derived("rag_legend_delivery", _by_value)


def impact_words() -> dict[str, str]:
    """The partnership's word for each rating of impact."""
    return policy.derived("rag_legend_impact", _by_value)


def ratings_in_words(ratings: dict[str, str]) -> dict[str, str]:
    """Ratings of `delivery` and `impact` in today's wording, for the history."""
    words = {"delivery": rag_words(), "impact": impact_words()}
    return {what: words[what].get(value, "") for what, value in ratings.items()}


def _by_value(legend: list[dict]) -> dict[str, str]:
    return {row["value"]: row["word"] for row in legend}


def reading_of(due) -> str:
    """A due date in words, such as “1 to 30 June 2026” or “Ongoing from …”."""
    if due.due_precision == Precision.RECURRING:
        days = [written(day) for day in due.due_occurrences]
        return f"Each of {', '.join(days)}" if days else "Recurring"
    if due.due_precision == Precision.ONGOING:
        return f"Ongoing from {written(due.due_start)}" if due.due_start else "Ongoing"
    if due.due_end is None:
        return ""
    if due.due_start in {None, due.due_end}:
        return f"By {written(due.due_end)}"
    return f"{written(due.due_start)} to {written(due.due_end)}"


@dataclass(frozen=True)
class OwnerAs:
    """An owner as written, with the person or organisation it was matched to."""

    words: str
    person: Person | None = None
    organisation: Organisation | None = None
    role_words: str = ""

    def __str__(self) -> str:
        return self.words
