"""Opening rounds and saving answers, without overwriting those of someone else.

One statement saves any number of answers. Each has the version of the answer its author
saw. If someone else has changed that answer since, theirs stands and is returned; the
others are saved.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection, transaction

from audits.questions.kinds import Kind
from audits.questions.models import Question, QuestionSet
from audits.returns.inviting import invite
from audits.returns.models.answers import Answer, Given
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from audits.rounds.services import plan_round
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from partnership.schools.models import School, SchoolLink

# Locks the return against submission while its answers are written; one that can no
# longer be answered yields no rows. Version 0 means that there was no answer.
KEEP_ANSWERS = """
    WITH answerable AS (
        SELECT id FROM audits_auditreturn
        WHERE id = %(audit_return)s AND status IN ('not_started', 'in_progress')
        FOR SHARE
    )
    INSERT INTO audits_answer AS kept (
        audit_return_id, question_id, choice, choices, number, day, words, rows,
        comment, not_applicable_reason, version, by_id, at
    )
    SELECT answerable.id, given.question, given.choice, given.choices, given.number,
        given.day, given.words, given.rows, given.comment,
        given.not_applicable_reason, given.version + 1, %(by)s, %(at)s
    FROM answerable, jsonb_to_recordset(%(given)s::jsonb) AS given (
        question bigint, choice text, choices text[], number numeric, day date,
        words text, rows jsonb, comment text, not_applicable_reason text, version int
    )
    ON CONFLICT (audit_return_id, question_id) DO UPDATE SET
        choice = EXCLUDED.choice, choices = EXCLUDED.choices,
        number = EXCLUDED.number, day = EXCLUDED.day, words = EXCLUDED.words,
        rows = EXCLUDED.rows, comment = EXCLUDED.comment,
        not_applicable_reason = EXCLUDED.not_applicable_reason,
        version = EXCLUDED.version, by_id = EXCLUDED.by_id, at = EXCLUDED.at
    WHERE kept.version = EXCLUDED.version - 1
        AND (kept.choice, kept.choices, kept.number, kept.day, kept.words,
            kept.rows, kept.comment, kept.not_applicable_reason)
        IS DISTINCT FROM (EXCLUDED.choice, EXCLUDED.choices, EXCLUDED.number,
            EXCLUDED.day, EXCLUDED.words, EXCLUDED.rows, EXCLUDED.comment,
            EXCLUDED.not_applicable_reason)
    RETURNING question_id, version
"""
VALUES = (
    "choice",
    "choices",
    "number",
    "day",
    "words",
    "rows",
    "comment",
    "not_applicable_reason",
)


@dataclass(frozen=True)
class Saved:
    """The result of saving answers, by question.

    `versions` are the new versions; `theirs` are the answers that someone else changed
    first, which were not replaced.
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
    versions = _keep(audit_return, given, by=by, at=at)
    theirs = {}
    unwritten = [question for question in given if question.pk not in versions]
    if unwritten:
        saved = audit_return.answers_to(unwritten)
        for question in unwritten:
            answer = saved.get(question.pk)
            if answer is not None and _says(answer, given[question]):
                versions[question.pk] = answer.version
            else:
                _refuse_if_not_answerable(audit_return)
                theirs[question.pk] = answer
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


def _keep(
    audit_return: AuditReturn,
    given: Mapping[Question, Given],
    *,
    by: Person,
    at: datetime,
) -> dict[int, int]:
    """Write answers that nobody else has changed, and return their new versions."""
    if not given:
        return {}
    rows = [_row(question, one) for question, one in given.items()]
    with connection.cursor() as cursor:
        cursor.execute(
            KEEP_ANSWERS,
            {
                "audit_return": audit_return.pk,
                "by": by.pk,
                "at": at,
                "given": json.dumps(rows),
            },
        )
        return dict(cursor.fetchall())


def new_answer(
    audit_return: AuditReturn,
    question: Question,
    given: Given,
    *,
    by: Person,
    at: datetime,
) -> Answer:
    """The first answer to a question, unsaved.

    Raises:
        Refused: a choice is not on offer.
    """
    row = _row(question, given)
    values = {name: row[name] for name in VALUES if name not in {"number", "day"}}
    return Answer(
        audit_return=audit_return,
        question=question,
        number=given.number,
        day=given.day,
        by=by,
        at=at,
        **values,
    )


def _row(question: Question, given: Given) -> dict:
    offered = {choice for choice, _ in question.choices}
    if not {given.choice, *given.choices} - {""} <= offered:
        raise Refused(f"Question {question.ref} does not have that answer")
    return {
        "question": question.pk,
        "choice": given.choice,
        "choices": list(given.choices),
        "number": None if given.number is None else str(given.number),
        "day": given.day.isoformat() if given.day else None,
        # PostgreSQL refuses NUL, which pasted text may contain.
        "words": given.words.replace("\0", ""),
        "rows": [
            {key: text.replace("\0", "") for key, text in row.items()}
            for row in given.rows
        ],
        "comment": given.comment.replace("\0", ""),
        "not_applicable_reason": given.not_applicable_reason.replace("\0", ""),
        "version": given.version,
    }


def _says(answer: Answer, given: Given) -> bool:
    """Whether a saved answer is the same as a given one."""
    return all(
        (
            tuple(getattr(answer, value))
            if value in {"choices", "rows"}
            else getattr(answer, value)
        )
        == getattr(given, value)
        for value in VALUES
    )


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
