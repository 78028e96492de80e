"""Attendance taken in the room, one person at a time."""

from datetime import time

import pytest

from partnership.guards.outcomes import Changed, Refused
from subgroups.meetings import roll
from subgroups.meetings import services as meetings
from subgroups.meetings.models.attendance import Attendance
from tests.factories import PersonFactory
from tests.subgroups.factories import SeatFactory, SeatHolderFactory
from tests.subgroups.pages import errors, page, posted, url, words

Kind = Attendance.Kind
pytestmark = pytest.mark.usefixtures("_today")


def kinds(meeting):
    return {row.name: row.kind for row in meeting.attendances.all()}


def seated(group, name, initials):
    person = PersonFactory(name=name, initials=initials)
    SeatHolderFactory(seat=SeatFactory(subgroup=group), person=person)
    return person


def test_nobody_is_absent_until_someone_says_so(client_of, meeting, lena, mo, today):
    roll.mark(meeting, person=mo, kind=Kind.ABSENT, by=lena, on=today)

    form = page(client_of(lena).get(url("attendance", meeting)))
    checked = [
        one["name"]
        for one in form.select("input[type=radio][checked]")
        if one["name"].startswith("kind_")
    ]

    assert checked == [f"kind_{mo.pk}"]
    assert kinds(meeting) == {"Mo": Kind.ABSENT}
    assert "Absent Mo" in words(client_of(lena).get(url("minutes", meeting)))


def test_saving_the_page_untouched_records_nobody(client_of, meeting, lena):
    client_of(lena).post(url("attendance", meeting), {"version": 1})

    assert kinds(meeting) == {}


def test_the_rest_are_marked_present_at_once(meeting, chris, lena, mo, today):
    roll.mark(meeting, person=mo, kind=Kind.APOLOGIES, by=lena, on=today)

    count = roll.mark_rest_present(meeting, by=lena, on=today)

    assert count == 2
    assert kinds(meeting) == {
        "Chris": Kind.PRESENT,
        "Lena": Kind.PRESENT,
        "Mo": Kind.APOLOGIES,
    }
    assert meeting.attendances.get(is_chair=True).person == chris
    assert meeting.attendances.get(is_minute_taker=True).person == lena


def test_the_page_marks_the_rest_present_and_saves_what_was_ticked(
    client_of, meeting, chris, lena, mo
):
    client = client_of(lena)
    shown = client.get(url("attendance", meeting))
    button = page(shown).select_one("main button[name=rest]")

    client.post(
        url("attendance", meeting),
        posted(shown)
        | {button["name"]: button["value"], f"kind_{mo.pk}": "apologies"}
        | {"visitor_name_0": "Dora Quill"},
    )

    assert button.get_text(strip=True) == "The rest are present"
    assert kinds(meeting) == {
        "Chris": Kind.PRESENT,
        "Lena": Kind.PRESENT,
        "Mo": Kind.APOLOGIES,
        "Dora Quill": Kind.VISITOR,
    }


def test_what_was_entered_of_the_rest_is_kept(client_of, meeting, chris, lena, mo):
    client_of(lena).post(
        url("attendance", meeting),
        {"version": 1, "rest": "1", "chair": mo.pk, f"from_{chris.pk}": "3"},
    )

    rows = {row.name: row for row in meeting.attendances.all()}
    assert (rows["Mo"].is_chair, rows["Chris"].is_chair) == (True, False)
    assert rows["Chris"].arrived_at_item == 3
    assert rows["Lena"].kind == Kind.PRESENT


def test_the_rest_are_not_marked_while_something_is_wrong(client_of, meeting, lena, mo):
    shown = client_of(lena).post(
        url("attendance", meeting),
        {"version": 1, "rest": "1", f"kind_{mo.pk}": "deputy"},
    )

    assert errors(shown) == ["Enter the deputy for Mo"]
    assert kinds(meeting) == {}


def test_a_member_whose_deputy_came_is_recorded(meeting, lena, mo, today):
    roll.mark(
        meeting, person=mo, kind=Kind.DEPUTY, deputy="Dora Quill", by=lena, on=today
    )
    roll.mark_rest_present(meeting, by=lena, on=today)

    assert kinds(meeting)["Mo"] == Kind.APOLOGIES
    assert meeting.attendances.get(name="Dora Quill").deputy_for == mo


def test_a_member_who_comes_after_all_replaces_the_deputy(meeting, lena, mo, today):
    for kind, deputy in ((Kind.DEPUTY, "Dora Quill"), (Kind.PRESENT, ""), ("", "")):
        roll.mark(meeting, person=mo, kind=kind, deputy=deputy, by=lena, on=today)
        if kind == Kind.PRESENT:
            assert kinds(meeting) == {"Mo": Kind.PRESENT}

    assert kinds(meeting) == {}


def test_a_deputy_needs_a_name(meeting, lena, mo, today):
    with pytest.raises(Refused, match="Enter the deputy for Mo"):
        roll.mark(meeting, person=mo, kind=Kind.DEPUTY, by=lena, on=today)


def test_a_tap_sent_twice_keeps_the_times(meeting, lena, mo, today):
    roll.mark(meeting, person=mo, kind=Kind.PRESENT, by=lena, on=today)
    roll.time_presence(
        meeting.attendances.get(),
        arrived_at_item=3,
        left_after_item=None,
        arrived_at=time(10, 5),
        by=lena,
        on=today,
    )

    roll.mark(meeting, person=mo, kind=Kind.PRESENT, by=lena, on=today)

    assert meeting.attendances.get().marks == ["from item 3 (10:05)"]


def test_the_attendance_page_keeps_the_times_of_the_room(
    client_of, meeting, lena, mo, today
):
    roll.mark(meeting, person=mo, kind=Kind.PRESENT, by=lena, on=today)
    roll.time_presence(
        meeting.attendances.get(),
        arrived_at_item=None,
        left_after_item=4,
        left_at=time(11, 20),
        by=lena,
        on=today,
    )
    meeting.refresh_from_db()

    client_of(lena).post(
        url("attendance", meeting),
        {"version": meeting.version, f"kind_{mo.pk}": "present", f"to_{mo.pk}": "4"},
    )

    assert meeting.attendances.get().marks == ["left after item 4 (11:20)"]


def test_an_attendance_page_opened_earlier_notices_a_tap(meeting, lena, mo, today):
    opened_at = meeting.version
    roll.mark(meeting, person=mo, kind=Kind.PRESENT, by=lena, on=today)

    with pytest.raises(Changed):
        meetings.record_attendance(
            meeting, attended=[], version=opened_at, by=lena, on=today
        )


@pytest.mark.usefixtures("rule")
def test_the_quorum_follows_those_who_leave_or_withdraw(
    meeting, chris, lena, mo, today
):
    roll.mark_rest_present(meeting, by=lena, on=today)
    by_name = {row.name: row for row in meeting.attendances.all()}
    times = {"arrived_at_item": None, "by": lena, "on": today}
    roll.time_presence(by_name["Chris"], left_after_item=0, **times)
    roll.time_presence(by_name["Mo"], left_after_item=2, **times)
    roll.withdraw(by_name["Lena"], item_number=4, is_withdrawn=True, by=lena, on=today)

    present = [
        sum(bool(place.people) for place in meeting.quorum().places(number).values())
        for number in (1, 2, 3, 4, 5)
    ]

    assert present == [2, 2, 1, 0, 1]
    assert by_name["Chris"].marks[-1] == "left before item 1"


def test_nobody_leaves_before_arriving(meeting, lena, mo, today):
    roll.mark(meeting, person=mo, kind=Kind.PRESENT, by=lena, on=today)

    with pytest.raises(Refused, match="Mo cannot leave before arriving"):
        roll.time_presence(
            meeting.attendances.get(),
            arrived_at_item=5,
            left_after_item=3,
            by=lena,
            on=today,
        )


def test_the_second_of_two_with_the_same_initials_gets_others(
    group, meeting, lena, today
):
    seated(group, "Ann Seal", "AS")
    seated(group, "Amrita Sharma", "AS")

    roll.mark_rest_present(meeting, by=lena, on=today)

    initials = {row.name: row.initials for row in meeting.attendances.all()}
    assert (initials["Amrita Sharma"], initials["Ann Seal"]) == ("AS", "ASe")


def test_someone_who_is_no_member_is_a_visitor(meeting, lena, olu, today):
    with pytest.raises(Refused, match="not a member"):
        roll.mark(meeting, person=olu, kind=Kind.PRESENT, by=lena, on=today)

    roll.add_visitor(meeting, name="olu", role_words="Museums", by=lena, on=today)

    assert meeting.attendances.get().person == olu
