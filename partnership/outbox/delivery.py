"""Delivering emails at most once, even if a worker is killed.

An email is sent under a lock that is released if its worker dies, so two workers never
send the same email. If a worker is killed after the server accepted an email and before
our commit, the email is unconfirmed: only a person may send it again, with the same
Message-ID.
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
from partnership.outbox.letter import Letter
from partnership.outbox.letter_kinds import LETTERS
from partnership.outbox.models import Message

logger = logging.getLogger(__name__)

# Advisory locks have two numbers: the first is the outbox, the second the message.
OUTBOX = 7301
TOO_LATE = "Its code or link expired before it could be sent"
# Amazon SES answers so, to the text of an email, until it lets an account out of its
# sandbox: https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html
SANDBOX = "Email address is not verified"
# The most attempts that the column can count.
MOST_ATTEMPTS = 32_767
# A copy of the Message-ID, since some relays write one of their own.
OUR_HEADER = "X-Quorate-Message-ID"
_OURS = re.compile(r"quorate-(\d{1,18})-([0-9a-f]{16})@")


class Answer(Exception):
    """The reply of an email service other than SMTP: a status and a reason.

    A fault that `is_ours_to_mend` is one of our account, not of the address.
    """

    def __init__(
        self, status: str, said: str, *, is_ours_to_mend: bool = False
    ) -> None:
        super().__init__(said)
        self.status, self.said = status, said
        self.is_ours_to_mend = is_ours_to_mend


class Outcome(NamedTuple):
    """The outcome of trying to send one email.

    `is_reached` says whether the server could be reached; if not, there is no point in
    trying the next email.
    """

    status: str
    said: str = ""
    notify_id: str = ""
    is_reached: bool = True
    is_ours_to_mend: bool = False


def message_id(message_pk: int) -> str:
    """The Message-ID of every attempt to send one email, which cannot be forged."""
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    return f"<quorate-{message_pk}-{_seal(message_pk)}@{host}>"


def letter_of(text: str) -> int | None:
    """The message whose Message-ID appears in a text, if it is one of ours."""
    for number, seal in _OURS.findall(text):
        if hmac.compare_digest(seal, _seal(int(number))):
            return int(number)
    return None


def looks_like_ours(text: str) -> bool:
    """Whether a text has something of the form of our Message-IDs, true or false."""
    return bool(_OURS.search(text))


def _seal(message_pk: int) -> str:
    return salted_hmac("quorate.message", str(message_pk)).hexdigest()[:16]


def deliver(message_pk: int, *, server: BaseEmailBackend | None = None) -> bool:
    """Send one waiting email. True if this call sent it.

    The email keeps waiting if the server cannot be reached or refuses us; it bounces if
    the server refuses the address.
    """
    outcome = _deliver(message_pk, server)
    return outcome is not None and outcome.status == Status.SENT


def _deliver(message_pk: int, server: BaseEmailBackend | None) -> Outcome | None:
    """The outcome for one email; None if there was nothing to send."""
    # First of all: without a server in the settings, nothing is sent.
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
    """Send waiting emails and settle interrupted ones; return how many were sent.

    Emails with the fewest attempts go first, so that deferred ones do not hold up the
    others. The round ends if the server cannot be reached. Codes and links that expired
    while waiting are wiped in any case.
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


def held_up_by() -> str:
    """The last reason why emails wait for our account to be put right, if they do."""
    return Message.objects.held_up().values_list("refusal", flat=True).first() or ""


@transaction.atomic
def returned(message: Message, said: str) -> bool:
    """Record that an email bounced: True unless it already had, or cannot have."""
    changed = Message.move_rows(
        Message.objects.filter(pk=message.pk), "come_back", refusal=readable(said)
    )
    if changed:
        history.record(message, "came back", by=None, said=readable(said)[:200])
    return bool(changed)


@transaction.atomic
def confirm(message: Message, *, notify_id: str = "") -> bool:
    """Record that the service did accept an unconfirmed email."""
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
    """Whether an email's code or link has expired."""
    lasts = LETTERS.get(message.kind, Letter(words="", when="")).lasts
    return message.is_secret and clock.now() >= message.written_at + lasts


def _expire(message: Message) -> bool:
    """Wipe an email whose code or link has expired, instead of sending it."""
    if not has_run_out(message):
        return False
    Message.move_rows(
        Message.objects.filter(pk=message.pk), "expire", body=WIPED, refusal=TOO_LATE
    )
    return True


def _hand_over(message: Message, server: BaseEmailBackend) -> Outcome:
    """Send the email to the mail server, and return the outcome.

    Only a server's reply is conclusive. If it stops responding once we have started
    sending, it may have accepted the email: that is unconfirmed and never retried
    automatically.
    """
    our_id = message_id(message.pk)
    letter = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.address],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": our_id, OUR_HEADER: our_id},
        connection=server,
    )
    # For services that can be asked whether they already have the email.
    letter.is_repeated = message.attempts > 0
    is_open = is_ours = False
    try:
        server.open()
        is_open = True
        letter.send()
        status, said = Status.SENT, ""
    except Answer as answer:
        status, said, is_ours = answer.status, answer.said, answer.is_ours_to_mend
        # Services that are not SMTP servers open no connection; they refuse in a reply.
        is_open = status != Status.WAITING
    except (OSError, smtplib.SMTPException) as fault:
        # Errors before the recipient was named are not the address's fault.
        status = _fate_after(fault) if is_open else Status.WAITING
        said, is_ours = _said(fault), _refuses_us(fault)
    except ValueError as fault:
        # An address or subject that cannot be written in an email header.
        status, said = Status.BOUNCED, str(fault)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.close()
    return Outcome(
        status,
        readable(said),
        getattr(letter, "notify_id", ""),
        is_reached=is_open,
        is_ours_to_mend=is_ours,
    )


def _fate_after(fault: Exception) -> str:
    """The status of an email that a mail server did not simply accept."""
    if isinstance(fault, smtplib.SMTPSenderRefused) or _refuses_us(fault):
        return Status.WAITING
    code, _ = _answer_in(fault)
    if code is None:
        return Status.UNCONFIRMED
    return Status.BOUNCED if 500 <= code < 600 else Status.WAITING


def _refuses_us(fault: Exception) -> bool:
    """Whether a mail server refuses our account for good, not the address."""
    code, said = _answer_in(fault)
    if code is None or not 500 <= code < 600:
        return False
    if isinstance(fault, smtplib.SMTPAuthenticationError | smtplib.SMTPSenderRefused):
        return True
    said = said.decode(errors="replace") if isinstance(said, bytes) else said
    return SANDBOX in said


def _answer_in(fault: Exception) -> tuple[int | None, bytes | str]:
    """The code and reason in a mail server's reply; no code if it gave none."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        # An email has one recipient.
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
    """Text from elsewhere on one line, without control characters."""
    kept = "".join(one if one.isprintable() else " " for one in said)
    return " ".join(kept.split())[:2000]


def _finish(message: Message, outcome: Outcome) -> None:
    fields = {"refusal": outcome.said, "is_ours_to_mend": outcome.is_ours_to_mend}
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
