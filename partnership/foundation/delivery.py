"""Handing letters over: at most once, whatever dies in the middle.

A letter is handed to the mail server under a lock that dies with its worker, so two
workers never send one letter twice. One whose worker was killed between the server's
acceptance and our commit is kept as unconfirmed: only a person may send it again, and
then under the same Message-ID.
"""

import hmac
import logging
import re
import smtplib
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.crypto import salted_hmac

from partnership.foundation import clock, history
from partnership.foundation.letter_kinds import LETTERS, Letter
from partnership.foundation.locks import try_lock
from partnership.models.records import Message

logger = logging.getLogger(__name__)

# Advisory locks of two numbers: this one names the outbox, the other the message.
OUTBOX = 7301
WIPED = "[This message held a code or a link, and was wiped.]"
TOO_LATE = "Its code or link ran out before it could be sent"
_OURS = re.compile(r"quorate-(\d{1,18})-([0-9a-f]{16})@")
Status = Message.Status


class Answer(Exception):
    """What a mail service that is no mail server said: a status, and its words."""

    def __init__(self, status: str, said: str) -> None:
        super().__init__(said)
        self.status, self.said = status, said


def message_id(message_pk: int) -> str:
    """What every attempt at one letter carries. Nobody can make up another's."""
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    return f"<quorate-{message_pk}-{_seal(message_pk)}@{host}>"


def letter_of(text: str) -> int | None:
    """The message whose Message-ID stands in a text, if it is one of ours."""
    for number, seal in _OURS.findall(text):
        if hmac.compare_digest(seal, _seal(int(number))):
            return int(number)
    return None


def _seal(message_pk: int) -> str:
    return salted_hmac("quorate.message", str(message_pk)).hexdigest()[:16]


def deliver(message_pk: int, *, server: BaseEmailBackend | None = None) -> bool:
    """Hand one waiting letter to the mail server. True if this call sent it.

    A mail server that cannot be reached leaves the letter waiting; one that refuses
    the address makes it bounced.
    """
    with try_lock(OUTBOX, message_pk) as is_ours:
        if not is_ours:
            return False
        message = Message.objects.filter(pk=message_pk, status=Status.WAITING).first()
        if message is None or _expire(message):
            return False
        started = Message.objects.filter(pk=message_pk, status=Status.WAITING).update(
            status=Status.HANDING_OVER, handing_over_at=clock.now()
        )
        if not started:
            return False
        status, said, notify_id = _hand_over(message, server or get_connection())
        if said:
            logger.warning("Message %s is %s: %s", message.pk, status, said)
        _finish(message, status, refusal=said[:2000], notify_id=notify_id)
        return status == Status.SENT


def sweep(*, limit: int = 500) -> int:
    """Send what waits, mark what a killed worker left; returns how many were sent.

    Codes and links that ran out while they waited are wiped, whatever the mail server
    does.
    """
    for message in Message.objects.waiting().filter(is_secret=True):
        _expire(message)
    for message_pk in Message.objects.handing_over().values_list("pk", flat=True):
        with try_lock(OUTBOX, message_pk) as is_ours:
            if is_ours:
                left = Message.objects.get(pk=message_pk)
                _finish(left, Status.UNCONFIRMED, refusal="The worker stopped")
    waiting = Message.objects.waiting().values_list("pk", flat=True)[:limit]
    return sum(deliver(message_pk) for message_pk in waiting)


@transaction.atomic
def returned(message: Message, said: str) -> bool:
    """Record that a letter came back: True unless that was known, or cannot be."""
    changed = Message.objects.filter(
        pk=message.pk, status__in=[Status.SENT, Status.UNCONFIRMED]
    ).update(status=Status.BOUNCED, refusal=said[:2000])
    if changed:
        history.record(message, "came back", by=None, said=said[:200])
    return bool(changed)


@transaction.atomic
def confirm(message: Message, *, notify_id: str = "") -> bool:
    """Record that an unconfirmed letter was taken after all, as the service says."""
    changed = Message.objects.filter(pk=message.pk, status=Status.UNCONFIRMED).update(
        status=Status.SENT, sent_at=clock.now(), refusal="", notify_id=notify_id
    )
    if changed:
        history.record(message, "found to have been sent", by=None)
    return bool(changed)


def has_run_out(message: Message) -> bool:
    """Whether the code or link of a letter works no longer."""
    lasts = LETTERS.get(message.kind, Letter(words="", when="")).lasts
    return message.is_secret and clock.now() >= message.written_at + lasts


def _expire(message: Message) -> bool:
    """Wipe a letter whose code or link has run out: nobody is sent a dead one."""
    if not has_run_out(message):
        return False
    Message.objects.filter(pk=message.pk, status=Status.WAITING).update(
        status=Status.EXPIRED, body=WIPED, refusal=TOO_LATE
    )
    return True


def _hand_over(message: Message, server: BaseEmailBackend) -> tuple[str, str, str]:
    """Give the letter to the mail server: its new status, what was said, its number.

    Only a server that answered is believed. One that fell silent once we had begun to
    speak may have taken the letter: that is unconfirmed, and never repeated by itself.
    """
    letter = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.address],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": message_id(message.pk)},
        connection=server,
    )
    # For a service that can be asked whether it has the letter already.
    letter.is_repeated = message.attempts > 0
    status, said = Status.WAITING, ""
    try:
        server.open()
        status = Status.UNCONFIRMED
        letter.send()
        status = Status.SENT
    except Answer as answer:
        status, said = answer.status, answer.said
    except smtplib.SMTPRecipientsRefused as refusal:
        status, said = Status.BOUNCED, str(refusal)
    except smtplib.SMTPResponseException as refusal:
        is_final = 500 <= refusal.smtp_code < 600
        status = Status.BOUNCED if is_final else Status.WAITING
        said = str(refusal)
    except (OSError, smtplib.SMTPException) as refusal:
        said = str(refusal)
    except ValueError as fault:
        # An address or a subject that cannot be written into a letter's head.
        status, said = Status.BOUNCED, str(fault)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.close()
    return status, said, getattr(letter, "notify_id", "")


def _finish(
    message: Message, status: str, *, refusal: str, notify_id: str = ""
) -> None:
    fields = {"refusal": refusal}
    if status == Status.SENT:
        fields["sent_at"] = clock.now()
    if notify_id:
        fields["notify_id"] = notify_id
    if message.is_secret and status != Status.WAITING:
        fields["body"] = WIPED
    Message.objects.filter(pk=message.pk, status=Status.HANDING_OVER).update(
        status=status, attempts=message.attempts + 1, **fields
    )
