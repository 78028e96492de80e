"""Items of an agenda: order, corrections, moves, the clock, and restricted items."""

from datetime import date, time

import pytest

from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from subgroups.agenda import sending
from subgroups.agenda import services as agenda
from subgroups.agenda.models import AgendaItem, run_clock
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes import services as minutes
from subgroups.minutes.models import Decision
from tests.subgroups.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
)
from tests.subgroups.pages import errors, page, url, words


def titles(meeting) -> list[str]:
    items = list(meeting.items.order_by("number"))
    assert [item.number for item in items] == list(range(1, len(items) + 1))
    return [item.title for item in items]


@pytest.fixture
def four(coming):
    return [
        AgendaItemFactory(meeting=coming, number=number, title=title)
        for number, title in enumerate("ABCD", 1)
    ]


# Order.


@pytest.mark.parametrize(
    ("moved", "place", "expected"),
    [("D", 2, "ADBC"), ("A", 3, "BCAD"), ("B", 2, "ABCD"), ("A", 4, "BCDA")],
)
def test_an_item_is_moved_by_its_number(coming, four, lena, moved, place, expected):
    places = {item.pk: item.number for item in four}
    places["ABCD".index(moved) + four[0].pk] = place

    agenda.order_items(coming, places=places, by=lena)

    assert "".join(titles(coming)) == expected


def test_the_order_is_saved_from_its_page(client_of, lena, coming, four):
    typed = {f"place_{item.pk}": item.number for item in four} | {"version": 1}
    client = client_of(lena)

    wrong = client.post(
        url("order_items", coming), typed | {f"place_{four[0].pk}": "9"}
    )
    client.post(url("order_items", coming), typed | {f"place_{four[0].pk}": "4"})

    assert errors(wrong) == ["Place must be 4 or fewer"]
    assert page(wrong).find(id=f"id_place_{four[0].pk}")["value"] == "9"
    assert "".join(titles(coming)) == "BCDA"


def test_two_people_do_not_order_over_each_other(coming, four, lena):
    agenda.order_items(coming, places={four[0].pk: 4}, version=1, by=lena)

    with pytest.raises(Changed):
        agenda.order_items(coming, places={four[1].pk: 4}, version=1, by=lena)


def test_numbers_stay_once_an_action_quotes_them(held, item, lena, mo, today):
    AgendaItemFactory(meeting=held, number=2, title="Second")
    minutes.raise_from_item(item, text="Write", owner_words="MO", by=lena, on=today)

    with pytest.raises(Refused, match="quote their numbers"):
        agenda.order_items(held, places={item.pk: 2}, by=lena)


def test_numbers_stay_once_someone_left_at_an_item(coming, four, lena, mo):
    AttendanceFactory(meeting=coming, person=mo, left_after_item=2)

    with pytest.raises(Refused, match="joining, leaving or withdrawing"):
        agenda.remove_item(four[0], by=lena)


# Correcting, removing and moving.


def test_an_item_is_corrected_with_its_history(client_of, lena, items):
    response = client_of(lena).post(
        url("correct_item", items[2]),
        {
            "version": 1,
            "title": "Scorecard, quarter 3",
            "purpose": "assurance",
            "minutes": "15",
            "section": "For assurance",
            "access": "open",
        },
    )

    assert response.status_code == 302
    items[2].refresh_from_db()
    assert (items[2].title, items[2].minutes) == ("Scorecard, quarter 3", 15)
    [event] = history.of(items[2])
    assert event.detail["before"]["title"] == "Scorecard"


def test_a_removed_item_leaves_no_gap(client_of, lena, coming, four):
    client_of(lena).post(url("remove_item", four[1]), {"version": 1})

    assert "".join(titles(coming)) == "ACD"
    assert "Item 2 removed: B" in words(client_of(lena).get(url("meeting", coming)))


def test_an_item_with_notes_stays(held, item, lena):
    item.notes = "CH asked"
    item.save()

    with pytest.raises(Refused, match="has been minuted"):
        agenda.remove_item(item, by=lena)


def test_an_item_moves_to_another_meeting(client_of, lena, coming, four, group):
    other = MeetingFactory(subgroup=group, held_on=date(2026, 3, 3))
    AgendaItemFactory(meeting=other, number=1, title="Z")

    client_of(lena).post(url("move_item", four[0]), {"version": 1, "meeting": other.pk})

    assert "".join(titles(coming)) == "BCD"
    assert "".join(titles(other)) == "ZA"
    for meeting in (coming, other):
        assert history.of(meeting).filter(event__startswith="item moved").exists()


def test_an_item_does_not_move_to_another_subgroup(lena, four):
    with pytest.raises(Refused, match="another meeting of this subgroup"):
        agenda.move_item(four[0], meeting=MeetingFactory(), by=lena)


def test_an_item_does_not_move_into_the_past(lena, four, held):
    with pytest.raises(Refused, match="before the meeting"):
        agenda.move_item(four[0], meeting=held, by=lena)


def test_circulated_minutes_freeze_their_items(circulated, item, lena):
    with pytest.raises(Refused, match="circulated"):
        agenda.correct_item(item, title="X", purpose="decision", by=lena)


# The clock.


def test_the_clock_runs_through_the_agenda():
    items = [AgendaItem(minutes=minutes) for minutes in (5, None, 50, 10)]

    ends = run_clock(items, starts_at=time(9, 30))

    assert [item.begins_at for item in items] == [
        time(9, 30),
        time(9, 35),
        time(9, 35),
        time(10, 25),
    ]
    assert ends == time(10, 35)


def test_the_agenda_shows_when_each_item_begins(client_of, mo, coming, items):
    rows = page(client_of(mo).get(url("meeting", coming))).select("tbody tr")

    assert [" ".join(row.select("td")[1].get_text().split()) for row in rows] == [
        "09:30, 5 minutes",
        "09:35, 20 minutes",
        "09:55, 30 minutes",
    ]


# Restricted items.


@pytest.mark.parametrize(
    ("who", "is_for"),
    [
        ("mo", True),
        ("lena", True),
        ("chris", True),
        ("amara", True),
        ("dara", False),
        ("eve", False),
        ("olu", False),
    ],
)
def test_a_restricted_item_is_for_whom_it_names(request, items, who, is_for):
    person = request.getfixturevalue(who)

    assert AgendaItem.objects.visible_to(person).contains(items[1]) is is_for


def test_others_see_that_there_is_one(client_of, dara, mo, coming, items):
    for_dara = words(client_of(dara).get(url("meeting", coming)))
    for_mo = words(client_of(mo).get(url("meeting", coming)))

    assert "Conduct" not in for_dara
    assert "2 09:35, 20 minutes Restricted item Discussion Not shown" in for_dara
    assert "Conduct of a member Restricted" in for_mo
    assert client_of(dara).get(url("item", items[1])).status_code == 404
    assert client_of(mo).get(url("item", items[1])).status_code == 200


def test_the_email_does_not_tell_its_title(coming, items, lena, mo, today):
    sending.publish_agenda(coming, by=lena, on=today)

    body = Message.objects.get(kind="agenda_published", person=mo).body
    assert "2. Restricted item (discussion)" in body
    assert "Conduct" not in body


def test_its_minutes_and_decisions_are_for_whom_it_names(
    client_of, held, lena, mo, dara, today
):
    secret = agenda.add_agenda_item(
        held, title="Conduct", access="restricted", readers=[mo], by=lena
    )
    minutes.write_notes(secret, notes="It was grave", by=lena)
    decision = minutes.record_decision(secret, text="To write to them", by=lena)

    for_dara = words(client_of(dara).get(url("minutes", held)))
    for_mo = words(client_of(mo).get(url("minutes", held)))

    assert "Restricted item" in for_dara
    assert "grave" not in for_dara
    assert "To write to them" not in for_dara
    assert "It was grave" in for_mo
    assert not Decision.objects.visible_to(dara).contains(decision)
    assert Decision.objects.visible_to(mo).contains(decision)


def test_actions_of_a_restricted_item_are_not_emailed_to_all(drafted, lena, mo, today):
    secret = agenda.add_agenda_item(
        drafted, title="Conduct", access="restricted", readers=[mo], by=lena
    )
    minutes.raise_from_item(
        secret, text="Write to them", owner_words="MO", by=lena, on=today
    )
    drafted.refresh_from_db()
    minutes.circulate_minutes(drafted, by=lena, on=today)

    body = Message.objects.filter(kind="minutes_circulated").first().body
    assert "Write to them" not in body


def test_an_item_made_open_names_nobody(lena, mo, items):
    agenda.correct_item(
        items[1], title="Conduct", purpose="decision", readers=[mo], by=lena
    )

    assert not items[1].named.exists()


def test_the_page_names_the_readers(client_of, lena, mo, dara, items):
    client = client_of(lena)
    shown = page(client.get(url("correct_item", items[1])))
    client.post(
        url("correct_item", items[1]),
        {
            "version": 1,
            "title": "Conduct",
            "purpose": "decision",
            "access": "restricted",
            "readers": [dara.pk],
        },
    )

    ticked = shown.select("input[name=readers][checked]")
    assert [box["value"] for box in ticked] == [str(mo.pk)]
    assert list(items[1].readers.all()) == [dara]


def test_a_cancelled_meeting_takes_no_items(coming, lena):
    Meeting.objects.filter(pk=coming.pk).update(
        status="cancelled", cancelled_because="Snow"
    )

    with pytest.raises(Refused, match="was cancelled"):
        agenda.add_agenda_item(coming, title="X", by=lena)
