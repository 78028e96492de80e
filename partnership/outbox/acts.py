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
    PROBABLY_BOUNCED = "doubtful", "Probably bounced"
    BOUNCED = "bounced", "Bounced"
    SENT_ANEW = "sent_anew", "Bounced, sent again"
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


def _cannot_go_anew(message, by, on: date | None) -> str:
    if message.is_secret or message.body == WIPED:
        return (
            "This email contained a code or a link and has been deleted, so it cannot "
            "be sent again. Once the address is right, they need a new one"
        )
    if message.person is None:
        return (
            "This email went to an address and not to a person in the directory, so "
            "there is no other address to send it to"
        )
    if not message.person.email:
        return f"There is no email address for {message.person}. Add one first"
    return ""


def _words_of_going_anew(message) -> str:
    address = message.person.email if message.person else ""
    return f"Send again to {address}" if address else "Send again"


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
    "send_anew": Act(
        words=_words_of_going_anew,
        page="partnership:send_anew",
        permission=Permission.RESEND_MESSAGE,
        open_in=(Status.BOUNCED,),
        to=(Status.SENT_ANEW,),
        otherwise="Only a bounced message can be sent to another address. This one is "
        "{state}",
        unless=_cannot_go_anew,
        says_why=True,
        is_done_at_once=True,
        is_main=True,
    ),
    "confirm_bounce": Act(
        words="It bounced",
        page="partnership:confirm_bounce",
        permission=Permission.RESEND_MESSAGE,
        open_in=(Status.PROBABLY_BOUNCED,),
        to=(Status.BOUNCED,),
        otherwise="No delivery report is waiting to be checked. This message is "
        "{state}",
        is_done_at_once=True,
        is_main=True,
    ),
    "dismiss_bounce": Act(
        words="It did not bounce",
        page="partnership:dismiss_bounce",
        permission=Permission.RESEND_MESSAGE,
        open_in=(Status.PROBABLY_BOUNCED,),
        to=(Status.SENT, Status.UNCONFIRMED),
        otherwise="No delivery report is waiting to be checked. This message is "
        "{state}",
        is_done_at_once=True,
    ),
    # Acts of the outbox itself.
    "gather": Act(open_in=(Status.HELD,), to=(Status.GATHERED,)),
    "hand_over": Act(open_in=(Status.WAITING,), to=(Status.HANDING_OVER,)),
    "expire": Act(open_in=(Status.WAITING,), to=(Status.EXPIRED,)),
    "finish": Act(
        open_in=(Status.HANDING_OVER,),
        to=(Status.SENT, Status.BOUNCED, Status.UNCONFIRMED, Status.WAITING),
    ),
    "come_back": Act(
        open_in=(Status.SENT, Status.UNCONFIRMED, Status.PROBABLY_BOUNCED),
        to=(Status.BOUNCED,),
    ),
    "doubt": Act(
        open_in=(Status.SENT, Status.UNCONFIRMED), to=(Status.PROBABLY_BOUNCED,)
    ),
    "confirm": Act(open_in=(Status.UNCONFIRMED,), to=(Status.SENT,)),
}
