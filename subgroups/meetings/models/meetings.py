"""Meetings, attendance and quorum."""

from collections.abc import Collection, Iterable
from datetime import date

import pgtrigger
from django.db import models
from django.utils.formats import date_format

from partnership.guards.acts import HasActs
from partnership.guards.triggers import Frozen
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from subgroups.meetings.acts import ACTS, COMING, OPEN, Status
from subgroups.meetings.models.attendance import by_kind
from subgroups.meetings.notice import publish_by
from subgroups.quorum.of_meeting import MeetingQuorum
from subgroups.quorum.ratifying import mark_waiting
from subgroups.structure.models import (
    OfSubgroup,
    OfSubgroupQuerySet,
    Seat,
    SeatHolder,
    Subgroup,
)


class MeetingQuerySet(OfSubgroupQuerySet):
    def past(self, *, on: date) -> "MeetingQuerySet":
        """Meetings before a day, and those that have started that day, latest first."""
        return self.filter(held_on__lte=on).exclude(pk__in=self.coming(on=on))

    def coming(self, *, on: date) -> "MeetingQuerySet":
        """Meetings on or after a day that have not started, next first."""
        return self.filter(held_on__gte=on, status__in=COMING).order_by(
            "held_on", "starts_at"
        )

    def held(self) -> "MeetingQuerySet":
        """Meetings that have been held."""
        return self.exclude(status__in=[*COMING, Status.CANCELLED])

    def standing(self) -> "MeetingQuerySet":
        """Meetings that have not been cancelled."""
        return self.exclude(status=Status.CANCELLED)

    def without_circulated_minutes(self) -> "MeetingQuerySet":
        """Held meetings whose minutes have not been circulated."""
        return self.filter(status__in=[Status.HELD, Status.DRAFT])

    def circulated(self, *, on: date) -> "MeetingQuerySet":
        """Meetings whose minutes are to be checked or agreed; in `followed_on`, when
        the next meeting was held by a day.
        """
        later = (
            Meeting.objects.held()
            .filter(
                subgroup=models.OuterRef("subgroup"),
                held_on__gt=models.OuterRef("held_on"),
                held_on__lte=on,
            )
            .order_by("held_on")
        )
        return self.filter(status=Status.CIRCULATED).annotate(
            followed_on=models.Subquery(later.values("held_on")[:1])
        )

    def to_circulate_or_agree(self) -> "MeetingQuerySet":
        """Held meetings whose minutes are not agreed, those to circulate first."""
        unagreed = self.held().filter(agreed_on=None)
        return unagreed.order_by("-circulated_on", "held_on", "pk")


class Meeting(HasActs, OfSubgroup, Versioned):
    """One meeting of a subgroup, from planning to agreed minutes."""

    Status = Status
    ACTS = ACTS
    COLOURS = {
        Status.PLANNED: "grey",
        Status.PUBLISHED: "blue",
        Status.HELD: "yellow",
        Status.DRAFT: "yellow",
        Status.CIRCULATED: "teal",
        Status.AGREED: "green",
        Status.CANCELLED: "red",
    }

    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.PLANNED
    )
    published_on = models.DateField(null=True)
    cancelled_because = models.TextField(blank=True)
    is_quorate_by_chair = models.BooleanField(null=True)
    quorum_reason = models.TextField(blank=True)
    quorum_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    circulated_on = models.DateField(null=True)
    circulations = models.PositiveSmallIntegerField(default=0)
    # When the chair last checked the minutes as they are.
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_on = models.DateField(null=True)
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_at_meeting = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="agreed_here"
    )
    corrections = models.TextField(blank=True)
    quorum_as_agreed = models.TextField(blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subgroup", "held_on", "starts_at"],
                name="meeting_once_at_a_time",
                condition=~models.Q(status="cancelled"),
                violation_error_message="This subgroup already meets then",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at=None)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="meeting_ends_after_it_starts",
                violation_error_message="The meeting must end after it starts",
            ),
            models.CheckConstraint(
                condition=models.Q(status="cancelled") & ~models.Q(cancelled_because="")
                | ~models.Q(status="cancelled") & models.Q(cancelled_because=""),
                name="meeting_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    is_quorate_by_chair=None, quorum_reason="", quorum_by=None
                )
                | (
                    models.Q(is_quorate_by_chair__isnull=False, quorum_by__isnull=False)
                    & ~models.Q(quorum_reason="")
                ),
                name="meeting_chair_determines_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["circulated", "agreed"])
                | models.Q(circulated_on__isnull=False),
                name="meeting_circulated_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(checked_on=None, checked_by=None)
                | models.Q(checked_on__isnull=False, checked_by__isnull=False),
                name="meeting_checked_by_and_on_together",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(status="agreed")
                    & models.Q(
                        agreed_on__isnull=False,
                        agreed_by__isnull=False,
                        agreed_at_meeting__isnull=False,
                    )
                    & ~models.Q(quorum_as_agreed="")
                )
                | (
                    ~models.Q(status="agreed")
                    & models.Q(
                        agreed_on=None,
                        agreed_by=None,
                        agreed_at_meeting=None,
                        corrections="",
                        quorum_as_agreed="",
                    )
                ),
                name="meeting_agreed_by_on_and_at_together",
            ),
        ]
        triggers = [
            Frozen(
                "agreed_meeting_is_frozen",
                "Agreed minutes never change",
                once=pgtrigger.Q(old__status="agreed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subgroup}, {date_format(self.held_on, 'j F Y')}"

    def get_absolute_url(self) -> str:
        return reverse("subgroups:meeting", kwargs={"pk": self.pk})

    def get_minutes_url(self) -> str:
        return reverse("subgroups:minutes", kwargs={"pk": self.pk})

    def get_corrections_url(self) -> str:
        return reverse("subgroups:corrections", kwargs={"pk": self.pk})

    @property
    def colour(self) -> str:
        return self.COLOURS[self.status]

    @property
    def has_begun(self) -> bool:
        return self.status not in COMING and not self.is_cancelled

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def is_published(self) -> bool:
        """Whether its agenda has gone out and the meeting lies ahead."""
        return self.status == Status.PUBLISHED

    @property
    def publish_by(self) -> date:
        """The last day on which its agenda goes out in time."""
        return publish_by(self.held_on)

    @property
    def is_open(self) -> bool:
        """Whether the minutes may still be written."""
        return self.status in OPEN

    @property
    def is_agreed(self) -> bool:
        return self.status == Status.AGREED

    @property
    def is_draft(self) -> bool:
        """Whether its minutes are not agreed yet, which everything taken from them
        says.
        """
        return self.has_begun and not self.is_agreed

    @property
    def is_circulated(self) -> bool:
        """Whether its minutes have gone out and are to be agreed."""
        return self.status == Status.CIRCULATED

    def others_coming(self) -> "MeetingQuerySet":
        """The subgroup’s other meetings that have not started."""
        others = Meeting.objects.filter(subgroup=self.subgroup_id, status__in=COMING)
        return others.exclude(pk=self.pk)

    def later_meetings(self, *, on: date) -> "MeetingQuerySet":
        """Later meetings of this subgroup held by a day."""
        return (
            Meeting.objects.standing()
            .filter(
                subgroup=self.subgroup_id, held_on__gt=self.held_on, held_on__lte=on
            )
            .order_by("held_on", "starts_at")
        )

    def seats(self) -> list[Seat]:
        """The subgroup's seats on the day of the meeting, with all their holders.

        Put in order here, since Django takes longer to write an ORDER BY than it takes
        to sort a few rows.
        """
        seats = (
            Seat.objects.filter(subgroup=self.subgroup_id)
            .in_force(on=self.held_on)
            .select_related("agency")
            .prefetch_related(
                models.Prefetch("holders", SeatHolder.objects.select_related("person"))
            )
            .order_by()
        )
        return sorted(seats, key=lambda seat: (seat.label, seat.pk))

    def quorum(self, *, seats: Iterable[Seat] | None = None) -> MeetingQuorum:
        """The quorum, worked out from what is recorded."""
        return MeetingQuorum(
            self,
            self.subgroup.quorum_rule(self.held_on),
            self.seats() if seats is None else seats,
            sorted(
                self.attendances.order_by(), key=lambda row: (row.name.lower(), row.pk)
            ),
        )

    def as_minuted(
        self,
        *,
        by: Person | None,
        is_redacted: bool = False,
        shown: Collection[str] | None = None,
    ) -> dict:
        """The context of the minutes as someone reads them, on the page and as PDF.

        Redacted, they have no restricted items, whoever reads them. A page that does
        not show all of an item says what is `shown`.
        """
        quorum = self.quorum()
        items = self.items.read_by(by, starts_at=self.starts_at, shown=shown)
        if is_redacted:
            for item in items:
                item.is_hidden = item.is_restricted
        hidden = [item.pk for item in items if item.is_hidden]
        amendments = self.amendments.select_related("item", "amended_by")
        for item in items:
            mark_waiting(item.decisions.all(), quorum)
        return {
            "meeting": self,
            "quorum": quorum,
            "quorum_changes": quorum.changes([item.number for item in items]),
            "attendance": by_kind(quorum.attendances),
            "interests": self.interests.filter(item=None),
            "items": items,
            "amendments": amendments.exclude(item__in=hidden),
            "agreed_here": self.agreed_here.exclude(corrections="").order_by("held_on"),
            "is_redacted": is_redacted,
        }

    def loose_ends(self) -> list[str]:
        """Items to complete before the minutes are circulated."""
        ends = [
            f"Item {item.number} has neither notes, a decision nor an action"
            for item in self.items.with_outcomes()
            if item.is_empty
        ]
        unsettled = self.items.filter(
            also_written__isnull=False, also_written__settled_at=None
        )
        ends += [
            f"Item {number} has a second person’s notes that are not settled yet"
            for number in unsettled.values_list("number", flat=True).distinct()
        ]
        undated = self.items.filter(minuted_actions__due_words="").exclude(
            minuted_actions=None
        )
        ends += [
            f"An action of item {number} has no date"
            for number in undated.values_list("number", flat=True)
        ]
        ends += [
            f"Item {number}: record whether the escalation was received"
            for number in self._escalations_not_received()
        ]
        return ends

    def _escalations_not_received(self) -> list[int]:
        """The numbers of items whose escalation is still to be received."""
        sent = self.subgroup.organisation.escalations.to_receive()
        sources = [f"escalated:{pk}" for pk in sent.values_list("pk", flat=True)]
        return list(
            self.items.filter(source__in=sources).values_list("number", flat=True)
        )
