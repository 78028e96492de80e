"""The acts of a message: which status each is possible in and leads to."""

from datetime import date

from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act

WIPED = "[This email contained a code or a link and has been deleted.]"


class Status(models.TextChoices):
    """The status of a message."""

    WAITING = "waiting", "Waiting"
    HANDING_OVER = "handing_over", "Being sent"
    SENT = "sent", "Sent"
    UNCONFIRMED = "unconfirmed", "Unconfirmed"
    BOUNCED = "bounced", "Bounced"
    HELD = "held", "Held for summary"
    GATHERED = "gathered", "Sent in a summary"
    EXPIRED = "expired", "Too late to send"


def _is_wiped(message, by, on: date | None) -> str:
    if message.is_secret or message.body == WIPED:
        return (
            "This email contained a code or a link and has been deleted. "
            "They need to ask for a new one"
        )
    return ""


ACTS = {
    "send_again": Act(
        words="Send again",
        page="partnership:send_again",
        permission=Permission.RESEND_MESSAGE,
        open_in=(Status.UNCONFIRMED,),
        to=(Status.WAITING,),
        otherwise="Only an unconfirmed message can be sent again. This one is {state}",
        unless=_is_wiped,
        says_why=True,
        is_done_at_once=True,
        is_main=True,
    ),
    # Acts of the outbox itself.
    "gather": Act(open_in=(Status.HELD,), to=(Status.GATHERED,)),
    "hand_over": Act(open_in=(Status.WAITING,), to=(Status.HANDING_OVER,)),
    "expire": Act(open_in=(Status.WAITING,), to=(Status.EXPIRED,)),
    "finish": Act(
        open_in=(Status.HANDING_OVER,),
        to=(Status.SENT, Status.BOUNCED, Status.UNCONFIRMED, Status.WAITING),
    ),
    "come_back": Act(open_in=(Status.SENT, Status.UNCONFIRMED), to=(Status.BOUNCED,)),
    "confirm": Act(open_in=(Status.UNCONFIRMED,), to=(Status.SENT,)),
}
