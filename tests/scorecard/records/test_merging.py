"""Two entries of one person, merged in every app at once, and the pages that do it."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.people.models import Person
from partnership.sign_in.models import User
from scorecard.calendars import services as calendars
from scorecard.calendars.models import CalendarFeed
from scorecard.records import across as people
from scorecard.records.services import merging
from subgroups.minutes.owners import read_owners
from tests.actions.factories import make_action
from tests.factories import PersonFactory
from tests.scorecard.factories import MeasureFactory
from tests.scorecard.naming import THEN, signature
from tests.subgroups.factories import MeetingFactory, SeatHolderFactory, SubgroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2025-10-22 10:00", tick=False):
        yield


@pytest.fixture
def double(db):
    return PersonFactory(
        name="M. Rahimi", initials="MRa", email="m.rahimi@council.example"
    )


def merge(kept, gone, *, by, on, **fields):
    said = {
        "name": kept.name,
        "initials": kept.initials,
        "email": kept.email,
        "job_title": kept.job_title,
        **fields,
    }
    return merging.merge(kept, gone=gone, by=by, on=on, **said)


def test_what_is_held_in_every_app_is_one_persons(mo, double, amara, today):
    make_action(owners=[double])
    Message.objects.all().delete()
    SeatHolderFactory(person=double)
    MeasureFactory(owner=double)

    moved = merge(mo, double, by=amara, on=today)

    assert moved == {
        "Actions they own or owned": 1,
        "Seats they hold or held": 1,
        "Measures they own": 1,
    }
    assert people.holdings(double, on=today) == []
    kinds = [row.kind.key for row in people.holdings(mo, on=today)]
    assert sorted(kinds) == ["actions", "measures", "roles", "seats"]


def test_both_histories_say_it(mo, double, amara, today):
    merge(mo, double, by=amara, on=today)

    kept, gone = history.of(mo)[0], history.of(double)
    assert (kept.event, kept.detail["entry"]) == ("merged", "M. Rahimi")
    assert [event.event for event in gone][:1] == ["merged"]


def test_two_who_signed_one_return_stay_two_and_nothing_moves(mo, double, amara, today):
    signed = signature(mo)
    signed.pk = None
    signed.person, signed.role = double, "governor"
    signed.save()
    action = make_action(owners=[double])

    with pytest.raises(Refused, match="have both signed"):
        merge(mo, double, by=amara, on=today)

    assert action.owners.get().person == double
    double.refresh_from_db()
    assert double.merged_into is None


@pytest.mark.parametrize("stale", ["kept", "gone"])
def test_the_second_of_two_officers_is_told(mo, double, amara, today, stale):
    versions = {"version": mo.version, "gone_version": double.version}
    changed = mo if stale == "kept" else double
    changed.claim(None)
    changed.save()

    with pytest.raises(Changed):
        merge(mo, double, by=amara, on=today, **versions)


def test_of_two_calendars_of_one_thing_one_goes_on(mo, double, amara, today):
    own = CalendarFeed.objects.create(person=mo, made_at=THEN)
    theirs = CalendarFeed.objects.create(person=double, made_at=THEN)

    merge(mo, double, by=amara, on=today)

    own.refresh_from_db()
    theirs.refresh_from_db()
    assert (own.ended_at, theirs.ended_at is None) == (None, False)


def test_a_calendar_address_of_a_closed_entry_opens_nothing(
    mo, double, amara, today, client
):
    for entry in (mo, double):
        CalendarFeed.objects.create(person=entry, made_at=THEN)
    User.objects.create(person=double, email=double.email)
    address = calendars.address_of(CalendarFeed.objects.get(person=double))

    merge(mo, double, by=amara, on=today)

    assert client.get(address).status_code == 404


def test_the_merged_names_stands_with_the_kept_one(mo, double, amara, today, client_of):
    """What the duplicate did is shown under both names."""
    action = make_action(by=double)
    merge(mo, double, by=amara, on=today)

    html = client_of(amara).get(action.get_absolute_url()).content.decode()

    assert "M. Rahimi (now Mo)" in html


class TestThePages:
    @pytest.fixture
    def client(self, client_of, amara):
        return client_of(amara)

    def path(self, person, **query):
        return reverse("scorecard:merge", args=[person.pk], query=query or None)

    def test_whoever_is_called_alike_is_offered_at_first(self, client, amara, olu):
        kept = PersonFactory(name="Mo Rahimi")
        PersonFactory(name="M. Rahimi")

        found = client.get(self.path(kept)).context["found"]

        assert [entry.name for entry in found] == ["M. Rahimi"]

    @pytest.mark.parametrize("words", ["rahimi", "MRa", "council.example"])
    def test_the_other_is_found_by_name_initials_or_address(
        self, client, mo, olu, double, words
    ):
        found = client.get(self.path(mo, words=words)).context["found"]

        assert found == [double]

    def test_both_stand_side_by_side(self, client, mo, double):
        make_action(text="Write the pathway", owners=[double])

        html = client.get(self.path(mo, other=double.pk)).content.decode()

        for words in ("m.rahimi@council.example", "Write the pathway", "is kept"):
            assert words in html

    def chosen(self, mo, double, **fields):
        return {
            "version": mo.version,
            "gone_version": double.version,
            "name": "Mo",
            "initials": "MO",
            "email": "m.rahimi@council.example",
            "is_sure": "on",
            **fields,
        }

    def test_a_journey_to_one_entry(self, client, mo, double, today):
        answer = client.post(self.path(mo, other=double.pk), self.chosen(mo, double))

        assert answer.status_code == 302
        mo.refresh_from_db()
        double.refresh_from_db()
        assert (mo.email, mo.aliases) == ("m.rahimi@council.example", ["MRa"])
        assert double.merged_into == mo
        page = client.get(self.path(double))
        assert page.url == self.path(mo)

    def test_the_second_of_two_officers_reads_that_it_was_done(
        self, client, mo, double
    ):
        path, sent = self.path(mo, other=double.pk), self.chosen(mo, double)
        client.post(path, sent)

        answer = client.post(path, sent, follow=True)

        assert answer.redirect_chain == [(mo.get_absolute_url(), 302)]
        assert "has been merged into this entry already" in answer.content.decode()

    def test_an_entry_that_changed_meanwhile_is_shown_and_then_merged(
        self, client, mo, double
    ):
        path, sent = self.path(mo, other=double.pk), self.chosen(mo, double)
        Person.objects.filter(pk=double.pk).update(version=double.version + 1)

        form = client.post(path, sent).context["form"]
        again = {name: form[name].value() for name in ("version", "gone_version")}

        assert client.post(path, {**sent, **again}).status_code == 302

    def test_one_must_be_sure(self, client, mo, double):
        answer = client.post(
            self.path(mo, other=double.pk), self.chosen(mo, double, is_sure="")
        )

        assert "Confirm that both are the same person" in answer.content.decode()
        double.refresh_from_db()
        assert double.merged_into is None

    def test_words_that_neither_has_are_not_taken(self, client, mo, double):
        answer = client.post(
            self.path(mo, other=double.pk),
            self.chosen(mo, double, email="stranger@elsewhere.example"),
        )

        assert "Select one of the options" in answer.content.decode()

    def test_two_who_signed_are_named_before_anything_is_asked(
        self, client, mo, double
    ):
        signed = signature(mo)
        signed.pk, signed.person, signed.role = None, double, "governor"
        signed.save()

        html = client.get(self.path(mo, other=double.pk)).content.decode()

        assert "These entries cannot be merged" in html
        assert "Merge these entries" not in html

    @pytest.mark.parametrize("other", ["", "x", "0", "999999", "-1"])
    def test_another_entry_that_there_is_not(self, client, mo, other):
        assert client.get(self.path(mo, other=other)).status_code == 404

    def test_nor_oneself(self, client, mo):
        assert client.get(self.path(mo, other=mo.pk)).status_code == 404

    def test_the_pages_ask_as_often_for_much_as_for_little(self, client, mo, double):
        path = self.path(mo, other=double.pk)

        def asked():
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            return len(queries)

        make_action(owners=[double])
        client.get(path)
        few = asked()
        for number in range(50):
            make_action(text=f"Action {number}", owners=[double])

        assert asked() == few


def test_minutes_know_one_person_of_the_name(mo, amara, today):
    """Two entries called alike named nobody; once merged, they name the person."""
    group = SubgroupFactory()
    meeting = MeetingFactory(subgroup=group)
    kept, gone = (PersonFactory(name="Ruth Salter") for _ in range(2))
    assert read_owners("Ruth Salter", meeting, on=today).owners[0].person is None

    merge(kept, gone, by=amara, on=today)

    assert read_owners("Ruth Salter", meeting, on=today).owners[0].person == kept
