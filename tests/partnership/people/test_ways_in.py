"""Which link someone gets in an email: their page, an invitation, or a signed link."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.register.services import endings
from partnership.access import Role
from partnership.history import services as history
from partnership.outbox import messages
from partnership.outbox.models import Message
from partnership.pages import addresses
from partnership.people import inviting, ways_in
from partnership.people.models import Person
from partnership.sign_in import services as sign_in
from partnership.sign_in.models import Invitation, User
from scorecard.digest.services import send_digests
from tests.actions.factories import make_action
from tests.factories import MembershipFactory, PersonFactory
from tests.scorecard.factories import FigureFactory, MeasureFactory

pytestmark = pytest.mark.django_db

ON = date(2025, 10, 22)
PASSWORD = "three random words"
QUERIES = 17


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture
def noor(education) -> Person:
    """A member of the subgroup without an account."""
    noor = PersonFactory(name="Noor Bielik", email="noor@wexcombe.example")
    MembershipFactory(person=noor, organisation=education, role=Role.MEMBER)
    return noor


@pytest.fixture
def contact(db) -> Person:
    """Someone with an address and no role."""
    return PersonFactory(name="Ivy Fenn", email="ivy@wexcombe.example")


@pytest.fixture
def action(education, noor, contact):
    with messages.silenced():
        return make_action(education, owners=[noor, contact])


def write(*people: Person, page: str) -> list[Message]:
    return messages.send(
        "review_named",
        to=people,
        review="PR-2025-1",
        what="Rapid review",
        link=addresses.absolute(page),
    )


def link_in(letter: Message) -> str:
    """The path and query of the first link to one of our pages."""
    site = re.escape(settings.SITE_ADDRESS.rstrip("/"))
    return re.search(rf"{site}(/\S+)", letter.body)[1]


class TestWhoCanSignIn:
    def test_gets_the_page_s_own_address(self, mo, action):
        with CaptureQueriesContext(connection) as queries:
            ways = ways_in.ways_for([mo])
        [letter] = write(mo, page=action.get_absolute_url())

        assert (ways, len(queries)) == ({}, 3)  # one, and the savepoint
        assert link_in(letter) == action.get_absolute_url()
        assert not letter.is_secret
        assert not Invitation.objects.exists()


class TestWhoseRoleOpensPages:
    def test_is_invited_by_the_email_itself(self, noor, action):
        [letter] = write(noor, page=action.get_absolute_url())

        invitation = Invitation.objects.get(person=noor)
        assert link_in(letter).startswith("/invitations/")
        assert "They work until 5 November 2025 and are only for you" in letter.body
        assert (letter.is_secret, invitation.message) == (True, letter)
        assert [event.event for event in history.of(noor)] == [
            "invited",
            "sign-in given",
        ]
        assert Message.objects.count() == 1

    def test_comes_to_the_page_by_one_link(self, noor, action):
        [letter] = write(noor, page=action.get_absolute_url())
        client = Client()
        path = link_in(letter)

        assert client.get(path).status_code == 200
        response = client.post(path, {"password": PASSWORD}, follow=True)

        assert response.status_code == 200
        assert response.request["PATH_INFO"] == action.get_absolute_url()
        assert client.get(path)["Location"] == action.get_absolute_url()

    def test_comes_to_the_page_by_a_code(self, noor, action):
        [letter] = write(noor, page=action.get_absolute_url())
        client = Client()
        accept = client.get(link_in(letter)).content.decode()
        assert f'name="next" value="{action.get_absolute_url()}"' in accept

        asked = client.post(
            reverse("account_request_login_code"),
            {"email": noor.email, "next": action.get_absolute_url()},
        )
        code = re.search(
            r"asked for it:\s+(\S+)", Message.objects.get(kind="login_code").body
        )[1]
        response = client.post(asked["Location"], {"code": code})

        assert response["Location"] == action.get_absolute_url()

    @pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example"])
    def test_never_comes_to_another_site(self, noor, action, elsewhere):
        [letter] = write(noor, page=action.get_absolute_url())
        path = f"{urlsplit(link_in(letter)).path}?next={elsewhere}"

        response = Client().post(path, {"password": PASSWORD})

        assert response["Location"] == "/"

    def test_keeps_an_invitation_that_still_works(self, noor, bryn, action):
        invitation = inviting.invite(noor, by=bryn, on=ON)

        [letter] = write(noor, page=action.get_absolute_url())

        assert Invitation.objects.get() == invitation
        assert invitation.message.kind == "invitation"
        assert Client().get(link_in(letter)).status_code == 200

    def test_gets_a_new_one_once_it_has_expired(self, noor, bryn, action):
        old = inviting.invite(noor, by=bryn, on=ON)

        with time_machine.travel("2025-11-06 10:00Z", tick=False):
            [letter] = write(noor, page=action.get_absolute_url())
            status = Client().get(link_in(letter)).status_code

        old.refresh_from_db()
        assert old.withdrawn_at
        assert Invitation.objects.waiting().get(person=noor).message == letter
        assert status == 200

    def test_gets_the_plain_address_once_they_have_signed_in(self, noor, action):
        [letter] = write(noor, page=action.get_absolute_url())
        Client().post(link_in(letter), {"password": PASSWORD})

        [later] = write(noor, page=action.get_absolute_url())

        assert link_in(later) == action.get_absolute_url()

    def test_is_not_invited_by_what_is_not_sent(self, noor, action):
        with messages.silenced():
            write(noor, page=action.get_absolute_url())
        messages.send_to_address("address_changed", noor.email, person=noor, by="Bryn")

        assert not User.objects.filter(person=noor).exists()

    def test_a_closed_account_stays_closed(self, noor, action):
        write(noor, page=action.get_absolute_url())
        sign_in.end_sign_in(noor, by=None)

        [letter] = write(noor, page="/plans/")

        assert ways_in.NO_ACCOUNT in letter.body
        assert not noor.user.is_active

    def test_the_digest_invites_too(self, noor):
        measure = FigureFactory(measure=MeasureFactory(owner=noor)).measure

        [digest] = send_digests(on=date(2025, 11, 1), only=[noor])

        assert digest.is_secret
        path = link_in(digest)
        response = Client().post(path, {"password": PASSWORD}, follow=True)
        assert response.request["PATH_INFO"] == measure.get_absolute_url()
        assert response.status_code == 200


class TestWhoHasNoRole:
    def test_gets_a_signed_link_to_their_action(self, contact, action):
        [letter] = write(contact, page=action.get_absolute_url())

        page = Client().get(link_in(letter))
        assert link_in(letter).startswith("/actions/report/")
        assert action.text in page.content.decode()
        assert letter.is_secret
        assert not User.objects.filter(person=contact).exists()

    @pytest.mark.parametrize("gone", ["closed", "not theirs"])
    def test_gets_no_link_without_an_open_action_of_theirs(
        self, contact, action, bryn, gone
    ):
        if gone == "closed":
            endings.withdraw_action(action, reason="x", by=bryn, on=ON)
        else:
            action.owners.filter(person=contact).delete()

        [letter] = write(contact, page=action.get_absolute_url())

        assert ways_in.NO_ACCOUNT in letter.body
        assert settings.SITE_ADDRESS not in letter.body
        assert not letter.is_secret

    def test_is_told_so_where_a_page_has_no_signed_link(self, contact):
        [letter] = write(contact, page="/plans/")

        assert ways_in.NO_ACCOUNT in letter.body
        assert settings.SITE_ADDRESS not in letter.body

    def test_a_new_owner_without_an_account_can_report(self, education, contact):
        make_action(education, owners=[contact], text="Ring the colleges")

        letter = Message.objects.get(kind="action_raised")

        assert Client().get(link_in(letter)).status_code == 200

    def test_public_pages_keep_their_address(self, contact):
        [letter] = write(contact, page="/privacy/")

        assert link_in(letter) == "/privacy/"


@pytest.mark.parametrize("count", [1, 50])
def test_many_are_invited_in_as_many_queries_as_one(count, education):
    people = [PersonFactory() for _ in range(count)]
    for person in people:
        MembershipFactory(person=person, organisation=education, role=Role.MEMBER)

    with CaptureQueriesContext(connection) as queries:
        invited = ways_in.ways_for(people)

    assert len(invited) == count
    assert len(queries) == QUERIES
