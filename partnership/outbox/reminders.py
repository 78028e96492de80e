"""The reminders that each app's `reminders.due(on)` returns."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One reminder for one person, sent once per step.

    `step` names the rung of the reminder ladder ("7 days before"), so that the same
    rung is never repeated; `url` is a path on this site.
    """

    person: Model
    kind: str
    subject: Model
    step: str
    words: str
    url: str
    due_on: date | None = None
    # Makes a signed link with which this person can answer without signing in.
    answer: Callable[[], str] | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, str, int, str, int]:
        """Identifies a reminder that has already been sent."""
        return (
            self.kind,
            self.subject._meta.label_lower,
            self.subject.pk,
            self.step,
            self.person.pk,
        )
