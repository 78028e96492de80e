"""Importing returns that schools answered, signed and submitted elsewhere.

A few statements write any number of returns, and nobody is emailed. The history of each
return reads as if the school had answered in Quorate on the day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from actions.register.services.raising import raise_actions
from audits.gaps.models import Gap
from audits.gaps.services import GapPlan, draft_of
from audits.questions.models import Question
from audits.returns.keeping import new_answer
from audits.returns.models.answers import Answer, Given
from audits.returns.models.progress import Signatory, asked_among
from audits.returns.models.returns import AuditReturn
from audits.signing.models import Signature
from audits.signing.services import STATEMENTS, receipt_number
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from partnership.schools.copying import copy_in

WRITTEN = (
    "status",
    "signatories",
    "receipt_number",
    "submitted_by",
    "submitted_at",
    "version",
)


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A return as it was submitted: answers, plans, signatures, by whom and when.

    A gap without a plan takes the action its question proposes.
    """

    audit_return: AuditReturn
    given: Mapping[Question, Given]
    plans: Mapping[Question, GapPlan] = field(default_factory=dict)
    signed: Mapping[Signatory, Person]
    by: Person
    at: datetime


@transaction.atomic
def import_returns(sent: Sequence[Submission]) -> None:
    """Save returns as submitted, and raise actions for their gaps.

    Raises:
        Refused: the round is not open, the return has been started in Quorate, or an
            answer or a signature is missing; the message names the return.
    """
    _lock([one.audit_return for one in sent])
    answers, gaps, signatures = [], [], []
    for one in sent:
        try:
            given, signed = _answers(one), _signatures(one)
            _submit(one, signed)
        except Refused as refusal:
            raise Refused(f"{one.audit_return}: {refusal.sentence}") from None
        answers += given
        gaps += _gaps(one, given)
        signatures += signed
    copy_in(answers)
    _raise_actions(sent, gaps)
    Gap.objects.bulk_create(gaps, batch_size=2000)
    Signature.objects.bulk_create(signatures, batch_size=2000)
    AuditReturn.objects.bulk_update(
        [one.audit_return for one in sent], WRITTEN, batch_size=500
    )
    history.record_past(event for one in sent for event in _events(one))


def _lock(returns: Sequence[AuditReturn]) -> None:
    """Lock the returns and load their status."""
    statuses = dict(
        AuditReturn.objects.select_for_update(of=("self",))
        .filter(pk__in=[row.pk for row in returns])
        .order_by("pk")
        .values_list("pk", "status")
    )
    for row in returns:
        if row.pk not in statuses:
            raise Refused(f"{row} is listed twice")
        row.status = statuses.pop(row.pk)


def _answers(one: Submission) -> list[Answer]:
    """The answers to the questions that apply to the school."""
    row = one.audit_return
    given = {
        question: one.given[question]
        for question in row.questions
        if question in one.given
    }
    by_code = {question.code: answer for question, answer in given.items()}
    asked = asked_among(row.questions, by_code, row.facts)
    missing = [
        question.ref
        for question in asked
        if not question.is_optional
        and not (question in given and given[question].is_answer)
    ]
    if missing:
        raise Refused(f"{', '.join(missing)} not answered")
    answers = [
        new_answer(row, question, answer, by=one.by, at=one.at)
        for question, answer in given.items()
        if answer.is_answer or answer.comment
    ]
    counted = {question.pk for question in asked}
    for answer in answers:
        answer.is_counted = answer.question_id in counted
    return answers


def _signatures(one: Submission) -> list[Signature]:
    if len({*one.signed.values()}) < len(one.signed):
        raise Refused("One person has signed it twice")
    return [
        Signature(
            audit_return=one.audit_return,
            role=role,
            person=person,
            name=person.name,
            statement=STATEMENTS[role],
            at=one.at,
        )
        for role, person in one.signed.items()
    ]


def _gaps(one: Submission, answers: Iterable[Answer]) -> list[Gap]:
    gaps = []
    for answer in answers:
        if answer.is_gap:
            question = answer.question
            plan = one.plans.get(question) or GapPlan(
                action_text=question.proposed_action
            )
            gaps.append(
                Gap(audit_return=one.audit_return, question=question, **vars(plan))
            )
    return gaps


def _raise_actions(sent: Sequence[Submission], gaps: Sequence[Gap]) -> None:
    """Raise an action for each gap the school did not justify."""
    by_return = {one.audit_return: one for one in sent}
    planned = [gap for gap in gaps if not gap.justification]
    drafts = []
    for gap in planned:
        one = by_return[gap.audit_return]
        on = localtime(one.at).date()
        drafts.append(draft_of(gap, on=on, by=one.by, at=one.at))
    for gap, action in zip(planned, raise_actions(drafts), strict=True):
        gap.action = action


def _submit(one: Submission, signatures: Iterable[Signature]) -> None:
    """Move a return through all its statuses, without saving it."""
    row = one.audit_return
    row.move("start")
    row.move("declare_ready")
    row.current_signatures = {each.role: each for each in signatures}
    is_alone = set(one.signed) == {Signatory.PROPRIETOR}
    row.signatories = list(one.signed) if is_alone else row.signatories_by_sector()
    row.move("submit")
    row.receipt_number = receipt_number(row)
    row.submitted_by, row.submitted_at = one.by, one.at
    row.version += 1


def _events(one: Submission) -> Iterator[history.Past]:
    row = one.audit_return

    def event(words: str, by: Person = one.by, **detail: object) -> history.Past:
        return history.Past(row, words, by=by, at=one.at, detail=detail)

    yield event("started")
    if one.plans:
        yield event("action plan kept", gaps=len(one.plans))
    yield event("ready to sign")
    for role, person in one.signed.items():
        label = Signatory(role).label.lower()
        yield event("signed", by=person, role=label, name=person.name)
    yield event("submitted", receipt_number=row.receipt_number)
