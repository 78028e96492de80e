"""The outbox: a letter is a row in the same transaction as what it tells of.

`send` writes rows; on commit one generic task is asked to deliver them, and a sweep
each minute delivers what the broker never heard of. A row is handed to the mail server
under a lock that dies with its worker, so two workers never send one letter twice, and
a letter whose worker was killed between the server's acceptance and our commit is kept
as unconfirmed: only a person may send it again.
"""

import logging
import smtplib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from urllib.parse import urlsplit

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from partnership.foundation import clock, letters, policy
from partnership.foundation.locks import try_lock
from partnership.models.people import Person
from partnership.models.records import Message

logger = logging.getLogger(__name__)

# Advisory locks of two numbers: this one names the outbox, the other the message.
OUTBOX = 7301
WIPED = "[This message held a code or a link, and was wiped after it was handed over.]"

_silenced: ContextVar[bool] = ContextVar("messages_silenced", default=False)


@contextmanager
def silenced() -> Iterator[None]:
    """Tell nobody: for the demonstration and for imports of what is past."""
    token = _silenced.set(True)
    try:
        yield
    finally:
        _silenced.reset(token)


def absolute(path: str) -> str:
    """A path of this site as an address that works in a letter."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{path}"


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
    people = [to] if isinstance(to, Person) else list(to)
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
    return _keep(
        kind,
        filled,
        address=address,
        person=person,
        key=key,
        is_secret=is_secret or letter.is_secret,
    )


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
) -> list[Message]:
    """Add a letter to the outbox, signed, unless its key has been used."""
    if _silenced.get():
        return []
    fields = {
        "kind": kind,
        "address": address,
        "person": person,
        "reply_to": policy.get("reply_to"),
        "subject": words.subject,
        "body": f"{words.body}\n\n{signature()}\n",
        "is_secret": is_secret,
        "written_at": clock.now(),
    }
    if key:
        message, is_new = Message.objects.get_or_create(key=key, defaults=fields)
        if not is_new:
            return []
    else:
        message = Message.objects.create(**fields)
    transaction.on_commit(lambda: _ask_for_delivery(message.pk), robust=True)
    return [message]


def _ask_for_delivery(message_pk: int) -> None:
    """Tell the broker; if it does not listen, the sweep finds the row."""
    with suppress(Exception):
        current_app.signature(
            "partnership.tasks.deliver", args=[message_pk]
        ).apply_async(retry=False)


def deliver(message_pk: int) -> bool:
    """Hand one waiting letter to the mail server. True if this call sent it.

    A mail server that cannot be reached leaves the letter waiting; one that refuses
    the address makes it bounced.
    """
    with try_lock(OUTBOX, message_pk) as is_ours:
        if not is_ours:
            return False
        started = Message.objects.filter(
            pk=message_pk, status=Message.Status.WAITING
        ).update(status=Message.Status.HANDING_OVER, handing_over_at=clock.now())
        if not started:
            return False
        message = Message.objects.get(pk=message_pk)
        status, said = _hand_over(message)
        if said:
            logger.warning("Message %s is %s: %s", message.pk, status, said)
        _finish(message, status, refusal=said[:2000])
        return status == Message.Status.SENT


def sweep(*, limit: int = 500) -> int:
    """Send what waits, mark what a killed worker left; returns how many were sent."""
    for message_pk in Message.objects.handing_over().values_list("pk", flat=True):
        with try_lock(OUTBOX, message_pk) as is_ours:
            if is_ours:
                left = Message.objects.get(pk=message_pk)
                _finish(left, Message.Status.UNCONFIRMED, refusal="The worker stopped")
    waiting = Message.objects.waiting().values_list("pk", flat=True)[:limit]
    return sum(deliver(message_pk) for message_pk in waiting)


def _hand_over(message: Message) -> tuple[str, str]:
    """Give the letter to the mail server: its new status, and what the server said.

    Only a server that answered is believed. One that fell silent once we had begun to
    speak may have taken the letter: that is unconfirmed, and never repeated by itself.
    """
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    server = get_connection()
    letter = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.address],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": f"<quorate-{message.pk}@{host}>"},
        connection=server,
    )
    status, said = Message.Status.WAITING, ""
    try:
        server.open()
        status = Message.Status.UNCONFIRMED
        letter.send()
        status = Message.Status.SENT
    except smtplib.SMTPRecipientsRefused as refusal:
        status, said = Message.Status.BOUNCED, str(refusal)
    except smtplib.SMTPResponseException as refusal:
        is_final = 500 <= refusal.smtp_code < 600
        status = Message.Status.BOUNCED if is_final else Message.Status.WAITING
        said = str(refusal)
    except (OSError, smtplib.SMTPException) as refusal:
        said = str(refusal)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.close()
    return status, said


def _finish(message: Message, status: str, *, refusal: str) -> None:
    fields = {"refusal": refusal}
    if status == Message.Status.SENT:
        fields["sent_at"] = clock.now()
    if message.is_secret and status != Message.Status.WAITING:
        fields["body"] = WIPED
    Message.objects.filter(pk=message.pk, status=Message.Status.HANDING_OVER).update(
        status=status, attempts=message.attempts + 1, **fields
    )
