"""The demonstration's plans are whole on any day, each built in an empty database."""

from collections import Counter
from datetime import date

import pytest

from actions import demo
from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.models.progress import DueChange
from partnership import demo as partnership
from partnership.outbox import messages

pytestmark = pytest.mark.long


@pytest.mark.parametrize(
    "today",
    [date(2026, 11, 22), date(2026, 4, 1), date(2027, 3, 31), date(2024, 2, 29)],
)
def test_it_is_whole_on_any_day_of_the_year(today, db):
    with messages.silenced():
        world = partnership.build(today)
        demo.build(world)

    plan = Plan.objects.get(status=Plan.Status.APPROVED, tier=Plan.Tier.YEARLY)
    actions = Action.objects.filter(priority__plan=plan)
    assert plan.start <= today <= plan.end
    assert list(plan.priorities.values_list("ref", flat=True)) == [
        f"WSCP{number}" for number in range(1, 6)
    ]
    assert Counter(actions.values_list("status", flat=True)) == {
        "not_started": 14,
        "under_way": 20,
        "to_check": 1,
        "complete": 4,
        "withdrawn": 1,
    }
    twice = DueChange.objects.filter(action__in=actions, action__ref="WSCP2.6")
    assert twice.count() == 2
