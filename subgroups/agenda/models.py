"""The items of an agenda, who reads the restricted ones, and what was sent of it.

What stands on future agendas is in `forward`.
"""

from collections.abc import Collection, Iterable
from datetime import time
from functools import cached_property

from django.db import models
from django.db.models import Deferrable, Exists, OuterRef, Q

from actions.register.services.references import prefix_of
from actions.register.words import DRAFT_MINUTES
from partnership.access import Permission, Role
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from subgroups.agenda.changes import changes_between
from subgroups.meetings.models.freezing import frozen_once_agreed
from subgroups.meetings.models.meetings import Meeting
from subgroups.structure.models import OfSubgroup, OfSubgroupQuerySet

OUTCOMES = (
    "decisions__ratification__meeting",
    "minuted_actions__action",
    "challenges",
    "escalations",
    "interests",
)
KINDS_OF_OUTCOME = [path.partition("__")[0] for path in OUTCOMES]
RESTRICTED_TITLE = "Restricted item"
# Shown for each item in the minutes, and on the page of a meeting, which only counts.
MINUTED = (*OUTCOMES, "papers")
LISTED = ("decisions__ratification__meeting", "minuted_actions", "papers")


class Purpose(models.TextChoices):
    """What a meeting is asked to do with an item."""

    DECISION = "decision", "Decision"
    DISCUSSION = "discussion", "Discussion"
    ASSURANCE = "assurance", "Assurance"
    INFORMATION = "information", "Information"


class AgendaItemQuerySet(OfSubgroupQuerySet):
    def visible_to(self, person: Person | None) -> "AgendaItemQuerySet":
        """Open items of the person's subgroups, and restricted ones meant for them.

        Anyone who writes the minutes reads every item.
        """
        if person is None or person.holds(Permission.RECORD_MEETING):
            return super().visible_to(person)
        place = f"{self.model.belongs_to}__in"
        sees = (
            Q()
            if person.holds(Permission.SEE_MEETINGS)
            else Q(**{place: person.organisations_where(Permission.SEE_MEETINGS)})
        )
        writes = Q(**{place: person.organisations_where(Permission.RECORD_MEETING)})
        named = Exists(ItemReader.objects.filter(item=OuterRef("pk"), person=person))
        is_open = Q(access=AgendaItem.Access.OPEN)
        return self.filter(is_open & sees | writes | ~is_open & named).select_related(
            self.model.belongs_to
        )

    def with_outcomes(self) -> "AgendaItemQuerySet":
        """Items with their decisions, actions, challenges and escalations."""
        return self.prefetch_related(*OUTCOMES)

    def restricted(self) -> "AgendaItemQuerySet":
        """Items for the people they name."""
        return self.filter(access=AgendaItem.Access.RESTRICTED)

    def read_by(
        self,
        person: Person | None,
        *,
        starts_at: time,
        shown: Collection[str] | None = None,
    ) -> list["AgendaItem"]:
        """One meeting's items in order, each with its time in `begins_at`, and what is
        `shown` of them loaded, or else all that is minuted.

        Marks the restricted items that this person may not read.
        """
        items = list(self.prefetch_related(*(shown or MINUTED)))
        if any(item.is_restricted for item in items):
            seen = set(self.visible_to(person).values_list("pk", flat=True))
            for item in items:
                item.is_hidden = item.pk not in seen
        run_clock(items, starts_at=starts_at)
        return items


def run_clock(items: Iterable["AgendaItem"], *, starts_at: time) -> time:
    """Give each item the time it begins at, and tell when the last one ends.

    An item without minutes takes no time. Without any minutes there is no clock.
    """
    items = list(items)
    is_timed = any(item.minutes for item in items)
    minutes = starts_at.hour * 60 + starts_at.minute
    for item in items:
        item.begins_at = _time_of_day(minutes) if is_timed else None
        minutes += item.minutes or 0
    return _time_of_day(minutes)


def _time_of_day(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


class AgendaItem(OfSubgroup, Versioned):
    """An item on an agenda, with its notes."""

    belongs_to = "meeting__subgroup__organisation"

    Purpose = Purpose

    class Access(models.TextChoices):
        OPEN = "open", "Open"
        RESTRICTED = "restricted", "Restricted"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=250)
    purpose = models.CharField(
        max_length=12, choices=Purpose.choices, default=Purpose.DISCUSSION
    )
    presenter = models.CharField(max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    access = models.CharField(
        max_length=10, choices=Access.choices, default=Access.OPEN
    )
    # What it was proposed from, such as a standing item: `forward:3`.
    source = models.CharField(max_length=40, blank=True)
    notes = models.TextField(blank=True)
    # From then on its decisions are locked.
    decided_at = models.DateTimeField(null=True)

    # Whether it is restricted and not for this reader. Set by `read_by`.
    is_hidden = False

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            # Checked at the end, so that items can change places.
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="agenda_item_number_once",
                deferrable=Deferrable.DEFERRED,
            ),
        ]
        triggers = [frozen_once_agreed("agreed_item_is_frozen", "meeting")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("subgroups:item", kwargs={"pk": self.pk})

    @property
    def is_decided(self) -> bool:
        """Whether the meeting has settled it, which locks its decisions."""
        return self.decided_at is not None

    def roles_of(self, person: Person) -> set[Role]:
        """Roles at the subgroup, and the role of someone a restricted item names."""
        roles = super().roles_of(person)
        if self.is_restricted and self.named.filter(person=person).exists():
            roles.add(Role.ITEM_READER)
        return roles

    @property
    def is_restricted(self) -> bool:
        return self.access == self.Access.RESTRICTED

    @property
    def readers(self) -> models.QuerySet[Person]:
        """The people whom a restricted item is for, beside those who write minutes."""
        return Person.objects.filter(items_read__item=self).order_by("name", "pk")

    @property
    def open_title(self) -> str:
        """The title that everyone may read."""
        return RESTRICTED_TITLE if self.is_restricted else self.title

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the notes, which an empty line separates."""
        return [part.strip() for part in self.notes.split("\n\n") if part.strip()]

    @cached_property
    def outcomes(self) -> dict[str, list[models.Model]]:
        """What is minuted for it beside the notes, by kind. Needs `with_outcomes`."""
        return {name: list(getattr(self, name).all()) for name in KINDS_OF_OUTCOME}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is minuted for this item. Needs `with_outcomes`."""
        return not (
            self.notes.strip()
            or self.decisions.all()
            or self.minuted_actions.all()
            or self.challenges.all()
            or self.escalations.all()
        )

    @property
    def ref(self) -> str:
        """Its reference for good, such as EDU-2025-10-21/4."""
        meeting = self.meeting
        prefix = prefix_of(meeting.subgroup.organisation, None)
        return f"{prefix}{meeting.held_on.isoformat()}/{self.number}"

    @property
    def source_words(self) -> str:
        """The source of an action raised under this item, in words."""
        draft = "" if self.meeting.is_agreed else DRAFT_MINUTES
        return f"{self.meeting}, item {self.number}{draft}"


class ItemReader(models.Model):
    """Someone whom a restricted item is for."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="named")
    person = models.ForeignKey(Person, models.PROTECT, related_name="items_read")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "person"], name="item_reader_once_per_item"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} – {self.person}"


class AgendaSending(OfSubgroup):
    """One sending of an agenda: first the whole, later what has changed."""

    belongs_to = "meeting__subgroup__organisation"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="sendings")
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    # The agenda as sent, and what had changed since the time before.
    agenda = models.JSONField()
    changes = models.JSONField(default=list)

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="agenda_sending_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, sending {self.number}"

    @property
    def message_key(self) -> str:
        """How the keys of its emails begin."""
        kind = "agenda_changed" if self.number > 1 else "agenda_published"
        return f"{kind}:{self.meeting_id}:{self.number}"

    @property
    def changes_since(self) -> list[str]:
        """What has changed on the agenda since this sending, in sentences."""
        return changes_between(self.agenda, as_sent(self.meeting))


def as_sent(meeting: Meeting) -> list[dict]:
    """The agenda as everyone may read it, to be compared later."""
    return [
        {
            "pk": item.pk,
            "number": item.number,
            "title": item.open_title,
            "section": item.section,
            "purpose": item.get_purpose_display(),
            "presenter": "" if item.is_restricted else item.presenter,
            "minutes": item.minutes,
            "papers": [
                {
                    "pk": paper.pk,
                    "title": "a paper" if item.is_restricted else paper.title,
                    "digest": paper.digest,
                }
                for paper in item.papers.all()
            ],
        }
        for item in meeting.items.prefetch_related("papers")
    ]


class AgendaOpening(models.Model):
    """The first time someone opened an agenda after one of its sendings."""

    sending = models.ForeignKey(AgendaSending, models.PROTECT, related_name="openings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sending", "person"], name="agenda_opening_once_per_sending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} opened {self.sending}"


class ForwardItem(OfSubgroup, Versioned):
    """An item of the forward plan: a standing one, or one for chosen meetings."""

    belongs_to = "subgroup__organisation"

    class Frequency(models.TextChoices):
        CHOSEN = "chosen", "Only at the meetings ticked in the plan"
        EVERY_MEETING = "every_meeting", "Every meeting"
        QUARTERLY = "quarterly", "Every three months"
        HALF_YEARLY = "half_yearly", "Every six months"
        YEARLY = "yearly", "Once a year"

    # Months from one time to the next.
    MONTHS = {Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}

    subgroup = models.ForeignKey(
        "subgroups.Subgroup", models.PROTECT, related_name="forward_items"
    )
    title = models.CharField(max_length=250)
    section = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(
        max_length=12, choices=Purpose.choices, default=Purpose.DISCUSSION
    )
    presenter = models.CharField(max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    frequency = models.CharField(max_length=13, choices=Frequency.choices)
    # The month in which it is due first, for what is due less often than each meeting.
    from_month = models.PositiveSmallIntegerField(null=True, blank=True)
    # A temporary item is looked at again at the first meeting from this day on.
    review_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["subgroup", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    frequency__in=["quarterly", "half_yearly", "yearly"],
                    from_month__range=(1, 12),
                )
                | Q(frequency__in=["chosen", "every_meeting"], from_month=None),
                name="forward_item_has_a_month_if_due_by_months",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("subgroups:edit_forward_item", kwargs={"pk": self.pk})

    @property
    def months(self) -> int | None:
        """The months from one time to the next, if it goes by months."""
        return self.MONTHS.get(self.frequency)

    @property
    def is_at_every_meeting(self) -> bool:
        return self.frequency == self.Frequency.EVERY_MEETING


class Placement(models.Model):
    """A cell of the forward plan that someone decided otherwise than by frequency."""

    item = models.ForeignKey(ForwardItem, models.CASCADE, related_name="placements")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="placements")
    is_on = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "meeting"], name="placement_once_per_cell"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} – {self.meeting}"
