"""Calendars as a calendar program reads them, by another library than wrote them."""

import vobject
from django.test import Client

from scorecard.calendars import services
from scorecard.calendars.models import CalendarFeed


def read(content: bytes) -> list:
    """The events of a calendar, as vobject understands them."""
    calendar = vobject.readOne(content.decode())
    return list(calendar.contents.get("vevent", []))


def titles(content: bytes) -> list[str]:
    return [event.summary.value for event in read(content)]


def fetch(feed: CalendarFeed, **headers):
    return Client().get(services.address_of(feed), headers=headers)


def shown_to(person, organisation=None) -> list[str]:
    feed = services.add_calendar(organisation=organisation, by=person)
    return titles(fetch(feed).content)
