"""Opening rounds and saving answers, without overwriting those of someone else.

One statement saves any number of answers. Each has the version of the answer its author
saw. If someone else has changed that answer since, theirs stands and is returned; the
others are saved.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from audits.questions.kinds import Kind
from audits.questions.models import Question, QuestionSet
from audits.returns.counting import count_again
from audits.returns.inviting import invite
from audits.returns.keeping import keep, keep_beside, says
from audits.returns.models.answers import Answer, Given
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from audits.rounds.services import plan_round
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from partnership.schools.models import School, SchoolLink


@dataclass(frozen=True)
class Saved:
    """The result of saving answers, by question.

    `versions` are the new versions; `theirs` are the answers that someone else changed
    first, which were not replaced. What was typed beside them is kept too.
    """

    versions: dict[int, int]
    theirs: dict[int, Answer]
    at: datetime


def save_answer(
    audit_return: AuditReturn, question: Question, given: Given, *, by: Person
) -> Saved:
    return save_answers(audit_return, {question: given}, by=by)


@transaction.atomic
def save_answers(
    audit_return: AuditReturn, given: Mapping[Question, Given], *, by: Person
) -> Saved:
    """Save answers to a return.

    Blank answers to unanswered questions, and unchanged answers, are not written.

    Raises:
        Refused: the return can no longer be answered, or a choice is not on offer.
    """
    _begin(audit_return, by=by)
    given = {
        question: one
        for question, one in sorted(
            _with_evidence(audit_return, given).items(), key=lambda pair: pair[0].pk
        )
        if one.version or one.is_answer or one.comment
    }
    at = clock.now()
    versions = keep(audit_return, given, by=by, at=at)
    theirs = {}
    unwritten = [question for question in given if question.pk not in versions]
    if unwritten:
        saved = audit_return.answers_to(unwritten)
        for question in unwritten:
            answer = saved.get(question.pk)
            if answer is not None and says(answer, given[question]):
                versions[question.pk] = answer.version
            else:
                _refuse_if_not_answerable(audit_return)
                theirs[question.pk] = answer
    keep_beside(audit_return, {q: given[q] for q in given if q.pk in theirs}, by, at)
    count_again(audit_return, given)
    _record_confirmations(audit_return, given, versions, by=by)
    return Saved(versions, theirs, at)


def _with_evidence(
    audit_return: AuditReturn, given: Mapping[Question, Given]
) -> dict[Question, Given]:
    """Answers in which a question of evidence says what it shows, if anything."""
    return {
        question: replace(one, words=words)
        if question.kind == Kind.EVIDENCE
        and not one.not_applicable_reason
        and (words := audit_return.attachments.filter(question=question).in_words())
        else one
        for question, one in given.items()
    }


def _refuse_if_not_answerable(audit_return: AuditReturn) -> None:
    """Refuse if the return was sent for signing since the page was opened."""
    audit_return.refresh_from_db(fields=["status"])
    audit_return.guard("answer")


def _begin(audit_return: AuditReturn, *, by: Person) -> None:
    """Start the return with its first answer; refuse if it cannot be answered."""
    audit_return.guard("answer")
    if audit_return.is_open_to("start"):
        rows = AuditReturn.objects.filter(pk=audit_return.pk)
        started = AuditReturn.move_rows(rows, "start")
        audit_return.move("start")
        if started:
            history.record(audit_return, "started", by=by)


def _record_confirmations(
    audit_return: AuditReturn,
    given: Mapping[Question, Given],
    versions: Iterable[int],
    *,
    by: Person,
) -> None:
    """Record who confirmed that an answer does not identify a child."""
    for question, one in given.items():
        if one.is_confirmed and question.pk in versions:
            history.record(
                audit_return,
                "confirmed that an answer names no child",
                by=by,
                question=question.ref,
            )


@transaction.atomic
def launch_round(
    *,
    question_set: QuestionSet,
    title: str,
    academic_year: str,
    closes_on: date,
    by: Person,
    on: date,
) -> Round:
    """Plan a round and open it today to every school in scope."""
    round_ = plan_round(
        question_set=question_set,
        title=title,
        academic_year=academic_year,
        opens_on=on,
        closes_on=closes_on,
        by=by,
    )
    open_round(round_, School.objects.in_scope_of_section_175().by_name(), by=by, on=on)
    return round_


@transaction.atomic
def open_round(
    round_: Round, schools: Iterable[School], *, by: Person | None, on: date
) -> list[AuditReturn]:
    """Open a planned round and invite each school to answer.

    Raises:
        Refused: the round is not planned, or there is no school.
    """
    schools = list(schools)
    if not schools:
        raise Refused("There are no schools to ask")
    round_.claim(None)
    round_.move("open")
    round_.save()
    history.record(round_, "opened", by=by, schools=len(schools))
    return add_schools(round_, schools, by=by, on=on)


@transaction.atomic
def add_schools(
    round_: Round, schools: Iterable[School], *, by: Person | None, on: date
) -> list[AuditReturn]:
    """Ask schools that have not been asked yet, and return their returns."""
    round_.guard("add_schools")
    asked = set(round_.returns.values_list("school", flat=True))
    schools = [school for school in schools if school.pk not in asked]
    previous = _previous_of(schools)
    returns = AuditReturn.objects.bulk_create(
        [
            AuditReturn(
                round=round_, school=school, previous_id=previous.get(school.pk)
            )
            for school in schools
        ],
        batch_size=2000,
    )
    history.record_many(((row, "invited", {}) for row in returns), by=by)
    invite(round_, returns, on=on)
    return returns


def _previous_of(schools: Iterable[School]) -> dict[int, int]:
    """The last submitted return of each school or its predecessors, by school."""
    schools = [school.pk for school in schools]
    origins = SchoolLink.objects.origins_of(schools)
    submitted = {
        school: (at, pk)
        for school, pk, at in AuditReturn.objects.submitted()
        .filter(school__in={*schools, *set().union(*origins.values())})
        .order_by("school", "-submitted_at")
        .distinct("school")
        .values_list("school", "pk", "submitted_at")
    }
    latest = {
        school: max(
            (submitted[one] for one in {school, *origins[school]} if one in submitted),
            default=None,
        )
        for school in schools
    }
    return {school: last[1] for school, last in latest.items() if last}
