"""Figures for the yearly report: meetings, quorum, attendance and outcomes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from partnership.dates.years import Quarter, ReportYear
from partnership.people.models import Organisation
from subgroups.attendance.heat import Came, Cell, rows_of, tone_of
from subgroups.meetings.models.meetings import Meeting, MeetingQuerySet
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
class Share:
    """How often an agency's seats were represented in a quarter."""

    expected: int
    attended: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.attended / self.expected) if self.expected else None

    @property
    def tone(self) -> str:
        return tone_of(self.percent)


@dataclass(frozen=True, kw_only=True)
class AgencyAttendance:
    """How often an agency's seats were represented, out of how many times."""

    agency: str
    expected: int
    attended: int
    by_deputy: int
    quarters: tuple[Share, ...] = ()

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
    attendance = _attendance(meetings, seats, year.quarters())
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
    for seat in Seat.objects.select_related("agency").prefetch_related("holders"):
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
            _in_force(seats[meeting.subgroup_id], on),
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
    meetings: MeetingQuerySet, seats: dict[int, list[Seat]], quarters: list[Quarter]
) -> list[AgencyAttendance]:
    of_subgroup = defaultdict(list)
    for meeting in meetings:
        of_subgroup[meeting.subgroup_id].append(meeting)
    cells = defaultdict(list)
    for subgroup, held in of_subgroup.items():
        for row in rows_of(seats[subgroup], held):
            cells[row.seat.agency.name] += [
                cell for cell in row.cells if cell.came != Came.NO_SEAT
            ]
    return [
        AgencyAttendance(
            agency=name,
            expected=len(own),
            attended=sum(cell.is_represented for cell in own),
            by_deputy=sum(cell.came == Came.DEPUTY for cell in own),
            quarters=tuple(_share(own, quarter) for quarter in quarters),
        )
        for name, own in sorted(cells.items())
    ]


def _share(cells: list[Cell], quarter: Quarter) -> Share:
    own = [
        cell for cell in cells if quarter.start <= cell.meeting.held_on <= quarter.end
    ]
    return Share(expected=len(own), attended=sum(cell.is_represented for cell in own))
