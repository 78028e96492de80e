"""What the page of a meeting asks for, by its day and its state."""

from datetime import date

import pytest

from tests.subgroups.factories import AgendaItemFactory, MeetingFactory
from tests.subgroups.pages import page

pytestmark = pytest.mark.usefixtures("_today")


def acts(client, meeting):
    """The words of the buttons on a meeting's page, the first thing to do first."""
    shown = page(client.get(meeting.get_absolute_url()))
    return [
        button.get_text(strip=True) for button in shown.select("main .govuk-button")
    ]


def test_before_its_day_a_meeting_asks_for_its_agenda(client_of, lena, later):
    client = client_of(lena)

    ways_out = [
        "Change the date, time or place",
        "Cancel this meeting",
        "Build the agenda",
    ]
    assert acts(client, later) == [*ways_out, "Add an item"]
    AgendaItemFactory(meeting=later, number=1)
    assert acts(client, later) == [
        "Publish the agenda",
        *ways_out,
        "Add an item",
        "Change the order",
        "Add a paper",
        "Make the pack",
    ]


def test_minutes_can_be_agreed_once_a_later_meeting_was(client_of, lena, circulated):
    client = client_of(lena)
    group = circulated.subgroup

    assert "Agree the minutes" not in acts(client, circulated)
    MeetingFactory(subgroup=group, held_on=date(2025, 10, 22))
    assert "Agree the minutes" in acts(client, circulated)
