"""Subscribed calendars: their addresses and contents."""

from datetime import date, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Q

from actions import calendar as of_actions
from audits import calendar as of_audits
from partnership.access import Permission, allowed
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.pages.addresses import reverse
from partnership.pages.calendars import CalendarEntry
from partnership.people.models import Organisation, Person
from partnership.policy import values as policy
from scorecard.calendars import entries
from scorecard.calendars.models import CalendarFeed
from subgroups import calendar as of_subgroups

APPS = (of_subgroups, of_actions, of_audits, entries)
# How far a calendar looks back and ahead.
BEHIND, AHEAD = timedelta(days=90), timedelta(days=400)


@transaction.atomic
def add_calendar(*, organisation: Organisation | None, by: Person) -> CalendarFeed:
    """Add a calendar for everything that concerns a person, or for one subgroup.

    Raises:
        Refused: they already have this calendar.
    """
    # One at a time for each person, so that a second click is refused.
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    if CalendarFeed.objects.filter(
        person=by, organisation=organisation, ended_at=None
    ).exists():
        raise Refused("You already have this calendar", field="organisation")
    feed = CalendarFeed.objects.create(
        person=by, organisation=organisation, made_at=clock.now()
    )
    history.record(feed, "added", by=by)
    return feed


@transaction.atomic
def renew_calendar(feed: CalendarFeed, *, by: Person) -> None:
    """Replace a calendar's address. The previous one stops working.

    Raises:
        Refused: it has been removed.
    """
    feed = _claimed(feed)
    feed.serial += 1
    feed.made_at, feed.last_read_on = clock.now(), None
    feed.save()
    history.record(feed, "address renewed", by=by)


@transaction.atomic
def end_calendar(feed: CalendarFeed, *, by: Person | None) -> None:
    """Remove a calendar. Its address stops working.

    Raises:
        Refused: it has been removed.
    """
    feed = _claimed(feed)
    feed.ended_at = clock.now()
    feed.save()
    history.record(feed, "ended", by=by)


def _claimed(feed: CalendarFeed) -> CalendarFeed:
    feed = CalendarFeed.objects.select_for_update().get(pk=feed.pk)
    if feed.ended_at is not None:
        raise Refused("This calendar has been removed")
    return feed


def note_reading(feed: CalendarFeed, *, on: date) -> None:
    """Record the day a calendar was last fetched, at most once a day."""
    if feed.last_read_on != on:
        CalendarFeed.objects.filter(
            Q(last_read_on=None) | Q(last_read_on__lt=on), pk=feed.pk
        ).update(last_read_on=on)


def address_of(feed: CalendarFeed) -> str:
    """A calendar's secret path, with its number and serial signed."""
    token = _signer().sign(f"{feed.pk}-{feed.serial}")
    return reverse("scorecard:feed", kwargs={"token": token})


def calendar_behind(token: str) -> CalendarFeed | None:
    """The calendar at an address, if it works and its reader still has access."""
    try:
        pk, serial = map(int, _signer().unsign(token).split("-"))
    except signing.BadSignature:
        return None
    feed = (
        CalendarFeed.objects.filter(pk=pk, serial=serial, ended_at=None)
        .select_related("person__user", "organisation")
        .first()
    )
    return feed if feed is not None and _may_read(feed) else None


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt="quorate.calendar")


def _may_read(feed: CalendarFeed) -> bool:
    """Whether the person could sign in and see what the calendar is about."""
    person, organisation = feed.person, feed.organisation
    user = getattr(person, "user", None)
    if user is None or not user.is_active:
        return False
    if person.merged_into_id is not None or person.anonymised_on is not None:
        return False
    if not allowed(person, Permission.SEE_ACCOUNT):
        return False
    return organisation is None or allowed(
        person, Permission.SEE_MEETINGS, organisation
    )


def name_of(feed: CalendarFeed) -> str:
    """The calendar's name in a calendar app."""
    partnership = policy.get("partnership_short_name")
    return f"{partnership}: {feed.organisation or 'what needs me'}"


def entries_of(feed: CalendarFeed, *, on: date) -> list[CalendarEntry]:
    """The calendar on a day, with what its person can see at this moment."""
    return [
        entry
        for app in APPS
        for entry in app.calendar_entries(
            feed.person,
            organisation=feed.organisation,
            start=on - BEHIND,
            end=on + AHEAD,
        )
    ]
