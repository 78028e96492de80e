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
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.crypto import salted_hmac

from partnership.dates import clock
from partnership.guards.locks import try_lock
from partnership.history import services as history
from partnership.outbox.acts import WIPED, Status
from partnership.outbox.letter_kinds import LETTERS, Letter
from partnership.outbox.models import Message

logger = logging.getLogger(__name__)

# Advisory locks of two numbers: this one names the outbox, the other the message.
OUTBOX = 7301
TOO_LATE = "Its code or link ran out before it could be sent"
# As many attempts as the column counts.
MOST_ATTEMPTS = 32_767
_OURS = re.compile(r"quorate-(\d{1,18})-([0-9a-f]{16})@")


class Answer(Exception):
    """What a mail service that is no mail server said: a status, and its words."""

    def __init__(self, status: str, said: str) -> None:
        super().__init__(said)
        self.status, self.said = status, said


class Outcome(NamedTuple):
    """What came of handing one letter over.

    `is_reached` tells whether there was anybody to hand it to: where there was not,
    the next letter need not be tried.
    """

    status: str
    said: str = ""
    notify_id: str = ""
    is_reached: bool = True


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

    A mail server that cannot be reached, or that refuses us and not the address, leaves
    the letter waiting; one that refuses the address makes it bounced.
    """
    outcome = _deliver(message_pk, server)
    return outcome is not None and outcome.status == Status.SENT


def _deliver(message_pk: int, server: BaseEmailBackend | None) -> Outcome | None:
    """What came of one letter; None where there was nothing to hand over."""
    # Before anything is marked: settings that name no server send nothing.
    server = server or get_connection()
    with try_lock(OUTBOX, message_pk) as is_ours:
        if not is_ours:
            return None
        message = Message.objects.filter(pk=message_pk, status=Status.WAITING).first()
        if message is None or _expire(message):
            return None
        started = Message.move_rows(
            Message.objects.filter(pk=message_pk),
            "hand_over",
            handing_over_at=clock.now(),
        )
        if not started:
            return None
        outcome = _hand_over(message, server)
        if outcome.said:
            logger.warning(
                "Message %s is %s: %s", message.pk, outcome.status, outcome.said
            )
        _finish(message, outcome)
        return outcome


def sweep(*, limit: int = 500) -> int:
    """Send what waits, mark what a killed worker left; returns how many were sent.

    What has been tried least goes first, so that letters which a server keeps putting
    off hold up nobody's; one that finds no server ends the round. Codes and links that
    ran out while they waited are wiped, whatever the mail server does.
    """
    for message in Message.objects.waiting().filter(is_secret=True):
        _expire(message)
    for message_pk in Message.objects.handing_over().values_list("pk", flat=True):
        with try_lock(OUTBOX, message_pk) as is_ours:
            if is_ours:
                left = Message.objects.get(pk=message_pk)
                _finish(left, Outcome(Status.UNCONFIRMED, "The worker stopped"))
    sent = 0
    for message_pk in Message.objects.waiting().values_list("pk", flat=True)[:limit]:
        outcome = _deliver(message_pk, None)
        if outcome is None:
            continue
        if not outcome.is_reached:
            break
        sent += outcome.status == Status.SENT
    return sent


@transaction.atomic
def returned(message: Message, said: str) -> bool:
    """Record that a letter came back: True unless that was known, or cannot be."""
    changed = Message.move_rows(
        Message.objects.filter(pk=message.pk), "come_back", refusal=readable(said)
    )
    if changed:
        history.record(message, "came back", by=None, said=readable(said)[:200])
    return bool(changed)


@transaction.atomic
def confirm(message: Message, *, notify_id: str = "") -> bool:
    """Record that an unconfirmed letter was taken after all, as the service says."""
    changed = Message.move_rows(
        Message.objects.filter(pk=message.pk),
        "confirm",
        sent_at=clock.now(),
        refusal="",
        notify_id=notify_id,
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
    Message.move_rows(
        Message.objects.filter(pk=message.pk), "expire", body=WIPED, refusal=TOO_LATE
    )
    return True


def _hand_over(message: Message, server: BaseEmailBackend) -> Outcome:
    """Give the letter to the mail server, and say what came of it.

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
    is_open = False
    try:
        server.open()
        is_open = True
        letter.send()
        status, said = Status.SENT, ""
    except Answer as answer:
        status, said = answer.status, answer.said
        # A service that is no mail server has nothing to open: it refuses by answering.
        is_open = status != Status.WAITING
    except (OSError, smtplib.SMTPException) as fault:
        # Before a letter was named, whatever is wrong is no fault of its address.
        status = _fate_after(fault) if is_open else Status.WAITING
        said = _said(fault)
    except ValueError as fault:
        # An address or a subject that cannot be written into a letter's head.
        status, said = Status.BOUNCED, str(fault)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.close()
    return Outcome(
        status, readable(said), getattr(letter, "notify_id", ""), is_reached=is_open
    )


def _fate_after(fault: Exception) -> str:
    """What has become of a letter that a mail server did not simply take."""
    if isinstance(fault, smtplib.SMTPSenderRefused):
        # It is us that it does not want to hear, not the address.
        return Status.WAITING
    code, _ = _answer_in(fault)
    if code is None:
        return Status.UNCONFIRMED
    return Status.BOUNCED if 500 <= code < 600 else Status.WAITING


def _answer_in(fault: Exception) -> tuple[int | None, bytes | str]:
    """The number and the words of a mail server's answer; no number if it gave none."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        # A letter has one address.
        return next(iter(fault.recipients.values()))
    if isinstance(fault, smtplib.SMTPResponseException):
        return fault.smtp_code, fault.smtp_error
    return None, str(fault)


def _said(fault: Exception) -> str:
    code, words = _answer_in(fault)
    if isinstance(words, bytes):
        words = words.decode(errors="replace")
    return words if code is None else f"{code} {words}"


def readable(said: str) -> str:
    """Somebody else's words as we keep them: one line, no control characters."""
    kept = "".join(one if one.isprintable() else " " for one in said)
    return " ".join(kept.split())[:2000]


def _finish(message: Message, outcome: Outcome) -> None:
    fields = {"refusal": outcome.said}
    if outcome.status == Status.SENT:
        fields["sent_at"] = clock.now()
    if outcome.notify_id:
        fields["notify_id"] = outcome.notify_id
    if message.is_secret and outcome.status != Status.WAITING:
        fields["body"] = WIPED
    Message.move_rows(
        Message.objects.filter(pk=message.pk),
        "finish",
        outcome.status,
        attempts=min(message.attempts + 1, MOST_ATTEMPTS),
        **fields,
    )
