"""What was typed behind a letter's link is kept when the link is over meanwhile."""

from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from actions import leaving
from actions.register.models.owners import ActionOwner
from actions.register.models.progress import Update
from actions.register.services import by_link, endings, raising
from actions.register.words import OwnerAs
from partnership.access import link_address
from partnership.guards.outcomes import Changed
from partnership.policy import values as policy
from tests.actions.factories import make_action

ON = date(2025, 10, 24)
TYPED = {
    "text": "Half of it is written <b>\nand read",
    "rag": "amber",
    "impact": "green",
    "reason": "Two have left",
    "occurrence": "2025-06-30",
    "version": "1",
}
COPIED = """Half of it is written <b>
and read

How is delivery going?
At risk

Is it making a difference for children?
Making a difference

Reason for changing the rating
Two have left

Which date is this update for?
30 June 2025"""
OVER = "The action has been closed or has a different owner"


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-24 10:00Z", tick=False):
        yield


@pytest.fixture
def action(education, mo, amara):
    policy.change("reply_to", "office@wexcombe.example", by=None)
    return make_action(
        education,
        text="Write the secret pathway",
        owners=[mo],
        due_text="31 October 2025",
        by=amara,
    )


@pytest.fixture
def link(action, mo):
    owner = action.owners.get(person=mo)
    return link_address("actions:update_by_link", by_link.PURPOSE, owner)


def complete(action, amara, chris):
    endings.complete_action(action, outcome="Safer", by=amara, on=ON)


def withdraw(action, amara, chris):
    endings.withdraw_action(action, reason="Not needed", by=amara, on=ON)


def close_and_reopen(action, amara, chris):
    endings.complete_action(action, outcome="Safer", by=amara, on=ON)
    endings.reopen_action(action, reason="Not done", by=amara, on=ON)


def hand_over(action, amara, chris):
    mo = action.owners.get().person
    leaving.hand_over(leaver=mo, taker=chris, last_day=ON, by=amara, on=ON)


def name_another(action, amara, chris):
    owners = [OwnerAs("Chris", chris)]
    raising.edit_action(action, text="x", owners=owners, by=amara, on=ON)


def remove(action, amara, chris):
    ActionOwner.objects.all().delete()


ENDS = [complete, withdraw, close_and_reopen, hand_over, name_another, remove]


def read(response) -> BeautifulSoup:
    assert response.status_code == 404
    return BeautifulSoup(response.content, "html.parser")


def is_kept(response, action, why: str) -> bool:
    """The page of what was typed: all of it, why, whom to write to, and no more."""
    soup = read(response)
    text = " ".join(soup.main.get_text(" ").split())
    box = soup.main.find("textarea")
    assert box.get_text().strip() == COPIED
    assert box.has_attr("readonly")
    assert soup.find("label", {"for": box["id"]}).get_text() == "What you typed"
    assert why in text
    assert soup.main.find("a", href="mailto:office@wexcombe.example")
    assert "no-store" in response["Cache-Control"]
    for hidden in (action.ref, "secret pathway", "31 October", "Chris", "Safer"):
        assert hidden not in response.content.decode()
    return not Update.objects.exists()


@pytest.mark.parametrize("end", ENDS)
def test_when_it_was_closed_or_given_away_since(end, link, action, amara, chris):
    end(action, amara, chris)

    assert is_kept(Client().post(link, TYPED), action, OVER)


@pytest.mark.parametrize("end", ENDS)
def test_when_that_happens_while_submitting(
    end, link, action, amara, chris, monkeypatch
):
    def meanwhile(owner, **report):
        end(action, amara, chris)
        raise Changed(owner.action)

    monkeypatch.setattr(by_link, "update_by_link", meanwhile)

    assert is_kept(Client().post(link, TYPED), action, OVER)


def test_when_the_fortnight_has_passed(link, action):
    with time_machine.travel("2025-11-07 10:01Z", tick=False):
        response = Client().post(link, TYPED)

    assert is_kept(response, action, "work for 14 days, and this one has expired")


def test_when_the_person_has_left(link, action, mo):
    mo.left_on = date(2025, 10, 23)
    mo.save()

    assert is_kept(Client().post(link, TYPED), action, "that you have left")


def test_names_the_business_team_where_no_address_is_set(link, action, amara, chris):
    policy.change("reply_to", "", by=None)
    complete(action, amara, chris)

    text = read(Client().post(link, TYPED)).main.get_text(" ")

    assert "send it to the partnership’s business team." in " ".join(text.split())


@pytest.mark.parametrize("sent", [{}, {"text": "  ", "version": "1"}])
def test_there_is_nothing_to_keep_where_nothing_was_typed(
    sent, link, action, amara, chris
):
    complete(action, amara, chris)

    for response in (Client().post(link, sent), Client().get(link)):
        assert read(response).h1.get_text() == "This link does not work"


def test_an_invalid_link_saves_nothing_and_shows_only_what_was_typed(action):
    path = reverse("actions:update_by_link", kwargs={"token": "no:such:link"})

    assert is_kept(Client().post(path, TYPED), action, OVER)
