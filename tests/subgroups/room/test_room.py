"""The page of the room, as a minute-taker uses it with and without JavaScript."""

from datetime import date
from uuid import uuid4

import pytest

from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.models import Decision
from subgroups.registers.models.challenges import Challenge
from subgroups.room.models import AlsoWritten
from tests.factories import PersonFactory
from tests.subgroups.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    SeatFactory,
    SeatHolderFactory,
)
from tests.subgroups.pages import page, url, words

pytestmark = pytest.mark.usefixtures("on_the_day")
JSON = {"Accept": "application/json"}


@pytest.fixture
def client(client_of, lena):
    return client_of(lena)


def send(client, name, row, typed, **headers):
    return client.post(url(name, row), typed, headers={**JSON, **headers})


# The page.


def test_the_room_opens_on_the_day_and_not_before(client, meeting, item, on_the_day):
    opened = client.get(url("room", meeting))
    on_the_day.move_to("2025-10-20 10:00")
    before = client.get(url("room", meeting))

    assert opened.status_code == 200
    assert before.status_code == 409
    assert "from the day of the meeting" in before.content.decode()


def test_the_room_closes_when_the_minutes_are_circulated(client, circulated):
    response = client.get(url("room", circulated))

    assert response.status_code == 409
    assert "have been circulated" in response.content.decode()


def test_a_member_has_no_room(client_of, mo, meeting):
    assert client_of(mo).get(url("room", meeting)).status_code == 403


def test_a_meeting_without_members_or_items_has_a_room(client_of, amara, group):
    empty = MeetingFactory(subgroup=group, held_on=date(2025, 10, 14))

    text = words(client_of(amara).get(url("room", empty)))

    assert "Nobody holds a seat" in text
    assert "The agenda has no items" in text


def test_the_bar_shows_the_item_the_next_the_clock_and_the_quorum(
    client, held, item, second
):
    item.minutes = 15
    item.save()

    shown = words(client.get(url("room", held)))

    assert "Now 1. Attendance at school planned 09:30" in shown
    assert "Next 2. Scorecard planned 09:45" in shown
    assert "10:00 15 minutes behind the plan" in shown
    assert "Quorate 3 of 4 seats represented" in shown


def test_the_meeting_moves_on_to_an_item(client, held, item, second):
    client.post(url("room_reach", second))

    shown = words(client.get(url("room", held)))
    assert "Now 2. Scorecard" in shown
    assert "Next End of the meeting" in shown


@pytest.mark.parametrize(("people", "items"), [(3, 3), (25, 15)])
def test_the_room_asks_as_many_queries_whatever_its_size(
    client, group, people, items, django_assert_num_queries
):
    meeting = MeetingFactory(subgroup=group, held_on=date(2025, 10, 21))
    for number in range(people):
        person = PersonFactory(initials=f"P{number}")
        seat = SeatFactory(subgroup=group)
        SeatHolderFactory(seat=seat, person=person)
        AttendanceFactory(
            meeting=meeting, person=person, seat=seat, initials=f"P{number}"
        )
    for number in range(1, items + 1):
        item = AgendaItemFactory(meeting=meeting, number=number, notes="AO will write.")
        Decision.objects.create(item=item, number=1, text="To publish")
        Challenge.objects.create(item=item, challenger_words="AO", concern="Delays")
    client.get(url("room", meeting))

    with django_assert_num_queries(17):
        client.get(url("room", meeting))
    with django_assert_num_queries(16):
        client.get(url("room_since", meeting))


# Attendance.


def test_attendance_is_taken_by_tap(client, meeting, mo, chris, item):
    client.post(url("room_attendance", meeting), {"mark": f"{mo.pk}:apologies"})
    client.post(url("room_attendance", meeting), {"mark": "rest"})
    client.post(url("room_reach", item))
    client.post(
        url("room_attendance", meeting),
        {"mark": f"{chris.pk}:left", f"time_{chris.pk}": "9.55"},
    )

    kinds = {row.name: row.kind for row in meeting.attendances.all()}
    assert kinds == {"Chris": "present", "Lena": "present", "Mo": "apologies"}
    chris_row = meeting.attendances.get(person=chris)
    assert chris_row.marks == ["Chair", "left before item 1 (09:55)"]
    assert "1 of 4 seats represented" in words(client.get(url("room", meeting)))


def test_a_tap_answers_with_what_changed(client, meeting, mo):
    answer = send(client, "room_attendance", meeting, {"mark": f"{mo.pk}:present"})

    parts = answer.json()["parts"]
    assert list(parts) == ["bar", "attendance"]
    assert "1 of 4 seats represented" in parts["bar"]


def test_a_deputy_is_named(client, meeting, mo):
    client.post(
        url("room_attendance", meeting),
        {"mark": f"{mo.pk}:deputy", f"deputy_{mo.pk}": "Dora Quill"},
    )

    assert meeting.attendances.get(name="Dora Quill").deputy_for == mo


@pytest.mark.parametrize(
    "mark", ["", "0:present", "x", "1:chair", "99999999999:present"]
)
def test_a_tap_that_says_nothing_is_refused(client, meeting, mark):
    answer = send(client, "room_attendance", meeting, {"mark": mark})

    assert answer.status_code == 422
    assert meeting.attendances.count() == 0


def test_a_visitor_is_added_in_a_line(client, meeting, entered):
    typed = entered(name="Ines Halloran", initials="IH", role_words="Museums")

    for _ in range(2):
        client.post(url("room_visitor", meeting), typed)

    assert [str(row) for row in meeting.attendances.all()] == ["Ines Halloran (IH)"]


# Notes.


def notes(client, item, text, version=1, key=None, **headers):
    typed = {"notes": text, "version": version, "key": str(key or uuid4())}
    return send(client, "room_notes", item, typed, **headers)


def test_notes_are_saved_as_they_are_typed(client, held, item):
    answer = notes(client, item, "CH asked about attendance.")

    item.refresh_from_db()
    assert answer.json() == {"version": 2, "saved": "10:00"}
    assert item.notes == "CH asked about attendance."
    held.refresh_from_db()
    assert held.status == Meeting.Status.DRAFT


def test_notes_sent_twice_after_a_lost_answer_are_saved_once(client, held, item):
    for _ in range(2):
        answer = notes(client, item, "CH asked.")

    assert answer.json()["version"] == 2
    assert AlsoWritten.objects.count() == 0


def test_two_writers_keep_both_texts(client, client_of, held, item, amara):
    amaras, key = client_of(amara), uuid4()
    notes(client, item, "Lena was here.")

    answer = notes(amaras, item, "Amara was here.", key=key)
    again = notes(amaras, item, "Amara was here too.", key=key)

    item.refresh_from_db()
    assert (answer.status_code, again.status_code) == (409, 409)
    assert answer.json()["notes"] == item.notes == "Lena was here."
    beside = AlsoWritten.objects.get()
    assert (beside.text, beside.by) == ("Amara was here too.", amara)
    shown = words(client.get(url("room", held)))
    assert "Also written by Amara, 10:00" in shown
    assert "Amara was here too." in shown


@pytest.mark.parametrize(
    ("settle", "standing"),
    [
        ("add", "Lena’s.\n\nAlso written by Amara, 10:00:\nAmara’s."),
        ("covered", "Lena’s."),
    ],
)
def test_a_second_writers_notes_are_settled(
    client, client_of, held, item, amara, settle, standing
):
    notes(client, item, "Lena’s.")
    notes(client_of(amara), item, "Amara’s.")
    typed = {"beside": AlsoWritten.objects.get().pk, "settle": settle}

    for _ in range(2):
        client.post(url("room_also", item), typed)

    item.refresh_from_db()
    assert item.notes == standing
    assert "Also written" not in words(client.get(url("room", held))).replace(
        standing.replace("\n\n", " ").replace("\n", " "), ""
    )


def test_notes_of_another_item_are_not_settled_here(
    client, client_of, held, item, second, amara
):
    notes(client, item, "Lena’s.")
    notes(client_of(amara), item, "Amara’s.")

    response = client.post(
        url("room_also", second), {"beside": AlsoWritten.objects.get().pk}
    )

    assert response.status_code == 409
    assert AlsoWritten.objects.get().settled_at is None


def test_twenty_thousand_pasted_characters_are_kept_as_they_are(client, held, item):
    pasted = ("“Smart quotes” – it’s fine…\n\n" * 700)[:20_000].strip()

    answer = notes(client, item, pasted)

    item.refresh_from_db()
    assert answer.status_code == 200
    assert item.notes == pasted


def test_notes_that_may_name_a_child_are_asked_about(client, held, item):
    answer = notes(client, item, "Ann Other, born 3 May 2015, was mentioned.")

    item.refresh_from_db()
    assert answer.status_code == 422
    assert "no child can be identified" in answer.json()["errors"][0]
    assert item.notes == ""


def test_what_someone_else_typed_on_the_device_is_not_saved(client, held, item, mo):
    answer = notes(client, item, "Mo’s notes", **{"X-Written-By": str(mo.pk)})

    item.refresh_from_db()
    assert answer.status_code == 409
    assert "signed in as someone else" in answer.json()["refused"]
    assert item.notes == ""


@pytest.mark.parametrize("name", ["lena", "mo", "olu"])
def test_what_someone_else_tapped_on_the_device_is_not_done(
    client_of, request, held, item, chris, name
):
    """Whoever is signed in now, whether or not they may see the meeting."""
    present = client_of(request.getfixturevalue(name))
    chriss = {"X-Written-By": str(chris.pk)}

    answers = [
        send(present, "room_reach", item, {}, **chriss),
        send(present, "room_also", item, {"beside": "1"}, **chriss),
        present.get(url("room_since", held), headers={**JSON, **chriss}),
    ]

    assert [answer.status_code for answer in answers] == [409] * 3
    assert all("signed in as someone else" in a.json()["refused"] for a in answers)
    assert not item.reached.exists()


def test_notes_are_saved_by_the_button_without_javascript(client, held, item):
    typed = {"notes": "CH asked.", "version": 1, "key": str(uuid4())}

    response = client.post(url("room_notes", item), typed)

    item.refresh_from_db()
    assert response.url == f"{url('room', held)}#item-{item.pk}"
    assert item.notes == "CH asked."


def test_typing_is_recorded_in_the_history_now_and_then(client, held, item, on_the_day):
    from partnership.history import services as history  # noqa: PLC0415

    for number, text in enumerate(["A", "AB", "ABC"], start=1):
        notes(client, item, text, version=number)
    on_the_day.shift(60 * 20)
    notes(client, item, "ABCD", version=4)

    assert history.of(item).filter(event="notes written").count() == 2


# What others see.


def test_only_what_changed_is_sent(client, client_of, amara, held, item, second):
    drawn = page(client.get(url("room", held)))
    seen = [one["data-stamp"] for one in drawn.select("[data-stamp]")]
    quiet = client.get(url("room_since", held), {"seen": seen}).json()
    notes(client_of(amara), second, "Amara wrote this.")

    heard = client.get(url("room_since", held), {"seen": seen}).json()

    assert (list(quiet["parts"]), quiet["items"]) == (["bar"], {})
    assert list(heard["items"]) == [str(second.pk)]
    assert heard["items"][str(second.pk)]["notes"] == "Amara wrote this."
    assert heard["items"][str(second.pk)]["version"] == 2


def test_watching_does_not_keep_a_session_alive(client, held, on_the_day):
    client.get(url("room", held))
    before = dict(client.session.items())
    on_the_day.shift(60 * 20)

    client.get(url("room_since", held), headers={"X-Watching": "yes"})

    assert dict(client.session.items()) == before


def test_the_second_screen_shows_everyone_no_more_than_they_may_read(
    client, client_of, mo, held, item
):
    item.access = item.Access.RESTRICTED
    item.save()

    shown = words(client_of(mo).get(url("room_screen", held)))

    assert "1. Restricted item" in shown
    assert item.title not in shown
    assert "Quorate: 3 of 4 seats represented" in shown


def test_the_second_screen_refreshes_itself(client, held, item):
    part = client.get(url("room_screen", held), headers={"HX-Request": "true"})

    assert part.content.decode().lstrip().startswith("<p")
    assert "Attendance at school" in part.content.decode()
