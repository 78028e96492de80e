"""The demonstration's meetings can be built on any day, each in an empty database."""

from datetime import date

import pytest

from partnership import demo as partnership
from partnership.outbox import messages
from subgroups import demo
from subgroups.meetings.models.meetings import Meeting

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "today",
    [date(2026, 3, 1), date(2026, 10, 21), date(2026, 12, 31), date(2028, 2, 29)],
)
def test_it_can_be_built_on_any_day(db, today):
    with messages.silenced():
        world = partnership.build(today)
        demo.build(world)

    assert demo.october(world) < today
    assert Meeting.objects.held().exclude(held_on__lt=today).count() == 0
