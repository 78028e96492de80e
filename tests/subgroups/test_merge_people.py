"""Two entries of one person: seats and attendance, before and after agreement."""

from datetime import date

import pytest

from partnership.history import services as history
from subgroups import leaving
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes import services as minutes
from tests.factories import PersonFactory
from tests.subgroups.factories import AttendanceFactory, SeatHolderFactory

pytestmark = pytest.mark.django_db

Kind = Attendance.Kind


@pytest.fixture
def double(db):
    return PersonFactory(name="M. Rahimi")


def merge(kept, gone, *, by, on):
    return leaving.merge_people(kept=kept, gone=gone, by=by, on=on)


def lines(meeting) -> list[tuple]:
    return [
        (row.person.name, row.name, row.kind, row.seat_id)
        for row in meeting.attendances.select_related("person").order_by("pk")
    ]


def test_a_seat_of_the_duplicate_is_the_persons(seats, mo, double, amara, today):
    holder = SeatHolderFactory(seat=seats[3], person=double)

    merge(mo, double, by=amara, on=today)

    holder.refresh_from_db()
    assert holder.person == mo


def test_a_seat_that_both_hold_is_held_once_from_the_day_of_the_holder(
    group, seats, mo, double, amara, today
):
    SeatHolderFactory(
        seat=seats[2], person=double, is_deputy=True, from_date=date(2019, 9, 1)
    )

    merge(mo, double, by=amara, on=today)

    [holder] = seats[2].holders.all()
    assert (holder.person, holder.is_deputy) == (mo, False)
    # Someone else may have held it before.
    assert holder.from_date == date(2020, 1, 6)
    assert history.of(group)[0].event == "holder’s two entries merged"


def test_attendance_follows_and_keeps_the_name_of_the_day(
    meeting, mo, double, amara, today
):
    AttendanceFactory(meeting=meeting, person=double)

    merge(mo, double, by=amara, on=today)

    assert lines(meeting) == [("Mo", "M. Rahimi", "present", None)]


@pytest.mark.parametrize(
    ("kept_kind", "gone_kind", "stays", "name"),
    [
        (Kind.PRESENT, Kind.APOLOGIES, Kind.PRESENT, "Mo"),
        (Kind.APOLOGIES, Kind.PRESENT, Kind.PRESENT, "M. Rahimi"),
        (Kind.APOLOGIES, Kind.VISITOR, Kind.VISITOR, "M. Rahimi"),
        (Kind.PRESENT, Kind.VISITOR, Kind.PRESENT, "Mo"),
        (Kind.VISITOR, Kind.VISITOR, Kind.VISITOR, "Mo"),
        (Kind.APOLOGIES, Kind.APOLOGIES, Kind.APOLOGIES, "Mo"),
    ],
)
def test_whoever_was_listed_twice_is_listed_with_the_line_that_says_more(
    meeting, mo, double, amara, today, kept_kind, gone_kind, stays, name
):
    AttendanceFactory(meeting=meeting, person=mo, kind=kept_kind)
    AttendanceFactory(meeting=meeting, person=double, kind=gone_kind)

    merge(mo, double, by=amara, on=today)

    assert lines(meeting) == [("Mo", name, stays, None)]
    assert history.of(meeting)[0].event == "two lines of one person merged"


def test_the_line_that_stays_takes_seat_chair_and_pen_of_the_other(
    meeting, seats, mo, double, amara, today
):
    AttendanceFactory(
        meeting=meeting, person=mo, kind=Kind.APOLOGIES, seat=seats[2], initials="MO"
    )
    AttendanceFactory(meeting=meeting, person=double, is_chair=True)

    merge(mo, double, by=amara, on=today)

    [row] = meeting.attendances.all()
    assert (row.seat, row.is_chair, row.initials) == (seats[2], True, "MO")


def test_a_chair_listed_twice_chairs_once(meeting, seats, mo, double, amara, today):
    AttendanceFactory(meeting=meeting, person=mo, is_chair=True, is_minute_taker=True)
    AttendanceFactory(meeting=meeting, person=double, seat=seats[2])

    merge(mo, double, by=amara, on=today)

    [row] = meeting.attendances.all()
    assert (row.is_chair, row.is_minute_taker, row.seat) == (True, True, seats[2])


def test_nobody_deputises_for_themselves(meeting, seats, mo, double, amara, today):
    AttendanceFactory(meeting=meeting, person=mo, kind=Kind.APOLOGIES, seat=seats[2])
    AttendanceFactory(
        meeting=meeting,
        person=double,
        kind=Kind.DEPUTY,
        deputy_for=mo,
        seat=seats[2],
    )

    merge(mo, double, by=amara, on=today)

    [row] = meeting.attendances.all()
    assert (row.person, row.kind, row.deputy_for) == (mo, Kind.PRESENT, None)


def test_who_deputised_for_the_duplicate_deputised_for_the_person(
    meeting, seats, mo, dara, double, amara, today
):
    AttendanceFactory(
        meeting=meeting,
        person=dara,
        kind=Kind.DEPUTY,
        deputy_for=double,
        seat=seats[2],
    )

    merge(mo, double, by=amara, on=today)

    assert meeting.attendances.get().deputy_for == mo


def test_agreed_minutes_name_both_entries_for_good(
    held, item, later, lena, mo, double, amara, today
):
    AttendanceFactory(meeting=held, person=double, kind=Kind.VISITOR)
    minutes.write_notes(item, notes="It was discussed", by=lena)
    held.refresh_from_db()
    minutes.circulate_minutes(held, by=lena, on=today)
    minutes.agree_minutes(held, agreed_at_meeting=later, by=lena, on=date(2026, 1, 20))
    before = list(held.attendances.order_by("pk").values())

    merge(mo, double, by=amara, on=date(2026, 1, 21))

    assert held.status == Meeting.Status.AGREED
    assert list(held.attendances.order_by("pk").values()) == before
    assert {row["person_id"] for row in before} >= {mo.pk, double.pk}
