"""A meeting on its day, with two items and everyone there."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.subgroups.factories import AgendaItemFactory
from tests.subgroups.pages import url
from tests.subgroups.room.writing import shows


@pytest.fixture
def on_the_day():
    moment = datetime(2025, 10, 21, 10, 0, tzinfo=ZoneInfo("Europe/London"))
    with time_machine.travel(moment, tick=False) as traveller:
        yield traveller


@pytest.fixture
def second(meeting):
    return AgendaItemFactory(meeting=meeting, number=2, title="Scorecard", minutes=20)


@pytest.fixture
def entered():
    """What a device sends with a line: a key made for it, and what was typed."""
    return lambda **typed: {"key": str(uuid4()), **typed}


@pytest.fixture
def two_items(meeting, item):
    return item, AgendaItemFactory(meeting=meeting, number=2, title="Scorecard")


@pytest.fixture
def room(browser_of, meeting, two_items):
    """Opens the room in a browser of someone’s own, and waits for its script."""

    def open_room(person, *, scripts=True, **kwargs):
        page = browser_of(person, url("room", meeting), scripts=scripts, **kwargs)
        if scripts:
            shows(page, ".")
        return page

    return open_room
