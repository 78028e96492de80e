"""Meetings, attendance and quorum."""

from datetime import date

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.formats import date_format

from partnership.guards.acts import HasActs
from partnership.guards.triggers import Frozen, FrozenWith
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from subgroups.meetings.acts import ACTS, COMING, OPEN, Status
from subgroups.meetings.notice import publish_by
from subgroups.quorum.describing import joined
from subgroups.quorum.of_meeting import MeetingQuorum
from subgroups.quorum.ratifying import mark_waiting
from subgroups.structure.models import (
    OfSubgroup,
    OfSubgroupQuerySet,
    Seat,
    SeatQuerySet,
    Subgroup,
)


class MeetingQuerySet(OfSubgroupQuerySet):
    def past(self, *, on: date) -> "MeetingQuerySet":
        """Meetings before a day, and those that have started that day, latest first."""
        coming = self.coming(on=on).order_by()
        return self.filter(held_on__lte=on).exclude(pk__in=coming)

    def coming(self, *, on: date) -> "MeetingQuerySet":
        """Meetings on or after a day that have not started, next first."""
        coming = self.filter(held_on__gte=on, status__in=COMING)
        return coming.order_by("held_on", "starts_at")

    def held(self) -> "MeetingQuerySet":
        """Meetings that have been held."""
        return self.exclude(status__in=[*COMING, Status.CANCELLED])

    def standing(self) -> "MeetingQuerySet":
        """Meetings that have not been cancelled."""
        return self.exclude(status=Status.CANCELLED)

    def without_circulated_minutes(self) -> "MeetingQuerySet":
        """Held meetings whose minutes have not been circulated."""
        return self.filter(status__in=[Meeting.Status.HELD, Meeting.Status.DRAFT])


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

    def later_meetings(self, *, on: date) -> "MeetingQuerySet":
        """Later meetings of this subgroup held by a day."""
        return (
            Meeting.objects.standing()
            .filter(
                subgroup=self.subgroup_id, held_on__gt=self.held_on, held_on__lte=on
            )
            .order_by("held_on", "starts_at")
        )

    def seats(self) -> SeatQuerySet:
        """The subgroup's seats on the day of the meeting, with all their holders."""
        return (
            Seat.objects.filter(subgroup=self.subgroup_id)
            .in_force(on=self.held_on)
            .select_related("agency")
            .prefetch_related("holders")
        )

    def quorum(self) -> MeetingQuorum:
        """The quorum, worked out from what is recorded."""
        return MeetingQuorum(
            self,
            self.subgroup.quorum_rule(self.held_on),
            self.seats(),
            list(self.attendances.all()),
        )

    def as_minuted(self, *, by: Person | None) -> dict:
        """The context of the minutes as someone reads them, on the page and as PDF."""
        quorum = self.quorum()
        items = self.items.read_by(by, starts_at=self.starts_at)
        hidden = [item.pk for item in items if item.is_hidden]
        amendments = self.amendments.select_related("item", "amended_by")
        mark_waiting(items, quorum)
        return {
            "meeting": self,
            "quorum": quorum,
            "quorum_changes": quorum.changes([item.number for item in items]),
            "attendance": by_kind(quorum.attendances),
            "items": items,
            "amendments": amendments.exclude(item__in=hidden),
        }

    def loose_ends(self) -> list[str]:
        """Items to complete before the minutes are circulated."""
        ends = [
            f"Item {item.number} has neither notes, a decision nor an action"
            for item in self.items.with_outcomes()
            if item.is_empty
        ]
        undated = self.items.filter(minuted_actions__due_words="").exclude(
            minuted_actions=None
        )
        ends += [
            f"An action of item {number} has no date"
            for number in undated.values_list("number", flat=True)
        ]
        return ends


def frozen_once_agreed(name: str, meeting: str) -> FrozenWith:
    """Refuse any change to agreed minutes."""
    return FrozenWith(
        name, "Agreed minutes never change", whole=meeting, status="agreed"
    )


class Attendance(OfSubgroup):
    """Someone present at a meeting or absent from it, as named in the minutes."""

    belongs_to = "meeting__subgroup__organisation"

    class Kind(models.TextChoices):
        PRESENT = "present", "Present"
        DEPUTY = "deputy", "Deputy"
        APOLOGIES = "apologies", "Apologies"
        VISITOR = "visitor", "Visitor"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances")
    name = models.CharField(max_length=120)
    initials = models.CharField(max_length=8, blank=True)
    role_words = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, related_name="attendances"
    )
    deputy_for = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="deputised"
    )
    is_chair = models.BooleanField(default=False)
    is_minute_taker = models.BooleanField(default=False)
    arrived_at_item = models.PositiveSmallIntegerField(null=True, blank=True)
    left_after_item = models.PositiveSmallIntegerField(null=True, blank=True)
    # The numbers of items for which they withdrew because of an interest.
    withdrew_for = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True
    )

    class Meta:
        ordering = [Lower("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="attendance_person_once",
                violation_error_message="This person is already listed",
            ),
            models.UniqueConstraint(
                "meeting",
                Lower("initials"),
                condition=~models.Q(initials=""),
                name="attendance_initials_once",
                violation_error_message="Two people cannot share initials",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(is_chair=True),
                name="attendance_one_chair",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(is_minute_taker=True),
                name="attendance_one_minute_taker",
            ),
            models.CheckConstraint(
                condition=models.Q(is_chair=False)
                | models.Q(kind__in=["present", "deputy"]),
                name="attendance_chair_is_in_the_room",
            ),
            models.CheckConstraint(
                condition=models.Q(is_minute_taker=False) | ~models.Q(kind="apologies"),
                name="attendance_minute_taker_is_in_the_room",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind="deputy", deputy_for__isnull=False, seat__isnull=False
                )
                | (~models.Q(kind="deputy") & models.Q(deputy_for=None)),
                name="attendance_deputy_stands_in_for_someone",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="visitor") | models.Q(seat=None),
                name="attendance_visitor_has_no_seat",
            ),
        ]
        triggers = [frozen_once_agreed("agreed_attendance_is_frozen", "meeting")]

    def __str__(self) -> str:
        return f"{self.name} ({self.initials})" if self.initials else self.name

    @property
    def marks(self) -> list[str]:
        """The words after a name in the minutes, such as who chaired."""
        return [
            words
            for words, is_so in [
                ("Chair", self.is_chair),
                ("Minutes", self.is_minute_taker),
                (f"from item {self.arrived_at_item}", self.arrived_at_item),
                (f"left after item {self.left_after_item}", self.left_after_item),
                (f"withdrew for {self.withdrew_words}", self.withdrew_for),
            ]
            if is_so
        ]

    @property
    def withdrew_words(self) -> str:
        """The items they withdrew for, such as items 3, 5 and 7."""
        numbers = [str(number) for number in self.withdrew_for]
        plural = "s" if len(numbers) > 1 else ""
        return f"item{plural} {joined(numbers, 'and')}" if numbers else ""

    def represents_seat(self, *, deputies_count: bool) -> bool:
        if self.seat_id is None:
            return False
        return self.kind == self.Kind.PRESENT or (
            deputies_count and self.kind == self.Kind.DEPUTY
        )

    def is_in_room(self, number: int | None) -> bool:
        """Whether the person was present for an item, or for any if none is given."""
        if number is None:
            return True
        return (
            (self.arrived_at_item or number)
            <= number
            <= (self.left_after_item or number)
        )


def by_kind(attendances: list[Attendance]) -> dict[str, list[Attendance]]:
    """Attendances by kind, with deputies among those present."""
    kinds = {kind.value: [] for kind in Attendance.Kind}
    for attendance in attendances:
        kinds[attendance.kind].append(attendance)
    kinds["in_room"] = sorted(
        kinds["present"] + kinds["deputy"], key=lambda row: row.name.lower()
    )
    return kinds
