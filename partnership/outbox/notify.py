"""Sending emails through GOV.UK Notify; no other module talks to it.

One Notify template, with `((subject))` and `((body))`, is used for every email. Its
reference is our Message-ID, so we can ask Notify whether it already has an email.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import requests
import urllib3
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client import NotificationsAPIClient
from notifications_python_client.errors import APIError, HTTPError, InvalidResponse

from partnership.dates import clock
from partnership.outbox import delivery
from partnership.outbox.delivery import Answer
from partnership.outbox.models import Message

Status = Message.Status
HOST = "api.notifications.service.gov.uk"
KEY_LENGTH = 73
# How Notify names a fault of the address it was given: by the field, or by the error.
# https://docs.notifications.service.gov.uk/python.html#send-an-email-error-codes
ADDRESS_FIELD, ADDRESS_ERROR = "email_address ", "InvalidEmailError"
FAILURES = {
    "permanent-failure": "The address does not exist, or its mail server rejected the "
    "email",
    "temporary-failure": "Tried for 3 days: the inbox is full, or a filter rejected "
    "the email",
    "technical-failure": "There was a technical failure between Notify and its email "
    "provider",
}
# Notify keeps emails for a week; this many failures of a kind are searched.
KEPT = timedelta(days=7)
MOST_FAILURES = 2000


@dataclass(frozen=True)
class Account:
    """The account in EMAIL_URL: notify://KEY@HOST/TEMPLATE?reply_to=ID."""

    key: str
    address: str
    template: str
    reply_to: str

    @classmethod
    def from_url(cls, url: str) -> "Account":
        parts = urlsplit(url)
        key, template = unquote(parts.username or ""), parts.path.strip("/")
        if len(key) < KEY_LENGTH or not template:
            raise ImproperlyConfigured(
                "EMAIL_URL names GOV.UK Notify but not its key and template: "
                f"notify://KEY@{HOST}/TEMPLATE"
            )
        scheme = "http" if parts.scheme == "notify+http" else "https"
        port = f":{parts.port}" if parts.port else ""
        return cls(
            key=key,
            address=f"{scheme}://{parts.hostname or HOST}{port}",
            template=template,
            reply_to=parse_qs(parts.query).get("reply_to", [""])[0],
        )

    def client(self) -> NotificationsAPIClient:
        return NotificationsAPIClient(
            self.key, base_url=self.address, timeout=settings.EMAIL_TIMEOUT
        )


class NotifyBackend(BaseEmailBackend):
    """Django's email backend; Notify's reply is raised as `delivery.Answer`."""

    def __init__(self, fail_silently=False, **kwargs):
        super().__init__(fail_silently=fail_silently)
        self.account = Account.from_url(settings.NOTIFY_URL)
        self.client = None

    def open(self):
        if self.client is not None:
            return False
        self.client = self.account.client()
        return True

    def close(self):
        if self.client is not None:
            self.client.request_session.close()
            self.client = None

    def send_messages(self, email_messages) -> int:
        is_opened_here = self.open()
        try:
            for letter in email_messages:
                self._send(letter)
        finally:
            if is_opened_here:
                self.close()
        return len(email_messages)

    def _send(self, letter) -> None:
        reference = letter.extra_headers.get("Message-ID")
        if getattr(letter, "is_repeated", False) and self._has(letter, reference):
            return
        try:
            answer = self.client.send_email_notification(
                letter.to[0],
                self.account.template,
                personalisation={"subject": letter.subject, "body": letter.body},
                reference=reference,
                email_reply_to_id=self.account.reply_to or None,
            )
        except APIError as fault:
            raise _answer(fault) from fault
        letter.notify_id = answer.get("id", "")

    def _has(self, letter, reference: str) -> bool:
        """Whether an earlier attempt reached Notify without our knowing."""
        try:
            found = self.client.get_all_notifications(reference=reference)
        except APIError as fault:
            raise Answer(
                Status.WAITING, in_words(fault), is_ours_to_mend=_is_refusal(fault)
            ) from fault
        for notification in found.get("notifications", []):
            letter.notify_id = notification["id"]
            if notification["status"] in FAILURES:
                raise Answer(Status.BOUNCED, FAILURES[notification["status"]])
            return True
        return False


def _answer(fault: APIError) -> Answer:
    """What becomes of an email that Notify did not simply accept."""
    status = status_after(fault)
    is_ours = status == Status.WAITING and _is_refusal(fault)
    return Answer(status, in_words(fault), is_ours_to_mend=is_ours)


def status_after(fault: APIError) -> str:
    """The status of an email that Notify did not simply accept.

    It bounces only for its address. Whatever else Notify refuses (trial mode, a key for
    the team only, an unknown template or reply-to address, a limit) would refuse every
    email, so it waits until someone has put it right.
    """
    if isinstance(fault, InvalidResponse):
        return Status.UNCONFIRMED
    if fault.response is None:
        return Status.WAITING if _never_left(fault) else Status.UNCONFIRMED
    return Status.BOUNCED if _is_about_address(fault) else Status.WAITING


def _never_left(fault: HTTPError) -> bool:
    """Whether nothing was sent because no connection was made."""
    cause = fault.__cause__
    if isinstance(cause, requests.ConnectTimeout | requests.exceptions.SSLError):
        return True
    reason = getattr(next(iter(cause.args), None), "reason", None)
    return isinstance(
        reason,
        urllib3.exceptions.NewConnectionError | urllib3.exceptions.ConnectTimeoutError,
    )


def _is_refusal(fault: APIError) -> bool:
    """Whether Notify has understood and refused, so that somebody must act."""
    return fault.response is not None and 400 <= fault.status_code < 500


def _is_about_address(fault: APIError) -> bool:
    """Whether Notify refuses only the recipient's address."""
    said = fault.message
    return (
        fault.status_code == 400
        and isinstance(said, list)
        and bool(said)
        and all(isinstance(one, dict) and _names_address(one) for one in said)
    )


def _names_address(error: dict) -> bool:
    return error.get("error") == ADDRESS_ERROR or str(
        error.get("message", "")
    ).startswith(ADDRESS_FIELD)


def in_words(fault: APIError) -> str:
    """Notify's reason, with its status code."""
    if fault.response is None:
        return f"GOV.UK Notify: {fault.__cause__}"
    said = fault.message
    if isinstance(said, list):
        said = "; ".join(str(one.get("message", one)) for one in said)
    return f"GOV.UK Notify, {fault.status_code}: {said}"


def ask_what_became() -> int:
    """Ask Notify which emails bounced and what became of unconfirmed ones.

    Returns how many have a new status; 0 if Notify is not used.
    """
    if not settings.NOTIFY_URL:
        return 0
    client = Account.from_url(settings.NOTIFY_URL).client()
    try:
        return _mark_failures(client) + _confirm(client)
    finally:
        client.request_session.close()


def _mark_failures(client: NotificationsAPIClient) -> int:
    return sum(
        delivery.returned(message, f"GOV.UK Notify: {words}")
        for status, words in FAILURES.items()
        for notification in _notifications(client, status)
        if (message := _message(notification)) is not None
    )


def _confirm(client: NotificationsAPIClient) -> int:
    """Mark unconfirmed emails that Notify has as sent; failed ones come before."""
    count = 0
    for message in Message.objects.filter(
        status=Status.UNCONFIRMED, handing_over_at__gte=clock.now() - KEPT
    ):
        reference = delivery.message_id(message.pk)
        found = client.get_all_notifications(reference=reference)["notifications"]
        if found and found[0]["status"] not in FAILURES:
            count += delivery.confirm(message, notify_id=found[0]["id"])
    return count


def _notifications(client: NotificationsAPIClient, status: str) -> Iterator[dict]:
    """Notify's emails of a status, newest first, page by page."""
    older_than, seen = None, 0
    while seen < MOST_FAILURES:
        page = client.get_all_notifications(
            status=status, template_type="email", older_than=older_than
        )["notifications"]
        yield from page
        if not page:
            return
        older_than, seen = page[-1]["id"], seen + len(page)


def _message(notification: dict) -> Message | None:
    number = delivery.letter_of(notification.get("reference") or "")
    return Message.objects.filter(pk=number).first() if number else None
