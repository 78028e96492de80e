"""A browser as far as the bench needs one: signed in, kept alive, timed."""

import contextlib
import http.client
import secrets
import string
import time
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from partnership.sign_in import sessions
from partnership.sign_in.models import User
from tools.bench.place import SITE

LETTERS = string.ascii_letters + string.digits


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One request: whose it is, and what must stand in the answer.

    Nobody's comes without a session: a calendar program's, or a machine's with a `key`.
    With `fields` it is a POST, sent as the page's own script sends it; one that is
    `followed` by another page leads there.
    """

    by: str
    path: str
    shows: tuple[str, ...]
    fields: dict[str, str | list[str]] = field(default_factory=dict)
    key: str = ""
    followed: bool = False

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
            method, body = "POST", urlencode(ask.fields, doseq=True)
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": SITE,
                "X-CSRFToken": self.token,
            }
            if not ask.followed:
                headers["Accept"] = "application/json"
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
    if status != (302 if ask.followed else 200):
        raise Wrong(f"{ask.path} answered {status}")
    shown = " ".join(text.split())
    for words in ask.shows:
        if words not in shown:
            raise Wrong(f"{ask.path} does not show “{words}”")


def page_of(ask: Ask) -> str:
    """A page, asked for in this process."""
    client = Client(headers={"Host": SITE.removeprefix("https://")})
    client.cookies["sessionid"] = session_of(ask.by)
    answer = client.get(ask.path, secure=True)
    text = answer.content.decode()
    judge(ask, answer.status_code, text)
    return text


def typed_in(html: str) -> dict[str, list[str]]:
    """What the form of a page would send as it stands."""
    found: dict[str, list[str]] = {}
    form = BeautifulSoup(html, "html.parser").select_one("main form")
    for box in form.select("input[name], textarea[name]"):
        if box.name == "textarea":
            value = box.get_text().removeprefix("\n")
        elif box["type"] in {"radio", "checkbox"} and not box.has_attr("checked"):
            continue
        else:
            value = box.get("value", "")
        found.setdefault(box["name"], []).append(value)
    return found


@contextlib.contextmanager
def browser(port: int):
    with contextlib.closing(Browser(port)) as opened:
        yield opened
