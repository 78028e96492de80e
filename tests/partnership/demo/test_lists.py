"""The demonstration's lists of people and yearly check: something of every kind."""

from collections import Counter
from datetime import date

import pytest
import time_machine

from audits.demo.people import teams
from partnership import demo
from partnership.checks.models import PeopleCheck
from partnership.demo import lists as demo_lists
from partnership.lists.models import PeopleList
from partnership.lists.services import LISTS
from partnership.outbox import messages
from partnership.uploads import services

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 22)


@pytest.mark.django_db
def test_lists_and_checks_stand_at_every_stage():
    with messages.silenced():
        world = demo.build(DAY)
        teams(world, [school for school in world.schools if school.is_open])
        demo_lists.build(world)

    stages = Counter(check.status.label for check in PeopleCheck.objects.all())
    assert stages.pop("Confirmed") > 200
    assert stages == {
        "Waiting for the school": 34,
        "Changes to check": 3,
        "Changes dealt with": 1,
    }
    assert world.organisations["elm"].people_checks.unanswered().exists()
    waiting, imported = PeopleList.objects.all()
    assert imported.totals == {
        "new_person": 5,
        "new_role": 0,
        "already": 1,
        "question": 0,
        "left_out": 0,
        "refused": 1,
    }
    with time_machine.travel("2026-11-22 09:00Z", tick=False):
        plan = services.preview_of(LISTS, waiting, on=DAY)
    assert [row.outcome for row in plan.rows] == [
        "new_role",
        "new_person",
        "question",
        "refused",
    ]
    assert plan.differences(waiting.foreseen) == []
