"""HEAD is answered as GET is, without a body, whatever a view takes."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from actions.register.services import endings
from partnership.outbox import messages
from tests.actions.factories import make_action

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/account/",
        "/account/letters/",
        "/messages/",
        "/people/",
        "/people/987654/",
        "/health/live",
        "/health/ready",
        "/api/actions/",
        "/nowhere/",
    ],
)
def test_a_page_is_answered_alike(path, client_of, bryn):
    for client in (client_of(bryn), Client()):
        shown, asked = client.get(path), client.head(path)

        assert asked.status_code == shown.status_code
        assert asked.headers.get("Location") == shown.headers.get("Location")
        assert asked.headers["Content-Type"] == shown.headers["Content-Type"]
        assert asked.content == b""


def test_an_act_that_is_not_open_is_refused_alike(client_of, amara, partnership):
    action = make_action(partnership)
    endings.withdraw_action(action, reason="Not needed", by=amara, on=localdate())
    path = reverse("actions:withdraw_action", args=[action.pk])
    client = client_of(amara)

    assert (client.get(path).status_code, client.head(path).status_code) == (409, 409)


def test_a_page_that_only_acts_does_not_act(client_of, bryn, mo):
    [message] = messages.post("note", "A note\nWords", address=mo.email, person=mo)
    path = reverse("partnership:send_again", args=[message.pk])

    assert client_of(bryn).head(path).status_code == 405
