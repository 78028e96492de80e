"""The Education subgroup with its seats, and its October meeting, ready to use."""

from datetime import date

import pytest
import time_machine

from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes import services
from subgroups.structure.models import Subgroup
from tests.subgroups.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    QuorumRuleFactory,
    SeatFactory,
    SeatHolderFactory,
    SubgroupFactory,
)


@pytest.fixture
def group(education, partnership) -> Subgroup:
    return SubgroupFactory(organisation=education, reports_to=partnership)


@pytest.fixture
def seats(group, chris, lena, mo):
    """Four seats: those of Chris, Lena and Mo, and a vacant one."""
    seats = [
        SeatFactory(subgroup=group, label=label)
        for label in ("Council", "Safeguarding team", "Governors", "Colleges")
    ]
    for seat, person in zip(seats, (chris, lena, mo), strict=False):
        SeatHolderFactory(seat=seat, person=person)
    return seats


@pytest.fixture
def rule(group):
    """Three of the four seats."""
    return QuorumRuleFactory(subgroup=group)


@pytest.fixture
def meeting(group, seats, rule):
    """Held on Tuesday 21 October 2025, the day before the tests' today."""
    return MeetingFactory(subgroup=group, held_on=date(2025, 10, 21))


@pytest.fixture
def item(meeting):
    return AgendaItemFactory(meeting=meeting, number=1, title="Attendance at school")


@pytest.fixture
def held(item, seats, mo, chris, lena):
    """The October meeting with three of four seats present: quorate."""
    meeting = item.meeting
    for person, seat in ((chris, seats[0]), (lena, seats[1]), (mo, seats[2])):
        AttendanceFactory(
            meeting=meeting, person=person, seat=seat, initials=person.initials
        )
    Meeting.objects.filter(pk=meeting.pk).update(status=Meeting.Status.HELD)
    return meeting


@pytest.fixture
def drafted(held, item, lena):
    services.write_notes(item, notes="CH asked about attendance.", by=lena)
    held.refresh_from_db()
    return held


@pytest.fixture
def circulated(drafted, lena, today):
    services.circulate_minutes(drafted, by=lena, on=today)
    return drafted


@pytest.fixture
def later(group):
    return MeetingFactory(subgroup=group, held_on=date(2026, 1, 20))


@pytest.fixture
def agreed(circulated, later, lena):
    services.agree_minutes(
        circulated, agreed_at_meeting=later, by=lena, on=date(2026, 1, 20)
    )
    return circulated


@pytest.fixture
def _today():
    # The pages ask for the day.
    with time_machine.travel("2025-10-22 10:00", tick=False):
        yield
