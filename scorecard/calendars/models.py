"""Calendars people subscribe to."""

from django.db import models

from partnership.access import Permission
from partnership.people.models import Organisation, Person
from partnership.reach import Reached, ReachQuerySet


class CalendarFeedQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "CalendarFeedQuerySet":
        """A person's own calendars."""
        return self.none() if person is None else self.filter(person=person)

    def in_use(self) -> "CalendarFeedQuerySet":
        """Calendars that have not been removed."""
        return self.filter(ended_at=None)


class CalendarFeed(Reached):
    """A calendar at a secret address, with what one person can see.

    The address is signed over the feed's number and its `serial`: none is stored, and
    renewing counts the serial on, which ends the address given out before.
    """

    seen_with = Permission.SEE_ACCOUNT

    person = models.ForeignKey(Person, models.PROTECT, related_name="calendar_feeds")
    # The subgroup it shows, or None for everything that concerns the person.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    serial = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    last_read_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(ended_at=None),
                nulls_distinct=False,
                name="calendar_feed_open_once",
                violation_error_message="You already have this calendar",
            ),
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.organisation or self.person}"
