"""Escalating to another body, receiving it there, and bringing the response back."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Organisation, Person
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.drafting import begin_draft, confirmed_in_history, open_meeting
from subgroups.registers.models.escalations import Escalation


@transaction.atomic
def escalate(
    item: AgendaItem,
    *,
    to: Organisation | None = None,
    to_words: str = "",
    why: str,
    confirmed: Sequence[str] = (),
    by: Person | None,
    on: date,
) -> Escalation:
    """Pass something on from a meeting, to a body of ours or to another in words.

    One of our groups finds it on its next agenda.

    Raises:
        Refused: it says neither to whom nor why, or goes to the group itself.
    """
    meeting = open_meeting(item)
    escalation = Escalation(item=item, sent_on=on)
    _say(escalation, meeting, to, to_words, why)
    escalation.save()
    begin_draft(meeting)
    history.record(
        escalation,
        "sent",
        by=by,
        to=escalation.to_words,
        why=escalation.why,
        **confirmed_in_history(confirmed),
    )
    return escalation


@transaction.atomic
def correct_escalation(
    escalation: Escalation,
    *,
    to: Organisation | None = None,
    to_words: str = "",
    why: str,
    version: int | None = None,
    confirmed: Sequence[str] = (),
    by: Person | None,
) -> None:
    """Change an escalation while its minutes may be written and it is on its way.

    Raises:
        Refused: it has been received, or its minutes have been circulated.
    """
    meeting = open_meeting(escalation.item)
    escalation.claim(version)
    escalation.guard("correct")
    before = _as_kept(escalation)
    _say(escalation, meeting, to, to_words, why)
    escalation.save()
    history.record(
        escalation,
        "changed",
        by=by,
        before=before,
        after=_as_kept(escalation),
        **confirmed_in_history(confirmed),
    )


def _say(
    escalation: Escalation,
    meeting: Meeting,
    to: Organisation | None,
    to_words: str,
    why: str,
) -> None:
    escalation.to = to
    escalation.to_words = to.name if to else to_words.strip()
    escalation.why = why.strip()
    if not escalation.to_words:
        raise Refused("Select or enter who it is escalated to", field="to")
    if to is not None and to.pk == meeting.subgroup.organisation_id:
        raise Refused("A group cannot escalate to itself", field="to")
    if not escalation.why:
        raise Refused("Enter what is escalated and why", field="why")


def _as_kept(escalation: Escalation) -> dict[str, str]:
    return {"to_words": escalation.to_words, "why": escalation.why}


@transaction.atomic
def withdraw_escalation(
    escalation: Escalation,
    *,
    reason: str,
    version: int | None = None,
    by: Person,
) -> None:
    """Withdraw an escalation that has not been received. It stays in the register.

    Raises:
        Refused: there is no reason, or it has been received.
    """
    escalation.claim(version)
    escalation.move("withdraw")
    if not reason.strip():
        raise Refused("Enter the reason", field="reason")
    escalation.withdrawn_because = reason.strip()
    escalation.save()
    history.record(escalation, "withdrawn", by=by, reason=reason.strip())


@transaction.atomic
def receive_escalation(
    escalation: Escalation,
    *,
    meeting: Meeting | None = None,
    received_words: str = "",
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Record that the addressee received it: one of our groups at a meeting of its
    own, any other body in the words of whoever confirmed it.

    Raises:
        Refused: it has been received or withdrawn, the meeting is not the addressee’s
            or has not been held, or nothing says how another body confirmed it.
    """
    escalation.claim(version)
    _receive(escalation, meeting, received_words, by=by, on=on)
    escalation.save()
    _record_receipt(escalation, by)


@transaction.atomic
def respond_to_escalation(
    escalation: Escalation,
    *,
    response: str,
    responder_words: str = "",
    meeting: Meeting | None = None,
    received_words: str = "",
    version: int | None = None,
    confirmed: Sequence[str] = (),
    by: Person,
    on: date,
) -> None:
    """Record the addressee’s response, which goes onto the sender’s next agenda.

    One that answers at once is recorded as received by the same meeting.

    Raises:
        Refused: as for receiving, or there is no response, or it has been answered.
    """
    escalation.claim(version)
    is_new = escalation.is_open_to("receive")
    if is_new:
        _receive(escalation, meeting, received_words, by=by, on=on)
    else:
        _check_addressee(escalation, meeting)
    escalation.move("respond")
    if not response.strip():
        raise Refused("Enter the response", field="response")
    escalation.response = response.strip()
    escalation.responder_words = responder_words.strip() or escalation.to_words
    escalation.responded_on, escalation.answered_at_meeting = on, meeting
    escalation.save()
    if is_new:
        _record_receipt(escalation, by)
    history.record(
        escalation,
        "responded",
        by=by,
        who=escalation.responder_words,
        text=escalation.response,
        **confirmed_in_history(confirmed),
    )


def _receive(
    escalation: Escalation,
    meeting: Meeting | None,
    received_words: str,
    *,
    by: Person,
    on: date,
) -> None:
    escalation.move("receive")
    _check_addressee(escalation, meeting)
    if meeting is None and not received_words.strip():
        raise Refused("Enter who confirmed it, and how", field="received_words")
    escalation.received_on, escalation.received_by = on, by
    escalation.received_at_meeting = meeting
    escalation.received_words = received_words.strip()


def _check_addressee(escalation: Escalation, meeting: Meeting | None) -> None:
    """Only a meeting of the group it was sent to deals with it."""
    if meeting is None:
        if escalation.is_to_a_group:
            raise Refused(
                f"{escalation.to_words} records this at one of its own meetings"
            )
        return
    if meeting.subgroup.organisation_id != escalation.to_id:
        raise Refused(f"This escalation was sent to {escalation.to_words}")
    meeting.guard("deal_with")


def _record_receipt(escalation: Escalation, by: Person) -> None:
    at = escalation.received_at_meeting
    history.record(
        escalation,
        "received",
        by=by,
        to=escalation.to_words,
        at=at.held_on.isoformat() if at else "",
        words=escalation.received_words,
    )


@transaction.atomic
def note_response(
    escalation: Escalation,
    *,
    meeting: Meeting,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Record that a later meeting of the sender has noted the response.

    Raises:
        Refused: no response has come back, or the meeting is not a later one of the
            sender that has been held.
    """
    escalation.claim(version)
    escalation.move("note_response")
    sent_from = escalation.item.meeting
    is_later = meeting.held_on > sent_from.held_on
    if meeting.subgroup_id != sent_from.subgroup_id or not is_later:
        raise Refused("Select a later meeting of the group that escalated it")
    meeting.guard("deal_with")
    escalation.returned_on, escalation.returned_by = on, by
    escalation.returned_at_meeting = meeting
    escalation.save()
    history.record(escalation, "response noted", by=by, at=meeting.held_on.isoformat())
