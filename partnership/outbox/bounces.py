"""Delivery reports (RFC 3464): which of our letters came back, and what was said.

Where the reports come from is the business of `manage.py read_bounces`.
"""

import logging
from email import message_from_bytes
from email.message import Message as Mail
from typing import NamedTuple

from partnership.outbox import delivery
from partnership.outbox.models import Message

logger = logging.getLogger(__name__)


class Report(NamedTuple):
    """A letter of ours that could not be delivered, and the server's words."""

    message_pk: int
    said: str


def read(raw: bytes) -> Report | None:
    """What a mail reports; None for all that is no report of a letter of ours.

    Mail is what anybody may send: whatever cannot be read is passed over.
    """
    try:
        return _report(message_from_bytes(raw))
    except Exception:  # the parser's faults are many, and none may stop the others
        logger.warning("A mail could not be read", exc_info=True)
        return None


def record(report: Report) -> bool:
    """Mark the letter as bounced; False if that was known, or it is not there."""
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
    """The server's words about the recipient that it gave up on."""
    groups = part.get_payload()
    for fields in groups if isinstance(groups, list) else []:
        if str(fields.get("Action", "")).strip().lower() == "failed":
            said = fields.get("Diagnostic-Code") or fields.get("Status") or "no reason"
            return " ".join(str(said).split())
    return None


def _returned_id(part: Mail) -> str:
    """The Message-ID of the letter that the report gives back, or its headers only."""
    if part.is_multipart():
        returned = part.get_payload(0)
    else:
        returned = message_from_bytes(part.get_payload(decode=True) or b"")
    return str(returned.get("Message-ID", ""))
