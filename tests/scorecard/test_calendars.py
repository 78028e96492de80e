"""Calendars: what each person's shows, read back by another library than wrote it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
import vobject
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from actions import services as actions
from actions.models import Action
from audits import services as audits
from partnership.access import Role
from partnership.foundation import calendars
from partnership.foundation.calendars import CalendarEntry, at_london_time
from partnership.foundation.outcomes import Refused
from partnership.models import Membership
from scorecard import services
from scorecard.models import CalendarFeed
from tests.actions.factories import make_action
from tests.audits.factories import answer_all, make_round, return_of
from tests.factories import LONG_AGO, MembershipFactory, PersonFactory
from tests.pages import Page, ask
from tests.scorecard.factories import EditionFactory, MeasureFactory
from tests.scorecard.pages import address, errors, words
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


def read(content: bytes) -> list:
    """The events of a calendar, as vobject understands them."""
    calendar = vobject.readOne(content.decode())
    return list(calendar.contents.get("vevent", []))


def titles(content: bytes) -> list[str]:
    return [event.summary.value for event in read(content)]


def fetch(feed: CalendarFeed, **headers):
    return Client().get(services.address_of(feed), headers=headers)


def shown_to(person, organisation=None) -> list[str]:
    feed = services.add_calendar(organisation=organisation, by=person)
    return titles(fetch(feed).content)


def entry(**fields) -> CalendarEntry:
    fields = {
        "uid": "action-1",
        "words": "Words",
        "url": "/a/1/",
        "sequence": 1,
    } | fields
    if "starts_at" not in fields:
        fields.setdefault("day", date(2025, 11, 3))
    return CalendarEntry(**fields)


class TestWriting:
    def test_a_deadline_is_a_whole_day_that_stays_free(self, settings):
        settings.SITE_ADDRESS = "https://quorate.example"

        (event,) = read(calendars.write("Board", [entry(sequence=7)]))

        assert {
            name: event.getChildValue(name)
            for name in ("uid", "summary", "dtstart", "dtend", "transp", "status")
        } == {
            "uid": "action-1@quorate.example",
            "summary": "Words",
            "dtstart": date(2025, 11, 3),
            "dtend": date(2025, 11, 4),
            "transp": "TRANSPARENT",
            "status": "CONFIRMED",
        }
        assert event.sequence.value == "7"
        assert event.dtstamp.value == NOON
        assert event.url.value == event.description.value
        assert event.url.value == "https://quorate.example/a/1/"

    @pytest.mark.parametrize(
        ("day", "utc_hour"),
        [
            (date(2025, 10, 25), 8),  # the day before clocks go back
            (date(2025, 10, 26), 9),  # the day they do
            (date(2026, 3, 28), 9),  # the day before they go forward
            (date(2026, 3, 29), 8),
            (date(2037, 7, 1), 8),
        ],
    )
    def test_a_meeting_keeps_its_hour_in_london(self, day, utc_hour):
        meeting = entry(
            uid="meeting-1",
            starts_at=at_london_time(day, time(9, 30)),
            ends_at=at_london_time(day, time(11, 30)),
        )

        (event,) = read(calendars.write("Board", [meeting]))

        start, end = event.dtstart.value, event.dtend.value
        assert start.astimezone(UTC) == datetime(
            day.year, day.month, day.day, utc_hour, 30, tzinfo=UTC
        )
        assert end - start == timedelta(hours=2)
        assert event.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/London"]

    def test_an_hour_that_clocks_skip_or_repeat_is_said_as_it_was_written(self):
        skipped = entry(starts_at=at_london_time(date(2026, 3, 29), time(1, 30)))
        repeated = entry(starts_at=at_london_time(date(2025, 10, 26), time(1, 30)))

        text = calendars.write("Board", [skipped, repeated]).decode()

        assert "DTSTART;TZID=Europe/London:20260329T013000" in text
        assert "DTSTART;TZID=Europe/London:20251026T013000" in text

    def test_a_program_that_knows_no_london_is_told_when_its_clocks_change(self):
        timed = entry(starts_at=at_london_time(date(2025, 11, 3), time(9)))
        zone = vobject.readOne(
            calendars.write("Board", [timed]).decode()
        ).vtimezone.tzinfo

        offsets = {
            day: (
                zone.utcoffset(datetime.combine(day, time(12))),
                LONDON.utcoffset(datetime.combine(day, time(12))),
            )
            for day in (date(2020, 1, 1) + timedelta(days=n) for n in range(4000))
        }

        assert {day: pair for day, pair in offsets.items() if pair[0] != pair[1]} == {}

    def test_without_times_no_time_zone_is_told(self):
        assert b"VTIMEZONE" not in calendars.write("Board", [entry()])

    def test_says_what_it_is_called_and_how_often_to_come_back(self):
        text = calendars.write("Board; all, of it", []).decode()

        assert "PRODID:-//Quorate//Calendar//EN\r\n" in text
        assert "X-WR-CALNAME:Board\\; all\\, of it\r\n" in text
        assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in text
        assert "X-PUBLISHED-TTL:PT1H\r\n" in text

    def test_what_was_withdrawn_is_told_as_cancelled(self):
        withdrawn = entry(status=calendars.Status.CANCELLED)

        (event,) = read(calendars.write("Board", [withdrawn]))

        assert event.status.value == "CANCELLED"

    @given(
        text=st.text(
            st.characters(exclude_categories=["Cs"]) | st.sampled_from(';,\\:\r\n\t"é'),
            max_size=400,
        )
    )
    def test_any_words_come_back_as_one_line(self, text):
        written = calendars.write("Board", [entry(words=text, place=text)])

        (event,) = read(written)
        lines = written.split(b"\r\n")
        assert event.getChildValue("summary", "") == entry(words=text).title
        assert event.getChildValue("location", "") == calendars.in_one_line(text)
        assert max(map(len, lines)) <= 75
        assert b"\n" not in b"".join(lines)
        assert b"\r" not in b"".join(lines)
        assert len(entry(words=text).title) <= calendars.LONGEST_TITLE

    @given(
        day=st.dates(date(2024, 1, 1), date(2040, 12, 31)),
        wall=st.times().map(lambda t: t.replace(microsecond=0)),
    )
    def test_any_day_and_hour_come_back(self, day, wall):
        (event,) = read(
            calendars.write("Board", [entry(starts_at=at_london_time(day, wall))])
        )

        assert event.dtstart.value.replace(tzinfo=None) == datetime.combine(day, wall)

    def test_an_entry_has_a_day_or_a_time_and_not_both(self):
        noon = at_london_time(TODAY, time(12))

        with pytest.raises(ValueError, match="action-1"):
            entry(day=TODAY, starts_at=noon)


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
        "dee": ["Elm Primary School, Safeguarding audit 2025/26 is to be returned"],
        "tara": ["Elm Primary School, Safeguarding audit 2025/26 is to be returned"],
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
        actions.update_action(
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
        actions.change_due(
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
        actions.withdraw_action(withdrawn, reason="Not needed", by=mo, on=TODAY)
        actions.complete_action(complete, outcome="Found", by=mo, on=TODAY)
        feed = services.add_calendar(organisation=None, by=mo)

        (event,) = read(fetch(feed).content)

        assert (event.status.value, withdrawn.ref in event.summary.value) == (
            "CANCELLED",
            True,
        )

    def test_whose_turn_it_is_to_sign_is_told_so(self, elm, dee, hal, gwen):
        row = return_of(make_round(elm, academic_year="2025/26"), elm)
        answer_all(row, by=dee)
        audits.declare_ready(row, by=dee)

        assert shown_to(hal) == [f"{row} waits for your signature"]
        assert shown_to(gwen) == [f"{row} is to be returned"]

    def test_a_school_sees_nothing_of_another(self, everything, dee):
        assert not [title for title in shown_to(dee) if "Oak" in title]


def _ref_of(text: str) -> str:
    found = Action.objects.filter(text=text).first()
    return found.ref if found else ""


def inactive(person):
    person.user.is_active = False
    person.user.save()


def anonymised(person):
    person.email, person.anonymised_on = "", TODAY
    person.save()


def merged(person):
    person.email, person.merged_into = "", PersonFactory()
    person.save()


def left(person):
    Membership.objects.filter(person=person).update(to_date=TODAY - timedelta(days=1))


def a_contact(person):
    Membership.objects.filter(person=person).update(role=Role.CONTACT)


def without_account(person):
    person.user.delete()


class TestTheAddress:
    @pytest.fixture
    def feed(self, chris, education):
        MeetingFactory(
            subgroup=SubgroupFactory(organisation=education), held_on=date(2025, 11, 18)
        )
        return services.add_calendar(organisation=None, by=chris)

    def test_answers_without_signing_in_as_a_calendar_kept_by_no_shared_cache(
        self, feed
    ):
        answer = fetch(feed)

        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer["Cache-Control"] == "private, no-cache"
        assert titles(answer.content) == ["Education subgroup"]

    def test_what_has_not_changed_is_not_sent_again(self, feed):
        first = fetch(feed)

        with time_machine.travel(NOON + timedelta(hours=3), tick=False):
            by_mark = fetch(feed, if_none_match=first["ETag"])
            by_day = fetch(feed, if_modified_since=first["Last-Modified"])

        assert (by_mark.status_code, by_day.status_code) == (304, 304)
        assert (by_mark.content, by_mark["ETag"]) == (b"", first["ETag"])

    def test_what_has_changed_is_sent(self, feed, education):
        first = fetch(feed)
        MeetingFactory(subgroup=education.subgroup, held_on=date(2025, 12, 9))

        with time_machine.travel(NOON + timedelta(hours=3), tick=False):
            by_mark = fetch(feed, if_none_match=first["ETag"])
            by_day = fetch(feed, if_modified_since=first["Last-Modified"])

        assert len(read(by_mark.content)) == 2
        assert len(read(by_day.content)) == 2

    def test_works_while_the_cache_is_empty(self, feed):
        first = fetch(feed)
        cache.clear()

        assert fetch(feed, if_none_match=first["ETag"]).status_code == 304

    def test_remembers_the_day_it_was_read_once(self, feed):
        fetch(feed)
        with CaptureQueriesContext(connection) as asked:
            fetch(feed)

        feed.refresh_from_db()
        assert feed.last_read_on == TODAY
        assert not [q for q in asked if q["sql"].startswith("UPDATE")]

    def test_a_renewed_one_works_and_the_one_before_does_not(self, feed, chris):
        old = services.address_of(feed)
        services.renew_calendar(feed, by=chris)
        feed.refresh_from_db()

        assert Client().get(old).status_code == 404
        assert fetch(feed).status_code == 200

    def test_an_ended_one_stays_ended_when_the_calendar_is_added_again(
        self, feed, chris
    ):
        old = services.address_of(feed)
        services.end_calendar(feed, by=chris)
        again = services.add_calendar(organisation=None, by=chris)

        assert Client().get(old).status_code == 404
        assert fetch(again).status_code == 200

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda path: path.replace(".ics", "x.ics"),
            lambda path: path.replace("-1.", "-2."),
            lambda path: "/calendar/1-1.ics",
            lambda path: "/calendar/nonsense.ics",
            lambda path: "/calendar/%00.ics",
        ],
    )
    def test_a_false_one_tells_nothing(self, feed, spoil):
        answer = Client().get(spoil(services.address_of(feed)))

        assert answer.status_code == 404
        assert "Education" not in answer.content.decode()

    @pytest.mark.parametrize(
        "gone", [inactive, anonymised, merged, left, a_contact, without_account]
    )
    def test_whoever_has_gone_reads_nothing(self, feed, chris, gone):
        gone(chris)

        assert fetch(feed).status_code == 404

    def test_a_subgroups_goes_with_the_seat_there(self, feed, chris, education, olu):
        of_group = services.add_calendar(organisation=education, by=chris)
        Membership.objects.filter(person=chris).delete()
        MembershipFactory(person=chris, role=Role.MEMBER, from_date=LONG_AGO)

        assert fetch(of_group).status_code == 404
        assert titles(fetch(feed).content) == []

    def test_can_only_be_read(self, feed):
        assert Client().post(services.address_of(feed)).status_code == 405

    @pytest.mark.parametrize("count", [1, 100])
    def test_asks_as_often_for_100_as_for_one(self, count, chris, mo, education):
        group = SubgroupFactory(organisation=education)
        MembershipFactory(person=mo, organisation=education, role=Role.MINUTE_TAKER)
        for n in range(count):
            MeetingFactory(subgroup=group, held_on=TODAY + timedelta(days=n))
            make_action(
                education,
                owners=[mo],
                due_text="30 November 2025 and 31 January 2026",
            )
            MeasureFactory(organisation=education, owner=mo)
        feed = services.add_calendar(organisation=None, by=mo)
        fetch(feed)

        with CaptureQueriesContext(connection) as asked:
            answer = fetch(feed)

        assert len(asked) == 8
        assert titles(answer.content).count("Education subgroup") == count


class TestThePage:
    def test_chris_adds_renews_and_ends_a_calendar(self, client_of, chris, education):
        SubgroupFactory(organisation=education)
        client, page = client_of(chris), address("calendars")

        client.post(page, {"organisation": education.subgroup.pk})
        feed = CalendarFeed.objects.get()
        shown = client.get(page).content.decode()
        client.post(address("renew_calendar"), {"calendar": feed.pk})
        renewed = client.get(page).content.decode()
        old, feed.serial = services.address_of(feed), 2
        client.post(address("end_calendar"), {"calendar": feed.pk})
        feed.refresh_from_db()

        assert (feed.person, feed.organisation) == (chris, education)
        assert old in shown
        assert old not in renewed
        assert services.address_of(feed) in renewed
        assert feed.ended_at == NOON
        assert services.address_of(feed) not in client.get(page).content.decode()

    def test_the_same_calendar_twice_is_refused_in_words(self, client_of, chris):
        client, page = client_of(chris), address("calendars")
        client.post(page, {"organisation": ""})

        again = client.post(page, {"organisation": ""})

        assert errors(again) == [("You have this calendar already", "#id_organisation")]

    def test_mo_is_offered_only_subgroups_that_mo_sees(
        self, client_of, mo, education, quality
    ):
        for organisation in (education, quality):
            SubgroupFactory(organisation=organisation)

        offered = words(client_of(mo).get(address("calendars")))
        refused = client_of(mo).post(
            address("calendars"), {"organisation": quality.subgroup.pk}
        )

        assert "Education subgroup" in offered
        assert "Quality assurance subgroup" not in offered
        assert errors(refused)
        assert not CalendarFeed.objects.exists()

    @pytest.mark.parametrize("act", ["renew_calendar", "end_calendar"])
    def test_nobody_touches_anothers_calendar(self, act, client_of, chris, mo):
        feed = services.add_calendar(organisation=None, by=chris)

        answer = client_of(mo).post(address(act), {"calendar": feed.pk})

        feed.refresh_from_db()
        assert answer.status_code == 409
        assert (feed.serial, feed.ended_at) == (1, None)

    def test_an_ended_calendar_cannot_be_renewed(self, chris):
        feed = services.add_calendar(organisation=None, by=chris)
        services.end_calendar(feed, by=chris)

        with pytest.raises(Refused, match="has ended"):
            services.renew_calendar(feed, by=chris)

    def test_is_one_row_of_the_account(self, world):
        answer = ask(world, Page("partnership:account")).html

        assert address("calendars") in answer
