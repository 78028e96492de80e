"""Figures for the yearly report: meetings, quorum, attendance and outcomes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from partnership.dates.years import ReportYear
from partnership.people.models import Organisation
from subgroups.meetings.models import Attendance, Meeting, MeetingQuerySet
from subgroups.minutes.models import Decision, MinutedAction
from subgroups.quorum.models import QuorumRule
from subgroups.quorum.of_meeting import MeetingQuorum
from subgroups.structure.models import Seat

Kind = Organisation.Kind


@dataclass(frozen=True, kw_only=True)
class SubgroupMeetings:
    """One subgroup's meetings in the year."""

    name: str
    held: int
    quorate: int
    by_chair: int


@dataclass(frozen=True, kw_only=True)
class AgencyAttendance:
    """How often an agency's seats were represented, out of how many times."""

    agency: str
    expected: int
    attended: int
    by_deputy: int

    @property
    def percent(self) -> int:
        return round(100 * self.attended / self.expected)


@dataclass(frozen=True, kw_only=True)
class SubgroupsYear:
    """The year's figures for all subgroups, for one, or for one agency."""

    label: str
    subgroups: tuple[SubgroupMeetings, ...] = ()
    attendance: tuple[AgencyAttendance, ...] = ()
    decisions: int = 0
    actions_raised: int = 0

    @property
    def meetings_held(self) -> int:
        return sum(subgroup.held for subgroup in self.subgroups)

    @property
    def quorate(self) -> int:
        return sum(subgroup.quorate for subgroup in self.subgroups)

    @property
    def quorate_by_chair(self) -> int:
        return sum(subgroup.by_chair for subgroup in self.subgroups)


def summarise(
    year: ReportYear, *, organisation: Organisation | None = None
) -> SubgroupsYear:
    """The year's figures. An agency has only attendance."""
    meetings = (
        Meeting.objects.held()
        .filter(held_on__gte=year.start, held_on__lte=year.end)
        .select_related("subgroup__organisation")
        .prefetch_related("attendances")
        .order_by("subgroup__organisation__name", "held_on", "pk")
    )
    if organisation is not None and organisation.kind == Kind.SUBGROUP:
        meetings = meetings.filter(subgroup__organisation=organisation)
    seats = _seats()
    attendance = _attendance(meetings, seats)
    if organisation is not None and organisation.kind != Kind.SUBGROUP:
        attendance = [line for line in attendance if line.agency == organisation.name]
    of_meetings = {"item__meeting__in": [meeting.pk for meeting in meetings]}
    return SubgroupsYear(
        label=year.label,
        subgroups=_subgroups(meetings, seats),
        attendance=tuple(attendance),
        decisions=Decision.objects.filter(**of_meetings).count(),
        actions_raised=MinutedAction.objects.filter(**of_meetings).count(),
    )


def _seats() -> dict[int, list[Seat]]:
    """All seats, past and present, by subgroup."""
    seats = defaultdict(list)
    for seat in Seat.objects.select_related("agency"):
        seats[seat.subgroup_id].append(seat)
    return seats


def _in_force(rows: list, on: date) -> list:
    return [row for row in rows if row.is_in_force(on)]


def _subgroups(
    meetings: MeetingQuerySet, seats: dict[int, list[Seat]]
) -> tuple[SubgroupMeetings, ...]:
    rules = defaultdict(list)
    for rule in QuorumRule.objects.all():
        rules[rule.subgroup_id].append(rule)
    counts = defaultdict(lambda: [0, 0, 0])
    for meeting in meetings:
        on = meeting.held_on
        quorum = MeetingQuorum(
            meeting,
            next(iter(_in_force(rules[meeting.subgroup_id], on)), None),
            {seat.pk: seat.label for seat in _in_force(seats[meeting.subgroup_id], on)},
            list(meeting.attendances.all()),
        )
        count = counts[meeting.subgroup.organisation.name]
        count[0] += 1
        count[1] += quorum.is_quorate is True
        count[2] += quorum.is_quorate is True and quorum.is_determined
    return tuple(
        SubgroupMeetings(name=name, held=held, quorate=quorate, by_chair=by_chair)
        for name, (held, quorate, by_chair) in counts.items()
    )


def _attendance(
    meetings: MeetingQuerySet, seats: dict[int, list[Seat]]
) -> list[AgencyAttendance]:
    counts = defaultdict(lambda: [0, 0, 0])
    for meeting in meetings:
        there = defaultdict(set)
        for attendance in meeting.attendances.all():
            there[attendance.kind].add(attendance.seat_id)
        for seat in _in_force(seats[meeting.subgroup_id], meeting.held_on):
            count = counts[seat.agency.name]
            in_person = seat.pk in there[Attendance.Kind.PRESENT]
            by_deputy = seat.pk in there[Attendance.Kind.DEPUTY] and not in_person
            count[0] += 1
            count[1] += in_person or by_deputy
            count[2] += by_deputy
    return [
        AgencyAttendance(
            agency=name, expected=expected, attended=attended, by_deputy=by_deputy
        )
        for name, (expected, attended, by_deputy) in sorted(counts.items())
    ]
