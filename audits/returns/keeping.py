"""Writing answers: one statement for any number, and nothing of anyone is lost."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import connection

from audits.questions.models import Question
from audits.returns.models.answers import Answer, EarlierAnswer, Given
from audits.returns.models.returns import AuditReturn
from partnership.guards.outcomes import Refused
from partnership.people.models import Person

# Locks the return against submission while its answers are written; one that can no
# longer be answered yields no rows. Version 0 means that there was no answer. An answer
# of someone else stays among the earlier ones; what its author typed beside it is not
# needed any longer once their answer is saved.
KEEP_ANSWERS = """
    WITH answerable AS (
        SELECT id FROM audits_auditreturn
        WHERE id = %(audit_return)s AND status IN ('not_started', 'in_progress')
        FOR SHARE
    ), given AS (
        SELECT * FROM jsonb_to_recordset(%(given)s::jsonb) AS given (
            question bigint, choice text, choices text[], number numeric, day date,
            words text, rows jsonb, comment text, not_applicable_reason text,
            version int
        )
    ), someone_elses AS (
        SELECT answer.* FROM audits_answer AS answer, given
        WHERE answer.audit_return_id = %(audit_return)s
            AND answer.question_id = given.question
            AND answer.version = given.version
            AND answer.by_id IS DISTINCT FROM %(by)s
            AND (answer.is_given OR answer.comment <> '')
    ), written AS (
        INSERT INTO audits_answer AS kept (
            audit_return_id, question_id, choice, choices, number, day, words, rows,
            comment, not_applicable_reason, version, by_id, at
        )
        SELECT answerable.id, given.question, given.choice, given.choices, given.number,
            given.day, given.words, given.rows, given.comment,
            given.not_applicable_reason, given.version + 1, %(by)s, %(at)s
        FROM answerable, given
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
    ), earlier AS (
        INSERT INTO audits_earlieranswer (
            audit_return_id, question_id, choice, choices, number, day, words, rows,
            comment, not_applicable_reason, was_saved, by_id, at
        )
        SELECT audit_return_id, question_id, choice, choices, number, day, words, rows,
            comment, not_applicable_reason, true, by_id, at
        FROM someone_elses JOIN written USING (question_id)
    ), settled AS (
        DELETE FROM audits_earlieranswer AS beside USING written
        WHERE beside.audit_return_id = %(audit_return)s
            AND beside.question_id = written.question_id
            AND beside.by_id = %(by)s AND NOT beside.was_saved
    )
    SELECT question_id, version FROM written
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


def keep(
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


def keep_beside(
    audit_return: AuditReturn, given: Mapping[Question, Given], by: Person, at: datetime
) -> None:
    """Keep what was typed while someone else was faster, as long as it is not saved."""
    if not given:
        return
    typed = audit_return.earlier.filter(by=by, was_saved=False)
    typed.filter(question__in=given).delete()
    EarlierAnswer.objects.bulk_create(
        EarlierAnswer(
            audit_return=audit_return,
            question=question,
            was_saved=False,
            by=by,
            at=at,
            **_values(question, one),
        )
        for question, one in given.items()
        if one.is_answer or one.comment
    )


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
    return Answer(
        audit_return=audit_return,
        question=question,
        by=by,
        at=at,
        **_values(question, given),
    )


def _values(question: Question, given: Given) -> dict:
    """The columns of an answer.

    Raises:
        Refused: a choice is not on offer.
    """
    row = _row(question, given)
    row = {name: row[name] for name in VALUES}
    return row | {"number": given.number, "day": given.day}


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
        "words": _storable(given.words),
        "rows": [
            {key: _storable(text) for key, text in row.items()} for row in given.rows
        ],
        "comment": _storable(given.comment),
        "not_applicable_reason": _storable(given.not_applicable_reason),
        "version": given.version,
    }


def _storable(text: str) -> str:
    """Text without what pasted text may hold and PostgreSQL refuses: NUL and halves of
    characters.
    """
    return text.replace("\0", "").encode(errors="replace").decode()


def says(answer: Answer, given: Given) -> bool:
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
