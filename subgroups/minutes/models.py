"""Decisions, their ratification, minuted actions and amendments.

Agreed minutes never change.
"""

from django.db import models

from actions.register.models.actions import Action
from partnership.guards.triggers import Frozen
from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.freezing import frozen_once_agreed
from subgroups.meetings.models.meetings import Meeting
from subgroups.quorum.of_meeting import MeetingQuorum
from subgroups.structure.models import OfSubgroup, OfSubgroupQuerySet, Subgroup


class DecisionQuerySet(OfSubgroupQuerySet):
    def visible_to(self, person: Person | None) -> "DecisionQuerySet":
        """Decisions of the person's subgroups, under items that they may read."""
        items = AgendaItem.objects.visible_to(person)
        return super().visible_to(person).filter(item__in=items)

    def of(self, subgroup: Subgroup) -> "DecisionQuerySet":
        """A subgroup's decisions, latest first, with what its list shows."""
        return (
            self.filter(item__meeting__subgroup=subgroup)
            .select_related("item__meeting", "ratification__meeting")
            .order_by(
                "-item__meeting__held_on",
                "-item__meeting__starts_at",
                "item__meeting",
                "item__number",
                "number",
            )
        )


class Decision(OfSubgroup):
    """A decision a meeting made under an agenda item, as minuted."""

    belongs_to = "item__meeting__subgroup__organisation"

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    # Set when the minutes are agreed. Until then the attendance decides.
    lacked_quorum = models.BooleanField(null=True, editable=False)

    objects = DecisionQuerySet.as_manager()

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

    def get_absolute_url(self) -> str:
        return self.item.get_absolute_url()

    @property
    def ratified_at(self) -> Meeting | None:
        """The meeting that ratified it, if one did."""
        ratification = getattr(self, "ratification", None)
        return ratification and ratification.meeting

    def is_to_be_ratified(self, quorum: MeetingQuorum) -> bool:
        """Whether it was taken without a quorum and has not been ratified since."""
        lacked = self.lacked_quorum
        if lacked is None:
            lacked = quorum.is_quorate_at(self.item.number) is False
        return lacked and self.ratified_at is None


class Ratification(OfSubgroup):
    """The later meeting at which a decision taken without a quorum was ratified."""

    belongs_to = "meeting__subgroup__organisation"

    decision = models.OneToOneField(
        Decision, models.PROTECT, related_name="ratification"
    )
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="ratifications")
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_on = models.DateField()

    class Meta:
        triggers = [frozen_once_agreed("agreed_ratification_is_frozen", "meeting")]

    def __str__(self) -> str:
        return f"{self.decision}, ratified at {self.meeting}"


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
