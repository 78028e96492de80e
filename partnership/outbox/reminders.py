"""The shape of a reminder: what each app's `reminders.due(on)` answers with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One thing one person should hear about, once per step.

    `step` names the rung of the ladder ("7 days before"), so that the same rung is
    never told twice; `url` is a path of this site.
    """

    person: Model
    kind: str
    subject: Model
    step: str
    words: str
    url: str
    due_on: date | None = None
    # Makes the path of a signed link by which this person answers without signing in.
    answer: Callable[[], str] | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, str, int, str, int]:
        """What makes this reminder the same as one already sent."""
        return (
            self.kind,
            self.subject._meta.label_lower,
            self.subject.pk,
            self.step,
            self.person.pk,
        )
