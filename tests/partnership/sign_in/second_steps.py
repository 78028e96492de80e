"""An app for codes as a phone has one, and the steps that a browser takes."""

import base64
import hmac
import struct
import time

from django.test import Client
from django.urls import reverse

from tests.factories import TOTP_SECRET

PASSWORD = "three random words"
PERIOD = 30


def code(secret: str = TOTP_SECRET, *, step: int = 0) -> str:
    """What the app shows now (RFC 6238), or so many steps of half a minute away."""
    counter = int(time.time()) // PERIOD + step
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", counter), "sha1").digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def give_password(person):
    person.user.set_password(PASSWORD)
    person.user.save()
    return person


def with_password(client: Client, person, *, password: str = PASSWORD, **extra):
    """The first step."""
    return client.post(
        reverse("account_login"),
        {"login": person.email, "password": password},
        **extra,
    )


def with_code(client: Client, typed: str, **extra):
    """The second."""
    return client.post(reverse("mfa_authenticate"), {"code": typed}, **extra)


def signed_in(person) -> Client:
    """A browser that took both steps."""
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"})
    with_password(client, person)
    with_code(client, code())
    assert "_auth_user_id" in client.session
    return client
