"""A meeting from forward plan to locked minutes: two browsers, one of them cut off."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils.timezone import localdate

from subgroups.meetings import roll
from subgroups.meetings.models.meetings import Meeting
from tests.journeys.conftest import PHONE
from tests.journeys.reading import choose, fill, fits, follow, heading, press, says
from tests.subgroups.factories import (
    MeetingFactory,
    QuorumRuleFactory,
    SeatFactory,
    SeatHolderFactory,
    SubgroupFactory,
)
from tests.subgroups.pages import url
from tests.subgroups.room.writing import enter, reads, shows, sign_in_again, type_notes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TABLET = 820
# With everything that Word puts into a text that is pasted.
LENAS = ("“Smart quotes” – O’Brien-Żółć said: it’s fine…\n\n" * 60).strip()
CHRIS = "Chris wrote this on his phone.\nWith 1 < 2 & “quotes”."


@pytest.fixture
def group(education, partnership, chris, lena, mo):
    group = SubgroupFactory(organisation=education, reports_to=partnership)
    for person in (chris, lena, mo):
        seat = SeatFactory(subgroup=group, label=f"{person}’s seat")
        SeatHolderFactory(seat=seat, person=person)
    QuorumRuleFactory(subgroup=group)
    return group


@pytest.fixture
def meeting(group):
    """A week ago, with its agenda still to be built; the next one is today."""
    MeetingFactory(subgroup=group, held_on=localdate())
    return MeetingFactory(subgroup=group, held_on=localdate() - timedelta(days=7))


def plan_build_and_publish(page, live_server, meeting) -> None:
    press(page, "Add an item")
    fill(page, "Title", "Prevent in schools")
    choose(page, "Purpose", "Discussion")
    choose(page, "How often?", "Every meeting")
    press(page, "Add item")
    says(page, "Item added to the forward plan")
    page.goto(f"{live_server.url}{meeting.get_absolute_url()}")
    press(page, "Build the agenda")
    page.get_by_label("Prevent in schools").check()
    press(page, "Add to the agenda")
    says(page, "items added to the agenda")
    press(page, "Publish the agenda")
    press(page, "Publish and send")
    says(page, "Agenda published: 3 people emailed")


def write_while_cut_off(page, item, lena, live_server) -> None:
    """The connection goes, the session ends, the server restarts; Lena types on."""
    page.context.set_offline(True)
    type_notes(page, item, LENAS)
    shows(page, r"Not saved since \d\d:\d\d. No connection")
    Session.objects.all().delete()
    page.context.set_offline(False)
    shows(page, "You have been signed out")
    page.route("**/room/**", lambda route: route.fulfill(status=502, body="Bad"))
    sign_in_again(page, lena, live_server)
    shows(page, "The server is not answering")
    page.unroute("**/room/**")
    shows(page, "^Saved$")


def test_a_meeting_is_planned_minuted_corrected_and_locked(
    browser_of, live_server, meeting, chris, lena, mo
):
    # Chris plans an item, builds the agenda and publishes it.
    chriss = browser_of(chris, url("forward_plan", meeting.subgroup))
    plan_build_and_publish(chriss, live_server, meeting)
    first, second, *_ = meeting.items.order_by("number")

    # Lena minutes on a tablet, Chris on his phone.
    lenas = browser_of(lena, meeting.get_absolute_url(), width=TABLET)
    press(lenas, "Open the meeting room")
    heading(lenas, "Meeting room")
    press(lenas, "The rest are present")
    lenas.locator("[data-quorum=Quorate]").wait_for()
    assert fits(lenas)
    write_while_cut_off(lenas, first, lena, live_server)
    chriss = browser_of(chris, url("room", meeting), width=PHONE)
    heading(chriss, "Meeting room")
    assert fits(chriss)
    type_notes(chriss, second, CHRIS)
    shows(chriss, "^Saved$")
    reads(lenas, second, CHRIS)
    recorded = lenas.locator(f"[data-part=item-{second.pk}-recorded]")
    enter(lenas, second, "action", "MO/CH: ring the heads by 20 Jan")
    recorded.get_by_text("ring the heads").wait_for()
    enter(lenas, second, "decision", "To hear of Prevent at each meeting")
    recorded.get_by_text("To hear of Prevent").wait_for()
    shows(lenas, "^Saved$")

    # What was typed is what is kept, character by character.
    kept = dict(meeting.items.values_list("pk", "notes"))
    assert (kept[first.pk], kept[second.pk]) == (LENAS, CHRIS)

    # The minutes go out; Mo was there and proposes a correction, which Chris accepts.
    lenas.goto(f"{live_server.url}{meeting.get_absolute_url()}")
    press(lenas, "Circulate the minutes")
    press(lenas, "Send to everyone")
    says(lenas, "Minutes circulated: 3 people emailed")
    mos = browser_of(mo, url("propose_correction", meeting), width=PHONE)
    mos.get_by_label(re.compile("^Item")).select_option(value=str(second.pk))
    fill(mos, "Paragraph of the item", 1)
    fill(mos, "What should it say?", "Chris wrote this in the room.")
    press(mos, "Propose correction")
    says(mos, "Correction proposed")
    chriss.goto(f"{live_server.url}{url('corrections', meeting)}")
    follow(chriss, "Accept or refuse")
    choose(chriss, "Is the correction accepted?", "Yes")
    fill(chriss, "Words for the agreed minutes", "Chris wrote this in the room.")
    press(chriss, "Save")
    says(chriss, "Answer saved")

    # Today's meeting agrees them; from then on nothing changes.
    today = meeting.subgroup.meetings.get(held_on=localdate())
    roll.mark_rest_present(today, by=lena, on=localdate())
    lenas.goto(f"{live_server.url}{meeting.get_absolute_url()}")
    press(lenas, "Agree the minutes")
    lenas.get_by_role("radio").first.check()
    press(lenas, "Agree and lock")
    says(lenas, "Minutes agreed")
    says(lenas, "Chris wrote this in the room.")
    assert Meeting.objects.get(pk=meeting.pk).is_agreed
    refused = lenas.goto(f"{live_server.url}{url('room', meeting)}")
    assert refused.status == 409
    says(lenas, "These minutes are agreed. Add a dated amendment instead")
