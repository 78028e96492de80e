"""Calendars: what each person’s shows, and what a subgroup’s."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from actions.register.models.actions import Action
from actions.register.services import endings, progress
from audits.signing import services as audits
from scorecard.calendars import services
from tests.actions.factories import make_action, make_plan, make_priority
from tests.audits.factories import answer_all, make_round, return_of
from tests.scorecard.factories import EditionFactory, MeasureFactory
from tests.scorecard.feeds import fetch, read, shown_to
from tests.subgroups.factories import (
    MeetingFactory,
    SeatFactory,
    SeatHolderFactory,
    SubgroupFactory,
)

NOON = datetime(2025, 10, 22, 11, tzinfo=UTC)
TODAY = NOON.date()
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOON, tick=False):
        yield


class TestWhatIsShown:
    @pytest.fixture
    def group(self, education):
        return SubgroupFactory(organisation=education)

    @pytest.fixture
    def other_group(self, quality):
        return SubgroupFactory(organisation=quality)

    @pytest.fixture
    def everything(self, group, other_group, mo, elm, oak, partnership):
        """Something of each kind, here and elsewhere."""
        for subgroup in (group, other_group):
            MeetingFactory(
                subgroup=subgroup, held_on=date(2025, 11, 18), ends_at=time(11)
            )
        make_action(group.organisation, owners=[mo], due_text="by 30 November 2025")
        make_action(other_group.organisation, text="Theirs", due_text="1 December 2025")
        round_ = make_round(elm, oak, academic_year="2025/26")
        MeasureFactory(ref="M1", organisation=group.organisation, owner=mo)
        MeasureFactory(ref="M2", organisation=other_group.organisation)
        EditionFactory(year="2025-26")
        return round_

    FIGURES = [
        f"Children missing education, whereabouts unknown: figure to {end} due"
        for end in (
            "31 July 2025",
            "31 October 2025",
            "31 January 2026",
            "30 April 2026",
            "31 July 2026",
            "31 October 2026",
        )
    ]
    WHAT = {
        "amara": [
            "Education subgroup",
            "Quality assurance subgroup",
            "Safeguarding audit 2025/26 closes",
            "Yearly report 2025/26 to be published",
            *(f"M2 {words}" for words in FIGURES),
        ],
        "eve": [
            "Safeguarding audit 2025/26 closes",
            "Yearly report 2025/26 to be published",
        ],
        "chris": ["Education subgroup"],
        "mo": [
            "Education subgroup",
            "A1 due: Write the pathway",
            *(f"M1 {words}" for words in FIGURES),
        ],
        "olu": ["Quality assurance subgroup"],
        "dee": ["Elm Primary School, Safeguarding audit 2025/26 is due"],
        "tara": ["Elm Primary School, Safeguarding audit 2025/26 is due"],
        "adi": [],
    }

    @pytest.mark.parametrize("name", WHAT)
    def test_everyone_finds_what_needs_them(self, name, everything, request):
        someone = request.getfixturevalue(name)
        # Figures are counted from long before the calendar begins.
        shown = [title for title in shown_to(someone) if "2024" not in title]

        assert sorted(shown) == sorted(
            title.replace("A1", _ref_of("Write the pathway"))
            for title in self.WHAT[name]
        )

    def test_a_subgroups_calendar_has_its_meetings_actions_and_figures(
        self, everything, chris, group
    ):
        shown = [
            title
            for title in shown_to(chris, group.organisation)
            if "figure to" not in title
        ]

        assert shown == [
            "Education subgroup",
            f"{_ref_of('Write the pathway')} due: Write the pathway",
        ]

    def test_an_officer_may_read_any_subgroups(self, everything, amara, other_group):
        shown = shown_to(amara, other_group.organisation)

        assert shown[:2] == [
            "Quality assurance subgroup",
            f"{_ref_of('Theirs')} due: Theirs",
        ]

    def test_a_seat_brings_its_meetings_while_it_is_held(self, group, other_group, eve):
        seat = SeatFactory(subgroup=group)
        SeatHolderFactory(seat=seat, person=eve, to_date=date(2025, 12, 31))
        MeetingFactory(subgroup=group, held_on=date(2025, 12, 9))
        MeetingFactory(subgroup=group, held_on=date(2026, 1, 20))
        MeetingFactory(subgroup=other_group, held_on=date(2025, 12, 10))

        assert shown_to(eve) == ["Education subgroup"]

    @pytest.mark.parametrize(
        ("offset", "there"), [(-91, False), (-90, True), (400, True), (401, False)]
    )
    def test_a_calendar_reaches_from_last_term_to_next_year(
        self, offset, there, group, chris
    ):
        MeetingFactory(subgroup=group, held_on=TODAY + timedelta(days=offset))

        assert (shown_to(chris) == ["Education subgroup"]) is there

    def test_a_meeting_has_its_time_and_place(self, group, chris):
        MeetingFactory(subgroup=group, held_on=date(2025, 11, 18), ends_at=time(11))
        feed = services.add_calendar(organisation=None, by=chris)

        (event,) = read(fetch(feed).content)

        assert event.dtstart.value == datetime(2025, 11, 18, 9, 30, tzinfo=LONDON)
        assert event.dtend.value == datetime(2025, 11, 18, 11, tzinfo=LONDON)
        assert event.location.value == "Room 2, Denholt House"
        assert "attendee" not in event.contents
        assert "organizer" not in event.contents

    def test_each_unanswered_occurrence_is_a_day_of_its_own(self, mo, group):
        action = make_action(
            group.organisation,
            owners=[mo],
            due_text="30 November 2025 and 31 January 2026",
        )
        feed = services.add_calendar(organisation=None, by=mo)
        before = [event.dtstart.value for event in read(fetch(feed).content)]
        progress.update_action(
            action, text="Done once", occurrence=before[0], by=mo, on=TODAY
        )

        assert before == [date(2025, 11, 30), date(2026, 1, 31)]
        assert [event.dtstart.value for event in read(fetch(feed).content)] == [
            date(2026, 1, 31)
        ]

    def test_an_ongoing_action_shows_when_it_is_to_be_reviewed(self, mo, group):
        action = make_action(group.organisation, owners=[mo], due_text="Ongoing")
        feed = services.add_calendar(organisation=None, by=mo)

        (event,) = read(fetch(feed).content)

        action.refresh_from_db()
        assert event.summary.value == f"{action.ref} to be reviewed: Write the pathway"
        assert event.dtstart.value == action.review_on

    def test_a_moved_date_is_the_same_entry_under_the_next_number(self, mo, group):
        action = make_action(
            group.organisation, owners=[mo], due_text="30 November 2025"
        )
        feed = services.add_calendar(organisation=None, by=mo)
        (before,) = read(fetch(feed).content)
        progress.change_due(
            action, due_text="12 December 2025", reason="Illness", by=mo, on=TODAY
        )

        (after,) = read(fetch(feed).content)

        assert after.uid.value == before.uid.value
        assert after.dtstart.value == date(2025, 12, 12)
        assert int(after.sequence.value) == int(before.sequence.value) + 1

    def test_a_withdrawn_action_is_cancelled_and_a_complete_one_gone(self, mo, group):
        withdrawn, complete = (
            make_action(group.organisation, owners=[mo], due_text="30 November 2025")
            for _ in range(2)
        )
        endings.withdraw_action(withdrawn, reason="Not needed", by=mo, on=TODAY)
        endings.complete_action(complete, outcome="Found", by=mo, on=TODAY)
        feed = services.add_calendar(organisation=None, by=mo)

        (event,) = read(fetch(feed).content)

        assert (event.status.value, event.summary.value) == (
            "CANCELLED",
            f"No longer needed: {withdrawn.ref} due: {withdrawn.text}",
        )

    def test_what_waits_for_a_check_is_gone_until_it_is_sent_back(
        self, mo, amara, partnership
    ):
        priority = make_priority(make_plan(amara, needs_check=True))
        action = make_action(
            partnership, priority=priority, owners=[mo], due_text="30 November 2025"
        )
        feed = services.add_calendar(organisation=None, by=mo)
        endings.complete_action(action, outcome="Found", by=mo, on=TODAY)

        assert read(fetch(feed).content) == []

        endings.check_action(action, is_done=False, reason="No", by=amara, on=TODAY)

        (event,) = read(fetch(feed).content)
        assert (event.status.value, action.ref in event.summary.value) == (
            "CONFIRMED",
            True,
        )

    def test_a_carried_action_is_cancelled_and_what_it_became_stands(self, mo, group):
        old, new = (
            make_action(group.organisation, owners=[mo], due_text=due)
            for due in ("30 November 2025", "30 June 2026")
        )
        Action.objects.filter(pk=old.pk).update(
            status="carried",
            carried_on=TODAY,
            carried_by=mo,
            carried_because="Not begun",
        )
        Action.objects.filter(pk=new.pk).update(carried_from=old)
        feed = services.add_calendar(organisation=None, by=mo)

        events = read(fetch(feed).content)

        assert {
            event.dtstart.value: (event.status.value, event.summary.value)
            for event in events
        } == {
            date(2025, 11, 30): (
                "CANCELLED",
                f"Carried forward: {old.ref} due: {old.text}",
            ),
            date(2026, 6, 30): ("CONFIRMED", f"{new.ref} due: {new.text}"),
        }

    def test_whose_turn_it_is_to_sign_is_told_so(self, elm, dee, hal, gwen):
        row = return_of(make_round(elm, academic_year="2025/26"), elm)
        answer_all(row, by=dee)
        audits.declare_ready(row, by=dee)

        assert shown_to(hal) == [f"{row} needs your signature"]
        assert shown_to(gwen) == [f"{row} is due"]

    def test_a_school_sees_nothing_of_another(self, everything, dee):
        assert not [title for title in shown_to(dee) if "Oak" in title]


def _ref_of(text: str) -> str:
    found = Action.objects.filter(text=text).first()
    return found.ref if found else ""
