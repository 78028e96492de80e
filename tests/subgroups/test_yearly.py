"""What subgroups tell the yearly report."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from partnership.dates.years import ReportYear
from subgroups import yearly as reporting
from subgroups.meetings import services as meetings
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes import services as minutes
from subgroups.yearly import AgencyAttendance, Share, SubgroupMeetings, SubgroupsYear
from tests.factories import OrganisationFactory, PersonFactory
from tests.subgroups.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    QuorumRuleFactory,
    SeatFactory,
    SubgroupFactory,
)

YEAR = ReportYear(2025)


@pytest.fixture
def two_meetings(group, lena, today):
    """Of two seats: both present in June; in October one by deputy, one not at all."""
    council = OrganisationFactory(name="Council")
    police = OrganisationFactory(name="Police")
    QuorumRuleFactory(subgroup=group)
    mine = SeatFactory(subgroup=group, agency=council, label="Council")
    theirs = SeatFactory(subgroup=group, agency=police, label="Police")
    june = MeetingFactory(
        subgroup=group, held_on=date(2025, 6, 10), status=Meeting.Status.HELD
    )
    october = MeetingFactory(
        subgroup=group, held_on=date(2025, 10, 21), status=Meeting.Status.HELD
    )
    AttendanceFactory(meeting=june, seat=mine)
    AttendanceFactory(meeting=june, seat=theirs)
    AttendanceFactory(
        meeting=october, seat=mine, kind="deputy", deputy_for=PersonFactory()
    )
    AttendanceFactory(meeting=october, seat=theirs, kind="apologies")
    AttendanceFactory(meeting=october, kind="visitor")
    meetings.determine_quorum(
        october, is_quorate=True, reason="The police asked us to", by=lena, on=today
    )
    item = AgendaItemFactory(meeting=june)
    minutes.record_decision(item, text="To publish", by=lena)
    minutes.raise_from_item(
        item, text="Write", owner_words="the office", by=lena, on=today
    )
    return june, october


EDUCATION = SubgroupMeetings(name="Education subgroup", held=2, quorate=2, by_chair=1)
NONE = Share(expected=0, attended=0)
ALL, NOT_ONCE = Share(expected=1, attended=1), Share(expected=1, attended=0)
COUNCIL = AgencyAttendance(
    agency="Council",
    expected=2,
    attended=2,
    by_deputy=1,
    quarters=(ALL, NONE, ALL, NONE),
)
POLICE = AgencyAttendance(
    agency="Police",
    expected=2,
    attended=1,
    by_deputy=0,
    quarters=(ALL, NONE, NOT_ONCE, NONE),
)


def test_the_year_of_all_subgroups(two_meetings):
    assert reporting.summarise(YEAR) == SubgroupsYear(
        label="2025/26",
        subgroups=(EDUCATION,),
        attendance=(COUNCIL, POLICE),
        decisions=1,
        actions_raised=1,
    )
    assert (COUNCIL.percent, POLICE.percent) == (100, 50)


@pytest.mark.parametrize(
    ("held_on", "counts"),
    [
        (date(2025, 3, 31), False),
        (date(2025, 4, 1), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_the_year_runs_from_april_to_march(group, held_on, counts):
    MeetingFactory(subgroup=group, held_on=held_on, status=Meeting.Status.HELD)

    assert reporting.summarise(YEAR).meetings_held == counts


@pytest.mark.parametrize("status", [Meeting.Status.PLANNED, Meeting.Status.PUBLISHED])
def test_a_meeting_that_was_only_planned_does_not_count(group, status):
    MeetingFactory(subgroup=group, status=status)

    assert reporting.summarise(YEAR) == SubgroupsYear(label="2025/26")


def test_a_meeting_that_waits_for_its_chair_is_not_quorate_yet(group):
    QuorumRuleFactory(subgroup=group, rule={"kind": "chair", "expectation": None})
    MeetingFactory(subgroup=group, status=Meeting.Status.HELD)

    summary = reporting.summarise(YEAR)
    assert (summary.meetings_held, summary.quorate) == (1, 0)


def test_one_subgroups_year_leaves_the_others_out(two_meetings, group):
    other = SubgroupFactory()
    MeetingFactory(subgroup=other, status=Meeting.Status.HELD)

    assert reporting.summarise(YEAR, organisation=group.organisation).subgroups == (
        EDUCATION,
    )
    assert reporting.summarise(YEAR, organisation=other.organisation).decisions == 0


def test_one_agencys_year_is_its_attendance(two_meetings, group):
    police = group.seats.get(label="Police").agency

    assert reporting.summarise(YEAR, organisation=police).attendance == (POLICE,)


def test_a_seat_counts_from_its_day_on(two_meetings, group):
    SeatFactory(
        subgroup=group,
        agency__name="Zoo",
        from_date=date(2025, 10, 1),
    )

    assert reporting.summarise(YEAR).attendance[-1] == AgencyAttendance(
        agency="Zoo",
        expected=1,
        attended=0,
        by_deputy=0,
        quarters=(NONE, NONE, NOT_ONCE, NONE),
    )


@pytest.mark.parametrize("count", [1, 20])
def test_summarising_asks_the_same_of_one_meeting_and_twenty(
    group, count, django_assert_num_queries
):
    QuorumRuleFactory(subgroup=group)
    for hour in range(count):
        meeting = MeetingFactory(
            subgroup=group, starts_at=f"{hour:02}:00", status=Meeting.Status.HELD
        )
        AttendanceFactory(meeting=meeting, seat=SeatFactory(subgroup=group))

    with django_assert_num_queries(7):
        assert reporting.summarise(YEAR).meetings_held == count


def test_the_section_in_words(two_meetings):
    html = render_to_string(
        "subgroups/_yearly_report_section.html", {"section": reporting.summarise(YEAR)}
    )

    assert (
        "In 2025/26 the subgroups met 2 times. 2 of these meetings were quorate, 1 of "
        "them by the chair’s recorded determination. They took 1 decision and raised "
        "1 action."
    ) in " ".join(html.split())
    assert "<caption" in html
    assert [
        " ".join(cell.stripped_strings)
        for cell in BeautifulSoup(html, "html.parser").select(".app-heat")
    ] == [
        *("100%", "No meeting", "100%", "No meeting"),
        *("100%", "No meeting", "0%", "No meeting"),
    ]


def test_a_section_without_meetings():
    html = render_to_string(
        "subgroups/_yearly_report_section.html",
        {"section": SubgroupsYear(label="2025/26")},
    )

    assert "No subgroup has met in 2025/26 so far." in html
