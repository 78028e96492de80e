"""The room in two tabs of one browser: both write, one signs out, the session ends."""

import re

import pytest

from actions.register.models.actions import Action
from subgroups.minutes.models import Decision
from subgroups.room.models import AlsoWritten, ItemReached
from tests.subgroups.pages import url
from tests.subgroups.room.writing import (
    become,
    enter,
    kept_on_device,
    notes_of,
    reads,
    shows,
    sign_in_again,
    type_notes,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_tab(meeting, live_server):
    """Opens the room in one more tab of the same browser."""

    def open_room(page):
        tab = page.context.new_page()
        tab.goto(f"{live_server.url}{url('room', meeting)}")
        shows(tab, ".")
        return tab

    return open_room


def cut_off(page) -> None:
    """This tab alone reaches the room no more; `page.unroute_all()` mends it."""
    page.route("**/room/**", lambda route: route.abort())


def both_texts(item) -> set[str]:
    """What stands in the notes of an item, and what stands beside them."""
    return {notes_of(item), *AlsoWritten.objects.values_list("text", flat=True)}


def test_two_tabs_write_the_same_item_and_different_ones(
    room, open_tab, lena, held, later, two_items
):
    first, second = two_items
    one = room(lena)
    two = open_tab(one)

    one.context.set_offline(True)
    type_notes(one, first, "Typed in the “first” tab")
    enter(one, first, "action", "MO: call the heads by 20 Jan")
    type_notes(two, first, "Typed in the “second” tab")
    type_notes(two, second, "Typed in the second tab alone")
    enter(two, first, "decision", "Agreed in the second tab")
    for page in (one, two):
        shows(page, "Not saved since")
    one.context.set_offline(False)
    for page in (one, two):
        shows(page, "^Saved$")
        beside = page.get_by_role("heading", name=re.compile("Also written by Lena"))
        beside.wait_for()
        page.get_by_text("call the heads – 20 Jan").wait_for()
    reads(one, second, "Typed in the second tab alone")

    assert both_texts(first) == {
        "Typed in the “first” tab",
        "Typed in the “second” tab",
    }
    assert notes_of(second) == "Typed in the second tab alone"
    assert AlsoWritten.objects.count() == 1
    assert Action.objects.get().text == "call the heads"
    assert Decision.objects.get().text == "Agreed in the second tab"
    assert kept_on_device(one) == []


def test_a_second_tab_leaves_what_the_first_has_still_to_send(
    room, open_tab, lena, held, later, two_items
):
    item, _ = two_items
    one = room(lena)
    cut_off(one)
    type_notes(one, item, "Half a sen")
    enter(one, item, "action", "MO: call the heads by 20 Jan")
    shows(one, "No connection")

    two = open_tab(one)
    shows(two, "^Saved$")
    type_notes(one, item, "Half a sentence, and the rest")
    two.reload()
    shows(two, "^Saved$")
    assert notes_of(item) == ""
    assert not Action.objects.exists()
    one.unroute_all()
    shows(one, "^Saved$")
    reads(two, item, "Half a sentence, and the rest")

    assert notes_of(item) == "Half a sentence, and the rest"
    assert not AlsoWritten.objects.exists()
    assert Action.objects.count() == 1


def test_the_second_tab_sends_what_a_closed_one_could_not(
    room, open_tab, lena, held, later, two_items
):
    first, second = two_items
    one = room(lena)
    two = open_tab(one)
    type_notes(two, first, "Typed in the second tab")
    shows(two, "^Saved$")
    cut_off(one)
    type_notes(one, first, "Typed in the first tab")
    type_notes(one, second, "And below")
    enter(one, first, "action", "MO: call the heads by 20 Jan")
    shows(one, "No connection")

    one.close(run_before_unload=False)
    two.get_by_role("heading", name=re.compile("Also written by Lena")).wait_for()
    reads(two, second, "And below")
    two.get_by_text("call the heads – 20 Jan").wait_for()
    shows(two, "^Saved$")

    assert both_texts(first) == {"Typed in the first tab", "Typed in the second tab"}
    assert notes_of(second) == "And below"
    assert Action.objects.count() == 1
    assert kept_on_device(two) == []


def test_signing_out_in_one_tab_warns_of_the_other_and_closes_it(
    room, open_tab, lena, two_items, live_server
):
    item, _ = two_items
    one = room(lena)
    two = open_tab(one)
    cut_off(one)
    type_notes(one, item, "Not sent")
    shows(one, "No connection")
    asked = []

    def answer(dialog):
        asked.append(dialog.message.split(".")[0])
        dialog.dismiss() if len(asked) == 1 else dialog.accept()

    two.on("dialog", answer)
    two.get_by_role("button", name="Sign out").click()
    assert len(kept_on_device(one)) == 1
    two.get_by_role("button", name="Sign out").click()
    two.wait_for_url(lambda address: "room" not in address)
    one.wait_for_url(lambda address: "room" not in address)

    assert asked == ["You have unsent notes"] * 2
    assert kept_on_device(two) == []
    sign_in_again(two, lena, live_server)
    again = open_tab(two)
    shows(again, "^Saved$")
    assert again.input_value(f"#id_{item.pk}_notes") == ""
    assert notes_of(item) == ""


def write_after_the_session_ended(one, two, first, second) -> None:
    one.context.clear_cookies()
    type_notes(one, first, "Typed in the first tab")
    enter(one, first, "action", "MO: call the heads by 20 Jan")
    one.locator(f"#item-{second.pk} [data-line=reach] button").click()
    type_notes(two, first, "Typed in the second tab")
    type_notes(two, second, "And below")
    for page in (one, two):
        shows(page, "Not saved since .* You have been signed out")


def test_two_tabs_send_what_was_typed_after_the_session_ended(
    room, open_tab, lena, held, later, two_items, live_server
):
    first, second = two_items
    one = room(lena)
    two = open_tab(one)

    write_after_the_session_ended(one, two, first, second)
    sign_in_again(two, lena, live_server)
    for page in (one, two):
        shows(page, "^Saved$")

    assert both_texts(first) == {"Typed in the first tab", "Typed in the second tab"}
    assert notes_of(second) == "And below"
    assert Action.objects.count() == ItemReached.objects.count() == 1
    assert kept_on_device(one) == []


@pytest.mark.parametrize("name", ["amara", "olu"])
def test_another_person_signing_in_sees_and_sends_nothing_of_two_tabs(
    room, open_tab, lena, held, later, two_items, live_server, request, name
):
    """Amara may write in this room too; Olu may not even see it."""
    first, second = two_items
    other = request.getfixturevalue(name)
    one = room(lena)
    two = open_tab(one)
    address = one.url

    write_after_the_session_ended(one, two, first, second)
    asked = []
    for page in (one, two):
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    become(one.context, other, live_server.url)
    one.evaluate("window.dispatchEvent(new Event('focus'))")
    for page in (one, two):
        page.wait_for_url(f"{live_server.url}/", timeout=30_000)
    assert asked == []
    one.goto(address)
    one.wait_for_timeout(6_000)
    assert "Typed in" not in one.content()
    assert "MO: call" not in one.content()
    assert (notes_of(first), notes_of(second)) == ("", "")
    assert not Action.objects.exists()
    assert not ItemReached.objects.exists()

    # What Lena typed is still hers, and sent when she is back.
    become(one.context, lena, live_server.url)
    one.goto(address)
    shows(one, "^Saved$")
    assert both_texts(first) == {"Typed in the first tab", "Typed in the second tab"}
    assert notes_of(second) == "And below"
    assert Action.objects.count() == ItemReached.objects.count() == 1
