"""The calendar entries of subgroups: their meetings. Only reads."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from partnership.access import Permission
from partnership.pages.calendars import CalendarEntry, Status, at_london_time
from partnership.people.models import Organisation, Person
from subgroups.meetings.models.meetings import Meeting
from subgroups.structure.models import SeatHolder


def calendar_entries(
    person: Person,
    *,
    organisation: Organisation | None = None,
    start: date,
    end: date,
) -> list[CalendarEntry]:
    """The meetings of a subgroup or, without one, of a person's subgroups.

    People who run meetings across the partnership have all of them.
    """
    meetings = Meeting.objects.visible_to(person).filter(held_on__range=(start, end))
    if organisation is not None:
        meetings = meetings.filter(subgroup__organisation=organisation)
    elif not person.holds(Permission.RECORD_MEETING):
        seated = SeatHolder.objects.filter(
            Q(to_date=None) | Q(to_date__gte=OuterRef("held_on")),
            seat__subgroup=OuterRef("subgroup"),
            person=person,
            from_date__lte=OuterRef("held_on"),
        )
        meetings = meetings.filter(
            Q(subgroup__organisation__in=person.standing) | Exists(seated)
        )
    return [_entry(meeting) for meeting in meetings.order_by("held_on", "pk")]


def _entry(meeting: Meeting) -> CalendarEntry:
    day = meeting.held_on
    return CalendarEntry(
        uid=f"meeting-{meeting.pk}",
        words=str(meeting.subgroup),
        url=meeting.get_absolute_url(),
        sequence=meeting.version,
        starts_at=at_london_time(day, meeting.starts_at),
        ends_at=meeting.ends_at and at_london_time(day, meeting.ends_at),
        place=meeting.place,
        status=Status.CANCELLED if meeting.is_cancelled else Status.CONFIRMED,
    )
