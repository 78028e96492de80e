"""Delivery reports (RFC 3464): which of our emails bounced, and the reason given.

`manage.py read_bounces` reads them from a mailbox.
"""

import logging
from email import message_from_bytes
from email.message import Message as Mail
from typing import NamedTuple

from partnership.outbox import delivery
from partnership.outbox.models import Message

logger = logging.getLogger(__name__)


class Report(NamedTuple):
    """An email of ours that could not be delivered, and the server's reason."""

    message_pk: int
    said: str


def read(raw: bytes) -> Report | None:
    """The report in an incoming email, or None if it is not about one of ours.

    Anyone can send us email, so anything that cannot be read is skipped.
    """
    try:
        return _report(message_from_bytes(raw))
    except (
        Exception
    ):  # the parser can fail in many ways, and one bad email must not stop the rest
        logger.warning("A mail could not be read", exc_info=True)
        return None


def record(report: Report) -> bool:
    """Mark the email as bounced; False if it already was, or does not exist."""
    message = Message.objects.filter(pk=report.message_pk).first()
    return message is not None and delivery.returned(message, report.said)


def _report(mail: Mail) -> Report | None:
    if mail.get_content_type() != "multipart/report" or not mail.is_multipart():
        return None
    said = letter = None
    for part in mail.get_payload():
        kind = part.get_content_type()
        if kind == "message/delivery-status" and said is None:
            said = _failure(part)
        elif kind in {"message/rfc822", "text/rfc822-headers"} and letter is None:
            letter = delivery.letter_of(_returned_id(part))
    return Report(letter, said) if letter and said else None


def _failure(part: Mail) -> str | None:
    """The server's reason for giving up on the recipient."""
    groups = part.get_payload()
    for fields in groups if isinstance(groups, list) else []:
        if str(fields.get("Action", "")).strip().lower() == "failed":
            said = fields.get("Diagnostic-Code") or fields.get("Status") or "no reason"
            return " ".join(str(said).split())
    return None


def _returned_id(part: Mail) -> str:
    """The Message-ID from the returned email or its headers."""
    if part.is_multipart():
        returned = part.get_payload(0)
    else:
        returned = message_from_bytes(part.get_payload(decode=True) or b"")
    return str(returned.get("Message-ID", ""))
