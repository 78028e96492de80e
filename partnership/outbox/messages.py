"""Writing emails, each a row in the same transaction as the change it reports.

On commit a task is asked to deliver it (`delivery`), and a sweep each minute delivers
what the broker missed. Emails that no law or deadline requires wait for the next digest
of people who chose daily or weekly emails.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Model

from partnership.dates import clock
from partnership.outbox import letters, links
from partnership.outbox.models import Letters, Message
from partnership.policy import values as policy

if TYPE_CHECKING:
    from partnership.people.models import Person

_silenced: ContextVar[bool] = ContextVar("messages_silenced", default=False)


@contextmanager
def silenced() -> Iterator[None]:
    """Send no emails, for the demonstration and imports of past work."""
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
    """Write one email to each person who has an address, once per `key`.

    `values` is the text for each placeholder of the email (`letter_kinds`). People
    without an address are skipped; officers see them listed as unreachable.
    """
    people = [to] if isinstance(to, Model) else list(to)
    written = _write_each(
        kind, dict.fromkeys(people, values), key=key, is_secret=is_secret
    )
    return list(written.values())


def send_each(
    kind: str, values_for: Mapping[Person, dict[str, str]]
) -> dict[Person, Message]:
    """Write one email to each person, each with its own values."""
    return _write_each(kind, values_for)


def _write_each(
    kind: str,
    values_for: Mapping[Person, dict[str, str]],
    *,
    key: str = "",
    is_secret: bool = False,
) -> dict[Person, Message]:
    """Write one email to each person with an address, with the links they can open."""
    if is_silenced():
        return {}
    words = letters.words_of(kind)
    with policy.reading():
        keys = {
            person: f"{key}:{person.pk}" if key else ""
            for person in values_for
            if person.email
        }
        used = _used({*keys.values()} - {""})
        texts = {
            person: _filled(kind, words, values_for[person], person)
            for person, own in keys.items()
            if own not in used
        }
        inside = [one for one, text in texts.items() if links.lead_inside(text.body)]
        ways = links.ways_for(inside)
        written = {}
        for person, text in texts.items():
            way = ways.get(person)
            linked = links.with_links(text.body, way)
            for message in _write(
                kind,
                text._replace(body=linked.body),
                address=person.email,
                person=person,
                key=keys[person],
                is_secret=is_secret or linked.is_secret,
            ):
                written[person] = message
                if way:
                    way.written(message)
    return written


def _used(keys: Collection[str]) -> set[str]:
    if not keys:
        return set()
    return set(Message.objects.filter(key__in=keys).values_list("key", flat=True))


def send_to_address(
    kind: str, address: str, *, person: Person | None = None, **values: str
) -> list[Message]:
    """Write an email to an address that may differ from the person's current one."""
    words = _filled(kind, letters.words_of(kind), values, person)
    return _write(kind, words, address=address, person=person)


def post(
    kind: str,
    text: str,
    *,
    address: str,
    person: Person | None = None,
    key: str = "",
    is_secret: bool = False,
) -> list[Message]:
    """Write an email whose text is ready; the first line of `text` is its subject.

    Returns the new row, or nothing if the key has been used or emails are silenced.
    """
    subject, _, body = text.strip().partition("\n")
    words = letters.Words(" ".join(subject.split())[:250], body.strip())
    return _keep(
        kind, words, address=address, person=person, key=key, is_secret=is_secret
    )


def _filled(
    kind: str, words: letters.Words, values: dict[str, str], person: Person | None
) -> letters.Words:
    name = person.name if person else ""
    return letters.fill(kind, words, {**values, **common_values(), "name": name})


def _write(
    kind: str,
    filled: letters.Words,
    *,
    address: str,
    person: Person | None,
    key: str = "",
    is_secret: bool = False,
) -> list[Message]:
    letter = letters.LETTERS[kind]
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


def common_values() -> dict[str, str]:
    """The placeholders that every email has, except the recipient's name."""
    return {
        "partnership": policy.get("partnership_name"),
        "partnership_short": policy.get("partnership_short_name"),
        "site": settings.SITE_ADDRESS.rstrip("/"),
    }


def example_of(kind: str, words: letters.Words) -> letters.Words:
    """An email filled in with the examples of its placeholders, with the signature."""
    subject, body = letters.fill(kind, words, letters.examples_of(kind))
    return letters.Words(subject, f"{body}\n\n{signature()}")


def signature() -> str:
    """The last lines of every email: the sender and the partnership."""
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
    """Add an email with its signature to the outbox, unless its key has been used."""
    if _silenced.get():
        return []
    # Held emails are sent within a digest, which has the signature.
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


def write_anew(bounced: Message) -> Message:
    """Write a bounced email again, to its person's current address."""
    again = Message.objects.create(
        kind=bounced.kind,
        person=bounced.person,
        address=bounced.person.email,
        reply_to=policy.get("reply_to"),
        subject=bounced.subject,
        body=bounced.body,
        written_at=clock.now(),
        sent_instead_of=bounced,
    )
    ask_for_delivery(again)
    return again


def ask_for_delivery(message: Message) -> None:
    """Ask the broker on commit; the sweep finds what it missed."""
    transaction.on_commit(lambda: _ask_for_delivery(message.pk), robust=True)


def _ask_for_delivery(message_pk: int) -> None:
    with suppress(Exception):
        current_app.signature(
            "partnership.tasks.deliver", args=[message_pk]
        ).apply_async(retry=False)
