"""Calendars that a person has subscribed to."""

from django.db import models

from partnership.access import Permission
from partnership.people.models import Organisation, Person
from partnership.reach import Reached, ReachQuerySet


class CalendarFeedQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "CalendarFeedQuerySet":
        """One's own calendars, and nobody else's."""
        return self.none() if person is None else self.filter(person=person)

    def in_use(self) -> "CalendarFeedQuerySet":
        """Calendars whose address works."""
        return self.filter(ended_at=None)


class CalendarFeed(Reached):
    """A secret address at which a calendar program finds what one person may see.

    The address is signed over the feed's number and its `serial`: none is stored, and
    renewing counts the serial on, which ends the address given out before.
    """

    seen_with = Permission.SEE_ACCOUNT

    person = models.ForeignKey(Person, models.PROTECT, related_name="calendar_feeds")
    # The subgroup whose meetings it shows; None for all that concerns the person.
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
                violation_error_message="You have this calendar already",
            ),
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.organisation or self.person}"
