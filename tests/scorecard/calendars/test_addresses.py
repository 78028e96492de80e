"""The address of a calendar, and the page that gives it out."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.people.models import Membership
from scorecard.calendars import services
from scorecard.calendars.models import CalendarFeed
from tests.actions.factories import make_action
from tests.factories import LONG_AGO, MembershipFactory, PersonFactory
from tests.pages import Page, ask
from tests.scorecard.factories import MeasureFactory
from tests.scorecard.feeds import fetch, read, titles
from tests.scorecard.pages import address, errors, words
from tests.subgroups.factories import MeetingFactory, SubgroupFactory

NOON = datetime(2025, 10, 22, 11, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOON, tick=False):
        yield


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

        assert len(asked) == 10
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

        assert errors(again) == [("You already have this calendar", "#id_organisation")]

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

        with pytest.raises(Refused, match="has been removed"):
            services.renew_calendar(feed, by=chris)

    def test_is_one_row_of_the_account(self, world):
        answer = ask(world, Page("partnership:account")).html

        assert address("calendars") in answer
