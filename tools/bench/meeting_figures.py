"""The figures to reach about subgroups: structure, calendar, agenda, pack and room."""

from collections.abc import Iterator
from itertools import cycle, islice
from random import choices
from string import ascii_lowercase
from uuid import uuid4

from django.urls import reverse
from django.utils.timezone import localdate

from partnership.people.models import Person
from scorecard.calendars import services as scorecard
from scorecard.calendars.models import CalendarFeed
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.meetings import Meeting, MeetingQuerySet
from tools.bench import packs
from tools.bench.client import Ask
from tools.bench.measuring import MANAGER, Found, Goal, job, page
from tools.bench.report_data import PARAGRAPH

MEETINGS = "8 subgroups that meet every two months, planned for a year"
STRUCTURE = "25 groups, 300 seats"


def _coming_meetings() -> MeetingQuerySet:
    return Meeting.objects.coming(on=localdate())


@page("Calendar of the business manager", data=MEETINGS, unit=1.8)
def calendar_of_manager(wanted: int) -> Iterator[Ask]:
    """As a calendar program fetches it that kept nothing of the time before."""
    manager = Person.objects.get(email=MANAGER)
    feed = CalendarFeed.objects.filter(person=manager).in_use().first()
    if feed is None:
        feed = scorecard.add_calendar(organisation=None, by=manager)
    keys = _coming_meetings().values_list("pk", flat=True)
    shows = (*(f"UID:meeting-{pk}@" for pk in keys), "END:VCALENDAR")
    path = scorecard.address_of(feed)
    return (Ask(by="", path=path, shows=shows) for _ in range(wanted))


@page("Structure of the partnership", data=STRUCTURE, unit=2.2)
def structure(wanted: int) -> Iterator[Ask]:
    ask = Ask(
        by=MANAGER,
        path=reverse("subgroups:chart"),
        shows=("Benchshire Group 16", "Carried over since"),
    )
    return (ask for _ in range(wanted))


@page("An agenda of 15 items", data=MEETINGS, unit=2.2)
def agenda(wanted: int) -> Iterator[Ask]:
    """Each time another coming meeting."""
    for meeting in islice(cycle(_coming_meetings()), wanted):
        shows = ("Item of business 1<", "Item of business 15", "10:00")
        yield Ask(by=MANAGER, path=meeting.get_absolute_url(), shows=shows)


@page("A meeting’s room, 25 people and 15 items", data=MEETINGS, unit=2.2)
def room(wanted: int) -> Iterator[Ask]:
    ask = Ask(
        by=MANAGER,
        path=reverse("subgroups:room", args=[_meeting_in_its_room().pk]),
        shows=("Item in the room 15", "Robin Extra 3", "of 25 seats represented"),
    )
    return (ask for _ in range(wanted))


@page("Save an item’s notes in a meeting", data=MEETINGS, unit=0.8)
def notes(wanted: int) -> Iterator[Ask]:
    """Each time another item, and other notes than before."""
    versions = {
        item.pk: item.version
        for item in AgendaItem.objects.filter(meeting=_meeting_in_its_room())
    }
    for pk in islice(cycle(list(versions)), wanted):
        version = versions[pk]
        versions[pk] += 1
        yield Ask(
            by=MANAGER,
            path=reverse("subgroups:room_notes", args=[pk]),
            shows=('"saved"', f'"version": {version + 1}'),
            fields={
                # Letters alone: digits could look like the number of a child.
                "notes": f"{PARAGRAPH} {''.join(choices(ascii_lowercase, k=16))}",
                "version": str(version),
                "key": str(uuid4()),
            },
        )


def _meeting_in_its_room() -> Meeting:
    """The only meeting with items of the room."""
    return Meeting.objects.get(items__title="Item in the room 1")


@job(
    "Bind the pack of a meeting, against pikepdf alone",
    data="15 papers of 20 pages, with a picture on each",
    goals=[Goal("ratio", 1.5)],
)
def pack() -> Found:
    return packs.pack()
