"""The steps of an action."""

from django.db import models

from actions.register.models.actions import Action
from partnership.guards.versions import Versioned
from partnership.people.models import Person
from partnership.reach import Reached


class Step(Reached, Versioned):
    """A step of an action, ticked off when it is done."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="steps")
    text = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=1)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )

    seen_through = "action"

    class Meta:
        ordering = ["action", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(text__regex=r"\S"), name="step_has_text"
            ),
            models.CheckConstraint(
                condition=models.Q(done_on=None, done_by=None)
                | models.Q(done_on__isnull=False, done_by__isnull=False),
                name="step_done_by_and_on_together",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_done(self) -> bool:
        return self.done_on is not None
