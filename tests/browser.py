"""A real Chromium for the gates and the journeys; where there is none they say so."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.test import Client

from tests.gates import require_or_skip

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SYSTEM = ("chromium", "chromium-browser", "google-chrome")
# Playwright's event loop runs in this thread; our database calls are alone in it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def executable() -> str | None:
    """The system's Chromium, or None for the one Playwright brought."""
    return next(filter(None, map(shutil.which, SYSTEM)), None)


def has_browser() -> bool:
    playwrights = Path.home() / ".cache" / "ms-playwright"
    return executable() is not None or any(playwrights.glob("chromium*"))


@pytest.fixture(scope="session")
def chromium(django_db_setup):
    require_or_skip(has_browser(), "Chromium is not installed")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 – only with a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=ARGUMENTS
        )
        yield browser
        browser.close()
        # What ran beside Playwright's event loop had a connection of its own.
        connections.close_all()


@pytest.fixture
def new_page(chromium):
    """Opens pages, each in a browser of its own: `new_page(width=320)`."""
    contexts = []

    def open_page(
        *,
        width: int = 1280,
        height: int = 900,
        scripts: bool = True,
        touch: bool = False,
    ):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            has_touch=touch,
            locale="en-GB",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def browser_of(live_server, new_page):
    """A browser where someone is signed in: `browser_of(dee, "/", width=PHONE)`."""

    def open_browser(person, path: str = "/", **kwargs):
        client = Client()
        client.force_login(
            person.user, backend="partnership.sign_in.backend.SignInBackend"
        )
        name = django_settings.SESSION_COOKIE_NAME
        session = client.cookies[name].value
        page = new_page(**kwargs)
        page.context.add_cookies(
            [{"name": name, "value": session, "url": live_server.url}]
        )
        page.goto(f"{live_server.url}{path}")
        return page

    return open_browser
