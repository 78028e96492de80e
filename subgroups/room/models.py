"""What only the room keeps: the item the meeting has reached, interests declared, notes
of a second writer, and the keys of what was sent from devices."""

from django.db import models

from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.freezing import frozen_once_agreed
from subgroups.meetings.models.meetings import Meeting


class ItemReached(models.Model):
    """The moment at which a meeting came to an item."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="reached")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.item}, {self.at:%H:%M}"


class Interest(models.Model):
    """An interest that someone declared at a meeting, in general or for an item."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="interests")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, related_name="interests"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="interests_declared"
    )
    # As named in the minutes.
    name = models.CharField(max_length=120)
    text = models.TextField()
    declared_at = models.TimeField()
    # Whether they count for an item stands in their attendance; this is when they left.
    withdrew_at = models.TimeField(null=True)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrew_at=None) | models.Q(item__isnull=False),
                name="interest_withdrawal_is_for_an_item",
            ),
        ]
        triggers = [frozen_once_agreed("agreed_interest_is_frozen", "meeting")]

    def __str__(self) -> str:
        return f"{self.name}: {self.text}"

    @property
    def times_words(self) -> str:
        """When it was declared and whether they withdrew, as minuted."""
        declared = f"declared at {self.declared_at:%H:%M}"
        if self.withdrew_at is None:
            return declared
        return f"{declared}, withdrew at {self.withdrew_at:%H:%M}"


class AlsoWritten(models.Model):
    """Notes of an item by a second writer, kept beside those that stand."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="also_written")
    # Made on the device, so that writing on changes these notes and adds no others.
    key = models.UUIDField()
    text = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # When someone added them to the notes, or said that the notes have it all.
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "key"], name="also_written_once_by_key"
            ),
        ]

    def __str__(self) -> str:
        return f"Also written by {self.by}: {self.text}"


class Entry(models.Model):
    """Something a device sent to a meeting, which counts only once."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="entries")
    key = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "key"], name="entry_once_by_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.at:%H:%M}"
