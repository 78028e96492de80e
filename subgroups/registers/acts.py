"""What may be done to a challenge or an escalation in each state, and why not."""

from datetime import date

from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act


class ChallengeStatus(models.TextChoices):
    """How far a challenge has been answered."""

    OPEN = "open", "Waiting for a response"
    ANSWERED = "answered", "Responded to"
    CLOSED = "closed", "Closed"


class EscalationStatus(models.TextChoices):
    """How far an escalation has gone, there and back."""

    SENT = "sent", "Sent"
    RECEIVED = "received", "Received"
    ANSWERED = "answered", "Responded to"
    RETURNED = "returned", "Response noted"
    WITHDRAWN = "withdrawn", "Withdrawn"


ON_THE_WAY = (EscalationStatus.SENT, EscalationStatus.RECEIVED)
RECORDED = {"permission": Permission.RECORD_MEETING}


def _is_minuted(row, by, on: date | None) -> str:
    """Only while the minutes it stands in may still be written."""
    return row.item.meeting.why_not("write")


def _is_outside(escalation, on: date | None) -> bool:
    """One of our groups records receipt and response at its own meetings."""
    return not escalation.is_to_a_group


CHALLENGE_ACTS = {
    "respond": Act(
        words="Record a response",
        page="subgroups:respond_to_challenge",
        open_in=(ChallengeStatus.OPEN, ChallengeStatus.ANSWERED),
        to=(ChallengeStatus.ANSWERED,),
        otherwise="This challenge is closed",
        is_main=True,
        **RECORDED,
    ),
    "close": Act(
        words="Close with an outcome",
        page="subgroups:close_challenge",
        open_in=(ChallengeStatus.OPEN, ChallengeStatus.ANSWERED),
        to=(ChallengeStatus.CLOSED,),
        otherwise="This challenge is closed already",
        **RECORDED,
    ),
    "correct": Act(
        words="Edit",
        page="subgroups:correct_challenge",
        open_in=(ChallengeStatus.OPEN, ChallengeStatus.ANSWERED),
        otherwise="This challenge is closed",
        unless=_is_minuted,
        **RECORDED,
    ),
}

ESCALATION_ACTS = {
    "receive": Act(
        words="Record that it was received",
        page="subgroups:receive_escalation",
        open_in=(EscalationStatus.SENT,),
        to=(EscalationStatus.RECEIVED,),
        otherwise="This escalation is {state} and cannot be received again",
        is_offered=_is_outside,
        is_main=True,
        **RECORDED,
    ),
    "respond": Act(
        words="Record the response",
        page="subgroups:respond_to_escalation",
        open_in=(EscalationStatus.RECEIVED,),
        to=(EscalationStatus.ANSWERED,),
        otherwise="You can respond to an escalation once, when it has been received",
        is_offered=_is_outside,
        is_main=True,
        **RECORDED,
    ),
    "note_response": Act(
        open_in=(EscalationStatus.ANSWERED,),
        to=(EscalationStatus.RETURNED,),
        otherwise="Only a response that has come back can be noted",
        **RECORDED,
    ),
    "correct": Act(
        words="Edit",
        page="subgroups:correct_escalation",
        open_in=(EscalationStatus.SENT,),
        otherwise="You can change an escalation until it has been received",
        unless=_is_minuted,
        **RECORDED,
    ),
    "withdraw": Act(
        words="Withdraw",
        page="subgroups:withdraw_escalation",
        open_in=(EscalationStatus.SENT,),
        to=(EscalationStatus.WITHDRAWN,),
        otherwise="You can withdraw an escalation until it has been received",
        **RECORDED,
    ),
}
