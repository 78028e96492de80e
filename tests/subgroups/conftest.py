"""The Education subgroup with its seats, and its October meeting, ready to use."""

from datetime import date

import pytest

from subgroups.models import Subgroup
from tests.subgroups.factories import (
    AgendaItemFactory,
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
