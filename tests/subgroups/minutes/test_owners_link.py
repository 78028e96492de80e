"""The link that an owner without an account gets for an action of the minutes."""

import re

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from actions.leaving import hand_over
from actions.register.models.progress import Update
from actions.register.services import endings
from partnership.history.models import Event
from partnership.outbox.models import Message
from subgroups.agenda import services as agenda
from tests.factories import PersonFactory
from tests.subgroups.pages import page, url, words
from tests.subgroups.raising import raise_it

REPORT = {"text": "I have written to two of them", "rag": "green", "version": "1"}


@pytest.fixture(autouse=True)
def at():
    """Moves the clock, which begins the day after the meeting."""
    with time_machine.travel("2025-10-22 10:00", tick=False) as clock:
        yield clock


@pytest.fixture
def ruth():
    """Known to the directory, without an account or a role."""
    return PersonFactory(name="Ruth Salter")


@pytest.fixture
def minuted(held, item, ruth, lena, today):
    raise_it(item, lena, today, owner_words="MO", text="Ask the county")
    return raise_it(
        item, lena, today, owner_words=f"{ruth.name}, CH", due_words="1 December 2025"
    )


@pytest.fixture
def link(minuted, ruth):
    """The only address in the email to the owner."""
    letter = Message.objects.get(person=ruth)
    site = re.escape(settings.SITE_ADDRESS.rstrip("/"))
    [path] = re.findall(rf"{site}(/\S*)", letter.body)
    assert letter.is_secret
    return path


def test_it_opens_that_action_and_nothing_else(link, minuted, held, item):
    client = Client()

    shown = client.get(link)

    assert minuted.text in words(shown)
    for elsewhere in ("Ask the county", "CH asked about", "Lena"):
        assert elsewhere not in words(shown)
    # Whoever came by the link is not signed in by it.
    for path in (
        minuted.action.get_absolute_url(),
        url("minutes", held),
        url("item", item),
        "/actions/",
    ):
        assert client.get(path).status_code == 302, path
    for one in page(shown).select("main a[href]"):
        assert one["href"].startswith(("#", "mailto:")), one


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_reading_it_never_acts(method, link, minuted):
    before = Event.objects.count()

    for _ in range(3):
        getattr(Client(), method)(link, REPORT)

    minuted.action.refresh_from_db()
    assert (minuted.action.version, minuted.action.status) == (1, "not_started")
    assert not Update.objects.exists()
    assert Event.objects.count() == before


def test_a_report_is_that_owners_and_counts_for_that_action_alone(link, minuted, ruth):
    Client().post(link, REPORT)

    update = Update.objects.get()
    assert (update.action, update.by, update.text) == (
        minuted.action,
        ruth,
        REPORT["text"],
    )
    minuted.refresh_from_db()
    assert minuted.text == "Write to the colleges"


def complete(action, ruth, by, on):
    endings.complete_action(action, outcome="They came", by=by, on=on)


def withdraw(action, ruth, by, on):
    endings.withdraw_action(action, reason="Overtaken", by=by, on=on)


def give_away(action, ruth, by, on):
    hand_over(leaver=ruth, taker=PersonFactory(), last_day=on, by=by, on=on)


@pytest.mark.parametrize("end", [complete, withdraw, give_away])
def test_it_stops_when_the_action_ends_or_changes_hands(
    end, link, minuted, ruth, lena, today
):
    end(minuted.action, ruth, lena, today)

    assert Client().get(link).status_code == 404
    answer = Client().post(link, REPORT)
    assert answer.status_code == 404
    assert minuted.text not in answer.content.decode()
    assert not Update.objects.filter(text=REPORT["text"]).exists()


@pytest.mark.parametrize(("day", "status"), [(4, 200), (6, 404)])
def test_it_stops_after_a_fortnight(day, status, link, at):
    at.move_to(f"2025-11-0{day} 10:00")

    assert Client().get(link).status_code == status


def test_it_still_opens_for_its_owner_when_the_item_is_restricted(
    link, minuted, item, lena
):
    item.refresh_from_db()
    agenda.correct_item(
        item, title="Conduct", purpose="discussion", access="restricted", by=lena
    )

    shown = words(Client().get(link))

    assert minuted.text in shown
    assert "Conduct" not in shown
