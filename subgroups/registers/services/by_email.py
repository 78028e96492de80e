"""Recording a decision taken by email: the question, who answered what, the outcome."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from actions.register.services.references import prefix_of
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.drafting import confirmed_in_history
from subgroups.registers.models.by_email import EmailAnswer, EmailDecision
from subgroups.structure.models import Subgroup


@transaction.atomic
def ask_question(
    subgroup: Subgroup,
    *,
    question: str,
    asked_on: date,
    answer_by: date,
    confirmed: Sequence[str] = (),
    by: Person,
) -> EmailDecision:
    """Record a question that was put to the subgroup by email.

    Raises:
        Refused: the last day for answers lies before the question.
    """
    if answer_by < asked_on:
        raise Refused(
            "The last day for answers must not be before the question",
            field="answer_by",
        )
    decision = EmailDecision.objects.create(
        subgroup=subgroup,
        ref_prefix=prefix_of(subgroup.organisation, None),
        question=question.strip(),
        asked_on=asked_on,
        answer_by=answer_by,
        asked_by=by,
    )
    history.record(
        decision,
        "asked",
        by=by,
        until=answer_by.isoformat(),
        text=decision.question,
        **confirmed_in_history(confirmed),
    )
    return decision


@transaction.atomic
def record_answer(
    decision: EmailDecision,
    *,
    person: Person,
    answer: str,
    words: str = "",
    answered_on: date,
    version: int | None = None,
    confirmed: Sequence[str] = (),
    by: Person | None,
) -> None:
    """Record what someone answered; a later answer of theirs replaces it, and the
    history keeps both.

    Raises:
        Refused: the outcome has been recorded, or the answer came before the question.
    """
    decision.claim(version)
    decision.guard("answer")
    if answered_on < decision.asked_on:
        raise Refused(
            "The answer cannot be earlier than the question", field="answered_on"
        )
    decision.save()
    recorded, _ = EmailAnswer.objects.update_or_create(
        decision=decision,
        person=person,
        defaults={"answer": answer, "words": words.strip(), "answered_on": answered_on},
    )
    history.record(
        decision,
        "answered",
        by=by,
        who=person.name,
        answer=recorded.get_answer_display().lower(),
        day=answered_on.isoformat(),
        words=recorded.words,
        **confirmed_in_history(confirmed),
    )


@transaction.atomic
def close_question(
    decision: EmailDecision,
    *,
    outcome: str,
    version: int | None = None,
    confirmed: Sequence[str] = (),
    by: Person,
    on: date,
) -> None:
    """Record the outcome, which goes onto the next agenda to be noted.

    Raises:
        Refused: it has been recorded, nobody has answered, or there is no outcome.
    """
    decision.claim(version)
    decision.move("close")
    if not decision.answers.exists():
        raise Refused("Record at least one answer first")
    if not outcome.strip():
        raise Refused("Enter the outcome", field="outcome")
    decision.outcome = outcome.strip()
    decision.closed_on, decision.closed_by = on, by
    decision.save()
    history.record(
        decision,
        "closed",
        by=by,
        outcome=decision.outcome,
        **confirmed_in_history(confirmed),
    )


@transaction.atomic
def note_question(
    decision: EmailDecision,
    *,
    meeting: Meeting,
    version: int | None = None,
    by: Person | None,
) -> None:
    """Record that a meeting noted the decision.

    Raises:
        Refused: it has no outcome yet, or the meeting is another subgroup’s, lies
            before the outcome, or can no longer be minuted.
    """
    decision.claim(version)
    decision.move("note")
    if (
        meeting.subgroup_id != decision.subgroup_id
        or meeting.held_on < decision.closed_on
    ):
        raise Refused("Select a later meeting of the same subgroup", field="meeting")
    meeting.guard("deal_with", field="meeting")
    decision.noted_at_meeting = meeting
    decision.save()
    history.record(decision, "noted", by=by, at=meeting.held_on.isoformat())
