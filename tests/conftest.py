"""Fixtures of every test: the cast, signed-in clients, and days that do not move."""

from datetime import date

import pytest
from django.test import Client

from partnership.people.models import Person

pytest_plugins = ["tests.cast", "tests.world", "tests.browser", "tests.tabs"]

TODAY = date(2025, 10, 22)


@pytest.fixture
def today() -> date:
    """A Wednesday in an autumn term, in the reporting year 2025/26."""
    return TODAY


@pytest.fixture
def client_of(db):
    """A client signed in as someone: `client_of(mo).get(…)`."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(
            person.user, backend="partnership.sign_in.backend.SignInBackend"
        )
        return client

    return signed_in


@pytest.fixture
def outbox_delivers(django_capture_on_commit_callbacks):
    """Runs what waits for the commit, so that letters reach `mail.outbox`."""

    def run():
        return django_capture_on_commit_callbacks(execute=True)

    return run
