"""A browser as far as the bench needs one: signed in, kept alive, timed."""

import contextlib
import http.client
import secrets
import string
import time
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.sessions.backends.db import SessionStore

from partnership.sign_in import sessions
from partnership.sign_in.models import User
from tools.bench.place import SITE

LETTERS = string.ascii_letters + string.digits


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One request: whose it is, and what must stand in the answer.

    Nobody's comes without a session: a calendar program's, or a machine's with a `key`.
    With `fields` it is a POST, sent as the page's own script sends it.
    """

    by: str
    path: str
    shows: tuple[str, ...]
    fields: dict[str, str] = field(default_factory=dict)
    key: str = ""

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"} if self.key else {}


class Wrong(Exception):
    """An answer that is an error, or a page without what belongs on it."""


@cache
def session_of(email: str) -> str:
    """A session of this person, made without signing in."""
    user = User.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    sessions.begin(session)
    session.create()
    return session.session_key


class Browser:
    """One connection to the site, which takes us for a proxy with TLS."""

    def __init__(self, port: int):
        self.port = port
        self.token = "".join(secrets.choice(LETTERS) for _ in range(32))
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def close(self) -> None:
        self.connection.close()

    def seconds(self, ask: Ask) -> float:
        """How long an answer took to its last byte.

        Raises:
            Wrong: it was an error, or not the page it should be.
        """
        headers = {
            "Host": SITE.removeprefix("https://"),
            "X-Forwarded-For": "127.0.0.1",
            "X-Forwarded-Proto": "https",
            **ask.bearer,
        }
        if ask.by:
            session = f"sessionid={session_of(ask.by)}"
            headers["Cookie"] = f"{session}; csrftoken={self.token}"
        method, body = "GET", None
        if ask.fields:
            method, body = "POST", urlencode(ask.fields)
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": SITE,
                "X-CSRFToken": self.token,
            }
        begun = time.perf_counter()
        try:
            self.connection.request(method, ask.path, body, headers)
            answer = self.connection.getresponse()
        except (ConnectionError, http.client.BadStatusLine):
            # The site had closed a connection that was idle for too long.
            self.connection.close()
            begun = time.perf_counter()
            self.connection.request(method, ask.path, body, headers)
            answer = self.connection.getresponse()
        text = answer.read().decode()
        took = time.perf_counter() - begun
        judge(ask, answer.status, text)
        return took


def judge(ask: Ask, status: int, text: str) -> None:
    """Raise `Wrong` unless this is the page that was asked for."""
    if status != 200:
        raise Wrong(f"{ask.path} answered {status}")
    for words in ask.shows:
        if words not in text:
            raise Wrong(f"{ask.path} does not show “{words}”")


@contextlib.contextmanager
def browser(port: int):
    with contextlib.closing(Browser(port)) as opened:
        yield opened
