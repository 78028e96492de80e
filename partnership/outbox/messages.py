"""Writing letters: each is a row in the same transaction as what it tells of.

On commit one generic task is asked to deliver it (`foundation.delivery`), and a sweep
each minute delivers what the broker never heard of. A letter that no law or deadline
stands behind waits for the digest of a person who wants it so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Model

from partnership.dates import clock
from partnership.outbox import letters
from partnership.outbox.models import Letters, Message
from partnership.policy import values as policy

if TYPE_CHECKING:
    from partnership.people.models import Person

_silenced: ContextVar[bool] = ContextVar("messages_silenced", default=False)


@contextmanager
def silenced() -> Iterator[None]:
    """Tell nobody: for the demonstration and for imports of what is past."""
    token = _silenced.set(True)
    try:
        yield
    finally:
        _silenced.reset(token)


def is_silenced() -> bool:
    return _silenced.get()


def send(
    kind: str,
    *,
    to: Person | Iterable[Person],
    key: str = "",
    is_secret: bool = False,
    **values: str,
) -> list[Message]:
    """Write one letter to each person who has an address, once per `key`.

    `values` is finished text for each placeholder of the letter
    (`foundation.letters`). People without an address are passed over: their officers
    see them on the page that lists who could not be told.
    """
    if is_silenced():
        return []
    people = [to] if isinstance(to, Model) else list(to)
    words = letters.words_of(kind)
    with policy.reading():
        return [
            message
            for person in people
            if person.email
            for message in _write(
                kind,
                words,
                values,
                address=person.email,
                person=person,
                key=f"{key}:{person.pk}" if key else "",
                is_secret=is_secret,
            )
        ]


def send_each(
    kind: str, values_for: Mapping[Person, dict[str, str]]
) -> dict[Person, Message]:
    """Write one letter to each person, with values of their own for each."""
    if is_silenced():
        return {}
    words = letters.words_of(kind)
    with policy.reading():
        written = {
            person: _write(kind, words, values, address=person.email, person=person)
            for person, values in values_for.items()
            if person.email
        }
    return {person: new[0] for person, new in written.items() if new}


def send_to_address(
    kind: str, address: str, *, person: Person | None = None, **values: str
) -> list[Message]:
    """Write a letter to an address that may not be the one of the person's row."""
    words = letters.words_of(kind)
    return _write(kind, words, values, address=address, person=person)


def post(
    kind: str,
    text: str,
    *,
    address: str,
    person: Person | None = None,
    key: str = "",
    is_secret: bool = False,
) -> list[Message]:
    """Write a letter whose words are ready; the first line of `text` is its subject.

    Returns the new row, or nothing when the key has been used or letters are silenced.
    """
    subject, _, body = text.strip().partition("\n")
    words = letters.Words(" ".join(subject.split())[:250], body.strip())
    return _keep(
        kind, words, address=address, person=person, key=key, is_secret=is_secret
    )


def _write(
    kind: str,
    words: letters.Words,
    values: dict[str, str],
    *,
    address: str,
    person: Person | None,
    key: str = "",
    is_secret: bool = False,
) -> list[Message]:
    letter = letters.LETTERS[kind]
    filled = letters.fill(
        kind,
        words,
        {
            **values,
            "name": person.name if person else "",
            "partnership": policy.get("partnership_name"),
            "site": settings.SITE_ADDRESS.rstrip("/"),
        },
    )
    is_secret = is_secret or letter.is_secret
    waits_for_digest = (
        person is not None
        and person.letters != Letters.AT_ONCE
        and not (letter.goes_at_once or is_secret)
    )
    return _keep(
        kind,
        filled,
        address=address,
        person=person,
        key=key,
        is_secret=is_secret,
        status=Message.Status.HELD if waits_for_digest else Message.Status.WAITING,
    )


def example_of(kind: str, words: letters.Words) -> letters.Words:
    """A letter as it reads with the examples of its placeholders, signed."""
    subject, body = letters.fill(kind, words, letters.examples_of(kind))
    return letters.Words(subject, f"{body}\n\n{signature()}")


def signature() -> str:
    """The last lines of every letter: who writes, and for which partnership."""
    signed, partnership = policy.get("signature"), policy.get("partnership_name")
    return signed if partnership in signed else f"{signed}\n{partnership}"


def _keep(
    kind: str,
    words: letters.Words,
    *,
    address: str,
    person: Person | None,
    key: str,
    is_secret: bool,
    status: str = Message.Status.WAITING,
) -> list[Message]:
    """Add a letter to the outbox, signed, unless its key has been used."""
    if _silenced.get():
        return []
    # One that is kept for a digest never goes alone: the digest is signed.
    signed = "" if status == Message.Status.HELD else signature()
    fields = {
        "kind": kind,
        "address": address,
        "person": person,
        "reply_to": policy.get("reply_to"),
        "subject": words.subject,
        "body": f"{words.body}\n\n{signed}".rstrip() + "\n",
        "is_secret": is_secret,
        "status": status,
        "written_at": clock.now(),
    }
    if key:
        message, is_new = Message.objects.get_or_create(key=key, defaults=fields)
        if not is_new:
            return []
    else:
        message = Message.objects.create(**fields)
    if status == Message.Status.WAITING:
        ask_for_delivery(message)
    return [message]


def ask_for_delivery(message: Message) -> None:
    """Tell the broker once this is committed; the sweep finds what it missed."""
    transaction.on_commit(lambda: _ask_for_delivery(message.pk), robust=True)


def _ask_for_delivery(message_pk: int) -> None:
    with suppress(Exception):
        current_app.signature(
            "partnership.tasks.deliver", args=[message_pk]
        ).apply_async(retry=False)
