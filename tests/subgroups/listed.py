"""Many rows for the lists of subgroups (test_every_list.py)."""

from datetime import UTC, date, datetime, timedelta

from subgroups.meetings.models.meetings import Meeting
from subgroups.registers.models.challenges import Challenge
from subgroups.registers.models.escalations import Escalation
from subgroups.structure.models import SeatList, Subgroup
from tests.subgroups.factories import (
    AgendaItemFactory,
    DecisionFactory,
    MeetingFactory,
    SeatFactory,
    SubgroupFactory,
)

AUTUMN = date(2025, 6, 30)


def add_subgroups(world, numbers):
    for _ in numbers:
        MeetingFactory(subgroup=SubgroupFactory(), held_on=AUTUMN)


def add_meetings(world, numbers):
    for n in numbers:
        MeetingFactory(
            subgroup=world.rows[Subgroup], held_on=AUTUMN - timedelta(days=n)
        )


def add_decisions(world, numbers):
    for n in numbers:
        item = AgendaItemFactory(
            meeting__subgroup=world.rows[Subgroup],
            meeting__held_on=AUTUMN - timedelta(days=n),
            meeting__status=Meeting.Status.HELD,
        )
        DecisionFactory(item=item, text="To meet again")


def add_challenges(world, numbers):
    for n in numbers:
        Challenge.objects.create(
            item=_item(world, n), challenger_words="OF", concern="Why not?"
        )


def add_escalations(world, numbers):
    for n in numbers:
        Escalation.objects.create(
            item=_item(world, n),
            to_words="The regional board",
            why="Buses stop",
            sent_on=AUTUMN,
        )


def _item(world, n):
    return AgendaItemFactory(
        meeting__subgroup=world.rows[Subgroup],
        meeting__held_on=AUTUMN - timedelta(days=n),
    )


def add_seat_lists(world, numbers):
    for n in numbers:
        SeatList.objects.create(
            subgroup=world.rows[Subgroup],
            name=f"seats {n}.csv",
            digest="0" * 64,
            uploaded_at=datetime(2025, 10, 1, tzinfo=UTC),
            uploaded_by=world.amara,
        )


def add_rows_of_seats(world, numbers):
    seat_list = SeatList.objects.get(pk=world.rows[SeatList].pk)
    rows = "".join(f"Seat {n},Held by nobody here {n}\n" for n in numbers)
    seat_list.content = bytes(seat_list.content) + rows.encode()
    seat_list.save()


def add_vacant_seats(world, numbers):
    for _ in numbers:
        SeatFactory(subgroup=world.rows[Subgroup])


OF_REGISTERS = {
    "subgroups:challenges": add_challenges,
    "subgroups:escalations": add_escalations,
}
