"""Inviting people to sign in: the letter, the page behind its link, and bad input."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from partnership.access import GIVEN_BY_ROWS, GRANTS, Role
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.people import inviting
from partnership.people.models import Person
from partnership.sign_in import services as sign_in
from partnership.sign_in.models import Invitation, User
from tests.factories import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db
ON = date(2025, 10, 22)
DAY = timedelta(days=1)
PASSWORD = "three random words"


def events(subject):
    return [event.event for event in history.of(subject)]


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


@pytest.fixture
def noor(elm) -> Person:
    """A governor of Elm Primary without an account."""
    noor = PersonFactory(name="Noor Bielik", email="noor@elm.example")
    MembershipFactory(person=noor, organisation=elm.organisation, role=Role.GOVERNOR)
    return noor


@pytest.fixture
def invitation(noor, bryn) -> Invitation:
    return inviting.invite(noor, by=bryn, on=localdate())


def link(invitation) -> str:
    """The path in the letter."""
    invitation.message.refresh_from_db()
    return urlsplit(re.search(r"http\S+/invitations/\S+", invitation.message.body)[0])[
        2
    ]


class TestTheLetter:
    def test_says_who_invites_and_to_what(self, invitation):
        body = invitation.message.body

        assert "Bryn has invited you to Quorate" in body
        assert (
            "- Safeguarding governor, Elm Primary School: read the school’s "
            "safeguarding audit and sign it"
        ) in body

    def test_is_secret_and_goes_to_the_person(self, invitation, noor):
        assert invitation.message.is_secret
        assert (invitation.message.person, invitation.message.address) == (
            noor,
            "noor@elm.example",
        )

    def test_names_a_role_that_is_to_come(self, elm, bryn):
        later = PersonFactory()
        MembershipFactory(
            person=later,
            organisation=elm.organisation,
            role=Role.HEAD,
            from_date=ON + 10 * DAY,
        )

        invited = inviting.invite(later, by=bryn, on=ON)

        assert "Elm Primary School (from 1 November 2025)" in invited.message.body

    def test_every_role_that_opens_a_page_says_what_it_is_for(self):
        opening = {role for role, may in GRANTS.items() if may} - GIVEN_BY_ROWS

        assert set(inviting.TASKS) == opening

    def test_gives_an_account_without_a_password(self, invitation, noor):
        assert not noor.user.has_usable_password()
        assert noor.user.email == "noor@elm.example"


class TestWhoIsNotInvited:
    def refused(self, person, by) -> str:
        with pytest.raises(Refused) as refusal:
            inviting.invite(person, by=by, on=ON)
        assert not Invitation.objects.filter(person=person).exists()
        return str(refusal.value)

    def test_who_can_sign_in(self, dee, bryn):
        dee.user.set_password(PASSWORD)
        dee.user.save()

        assert self.refused(dee, bryn) == "Dee can already sign in"

    def test_who_has_no_role(self, bryn):
        someone = PersonFactory(name="Sam")

        assert "Sam has no role that lets them sign in" in self.refused(someone, bryn)
        assert not User.objects.filter(person=someone).exists()

    def test_who_is_only_a_contact(self, elm, bryn):
        someone = PersonFactory(name="Sam")
        MembershipFactory(
            person=someone, organisation=elm.organisation, role=Role.CONTACT
        )

        assert "no role that lets them sign in" in self.refused(someone, bryn)

    def test_whose_role_has_ended(self, noor, bryn):
        noor.memberships.update(to_date=ON - DAY)

        assert "no role that lets them sign in" in self.refused(noor, bryn)

    def test_whose_school_has_closed(self, noor, elm, bryn):
        elm.organisation.closed_on = ON
        elm.organisation.save()

        assert "no role that lets them sign in" in self.refused(noor, bryn)

    def test_who_has_no_address(self, noor, bryn):
        noor.email = ""
        noor.save()

        assert "no email address" in self.refused(noor, bryn)

    def test_who_was_merged(self, noor, dee, bryn):
        noor.email, noor.merged_into = "", dee
        noor.save()

        assert self.refused(noor, bryn) == (
            "Noor Bielik was merged with Dee. Invite Dee instead"
        )

    def test_who_was_anonymised(self, noor, bryn):
        noor.email, noor.anonymised_on = "", ON
        noor.save()

        assert "their details have been removed" in self.refused(noor, bryn)


class TestInvitingAgain:
    def test_withdraws_the_earlier(self, invitation, noor, bryn):
        again = inviting.invite(noor, by=bryn, on=localdate())

        invitation.refresh_from_db()
        assert invitation.withdrawn_at
        assert Invitation.objects.waiting().get() == again

    def test_the_earlier_link_says_to_use_the_latest(
        self, client, invitation, noor, bryn
    ):
        inviting.invite(noor, by=bryn, on=localdate())

        response = client.get(link(invitation))

        assert response.status_code == 410
        assert "replaced by a newer one" in words(response)

    def test_opens_an_account_that_was_closed(self, invitation, noor, bryn):
        inviting.withdraw_invitation(invitation, by=bryn)
        noor.user.refresh_from_db()
        assert not noor.user.is_active

        inviting.invite(noor, by=bryn, on=localdate())

        noor.user.refresh_from_db()
        assert noor.user.is_active


class TestWithdrawing:
    def test_closes_an_account_that_nobody_used(self, invitation, noor, bryn):
        inviting.withdraw_invitation(invitation, by=bryn)

        assert not User.objects.get(person=noor).is_active
        assert "invitation withdrawn" in events(noor)

    def test_leaves_an_account_in_use(self, dee, bryn):
        invited = inviting.invite(dee, by=bryn, on=ON)
        dee.user.last_login = clock.now()
        dee.user.save()

        inviting.withdraw_invitation(invited, by=bryn)

        assert User.objects.get(person=dee).is_active

    def test_is_done_once(self, invitation, bryn):
        inviting.withdraw_invitation(invitation, by=bryn)

        with pytest.raises(Refused, match="already"):
            inviting.withdraw_invitation(invitation, by=bryn)


class TestInvitingMany:
    def invite(self, count, elm, by):
        people = [PersonFactory() for _ in range(count)]
        for person in people:
            MembershipFactory(
                person=person, organisation=elm.organisation, role=Role.DSL
            )
        with CaptureQueriesContext(connection) as asked:
            answer = inviting.invite_many(people, by=by, on=ON)
        letters = [q for q in asked if 'INTO "partnership_message"' in q["sql"]]
        return answer, len(asked) - len(letters)

    def test_asks_as_often_for_ten_as_for_one_beside_the_letters(self, elm, bryn):
        self.invite(1, elm, bryn)

        _, for_one = self.invite(1, elm, bryn)
        answer, for_ten = self.invite(10, elm, bryn)

        assert for_ten == for_one
        assert len(answer.invitations) == 10

    def test_passes_over_those_who_cannot_be(self, noor, dee, bryn):
        dee.user.set_password(PASSWORD)
        dee.user.save()

        answer = inviting.invite_many([noor, dee], by=bryn, on=ON)

        assert [one.person for one in answer.invitations] == [noor]
        assert answer.refused == [(dee, "Dee can already sign in")]

    def test_is_bounded(self, elm, bryn):
        people = Person.objects.bulk_create(
            Person(name=f"Person {n}") for n in range(inviting.MOST_AT_ONCE + 1)
        )

        with pytest.raises(Refused, match="up to 200"):
            inviting.invite_many(people, by=bryn, on=ON)


class TestThePageBehindTheLink:
    def test_says_who_invites_to_what(self, client, invitation):
        text = words(client.get(link(invitation)))

        assert "Bryn has invited you as:" in text
        assert "Safeguarding governor, Elm Primary School" in text

    def test_opening_it_accepts_nothing(self, client, invitation):
        client.get(link(invitation))

        invitation.refresh_from_db()
        assert invitation.accepted_at is None

    def test_choosing_a_password_accepts_and_signs_in(self, client, invitation, noor):
        response = client.post(link(invitation), {"password": PASSWORD})

        invitation.refresh_from_db()
        assert response.status_code == 302
        assert invitation.accepted_at
        assert client.session["_auth_user_id"] == str(noor.user.pk)
        assert User.objects.get(person=noor).check_password(PASSWORD)
        assert "invitation accepted" in events(noor)

    @pytest.mark.parametrize("password", ["", "short", "123456789012"])
    def test_a_weak_password_is_refused_beside_its_field(
        self, client, invitation, password
    ):
        response = client.post(link(invitation), {"password": password})

        assert response.status_code == 200
        assert "There is a problem" in words(response)
        assert Invitation.objects.waiting().exists()

    def test_used_twice_it_says_so(self, client, invitation, noor):
        path = link(invitation)
        client.post(path, {"password": PASSWORD})

        again = Client().post(path, {"password": "another few words"})

        assert again.status_code == 410
        assert "You have already used this invitation" in words(again)
        assert User.objects.get(person=noor).check_password(PASSWORD)

    def test_after_the_role_ended_it_says_which_and_whom_to_ask(
        self, client, invitation, noor
    ):
        ended = localdate() - DAY
        noor.memberships.update(to_date=ended)

        response = client.post(link(invitation), {"password": PASSWORD})

        assert response.status_code == 410
        assert (
            "Your role as Safeguarding governor at Elm Primary School ended on "
            f"{ended.day} {ended:%B %Y}. Contact"
        ) in words(response)
        assert not User.objects.get(person=noor).has_usable_password()

    def test_it_lasts_14_days(self, client, invitation):
        path = link(invitation)

        with time_machine.travel(invitation.invited_at + 14 * DAY - timedelta(hours=1)):
            in_time = client.get(path)
        with time_machine.travel(invitation.invited_at + 14 * DAY + timedelta(hours=1)):
            late = client.post(path, {"password": PASSWORD})

        assert (in_time.status_code, late.status_code) == (200, 410)
        assert "This invitation expired on" in words(late)

    def test_a_withdrawn_one_lets_nobody_in(self, client, invitation, bryn):
        inviting.withdraw_invitation(invitation, by=bryn)

        response = client.post(link(invitation), {"password": PASSWORD})

        assert response.status_code == 410
        assert "withdrawn" in words(response)

    def test_a_merged_persons_old_link_lets_nobody_in(
        self, client, invitation, noor, dee
    ):
        path = link(invitation)
        noor.email, noor.merged_into = "", dee
        noor.save()

        response = client.post(path, {"password": PASSWORD})

        assert response.status_code == 410
        assert "no longer valid" in words(response)

    def test_whoever_is_signed_in_as_another_is_told(
        self, client_of, invitation, mo, noor
    ):
        response = client_of(mo).post(link(invitation), {"password": PASSWORD})

        assert "This invitation is for Noor Bielik" in words(response)
        assert not User.objects.get(person=noor).has_usable_password()

    def test_signing_in_another_way_accepts_too(self, noor, invitation):
        sign_in.accept_waiting(noor)
        sign_in.accept_waiting(noor)

        invitation.refresh_from_db()
        assert invitation.accepted_at
        assert events(noor).count("invitation accepted") == 1


class TestTheFateOfTheLetter:
    @pytest.mark.parametrize(
        ("status", "state"),
        [
            (Message.Status.WAITING, Invitation.State.WAITING),
            (Message.Status.HANDING_OVER, Invitation.State.WAITING),
            (Message.Status.SENT, Invitation.State.SENT),
            (Message.Status.BOUNCED, Invitation.State.BOUNCED),
            (Message.Status.UNCONFIRMED, Invitation.State.UNCONFIRMED),
        ],
    )
    def test_is_the_invitations_state(self, invitation, status, state):
        invitation.message.status = status

        assert invitation.state(at=clock.now()) == state

    def test_what_the_person_did_comes_first(self, invitation):
        invitation.message.status = Message.Status.BOUNCED
        invitation.accepted_at = clock.now()

        assert invitation.state(at=clock.now()) == Invitation.State.ACCEPTED

    def test_it_expires(self, invitation):
        invitation.message.status = Message.Status.SENT

        assert (
            invitation.state(at=invitation.invited_at + 15 * DAY)
            == Invitation.State.EXPIRED
        )

    def test_without_a_letter_it_says_so(self, invitation):
        invitation.message = None

        assert invitation.state(at=clock.now()) == Invitation.State.UNWRITTEN

    def test_every_state_has_a_colour(self):
        assert set(Invitation.COLOURS) == set(Invitation.State)
