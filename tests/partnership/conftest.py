"""What the tests of the yearly check begin with: a school that has been asked."""

import pytest
import time_machine

from partnership.checks import services
from partnership.checks.models import PeopleCheck
from partnership.checks.services import Reported
from tests.partnership.asking import ON, ask


@pytest.fixture
def clock_stands():
    """The clock stands at ten on the day; `move_to` and `shift` move it."""
    with time_machine.travel("2025-10-22 10:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def check(clock_stands, elm, dee, hal, gwen, amara) -> PeopleCheck:
    """Elm Primary has been asked."""
    (one,) = ask(elm, by=amara).checks
    return one


@pytest.fixture
def reported(check, hal, gwen):
    """Hal has left, Gwen's address is another, and Nia is new."""
    services.report_changes(
        check,
        changes=[
            Reported(kind="left", membership=hal.memberships.get().pk),
            Reported(
                kind="changed",
                membership=gwen.memberships.get().pk,
                words="Writes from gwen@elm.example now",
            ),
            Reported(
                kind="new",
                name="Nia Vane",
                email="nia@elm.example",
                job_title="Headteacher",
                role="head",
            ),
        ],
        version=1,
        by=None,
        on=ON,
    )
    return check
