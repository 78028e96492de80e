"""The steps an action is done in, where its owners want to tick them off."""

from django.db import models

from actions.register.models.actions import Action
from partnership.access import Permission, Role
from partnership.guards.versions import Versioned
from partnership.people.models import Person


class StepQuerySet(models.QuerySet):
    def visible_to(self, person: Person | None) -> "StepQuerySet":
        """The steps of the actions one may see."""
        return self.filter(action__in=Action.objects.visible_to(person))


class Step(Versioned):
    """One part of an action, ticked off when it is done."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="steps")
    text = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=1)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )

    seen_with = Permission.SEE_ACTIONS
    objects = StepQuerySet.as_manager()

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

    def roles_of(self, person: Person) -> set[Role]:
        """Those at its action."""
        return self.action.roles_of(person)

    @property
    def is_done(self) -> bool:
        return self.done_on is not None
