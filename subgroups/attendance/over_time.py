"""The attendance of subgroups over a rolling year. Only reads."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from subgroups.attendance.heat import Row, rows_of
from subgroups.meetings.models.meetings import Meeting
from subgroups.structure.models import Seat, Subgroup

YEAR = timedelta(days=365)


def over_the_year(subgroup: Subgroup, *, on: date) -> list[Row]:
    """A subgroup's seats over the meetings held in the year to a day."""
    return rows_of(_seats().filter(subgroup=subgroup), _meetings(on, subgroup))


def missing_now(*, on: date) -> list[Row]:
    """Seats still there that missed their latest meetings in a row, in any subgroup."""
    meetings, seats = defaultdict(list), defaultdict(list)
    for meeting in _meetings(on):
        meetings[meeting.subgroup_id].append(meeting)
    for seat in _seats().filter(subgroup__in=meetings).in_force(on=on):
        seats[seat.subgroup_id].append(seat)
    return [
        row
        for subgroup, own in seats.items()
        for row in rows_of(own, meetings[subgroup])
        if row.is_flagged
    ]


def _seats():
    return (
        Seat.objects.select_related("agency", "subgroup__organisation")
        .prefetch_related("holders")
        .order_by("agency__name", "label", "pk")
    )


def _meetings(on: date, subgroup: Subgroup | None = None) -> Iterable[Meeting]:
    """Meetings of the year with recorded attendance. An unrecorded one says nothing."""
    held = (
        Meeting.objects.held()
        .filter(held_on__gt=on - YEAR, held_on__lte=on, attendances__isnull=False)
        .distinct()
        .prefetch_related("attendances")
    )
    return held if subgroup is None else held.filter(subgroup=subgroup)
