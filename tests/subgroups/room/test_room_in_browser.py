"""The room in a browser: offline, signed out, two people at once, by keyboard."""

import re

import pytest

from actions.register.models.actions import Action
from subgroups.meetings import roll
from subgroups.room.models import AlsoWritten
from tests.subgroups.pages import url
from tests.subgroups.room.writing import (
    PASTED,
    enter,
    kept_on_device,
    notes_of,
    reads,
    shows,
    sign_in_again,
    type_notes,
)
from tests.tabs import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_meeting_is_written_without_a_page_change(room, lena, mo, two_items, later):
    item, _ = two_items
    page = room(lena)
    address = page.url
    page.evaluate("window.isTheSamePage = true")

    page.get_by_role("button", name="The rest are present").click()
    page.locator("[data-quorum=Quorate]").wait_for()
    type_notes(page, item, "MO asked about attendance.")
    enter(page, item, "action", "MO: call the heads by 20 Jan")
    page.locator(f"#item-{item.pk}").get_by_text("call the heads – 20 Jan").wait_for()
    enter(page, item, "action", "MO: call the colleges")
    page.get_by_label(re.compile("20 January 2026")).check()
    page.locator(f"#item-{item.pk}-action").get_by_role(
        "button", name="Add action"
    ).click()
    page.get_by_text("call the colleges – 20 January 2026").wait_for()
    shows(page, "^Saved$")

    assert page.url == address
    assert page.evaluate("window.isTheSamePage")
    assert notes_of(item) == "MO asked about attendance."
    texts = Action.objects.order_by("pk").values_list("text", flat=True)
    assert list(texts) == ["call the heads", "call the colleges"]
    assert kept_on_device(page) == []


def test_what_is_typed_offline_is_sent_when_the_connection_is_back(
    room, lena, two_items, held
):
    item, second = two_items
    page = room(lena)

    page.context.set_offline(True)
    type_notes(page, item, PASTED)
    enter(page, second, "action", "MO: call the heads by 20 Jan")
    shows(page, r"Not saved since \d\d:\d\d. No connection")
    assert notes_of(item) == ""
    assert len(kept_on_device(page)) == 2
    page.context.set_offline(False)
    shows(page, "^Saved$")

    assert notes_of(item) == PASTED
    assert Action.objects.get().text == "call the heads"
    assert kept_on_device(page) == []


def test_what_is_typed_after_the_session_ended_is_sent_after_signing_in_again(
    room, lena, two_items, live_server
):
    item, _ = two_items
    page = room(lena)
    page.context.clear_cookies()

    type_notes(page, item, PASTED)
    shows(page, "Not saved since .* You have been signed out")
    link = page.get_by_role("link", name="Sign in again (opens in a new tab)")
    assert link.first.get_attribute("target") == "_blank"
    assert notes_of(item) == ""
    sign_in_again(page, lena, live_server)
    shows(page, "^Saved$")

    assert notes_of(item) == PASTED


def test_a_server_that_restarts_loses_nothing(room, lena, two_items):
    item, _ = two_items
    page = room(lena)
    page.route("**/room/**", lambda route: route.fulfill(status=502, body="Bad"))

    type_notes(page, item, "Written during the restart")
    shows(page, "The server is not answering")
    page.unroute("**/room/**")
    shows(page, "^Saved$")

    assert notes_of(item) == "Written during the restart"


def test_a_closed_tab_loses_nothing(room, lena, two_items):
    item, _ = two_items
    page = room(lena)
    address, context = page.url, page.context
    context.set_offline(True)
    type_notes(page, item, "Written before the tab closed")
    shows(page, "No connection")

    page.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    shows(again, "^Saved$")

    assert notes_of(item) == "Written before the tab closed"


def test_a_line_not_yet_sent_is_back_in_its_box_after_the_tab_was_closed(
    room, lena, held, two_items
):
    item, _ = two_items
    page = room(lena)
    address, context = page.url, page.context
    page.fill(f"#id_{item.pk}_action", "MO: call the “heads”")
    shows(page, "Not saved since")

    page.close(run_before_unload=False)
    again = context.new_page()
    again.goto(address)
    shows(again, "Not saved since")
    line = again.locator(f"#id_{item.pk}_action")
    assert line.input_value() == "MO: call the “heads”"
    line.press("End")
    line.press_sequentially(" by 20 Jan")
    line.press("Enter")
    shows(again, "^Saved$")

    assert Action.objects.get().text == "call the “heads”"
    assert kept_on_device(again) == []


def test_two_minute_takers_see_each_others_notes(room, lena, amara, two_items):
    item, second = two_items
    lenas, amaras = room(lena), room(amara)

    type_notes(lenas, item, "Lena wrote the first item.")
    type_notes(amaras, second, "Amara wrote the second.")

    reads(amaras, item, "Lena wrote the first item.")
    reads(lenas, second, "Amara wrote the second.")


def test_two_who_write_the_same_item_keep_both_texts(room, lena, amara, two_items):
    item, _ = two_items
    lenas, amaras = room(lena), room(amara)

    amaras.context.set_offline(True)
    type_notes(amaras, item, "Amara, while offline")
    shows(amaras, "No connection")
    type_notes(lenas, item, "Lena, meanwhile")
    shows(lenas, "^Saved$")
    amaras.context.set_offline(False)
    section = amaras.locator(f"#item-{item.pk}")
    section.get_by_role("heading", name=re.compile("Also written by Amara")).wait_for()

    assert notes_of(item) == "Lena, meanwhile"
    assert AlsoWritten.objects.get().text == "Amara, while offline"
    assert amaras.input_value(f"#id_{item.pk}_notes") == "Amara, while offline"
    assert violations(amaras) == []
    section.get_by_role("button", name="Add both to the notes").click()
    section.get_by_role("heading", name=re.compile("Also written")).wait_for(
        state="detached"
    )
    assert re.fullmatch(
        r"Lena, meanwhile\n\nAlso written by Amara, \d\d:\d\d:\nAmara, while offline",
        notes_of(item),
    )
    reads(amaras, item, notes_of(item))


def test_the_devices_copy_goes_at_sign_out_after_a_warning(room, lena, two_items):
    item, _ = two_items
    page = room(lena)
    page.route("**/room/**", lambda route: route.abort())
    type_notes(page, item, "Not sent")
    shows(page, "No connection")
    asked = []

    def answer(dialog):
        asked.append(dialog.message)
        dialog.dismiss() if len(asked) == 1 else dialog.accept()

    page.on("dialog", answer)
    page.get_by_role("button", name="Sign out").click()
    assert len(kept_on_device(page)) == 1
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda address: "room" not in address)

    assert [message.split(".")[0] for message in asked] == ["You have unsent notes"] * 2
    assert kept_on_device(page) == []


def test_another_person_on_the_device_does_not_see_what_was_typed(
    room, lena, amara, two_items, live_server
):
    item, _ = two_items
    page = room(lena)
    page.context.clear_cookies()
    type_notes(page, item, "Only Lena’s")
    shows(page, "signed out")

    sign_in_again(page, amara, live_server)
    page.wait_for_url(f"{live_server.url}/")
    page.goto(f"{live_server.url}{url('room', item.meeting)}")
    shows(page, "^Saved$")

    assert page.input_value(f"#id_{item.pk}_notes") == ""
    assert notes_of(item) == ""


def test_the_keyboard_goes_from_notes_to_actions_and_on(room, lena, two_items):
    item, second = two_items
    page = room(lena)
    focused = "document.activeElement.id"

    page.focus(f"#id_{item.pk}_notes")
    page.keyboard.press("Alt+PageDown")
    assert page.evaluate(focused) == f"id_{second.pk}_notes"
    page.keyboard.press("Control+Enter")
    assert page.evaluate(focused) == f"id_{second.pk}_action"
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+PageUp")
    assert page.evaluate(focused) == f"id_{item.pk}_notes"


def test_challenges_and_what_sounds_like_an_action_take_one_press(
    room, lena, held, two_items
):
    item, _ = two_items
    page = room(lena)
    section = page.locator(f"#item-{item.pk}")

    section.get_by_role("link", name=re.compile("Challenge, escalation")).click()
    section.locator("summary", has_text="Add challenge").click()
    section.get_by_label("Who challenged").fill("MO")
    section.get_by_label("On what").fill("Late reports")
    section.get_by_role("button", name="Add challenge").click()
    section.get_by_text("Mo challenged: Late reports").or_(
        section.get_by_text("MO challenged: Late reports")
    ).wait_for()
    type_notes(page, item, "MO will write to the colleges.")
    section.get_by_role("button", name=re.compile("Make it an action")).click()

    line = page.input_value(f"#id_{item.pk}_action")
    assert line == "MO: write to the colleges"


@pytest.mark.parametrize("width", [320, 768, 1024])
def test_the_room_fits_every_width_and_is_accessible(
    room, lena, meeting, two_items, today, width
):
    roll.mark_rest_present(meeting, by=lena, on=today)
    page = room(lena, width=width)
    shows(page, "^Saved$")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


def test_the_room_works_without_javascript(room, lena, held, two_items):
    item, _ = two_items
    page = room(lena, scripts=False)

    page.fill(f"#id_{item.pk}_notes", "Without scripts")
    page.get_by_role("button", name="Save notes of item 1").click()
    page.wait_for_url(f"**#item-{item.pk}")
    page.fill(f"#id_{item.pk}_action", "MO: call the heads by 20 Jan")
    page.get_by_role("button", name="Add action to item 1").click()
    page.get_by_text("call the heads – 20 Jan").wait_for()

    assert notes_of(item) == "Without scripts"
