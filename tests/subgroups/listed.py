"""Many rows for the lists of subgroups (test_every_list.py)."""

from datetime import date, timedelta

from subgroups.meetings.models import Meeting
from subgroups.minutes.models import Decision
from subgroups.structure.models import Subgroup
from tests.subgroups.factories import (
    AgendaItemFactory,
    MeetingFactory,
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
        Decision.objects.create(item=item, number=1, text="To meet again")
