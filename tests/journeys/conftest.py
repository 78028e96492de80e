"""People at their own browsers; and, for a school, a round that has just opened."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils.timezone import localdate

from tests.audits.factories import MAINTAINED, make_round, return_of

PHONE = 320


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def browser_of(live_server, new_page):
    """A browser where someone is signed in: `browser_of(dee, "/", width=PHONE)`."""

    def open_browser(person, path: str = "/", **kwargs):
        client = Client()
        client.force_login(person.user, backend="partnership.sign_in.SignInBackend")
        name = django_settings.SESSION_COOKIE_NAME
        session = client.cookies[name].value
        page = new_page(**kwargs)
        page.context.add_cookies(
            [{"name": name, "value": session, "url": live_server.url}]
        )
        page.goto(f"{live_server.url}{path}")
        return page

    return open_browser


@pytest.fixture
def elms(transactional_db, elm):
    """Elm Primary's return in a round that opened today."""
    elm.type_code = MAINTAINED
    elm.save()
    opened = make_round(
        elm, opens_on=localdate(), closes_on=localdate() + timedelta(days=28)
    )
    return return_of(opened, elm)
