"""Delivery reports (RFC 3464): which of our emails bounced, and the reason given.

`manage.py read_bounces` reads them from a mailbox. A report with our signed Message-ID
is certain. Relays such as Amazon SES write a Message-ID of their own: their reports are
matched by recipient, time and subject, and an officer confirms them, since anyone could
write such a report.
"""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.utils import getaddresses, parsedate_to_datetime
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from partnership.dates import clock
from partnership.history import services as history
from partnership.outbox import delivery
from partnership.outbox.models import Message

logger = logging.getLogger(__name__)

# How far a relay's clock, or its queue, may be from ours.
CLOSE = timedelta(hours=1)
# Mail servers give up after four to five days (RFC 5321, 4.5.4.1).
LONGEST_QUEUE = timedelta(days=7)
# Where a relay has replaced our Message-ID, our own header is still returned.
OUR_HEADERS = ("Message-ID", delivery.OUR_HEADER)


class Report(NamedTuple):
    """An email of ours that could not be delivered, and the server's reason."""

    message_pk: int
    said: str


class Clues(NamedTuple):
    """What a report without our Message-ID says about the email it is about.

    `subject` is empty and `sent_at` is None if it does not say; `seen_at` is when the
    report was written or, failing that, read.
    """

    addresses: frozenset[str]
    said: str
    fingerprint: str
    seen_at: datetime
    subject: str = ""
    sent_at: datetime | None = None


class Recorded(NamedTuple):
    """Whether a report is about an email of ours, and how many it newly marked."""

    is_ours: bool
    bounced: int = 0
    doubted: int = 0


def read(raw: bytes) -> Report | Clues | None:
    """The report in an incoming email, or None if it is no report.

    Anyone can send us email, so anything that cannot be read is skipped.
    """
    try:
        return _report(message_from_bytes(raw), raw)
    except (
        Exception
    ):  # the parser can fail in many ways, and one bad email must not stop the rest
        logger.warning("A mail could not be read", exc_info=True)
        return None


def record(report: Report | Clues) -> Recorded:
    """Mark the email as bounced, or as probably bounced, unless it was before."""
    if isinstance(report, Clues):
        return _doubt(report)
    message = Message.objects.filter(pk=report.message_pk).first()
    marked = message is not None and delivery.returned(message, report.said)
    return Recorded(is_ours=True, bounced=int(marked))


@transaction.atomic
def _doubt(clues: Clues) -> Recorded:
    """Mark every email that the report may be about; once only for each report."""
    if Message.objects.filter(report=clues.fingerprint).exists():
        return Recorded(is_ours=True)
    found = list(_matching(clues))
    said = delivery.readable(clues.said)
    doubted = 0
    for message in found:
        marked = Message.move_rows(
            Message.objects.filter(pk=message.pk),
            "doubt",
            refusal=said,
            report=clues.fingerprint,
        )
        if marked:
            history.record(message, "probably came back", by=None, said=said[:200])
        doubted += marked
    return Recorded(is_ours=bool(found), doubted=doubted)


def _matching(clues: Clues) -> Iterator[Message]:
    """Emails to the recipient at that time, with that subject if the report has one."""
    if clues.sent_at:
        between = (clues.sent_at - CLOSE, clues.sent_at + CLOSE)
    else:
        between = (clues.seen_at - LONGEST_QUEUE, clues.seen_at + CLOSE)
    to_them = Q()
    for address in clues.addresses:
        to_them |= Q(address__iexact=address)
    for message in Message.objects.filter(
        to_them,
        status__in=Message.ACTS["doubt"].open_in,
        handing_over_at__range=between,
    ).order_by("pk"):
        if not clues.subject or _in_one_line(message.subject) == clues.subject:
            yield message


def _report(mail: Mail, raw: bytes) -> Report | Clues | None:
    if mail.get_content_type() != "multipart/report" or not mail.is_multipart():
        return None
    status = returned = None
    for part in mail.get_payload():
        kind = part.get_content_type()
        if kind == "message/delivery-status" and status is None:
            status = part
        elif kind in {"message/rfc822", "text/rfc822-headers"} and returned is None:
            returned = _returned(part)
    failed = status and _failed(status)
    if failed is None or returned is None:
        return None
    said = failed.get("Diagnostic-Code") or failed.get("Status") or "no reason"
    said = _in_one_line(str(said))
    ids = " ".join(str(returned.get(name, "")) for name in OUR_HEADERS)
    if letter := delivery.letter_of(ids):
        return Report(letter, said)
    # One that claims to be ours, with a false seal, is no honest report.
    if delivery.looks_like_ours(ids):
        return None
    return _clues(mail, status, failed, returned, said=said, raw=raw)


def _failed(status: Mail) -> Mail | None:
    """The fields of the recipient that the server has given up on."""
    groups = status.get_payload()
    for fields in groups if isinstance(groups, list) else []:
        if str(fields.get("Action", "")).strip().lower() == "failed":
            return fields
    return None


def _returned(part: Mail) -> Mail:
    """The returned email, or its headers."""
    if part.is_multipart():
        return part.get_payload(0)
    return message_from_bytes(part.get_payload(decode=True) or b"")


def _clues(
    mail: Mail, status: Mail, failed: Mail, returned: Mail, *, said: str, raw: bytes
) -> Clues | None:
    named = [failed.get(f"{which}-Recipient", "") for which in ("Original", "Final")]
    # The type stands before the address: “rfc822; mo@wexcombe.example”.
    addresses = {str(one).rpartition(";")[2].strip(" <>") for one in named} - {""}
    if not addresses:
        addresses = {one for _, one in getaddresses(returned.get_all("To", [])) if one}
    if not addresses:
        return None
    return Clues(
        addresses=frozenset(addresses),
        said=said,
        fingerprint=sha256(raw).hexdigest(),
        seen_at=_instant(mail.get("Date")) or clock.now(),
        subject=_in_one_line(_decoded(returned.get("Subject", ""))),
        sent_at=_instant(status.get_payload(0).get("Arrival-Date"))
        or _instant(returned.get("Date")),
    )


def _instant(text: str | None) -> datetime | None:
    """The time in a header, or None if there is none that can be read."""
    try:
        found = parsedate_to_datetime(str(text or ""))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _decoded(text: str) -> str:
    return str(make_header(decode_header(str(text))))


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
