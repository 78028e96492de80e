"""What the yearly report is made of: meetings, measures, chapters of some length."""

from datetime import UTC, datetime, time
from decimal import Decimal

from partnership.dates.years import ReportYear
from scorecard.measures.models import Figure, Measure
from scorecard.yearly_report.models import Chapter
from scorecard.yearly_report.services import open_edition
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.models import Decision
from subgroups.quorum.models import QuorumRule
from subgroups.structure.models import Seat, SeatHolder, Subgroup

PARAGRAPH = (
    "Through the year colleagues from every agency met families where they were, and "
    "what they were told changed the order in which things were done. Visits that used "
    "to be made one after the other were made together; notes were written once and "
    "read by all; and children were asked again, weeks later, whether anything was "
    "different. Not all of it went well: in two districts the waiting lists grew, and "
    "the reasons are set out below with what happens next and who answers for it. "
)
MEETINGS = 12
# And planned ahead for a year.
AHEAD = 5


def build(world) -> None:
    for number, organisation in enumerate(world.subgroups):
        _subgroup(world, number, organisation)
    _measures(world)
    _edition(world)


def _subgroup(world, number: int, organisation) -> None:
    subgroup = Subgroup.objects.create(
        organisation=organisation, reports_to=world.partnership
    )
    people = world.members[number]
    begun = world.day(-2000)
    seats = Seat.objects.bulk_create(
        Seat(
            subgroup=subgroup,
            agency=world.agencies[n % len(world.agencies)],
            label=f"Seat {n + 1:02}",
            from_date=begun,
        )
        for n in range(len(people))
    )
    SeatHolder.objects.bulk_create(
        SeatHolder(seat=seat, person=person, from_date=begun)
        for seat, person in zip(seats, people, strict=True)
    )
    QuorumRule.objects.create(
        subgroup=subgroup, rule={"kind": "share", "percent": 50}, from_date=begun
    )
    meetings = Meeting.objects.bulk_create(
        _meeting(world, subgroup, place) for place in range(1 - MEETINGS, 1 + AHEAD)
    )
    held = [meeting for meeting in meetings if meeting.held_on < world.on]
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            person=person,
            name=person.name,
            seat=seats[n],
            kind="apologies" if (n + meeting.pk) % 4 == 3 else "present",
        )
        for meeting in held
        for n, person in enumerate(people)
    )
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting, number=n, title=f"Item of business {n}", notes=PARAGRAPH
        )
        for meeting in held
        for n in range(1, 11)
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, number=n, title=f"Item of business {n}", minutes=10)
        for meeting in meetings
        if meeting.held_on >= world.on
        for n in range(1, 16)
    )
    Decision.objects.bulk_create(
        Decision(
            item=item,
            number=1,
            ref=f"BENCH-{item.pk}",
            text="Agreed as proposed in the paper.",
        )
        for item in items
        if item.number % 3 == 0
    )


def _meeting(world, subgroup: Subgroup, place: int) -> Meeting:
    """Every two months; the next in three weeks, the one before still in draft."""
    meeting = Meeting(
        subgroup=subgroup,
        held_on=world.day(21 + 60 * place),
        starts_at=time(10),
        place="County Hall",
    )
    if place < -1:
        meeting.status = Meeting.Status.CIRCULATED
        meeting.circulated_on = meeting.held_on
    elif place < 0:
        meeting.status = Meeting.Status.DRAFT
    return meeting


def _measures(world) -> None:
    """Quarterly figures until the end of the year that is reported on."""
    years = _three_years(world.reported)
    quarters = [quarter for year in years for quarter in year.quarters()]
    measures = Measure.objects.bulk_create(
        Measure(
            ref=f"M{number + 1}",
            title=f"Children helped early, way {number + 1}",
            definition="Children whose plan began in the quarter, counted once each.",
            source="Children’s services",
            organisation=world.subgroups[number % len(world.subgroups)],
            owner=world.members[number % len(world.members)][1],
            position=number,
            unit=Measure.Unit.PERCENT if number % 2 else Measure.Unit.COUNT,
            frequency=Measure.Frequency.QUARTERLY,
            polarity=("high", "low", "neutral")[number % 3],
            from_date=quarters[0].start,
        )
        for number in range(world.scale.measures)
    )
    Figure.objects.bulk_create(
        Figure(
            measure=measure,
            period_start=quarter.start,
            period_end=quarter.end,
            label=str(quarter),
            status=Figure.Status.FINAL,
            value=Decimal((measure.position * 31 + n * 17) % 90 + 5),
            commentary=PARAGRAPH[:240],
            recorded_by=world.manager,
            recorded_at=datetime.combine(quarter.end, time(12), UTC),
        )
        for measure in measures
        for n, quarter in enumerate(quarters)
    )


def _three_years(last: ReportYear) -> list[ReportYear]:
    return [last.previous().previous(), last.previous(), last]


def _edition(world) -> None:
    edition = open_edition(world.reported, by=world.manager, on=world.on)
    text = "\n\n".join([3 * PARAGRAPH] * world.scale.paragraphs)
    Chapter.objects.filter(edition=edition).update(text=text)
