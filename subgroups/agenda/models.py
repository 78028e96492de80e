"""The items of an agenda."""

from django.db import models

from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from subgroups.meetings.models import Meeting, frozen_once_agreed
from subgroups.structure.models import OfSubgroup, OfSubgroupQuerySet

OUTCOMES = ("decisions__ratification__meeting", "minuted_actions__action")


class AgendaItemQuerySet(OfSubgroupQuerySet):
    def with_outcomes(self) -> "AgendaItemQuerySet":
        """Items with their decisions and actions."""
        return self.prefetch_related(*OUTCOMES)


class AgendaItem(OfSubgroup, Versioned):
    """An item on an agenda, with its notes."""

    belongs_to = "meeting__subgroup__organisation"

    class Purpose(models.TextChoices):
        DECISION = "decision", "Decision"
        DISCUSSION = "discussion", "Discussion"
        ASSURANCE = "assurance", "Assurance"
        INFORMATION = "information", "Information"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=250)
    purpose = models.CharField(
        max_length=12, choices=Purpose.choices, default=Purpose.DISCUSSION
    )
    presenter = models.CharField(max_length=120, blank=True)
    notes = models.TextField(blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="agenda_item_number_once"
            ),
        ]
        triggers = [frozen_once_agreed("agreed_item_is_frozen", "meeting")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("subgroups:item", kwargs={"pk": self.pk})

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the notes, which an empty line separates."""
        return [part.strip() for part in self.notes.split("\n\n") if part.strip()]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is minuted for this item. Needs `with_outcomes`."""
        return not (
            self.notes.strip() or self.decisions.all() or self.minuted_actions.all()
        )

    @property
    def source_words(self) -> str:
        """The source of an action raised under this item, in words."""
        return f"{self.meeting}, item {self.number}"
