"""The Quality assurance subgroup, to which Education escalates, and its meeting."""

from datetime import date

import pytest

from subgroups.meetings.models.meetings import Meeting
from subgroups.registers.services import challenges, escalations
from tests.subgroups.factories import MeetingFactory, SubgroupFactory


@pytest.fixture
def quality_group(quality, partnership):
    return SubgroupFactory(organisation=quality, reports_to=partnership)


@pytest.fixture
def theirs(quality_group):
    """Their November meeting, which has been held."""
    return MeetingFactory(
        subgroup=quality_group,
        held_on=date(2025, 11, 18),
        status=Meeting.Status.HELD,
    )


@pytest.fixture
def challenge(held, item, lena):
    return challenges.record_challenge(
        item, challenger_words="MO", concern="Why has nothing been done?", by=lena
    )


@pytest.fixture
def escalation(held, item, quality_group, lena, today):
    return escalations.escalate(
        item, to=quality_group.organisation, why="Two schools refuse", by=lena, on=today
    )
