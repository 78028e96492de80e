"""Fixtures of every test: the cast, signed-in clients, and days that do not move."""

import gc
from datetime import date

import pytest
from django.conf import settings
from django.test import Client, override_settings

from partnership.people.models import Person

pytest_plugins = ["tests.cast", "tests.world", "tests.browser", "tests.tabs"]

TODAY = date(2025, 10, 22)


def pytest_collection_finish():
    """Exclude what was collected from garbage collection, which saves a seventh."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture
def today() -> date:
    """A Wednesday in an autumn term, in the reporting year 2025/26."""
    return TODAY


@pytest.fixture(autouse=True, scope="session")
def quick_passwords():
    """Argon2 is slow on purpose, and no test is about how slow."""
    md5 = "django.contrib.auth.hashers.MD5PasswordHasher"
    with override_settings(PASSWORD_HASHERS=[md5, *settings.PASSWORD_HASHERS]):
        yield


@pytest.fixture
def pdfs_as_html(monkeypatch):
    """WeasyPrint hands back what it was to print, quickly and where it can be read."""
    weasyprint = pytest.importorskip("weasyprint", exc_type=OSError)
    monkeypatch.setattr(weasyprint.HTML, "__init__", _keep_html)
    monkeypatch.setattr(weasyprint.HTML, "write_pdf", lambda self, **kwargs: self.kept)


def _keep_html(document, string, **kwargs):
    document.kept = string.encode()


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
