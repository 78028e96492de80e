"""Calendar entries, and iCalendar (RFC 5545) files of them.

Deadlines are whole days and leave the day free; meetings have their time in London.
An entry says no more than the page it leads to: no people, no addresses.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.text import Truncator
from icalendar import Calendar, Event, Timezone, vDuration, vText

from partnership.dates import clock
from partnership.pages import addresses as messages

LONDON = ZoneInfo("Europe/London")
# The rule since 1996 (Directive 2000/84/EC, kept by the Summer Time Order 2002), as
# local times (RFC 5545, 3.6.5). icalendar can only list the changes until a given day,
# and has those of spring an hour late.
LONDON_CLOCKS = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
# The longest title that calendars show.
LONGEST_TITLE = 150
# How often a calendar app may refresh.
REFRESH = timedelta(hours=1)
CONTROLS = dict.fromkeys([*range(32), *range(127, 160)])


class Status(StrEnum):
    """The status of an entry, as in RFC 5545."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """A meeting or a deadline: either a `day`, or `starts_at` with or without an end.

    `uid` names it for ever, whatever moves (`action-17`); `sequence` counts on with
    each change; `url` is a path of this site. The title of a cancelled entry begins
    with `cancelled`: Outlook takes no notice of the status in a subscribed calendar.
    """

    uid: str
    words: str
    url: str
    sequence: int
    day: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    status: Status = Status.CONFIRMED
    cancelled: str = "Cancelled"

    def __post_init__(self) -> None:
        if (self.day is None) == (self.starts_at is None):
            raise ValueError(f"{self.uid} has neither or both of a day and a time")

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def title(self) -> str:
        """The title on one line, shortened."""
        words = f"{self.cancelled}: {self.words}" if self.is_cancelled else self.words
        # Truncator does not count combining characters.
        return Truncator(in_one_line(words)).chars(LONGEST_TITLE)[:LONGEST_TITLE]


def in_one_line(text: str) -> str:
    """A text without line breaks and control characters."""
    return " ".join(text.split()).translate(CONTROLS).strip()


def at_london_time(day: date, wall: time) -> datetime:
    """A time in London on a day, as an instant."""
    return datetime.combine(day, wall, tzinfo=LONDON)


def fingerprint(name: str, entries: Iterable[CalendarEntry]) -> str:
    """A fingerprint of a calendar's contents."""
    told = repr((settings.SITE_ADDRESS, name, list(entries)))
    return sha256(told.encode()).hexdigest()[:32]


def write(name: str, entries: Iterable[CalendarEntry]) -> bytes:
    """A calendar file with this name."""
    entries = list(entries)
    calendar = Calendar()
    calendar.add("prodid", "-//Quorate//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(in_one_line(name)))
    calendar.add("name", in_one_line(name))
    calendar.add("x-wr-timezone", LONDON.key)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    # The name by which Outlook knows it.
    calendar.add("x-published-ttl", vDuration(REFRESH))
    if any(entry.starts_at for entry in entries):
        calendar.add_component(Timezone.from_ical(LONDON_CLOCKS))
    stamp = clock.now()
    for entry in entries:
        calendar.add_component(_event(entry, stamp))
    return calendar.to_ical()


def _event(entry: CalendarEntry, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{_host()}")
    event.add("dtstamp", stamp)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    event.add("status", entry.status.value)
    if entry.day is not None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", entry.starts_at)
        if entry.ends_at is not None:
            event.add("dtend", entry.ends_at)
        event.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
    if entry.place:
        event.add("location", in_one_line(entry.place))
    # Most programs show the description and hide the address.
    address = messages.absolute(entry.url)
    event.add("description", address)
    event.add("url", address)
    return event


def _host() -> str:
    """The site's name in ids, since two partnerships may share a calendar."""
    return urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
