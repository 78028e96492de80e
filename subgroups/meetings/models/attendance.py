"""Attendance: who was present, who sent apologies, who stood in for whom."""

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from partnership.people.models import Person
from subgroups.meetings.models.freezing import frozen_once_agreed
from subgroups.quorum.describing import joined
from subgroups.structure.models import OfSubgroup, OfSubgroupQuerySet, Seat


class AttendanceQuerySet(OfSubgroupQuerySet):
    def in_the_room(self) -> "AttendanceQuerySet":
        """Everyone who was there, whether or not for a seat."""
        return self.exclude(kind=Attendance.Kind.APOLOGIES)


class Attendance(OfSubgroup):
    """Someone present at a meeting or absent from it, as named in the minutes."""

    belongs_to = "meeting__subgroup__organisation"

    class Kind(models.TextChoices):
        PRESENT = "present", "Present"
        DEPUTY = "deputy", "Deputy"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"
        VISITOR = "visitor", "Visitor"

    meeting = models.ForeignKey(
        "subgroups.Meeting", models.PROTECT, related_name="attendances"
    )
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
    # Items decide who counts for the quorum. The times are for the minutes.
    arrived_at_item = models.PositiveSmallIntegerField(null=True, blank=True)
    left_after_item = models.PositiveSmallIntegerField(null=True, blank=True)
    arrived_at = models.TimeField(null=True, blank=True)
    left_at = models.TimeField(null=True, blank=True)
    # The numbers of items for which they withdrew because of an interest.
    withdrew_for = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True
    )

    objects = AttendanceQuerySet.as_manager()

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
                condition=models.Q(is_minute_taker=False)
                | ~models.Q(kind__in=["apologies", "absent"]),
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
                (self.arrived_words, self.arrived_words),
                (self.left_words, self.left_words),
                (f"withdrew for {self.withdrew_words}", self.withdrew_for),
            ]
            if is_so
        ]

    @property
    def arrived_words(self) -> str:
        """When they joined late, such as from item 3 (10:05)."""
        if self.arrived_at_item is None:
            return ""
        return f"from item {self.arrived_at_item}{_at(self.arrived_at)}"

    @property
    def left_words(self) -> str:
        """When they left early, such as left after item 7 (11:20)."""
        if self.left_after_item is None:
            return ""
        last = self.left_after_item
        words = f"left after item {last}" if last else "left before item 1"
        return f"{words}{_at(self.left_at)}"

    @property
    def is_away(self) -> bool:
        """Whether they were never in the room."""
        return self.kind in {self.Kind.APOLOGIES, self.Kind.ABSENT}

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

    @property
    def is_partly_there(self) -> bool:
        """Whether they came late, left early or withdrew for an item."""
        moments = (self.arrived_at_item, self.left_after_item)
        return bool(self.withdrew_for) or any(item is not None for item in moments)

    def is_in_room(self, number: int | None) -> bool:
        """Whether the person was present for an item, or for any if none is given."""
        if number is None:
            return True
        first, last = self.arrived_at_item, self.left_after_item
        return (
            (number if first is None else first)
            <= number
            <= (number if last is None else last)
        )


def _at(moment: time | None) -> str:
    return f" ({moment:%H:%M})" if moment else ""


def by_kind(attendances: list[Attendance]) -> dict[str, list[Attendance]]:
    """Attendances by kind, with deputies among those present."""
    kinds = {kind.value: [] for kind in Attendance.Kind}
    for attendance in attendances:
        kinds[attendance.kind].append(attendance)
    kinds["in_room"] = sorted(
        kinds["present"] + kinds["deputy"], key=lambda row: row.name.lower()
    )
    return kinds
