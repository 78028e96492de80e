"""Attendance by seat over a rolling year, and who hears of two misses in a row."""

from datetime import date, timedelta

import pytest

from subgroups import reminders
from subgroups.attendance.over_time import missing_now, over_the_year
from subgroups.meetings.models.meetings import Meeting
from subgroups.structure.models import SeatHolder
from tests.subgroups.factories import AttendanceFactory, MeetingFactory, SeatFactory
from tests.subgroups.pages import page, url, words

QUERIES = 7
SPRING, SUMMER, AUTUMN = date(2025, 3, 4), date(2025, 6, 10), date(2025, 10, 21)


def meet(group, day, *lines) -> Meeting:
    """A held meeting with (seat, person, kind) as its attendance."""
    meeting = MeetingFactory(subgroup=group, held_on=day, status=Meeting.Status.HELD)
    for seat, person, kind in lines:
        who = {"deputy_for": seat.holders.get().person} if kind == "deputy" else {}
        AttendanceFactory(meeting=meeting, seat=seat, person=person, kind=kind, **who)
    return meeting


@pytest.fixture
def year(group, seats, chris, lena, mo, dara):
    """Chris always comes; Lena sends Dara, then herself; Mo misses the last two."""
    council, team, governors, _ = seats
    meet(
        group, SPRING,
        (council, chris, "present"), (team, dara, "deputy"), (governors, mo, "present"),
    )  # fmt: skip
    meet(
        group, SUMMER,
        (council, chris, "present"), (team, lena, "present"),
        (governors, mo, "apologies"),
    )  # fmt: skip
    meet(
        group, AUTUMN,
        (council, chris, "present"), (team, lena, "present"), (governors, mo, "absent"),
    )  # fmt: skip
    return group


def table(group, on) -> dict[str, list[str]]:
    return {
        row.seat.label: [cell.came.value for cell in row.cells]
        for row in over_the_year(group, on=on)
    }


def test_each_seat_has_a_cell_for_each_meeting(year, today):
    assert table(year, today) == {
        "Council": ["present", "present", "present"],
        "Safeguarding team": ["deputy", "present", "present"],
        "Governors": ["present", "apologies", "absent"],
        "Colleges": ["vacant", "vacant", "vacant"],
    }


@pytest.mark.parametrize(
    ("on", "meetings"),
    [
        (AUTUMN, 3),
        (AUTUMN - timedelta(1), 2),
        (SPRING + timedelta(364), 3),
        (SPRING + timedelta(365), 2),
    ],
)
def test_the_year_rolls(year, on, meetings):
    assert len(over_the_year(year, on=on)[0].cells) == meetings


def test_a_meeting_without_recorded_attendance_says_nothing(year, today):
    meet(year, date(2025, 9, 2))

    assert len(over_the_year(year, on=today)[0].cells) == 3


def test_a_seat_counts_from_its_first_day_on(year, today):
    SeatFactory(subgroup=year, label="Transport", from_date=SUMMER)

    [row] = [
        row for row in over_the_year(year, on=today) if row.seat.label == "Transport"
    ]
    assert (row.cells[0].came.value, row.expected, row.percent) == ("no_seat", 2, 0)


def test_two_misses_in_a_row_are_flagged(year, today):
    rows = {row.seat.label: row for row in over_the_year(year, on=today)}

    assert {
        label: (row.missed, row.is_flagged, row.percent) for label, row in rows.items()
    } == {
        "Council": (0, False, 100),
        "Safeguarding team": (0, False, 100),
        "Governors": (2, True, 33),
        "Colleges": (3, False, 0),  # vacant: nobody could come
    }


def test_one_miss_is_not_flagged(group, seats, lena, mo, today):
    team, governors = seats[1:3]
    meet(group, SUMMER, (team, lena, "absent"), (governors, mo, "present"))
    meet(group, AUTUMN, (team, lena, "absent"), (governors, mo, "apologies"))

    flagged = [row.seat.label for row in missing_now(on=today)]
    assert "Governors" not in flagged
    assert "Safeguarding team" in flagged


def test_what_is_not_recorded_is_no_miss(group, seats, chris, lena, today):
    council, team, *_ = seats
    meet(group, SUMMER, (council, chris, "present"), (team, lena, "absent"))
    meet(group, AUTUMN, (council, chris, "present"))

    assert table(group, today)["Safeguarding team"] == ["absent", "not_recorded"]
    assert [row.seat.label for row in missing_now(on=today)] == []


@pytest.mark.usefixtures("partnership")
@pytest.mark.parametrize(
    ("on", "is_told"),
    [
        (AUTUMN, True),
        (AUTUMN + timedelta(21), True),  # a digest that was missed catches up
        (AUTUMN + timedelta(22), False),
    ],
)
def test_the_chair_hears_of_two_misses(year, on, is_told):
    told = [one for one in reminders.due(on) if one.kind == "misses"]

    assert [(one.person.name, one.step, one.words) for one in told] == (
        [
            (
                "Chris",
                "missed 2025-10-21",
                f"Governors ({year.seats.get(label='Governors').agency.name}) was not "
                "represented at the last 2 meetings of Education subgroup",
            )
        ]
        if is_told
        else []
    )


@pytest.mark.parametrize(
    ("on", "step"),
    [
        (date(2025, 10, 31), None),
        (date(2025, 11, 1), "soon 2025-12-31"),
        (date(2025, 12, 31), "soon 2025-12-31"),
        (date(2026, 1, 1), "over 2025-12-31"),
    ],
)
def test_the_chair_hears_that_a_term_ends_and_that_it_is_over(group, seats, on, step):
    SeatHolder.objects.filter(seat=seats[2]).update(term_ends_on=date(2025, 12, 31))

    told = [one for one in reminders.due(on) if one.kind == "seat_term"]

    assert [(one.person.name, one.step) for one in told] == (
        [("Chris", step)] if step else []
    )


@pytest.mark.usefixtures("_today")
def test_the_page_is_a_heat_table_in_words(client_of, mo, year):
    response = client_of(mo).get(url("attendance_over_time", year))

    row = next(
        row for row in page(response).select("tbody tr") if "Governors" in row.th.text
    )
    assert [" ".join(cell.stripped_strings) for cell in row.select("td")] == [
        "Present",
        "Apologies",
        "Absent",
        "1 of 3 (33%)",
    ]
    assert "Not represented at two or more meetings in a row" in words(response)


@pytest.mark.usefixtures("_today")
@pytest.mark.parametrize("count", [1, 20])
def test_the_page_asks_the_same_of_one_meeting_and_twenty(
    client_of, mo, group, seats, chris, count, django_assert_num_queries
):
    for n in range(count):
        meet(group, AUTUMN - timedelta(n), (seats[0], chris, "present"))
        SeatFactory(subgroup=group)
    client = client_of(mo)

    with django_assert_num_queries(QUERIES):
        client.get(url("attendance_over_time", group))
