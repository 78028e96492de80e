"""Actions raised at a meeting, and whom owner words mean."""

from datetime import date

import pytest
from django.urls import reverse

from actions.register.models.actions import Action
from actions.register.words import Source
from partnership.guards.outcomes import Refused
from subgroups.meetings.models.attendance import Attendance
from subgroups.minutes import services as minutes
from subgroups.minutes.models import MinutedAction
from subgroups.minutes.owners import read_owners
from tests.factories import PersonFactory
from tests.subgroups.factories import AttendanceFactory, SeatFactory, SeatHolderFactory
from tests.subgroups.pages import url, words
from tests.subgroups.raising import raise_it

Kind = Attendance.Kind


def test_an_action_is_raised_and_kept_as_minuted(held, item, group, mo, lena, today):
    minuted = raise_it(item, lena, today, due_words="end of March")

    action = Action.objects.get()
    assert minuted.action == action
    assert (minuted.text, minuted.owner_words, minuted.due_words) == (
        "Write to the colleges",
        "MO",
        "end of March",
    )
    assert action.organisation == group.organisation
    assert action.source == Source.MEETING
    assert action.source_words == (
        "Education subgroup, 21 October 2025, item 1 (draft minutes)"
    )
    assert action.source_url == item.get_absolute_url()
    assert [(o.words, o.person) for o in action.owners.all()] == [("MO", mo)]
    assert action.due_text == "end of March"


@pytest.mark.usefixtures("_today")
def test_an_action_of_a_draft_says_so_wherever_it_is_listed(
    held, item, client_of, lena, later, today
):
    action = raise_it(item, lena, today).action
    client = client_of(lena)
    listed = [
        reverse("actions:register"),
        action.get_absolute_url(),
        reverse("actions:register_file", kwargs={"kind": "csv"}),
        url("action_log", held.subgroup),
    ]

    for path in listed:
        assert "draft minutes" in client.get(path).content.decode(), path
    assert "Draft minutes" in words(client.get(url("item", item)))

    minutes.circulate_minutes(held, by=lena, on=today)
    minutes.agree_minutes(held, agreed_at_meeting=later, by=lena, on=later.held_on)
    for path in [*listed, url("item", item)]:
        text = client.get(path).content.decode().lower()
        # The history of the meeting still tells how it went.
        assert "draft minutes" not in text, path


def test_next_meeting_means_the_next_one_planned(held, item, later, lena, today):
    raise_it(item, lena, today, due_words="next meeting")

    assert Action.objects.get().next_due == date(2026, 1, 20)


def test_an_action_without_a_date_is_raised_all_the_same(held, item, lena, today):
    raise_it(item, lena, today)

    assert Action.objects.without_date().count() == 1


@pytest.mark.parametrize("words", ["XQ", "MO/XQ", "XQz and MO"])
def test_unknown_initials_are_asked_about(held, item, lena, today, words):
    with pytest.raises(
        Refused, match="No one in this meeting has the initials XQ"
    ) as e:
        raise_it(item, lena, today, owner_words=words)

    assert e.value.field == "owner_words"
    assert Action.objects.count() == MinutedAction.objects.count() == 0


def test_unknown_initials_can_be_kept(held, item, lena, today):
    raise_it(item, lena, today, owner_words="XQ", keeps_unknown=True)

    assert [(o.words, o.person) for o in Action.objects.get().owners.all()] == [
        ("XQ", None)
    ]


@pytest.mark.parametrize("words", ["", " / "])
def test_an_action_needs_an_owner(held, item, lena, today, words):
    with pytest.raises(Refused, match="Enter an owner"):
        raise_it(item, lena, today, owner_words=words)


def test_owners_as_people_write_them(held, mo, chris, lena, today):
    away = PersonFactory(name="Hana Griffin", initials="HG")
    AttendanceFactory(
        meeting=held, person=away, initials="HG", kind=Kind.APOLOGIES, seat=None
    )
    drifting = PersonFactory(name="Jo Le Prevost", initials="JLP", aliases=["JP"])
    AttendanceFactory(meeting=held, person=drifting, initials="JLP", seat=None)
    contact = PersonFactory(name="Ruth Salter")
    absent = PersonFactory(initials="ZZ")
    SeatHolderFactory(seat=SeatFactory(subgroup=held.subgroup), person=absent)

    def read(words):
        got = read_owners(words, held, on=today)
        return [o.person for o in got.owners], got.unknown, got.not_in_room

    assert read("MO/CH") == ([mo, chris], (), ())
    assert read("MO and LE, HG") == ([mo, lena, away], (), ("HG",))
    assert read("JP") == ([drifting], (), ())
    assert read("ruth salter") == ([contact], (), ())
    assert read("ZZ") == ([absent], (), ())
    assert read("the board office") == ([None], (), ())
    assert read("QX") == ([None], ("QX",), ())


def test_an_alias_of_two_people_is_asked_about(held, today):
    for name in ("Ann", "Amrit"):
        person = PersonFactory(name=name, initials=name, aliases=["AS"])
        AttendanceFactory(meeting=held, person=person, initials=name)

    read = read_owners("AS", held, on=today)

    assert [person.name for person in read.several["AS"]] == ["Amrit", "Ann"]
    assert [owner.person for owner in read.owners] == [None]


def test_initials_as_minuted_go_before_an_alias(held, mo, today):
    other = PersonFactory(initials="OT", aliases=["MO"])
    AttendanceFactory(meeting=held, person=other, initials="OT")

    assert [o.person for o in read_owners("MO", held, on=today).owners] == [mo]


@pytest.mark.parametrize("words", ["Niamh O’Connell", "Dr Niamh O'Connell", "NO'C"])
def test_an_owner_with_an_apostrophe_is_found(words, held, today):
    niamh = PersonFactory(name="Niamh O'Connell", initials="NO’C")
    AttendanceFactory(meeting=held, person=niamh, initials="NO’C", seat=None)

    read = read_owners(words, held, on=today)

    assert [owner.person for owner in read.owners] == [niamh]
