"""What a meeting was about and what came of it. Agreed, none of it changes."""

from django.db import models
from django.urls import reverse

from actions.models import Action
from partnership.access import Permission, Role
from partnership.models import Person, Versioned
from subgroups.models.meetings import Meeting
from subgroups.models.structure import ScopedQuerySet


class AgendaItemQuerySet(ScopedQuerySet):
    subgroup = "meeting__subgroup__"

    def with_outcomes(self) -> "AgendaItemQuerySet":
        """Items with the decisions and actions that came of them."""
        return self.prefetch_related("decisions", "minuted_actions__action")


class AgendaItem(Versioned):
    """A numbered thing that a meeting deals with, and the notes of it."""

    seen_with = Permission.SEE_MEETINGS

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

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("subgroups:item", kwargs={"pk": self.pk})

    def roles_of(self, person: Person) -> set[Role]:
        return self.meeting.roles_of(person)

    @property
    def paragraphs(self) -> list[str]:
        """The notes as the page sets them: an empty line begins a new paragraph."""
        return [part.strip() for part in self.notes.split("\n\n") if part.strip()]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was minuted under this item; wants `with_outcomes`."""
        return not (
            self.notes.strip() or self.decisions.all() or self.minuted_actions.all()
        )

    @property
    def source_words(self) -> str:
        """How an action says where it comes from."""
        return f"{self.meeting}, item {self.number}"


class Decision(models.Model):
    """What a meeting decided under an item, in the words minuted."""

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

    def __str__(self) -> str:
        return f"{self.item.number}.{self.number} {self.text}"


class MinutedAction(models.Model):
    """An action as the minutes have it; the action itself lives on in the register."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="minuted_actions")
    action = models.OneToOneField(Action, models.PROTECT, related_name="minuted_action")
    text = models.TextField()
    owner_words = models.CharField(max_length=250)
    due_words = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["item", "pk"]

    def __str__(self) -> str:
        return f"{self.owner_words}: {self.text}"


class Amendment(models.Model):
    """A dated correction to minutes that were already agreed."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="amendments")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, related_name="amendments"
    )
    text = models.TextField()
    amended_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    amended_on = models.DateField()

    class Meta:
        ordering = ["amended_on", "pk"]

    def __str__(self) -> str:
        return f"{self.amended_on}: {self.text}"
