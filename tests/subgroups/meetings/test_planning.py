"""A year of meetings, and a meeting that is moved or cancelled."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from partnership.dates.years import DEFAULT_HOLIDAYS, DEFAULT_TERMS
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.pages.calendars import Status, write
from partnership.policy import services as rules
from subgroups.calendar import calendar_entries
from subgroups.meetings import planning
from subgroups.meetings.notice import last_day_of_notice
from subgroups.meetings.services import plan_meeting
from subgroups.meetings.year import LAST, Pattern, a_year_later, dates_of, warnings_of
from tests.subgroups.factories import MeetingFactory, SubgroupFactory
from tests.subgroups.pages import errors, page, url, words

TUESDAY = date(2026, 1, 20)


# The dates.


def test_the_first_tuesday_of_each_month():
    days = dates_of(Pattern(weekday=1, week=1), start=date(2027, 1, 1))

    assert len(days) == 12
    assert days[:4] == [
        date(2027, 1, 5),
        date(2027, 2, 2),
        date(2027, 3, 2),
        date(2027, 4, 6),
    ]


def test_the_last_friday_of_every_third_month_over_the_end_of_a_year():
    days = dates_of(Pattern(weekday=4, week=LAST, every=3), start=date(2026, 11, 1))

    assert days == [
        date(2026, 11, 27),
        date(2027, 2, 26),
        date(2027, 5, 28),
        date(2027, 8, 27),
    ]


def test_a_date_before_the_year_begins_is_left_out():
    days = dates_of(Pattern(weekday=1, week=1, every=6), start=date(2027, 1, 6))

    assert days == [date(2027, 7, 6)]


def test_last_years_dates_keep_their_day_of_the_week():
    assert a_year_later([date(2026, 3, 3)]) == [date(2027, 3, 2)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 3, 2), []),
        (date(2027, 3, 6), ["This is a Saturday"]),
        (date(2027, 3, 26), ["This is a bank holiday"]),
        (date(2027, 5, 31), ["This is a bank holiday", "Schools are on holiday"]),
        (date(2027, 2, 16), ["Schools are on holiday"]),
        (date(2027, 8, 3), ["Schools are on holiday"]),
    ],
)
def test_what_stands_against_a_day(day, expected):
    assert against(day) == expected


def against(day, *, others=(), starts_at=time(9, 30), ends_at=None):
    return warnings_of(
        day,
        starts_at=starts_at,
        ends_at=ends_at,
        others=others,
        terms=DEFAULT_TERMS,
        holidays=DEFAULT_HOLIDAYS,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts_at", "ends_at", "clashes"),
    [
        (time(9), time(10), False),
        (time(9), time(10, 1), True),
        (time(11), time(12), True),
        (time(12), None, False),
        (time(8, 1), None, True),  # two hours, where no end is given
    ],
)
def test_a_clash_is_a_meeting_at_the_same_time(starts_at, ends_at, clashes):
    other = MeetingFactory(
        held_on=date(2027, 3, 2), starts_at=time(10), ends_at=time(12)
    )

    found = against(other.held_on, others=[other], starts_at=starts_at, ends_at=ends_at)

    expected = [f"{other.subgroup} meets at 10:00 that day"]
    assert found == (expected if clashes else [])


# Planning the year.


@pytest.mark.usefixtures("_today")
def test_a_year_is_proposed_checked_changed_and_planned(client_of, amara, group):
    other = MeetingFactory(
        subgroup=SubgroupFactory(), held_on=date(2027, 3, 2), starts_at=time(13)
    )
    client = client_of(amara)
    proposed = client.get(
        url("plan_year", group),
        {
            "way": "pattern",
            "week": "1",
            "weekday": "1",
            "every": "1",
            "start-day": "1",
            "start-month": "2",
            "start-year": "2027",
        },
    )
    form = page(proposed).select_one("form.app-form")
    typed = {
        field["name"]: field.get("value", "")
        for field in form.find_all("input")
        if field.get("name") != "csrfmiddlewaretoken"
    } | {"starts_at": "1.30pm", "ends_at": "3pm", "place": "Room 2"}

    checked = client.post(url("plan_year", group), {**typed, "check": "1"})
    assert group.meetings.count() == 0
    typed |= {"day_0-day": "9", "day_11-day": "", "day_11-month": "", "day_11-year": ""}
    done = client.post(url("plan_year", group), typed)

    assert f"{other.subgroup} meets at 13:00 that day" in words(checked)
    assert "Tuesday 4 January 2028 Schools are on holiday." in words(checked)
    assert done.status_code == 302
    planned = list(group.meetings.order_by("held_on"))
    assert [meeting.held_on for meeting in planned[:2]] == [
        date(2027, 2, 9),
        date(2027, 3, 2),
    ]
    assert len(planned) == 11
    assert {meeting.starts_at for meeting in planned} == {time(13, 30)}


@pytest.mark.usefixtures("_today")
def test_last_years_dates_are_proposed_with_their_time_and_place(
    client_of, lena, meeting
):
    response = client_of(lena).get(
        url("plan_year", meeting.subgroup),
        {
            "way": "last_year",
            "start-day": "1",
            "start-month": "9",
            "start-year": "2026",
        },
    )

    fields = page(response)
    assert fields.find(id="id_day_0-day")["value"] == "20"
    assert fields.find(id="id_place")["value"] == meeting.place
    assert "Tuesday 20 October 2026" in words(response)


@pytest.mark.usefixtures("_today")
def test_a_pattern_without_its_parts_is_asked_for_them(client_of, lena, group):
    response = client_of(lena).get(
        url("plan_year", group), {"way": "pattern", "start-day": "1"}
    )

    assert errors(response) == [
        "Select a week of the month",
        "Select a day of the week",
        "Select how often the subgroup meets",
        "The year begins on must include a month and year",
    ]


def test_a_year_is_planned_whole_or_not_at_all(group, lena):
    plan(group, lena, {"day_0": TUESDAY})

    with pytest.raises(Refused, match="already meets then") as refusal:
        plan(group, lena, {"day_0": date(2026, 2, 3), "day_1": TUESDAY})

    assert refusal.value.field == "day_1"
    assert group.meetings.count() == 1


def test_one_date_is_not_planned_twice(group, lena):
    with pytest.raises(Refused, match="listed twice"):
        plan(group, lena, {"day_0": TUESDAY, "day_1": TUESDAY})


def plan(group, by, days):
    return planning.plan_year(
        group, days=days, starts_at=time(9, 30), place="Room 2", by=by
    )


# Moving and cancelling.


def move(meeting, by, on, **changes):
    kept = {
        "held_on": meeting.held_on,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "place": meeting.place,
        **changes,
    }
    planning.correct_meeting(meeting, **kept, by=by, on=on)


def test_a_moved_meeting_is_told_to_its_people_and_stays_one_event(
    later, lena, mo, today
):
    [before] = entries(mo)

    move(later, lena, today, held_on=date(2026, 1, 27), place="Room 5")

    [after] = entries(mo)
    assert after.uid == before.uid
    assert after.sequence == before.sequence + 1
    assert after.starts_at.date() == date(2026, 1, 27)
    letter = Message.objects.get(kind="meeting_moved", person=mo)
    assert (
        "Before: Tuesday 20 January 2026, 09:30, Room 2, Denholt House" in letter.body
    )
    assert "Now: Tuesday 27 January 2026, 09:30, Room 5" in letter.body
    [event] = history.of(later)
    assert event.detail["after"]["place"] == "Room 5"


def entries(person):
    return calendar_entries(person, start=date(2026, 1, 1), end=date(2027, 12, 31))


def test_saving_a_meeting_unchanged_tells_nobody(later, lena, mo, today):
    move(later, lena, today)

    later.refresh_from_db()
    assert later.version == 1
    assert not Message.objects.filter(kind="meeting_moved").exists()


def test_a_meeting_moved_twice_is_told_twice(later, lena, mo, today):
    move(later, lena, today, held_on=date(2026, 1, 27))
    move(later, lena, today, held_on=TUESDAY)

    assert Message.objects.filter(kind="meeting_moved", person=mo).count() == 2


def test_a_held_meeting_is_corrected_quietly(held, lena, mo, today):
    move(held, lena, today, ends_at=time(11, 45))

    held.refresh_from_db()
    assert held.ends_at == time(11, 45)
    assert not Message.objects.filter(kind="meeting_moved").exists()


def test_a_held_meeting_is_not_moved_into_the_future(held, lena, today):
    with pytest.raises(Refused, match="has been held"):
        move(held, lena, today, held_on=today + timedelta(days=1))


def test_circulated_minutes_freeze_the_meeting(circulated, lena, today):
    with pytest.raises(Refused, match="have been circulated"):
        move(circulated, lena, today, place="Elsewhere")


def test_two_people_do_not_move_a_meeting_over_each_other(later, lena, today):
    with pytest.raises(Changed):
        move(later, lena, today, place="Room 5", version=2)


def test_a_cancelled_meeting_stays_in_calendars(later, lena, mo, today):
    [before] = entries(mo)

    planning.cancel_meeting(later, reason="Too few can come", by=lena, on=today)

    [after] = entries(mo)
    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)
    assert after.status == Status.CANCELLED
    feed = write("Meetings", [after]).decode()
    assert "SUMMARY:Cancelled: Education subgroup" in feed
    assert "STATUS:CANCELLED" in feed
    letter = Message.objects.get(kind="meeting_cancelled", person=mo)
    assert "Reason: Too few can come" in letter.body


def test_a_cancelled_meeting_is_out_of_the_way(later, circulated, lena, today):
    planning.cancel_meeting(later, reason="Snow", by=lena, on=today)

    again = plan_meeting(
        later.subgroup,
        held_on=later.held_on,
        starts_at=later.starts_at,
        place="Online",
        by=lena,
    )

    meetings = later.subgroup.meetings
    assert list(meetings.coming(on=today)) == [again]
    assert later not in meetings.held()
    assert list(circulated.later_meetings(on=date(2026, 2, 1))) == [again]
    assert not later.has_begun


def test_a_meeting_that_was_held_is_not_cancelled(held, lena, today):
    with pytest.raises(Refused, match="has not been held"):
        planning.cancel_meeting(held, reason="Snow", by=lena, on=today)


@pytest.mark.usefixtures("_today")
def test_the_page_of_a_cancelled_meeting_says_why(client_of, lena, mo, later):
    client = client_of(lena)
    asked = client.post(url("cancel_meeting", later), {"version": 1, "reason": ""})
    client.post(url("cancel_meeting", later), {"version": 1, "reason": "Snow"})
    shown = client_of(mo).get(url("meeting", later))

    assert errors(asked) == ["Enter the reason"]
    assert "Status Cancelled" in words(shown)
    assert "Why it was cancelled Snow" in words(shown)


@pytest.mark.usefixtures("_today")
def test_what_was_typed_stays_where_a_move_is_refused(client_of, lena, later, group):
    MeetingFactory(subgroup=group, held_on=date(2026, 1, 27))

    response = client_of(lena).post(
        url("correct_meeting", later),
        {
            "version": 1,
            "held_on-day": "27",
            "held_on-month": "1",
            "held_on-year": "2026",
            "starts_at": "9.30am",
            "place": "Room 5",
        },
    )

    assert errors(response) == ["This subgroup already meets then"]
    assert page(response).find(id="id_place")["value"] == "Room 5"


# Calendars and notice: the right values of `domain.md`.


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        (date(2027, 3, 2), datetime(2027, 3, 2, 13, 30, tzinfo=UTC)),
        (date(2027, 4, 6), datetime(2027, 4, 6, 12, 30, tzinfo=UTC)),
    ],
)
def test_half_past_one_before_and_after_the_clocks_change(group, mo, day, instant):
    MeetingFactory(subgroup=group, held_on=day, starts_at=time(13, 30))

    [entry] = entries(mo)

    assert entry.starts_at.astimezone(UTC) == instant
    assert b"\nRRULE" not in write("Meetings", [entry]).split(b"BEGIN:VEVENT")[1]


@pytest.mark.parametrize(
    ("held_on", "working", "clear"),
    [
        (date(2027, 1, 6), date(2026, 12, 29), date(2026, 12, 24)),
        (date(2027, 3, 2), date(2027, 2, 23), date(2027, 2, 22)),
        (date(2027, 4, 6), date(2027, 3, 30), date(2027, 3, 25)),
        (date(2027, 5, 5), date(2027, 4, 27), date(2027, 4, 26)),
    ],
)
def test_five_working_days_or_five_clear_ones(held_on, working, clear):
    assert last_day_of_notice(held_on, days=5, is_clear=False) == working
    assert last_day_of_notice(held_on, days=5, is_clear=True) == clear


def test_the_local_rule_says_which(amara, group):
    meeting = MeetingFactory(subgroup=group, held_on=date(2027, 1, 6))
    before = meeting.publish_by

    rules.change_rule("papers_notice_is_clear", value=True, by=amara)

    assert (before, meeting.publish_by) == (date(2026, 12, 29), date(2026, 12, 24))
