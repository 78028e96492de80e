"""API keys: made, shown once, revoked."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache

from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.history.models import Event
from partnership.outbox.models import Message
from partnership.sign_in import keys
from partnership.sign_in.models import ApiToken
from tests.factories import MembershipFactory, PersonFactory
from tests.scorecard.machines import give, read
from tests.scorecard.pages import address, errors, words

NOON = datetime(2025, 10, 22, 11, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _today():
    cache.clear()
    with time_machine.travel(NOON, tick=False):
        yield


class TestKeys:
    def data(self, **changes):
        return {
            "name": "Power BI",
            "person": "eve@wexcombe.example",
            "expires_on-day": "1",
            "expires_on-month": "4",
            "expires_on-year": "2026",
        } | changes

    def test_a_key_is_shown_once_and_never_kept(self, client_of, amara, eve):
        client = client_of(amara)

        given = client.post(address("give_key"), self.data())

        page = BeautifulSoup(given.content, "html.parser")
        key = page.select_one("#key")["value"]
        token = ApiToken.objects.get()
        assert read("rounds", key).status_code == 200
        assert (token.person, token.created_by) == (eve, amara)
        assert key.startswith(token.beginning)
        assert "no-store" in given["Cache-Control"]
        assert key not in client.get(address("keys")).content.decode()
        kept = [str(ApiToken.objects.values().get()), *map(str, Event.objects.values())]
        kept += [message.body for message in Message.objects.all()]
        assert not [text for text in kept if key in text]

    def test_the_person_is_told(self, client_of, amara, eve, outbox_delivers):
        with outbox_delivers():
            client_of(amara).post(address("give_key"), self.data())

        assert [(letter.to, letter.subject) for letter in mail.outbox] == [
            (
                ["eve@wexcombe.example"],
                "Partnership: API key Power BI created, works until 1 April 2026",
            )
        ]

    def test_sent_twice_it_is_made_once(self, client_of, amara, eve):
        client = client_of(amara)
        client.post(address("give_key"), self.data())

        again = client.post(address("give_key"), self.data(name="power bi"))

        assert errors(again)[0][1] == "#id_name"
        assert ApiToken.objects.count() == 1

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"name": ""}, "#id_name"),
            ({"person": "nobody@wexcombe.example"}, "#id_person"),
            ({"person": "eve"}, "#id_person"),
            ({"expires_on-year": "2027"}, "#id_expires_on"),
            ({"expires_on-year": "2025"}, "#id_expires_on"),
            ({"expires_on-day": ""}, "#id_expires_on"),
        ],
    )
    def test_a_wrong_form_says_where(self, changes, field, client_of, amara, eve):
        answer = client_of(amara).post(address("give_key"), self.data(**changes))

        assert [link for _, link in errors(answer)][0].startswith(field)
        assert not ApiToken.objects.exists()

    @pytest.mark.parametrize(
        ("days", "is_given"), [(-1, False), (0, True), (365, True), (366, False)]
    )
    def test_a_key_lasts_a_year_at_most(self, days, is_given, amara):
        if is_given:
            give(amara, expires_on=TODAY + timedelta(days=days))
        else:
            with pytest.raises(Refused, match="within a year"):
                give(amara, expires_on=TODAY + timedelta(days=days))

    def test_someone_without_a_role_gets_none(self, amara):
        with pytest.raises(Refused, match="no role"):
            give(PersonFactory(name="Sam"))

    def test_a_contact_gets_none(self, education):
        sam = PersonFactory()
        MembershipFactory(person=sam, organisation=education, role=Role.CONTACT)

        with pytest.raises(Refused, match="no role"):
            give(sam)

    def test_amara_revokes_a_key(self, client_of, amara, eve):
        key, token = give(eve, name="Power BI")

        client_of(amara).post(address("revoke_key", token))

        listed = words(client_of(amara).get(address("keys")))
        assert read("rounds", key).status_code == 401
        assert "Revoked" in listed
        with pytest.raises(Refused, match="already been revoked"):
            keys.revoke_token(token, by=amara)

    def test_an_expired_key_is_listed_as_such(self, client_of, amara, eve):
        give(eve, expires_on=TODAY)

        with time_machine.travel(NOON + timedelta(days=1), tick=False):
            listed = words(client_of(amara).get(address("keys")))

        assert "Expired" in listed
        assert "Revoke" not in listed
