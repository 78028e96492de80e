"""Decisions, minuted actions and amendments. Agreed minutes never change."""

from django.db import models

from actions.register.models.actions import Action
from partnership.guards.triggers import Frozen
from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models import Meeting, frozen_once_agreed


class Decision(models.Model):
    """A decision a meeting made under an agenda item, as minuted."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "number"], name="decision_number_once"
            ),
        ]
        triggers = [frozen_once_agreed("agreed_decision_is_frozen", "item__meeting")]

    def __str__(self) -> str:
        return f"{self.item.number}.{self.number} {self.text}"


class MinutedAction(models.Model):
    """An action as minuted. The register holds the action itself, which may change."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="minuted_actions")
    action = models.OneToOneField(Action, models.PROTECT, related_name="minuted_action")
    text = models.TextField()
    owner_words = models.CharField(max_length=250)
    due_words = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["item", "pk"]
        triggers = [
            frozen_once_agreed("agreed_minuted_action_is_frozen", "item__meeting")
        ]

    def __str__(self) -> str:
        return f"{self.owner_words}: {self.text}"


class Amendment(models.Model):
    """A dated correction to agreed minutes."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="amendments")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, related_name="amendments"
    )
    text = models.TextField()
    amended_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    amended_on = models.DateField()

    class Meta:
        ordering = ["amended_on", "pk"]
        triggers = [
            Frozen("amendment_is_frozen", "Amendments to agreed minutes never change")
        ]

    def __str__(self) -> str:
        return f"{self.amended_on}: {self.text}"
