"""A meeting that is being held: 25 people, 15 items with notes, still in draft.

It is held by the first subgroup, in a group of its own seats, so that what else is
measured stays as it is.
"""

from datetime import time

from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.models import Decision
from subgroups.structure.models import Seat, SeatHolder, Subgroup
from tools.bench.report_data import PARAGRAPH

PEOPLE, ITEMS = 25, 15


def build(world) -> None:
    subgroup = Subgroup.objects.get(organisation=world.subgroups[0])
    members = list(SeatHolder.objects.filter(seat__subgroup=subgroup))
    more = Person.objects.bulk_create(
        Person(name=f"Robin Extra {n}", initials=f"R{n}")
        for n in range(PEOPLE - len(members))
    )
    seats = Seat.objects.bulk_create(
        Seat(
            subgroup=subgroup,
            agency=world.agencies[n % len(world.agencies)],
            label=f"Further seat {n + 1:02}",
            from_date=world.day(-1),
        )
        for n in range(len(more))
    )
    members += SeatHolder.objects.bulk_create(
        SeatHolder(seat=seat, person=person, from_date=world.day(-1))
        for seat, person in zip(seats, more, strict=True)
    )
    meeting = Meeting.objects.create(
        subgroup=subgroup,
        held_on=world.day(-1),
        starts_at=time(14),
        place="County Hall",
        status=Meeting.Status.DRAFT,
    )
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            person=member.person,
            name=member.person.name,
            seat=member.seat,
            kind="apologies" if n % 5 == 4 else "present",
        )
        for n, member in enumerate(members)
    )
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            number=n,
            title=f"Item in the room {n}",
            minutes=10,
            notes=PARAGRAPH,
        )
        for n in range(1, ITEMS + 1)
    )
    Decision.objects.bulk_create(
        Decision(
            item=item,
            number=1,
            ref=f"BENCH-{item.pk}",
            text="Agreed as proposed in the paper.",
        )
        for item in items
    )
