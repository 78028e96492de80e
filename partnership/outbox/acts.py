"""What may become of a message in each of its states, and when it may be sent again."""

from datetime import date

from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act

WIPED = "[This message held a code or a link, and was wiped.]"


class Status(models.TextChoices):
    """What has become of a message."""

    WAITING = "waiting", "Waiting"
    HANDING_OVER = "handing_over", "Being handed over"
    SENT = "sent", "Sent"
    UNCONFIRMED = "unconfirmed", "Unconfirmed"
    BOUNCED = "bounced", "Bounced"
    HELD = "held", "Kept for a digest"
    GATHERED = "gathered", "Sent within a digest"
    EXPIRED = "expired", "Too late to send"


def _is_wiped(message, by, on: date | None) -> str:
    if message.is_secret or message.body == WIPED:
        return (
            "This message held a code or a link and has been wiped. "
            "A new one has to be asked for"
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
    # What the outbox does of itself.
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
