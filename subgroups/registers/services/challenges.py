"""Recording a challenge, the responses to it, and its outcome."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Organisation, Person
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.drafting import begin_draft, confirmed_in_history, open_meeting
from subgroups.minutes.owners import read_owners
from subgroups.registers.models.challenges import Challenge


@transaction.atomic
def record_challenge(
    item: AgendaItem,
    *,
    challenger_words: str,
    challenged_words: str = "",
    concern: str,
    response: str = "",
    organisation: Organisation | None = None,
    confirmed: Sequence[str] = (),
    by: Person | None,
) -> Challenge:
    """Minute a challenge under an item, with the response given in the meeting.

    Who challenged and who was challenged are found by initials or name, as owners of
    actions are; others stay in words.
    """
    meeting = open_meeting(item)
    challenge = Challenge(item=item, organisation=organisation)
    _say(challenge, meeting, challenger_words, challenged_words, concern, response)
    challenge.save()
    begin_draft(meeting)
    history.record(
        challenge,
        "recorded",
        by=by,
        text=challenge.concern,
        response=challenge.response,
        **confirmed_in_history(confirmed),
    )
    return challenge


@transaction.atomic
def correct_challenge(
    challenge: Challenge,
    *,
    challenger_words: str,
    challenged_words: str = "",
    concern: str,
    response: str = "",
    organisation: Organisation | None = None,
    version: int | None = None,
    confirmed: Sequence[str] = (),
    by: Person | None,
) -> None:
    """Change the words of a challenge while its minutes may be written.

    Raises:
        Refused: it has been closed, or its minutes have been circulated.
    """
    meeting = open_meeting(challenge.item)
    challenge.claim(version)
    challenge.guard("correct")
    before = _as_kept(challenge)
    challenge.organisation = organisation
    _say(challenge, meeting, challenger_words, challenged_words, concern, response)
    challenge.save()
    history.record(
        challenge,
        "changed",
        by=by,
        before=before,
        after=_as_kept(challenge),
        **confirmed_in_history(confirmed),
    )


def _say(
    challenge: Challenge,
    meeting: Meeting,
    challenger_words: str,
    challenged_words: str,
    concern: str,
    response: str,
) -> None:
    """Fill in what is minuted. A challenge with a response is responded to."""
    challenge.challenger_words = challenger_words.strip()
    challenge.challenged_words = challenged_words.strip()
    challenge.concern, challenge.response = concern.strip(), response.strip()
    if not challenge.challenger_words:
        raise Refused("Enter who challenged", field="challenger_words")
    if not challenge.concern:
        raise Refused("Enter what was challenged", field="concern")
    challenge.challenger = _person_in(challenge.challenger_words, meeting)
    challenge.challenged = _person_in(challenge.challenged_words, meeting)
    if challenge.organisation is None and challenge.challenger is not None:
        challenge.organisation = _agency_of(challenge.challenger, meeting)
    if challenge.response:
        challenge.move("respond")


def _person_in(words: str, meeting: Meeting) -> Person | None:
    """The person that words mean, if they mean exactly one."""
    owners = read_owners(words, meeting, on=meeting.held_on).owners
    return owners[0].person if len(owners) == 1 else None


def _agency_of(person: Person, meeting: Meeting) -> Organisation | None:
    """The agency in whose seat someone sat at a meeting."""
    line = meeting.attendances.filter(person=person).select_related("seat__agency")
    attendance = line.first()
    return attendance.seat.agency if attendance and attendance.seat else None


def _as_kept(challenge: Challenge) -> dict[str, str]:
    names = ("challenger_words", "challenged_words", "concern", "response")
    return {name: getattr(challenge, name) for name in names}


@transaction.atomic
def respond_to_challenge(
    challenge: Challenge,
    *,
    response: str,
    version: int | None = None,
    confirmed: Sequence[str] = (),
    by: Person | None,
    on: date,
) -> None:
    """Record a response: in the minutes while they may be written, later beside them.

    Raises:
        Refused: there is no response, or the challenge has been closed.
    """
    challenge.claim(version)
    challenge.move("respond")
    if not response.strip():
        raise Refused("Enter the response", field="response")
    if challenge.item.meeting.is_open:
        challenge.response = response.strip()
    else:
        challenge.later_response, challenge.responded_on = response.strip(), on
    challenge.save()
    history.record(
        challenge,
        "responded",
        by=by,
        text=response.strip(),
        **confirmed_in_history(confirmed),
    )


@transaction.atomic
def close_challenge(
    challenge: Challenge,
    *,
    outcome: str,
    version: int | None = None,
    confirmed: Sequence[str] = (),
    by: Person,
    on: date,
) -> None:
    """Close a challenge with what came of it.

    Raises:
        Refused: there is no outcome, or it has been closed already.
    """
    challenge.claim(version)
    challenge.move("close")
    if not outcome.strip():
        raise Refused("Enter the outcome", field="outcome")
    challenge.outcome = outcome.strip()
    challenge.closed_on, challenge.closed_by = on, by
    challenge.save()
    history.record(
        challenge,
        "closed",
        by=by,
        outcome=challenge.outcome,
        **confirmed_in_history(confirmed),
    )
