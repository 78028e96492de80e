"""Rounds of our own questions: returns, answers by COPY, signatures, gaps, history.

Four rounds of five are over; of the last some schools have sent theirs in, some are
writing, some have not begun.
"""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection

from audits.questions.bank import questions_for
from audits.questions.models import Question
from audits.questions.services import load_question_set
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from audits.signing.models import Signature
from partnership.history.models import Event
from partnership.schools.models import School

Kind = Question.Kind
Status = AuditReturn.Status
ROWS = json.dumps(
    [
        {"name": f"{name} Pemble", "trained_on": "2025-06-03", "in_holidays": "yes"}
        for name in ("Alma", "Leif")
    ]
)
LOADED = ("audits_answer", "audits_signature", "audits_gap")
COLUMNS = """audit_return_id, question_id, choice, choices, number, day, words, rows,
    comment, not_applicable_reason, version, by_id, at"""
REMARK = "Seen in the folder kept by the office and checked by the governor in spring"
WORDS = (
    "Staff meet each half term to go through what has changed, and new colleagues are "
    "paired with someone who has led on this before."
)


@contextmanager
def without_triggers() -> Iterator[None]:
    """Let answers, signatures and gaps be loaded into what is submitted already."""
    with connection.cursor() as cursor:
        for table in LOADED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        # Checks that wait for the end of the transaction would stand in the way.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in LOADED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def build(world) -> None:
    editions = [
        _question_set(number) for number in range((world.scale.rounds + 1) // 2)
    ]
    previous: dict[int, AuditReturn] = {}
    for number in range(world.scale.rounds):
        questions = editions[number // 2]
        is_last = number == world.scale.rounds - 1
        year = world.on.year - world.scale.rounds + 1 + number
        returns = _round(world, questions, year, previous, is_open=is_last)
        _copy_answers(world, returns, questions)
        previous |= {r.school_id: r for r in returns if r.status == Status.SUBMITTED}


def _question_set(number: int) -> list[Question]:
    """The questions that come with Quorate, asked of every school."""
    ours = questions_for()
    everywhere = [
        {
            **section,
            "questions": [
                {name: value for name, value in fields.items() if name != "applies_to"}
                for fields in section["questions"]
            ],
        }
        for section in ours.sections
    ]
    question_set = load_question_set(
        **{**ours.parts, "sections": everywhere},
        title="Safeguarding audit",
        edition=f"Edition {number + 1}",
        by=None,
    )
    return list(question_set.questions)


def _status(number: int, *, is_open: bool) -> str:
    """Closed rounds are all in; in an open one four schools of ten are."""
    if not is_open or number % 10 < 4:
        return Status.SUBMITTED
    return Status.NOT_STARTED if number % 10 == 9 else Status.IN_PROGRESS


def _round(
    world,
    questions: list[Question],
    year: int,
    previous: dict[int, AuditReturn],
    *,
    is_open: bool,
) -> list[AuditReturn]:
    opens = world.day(-30) if is_open else date(year, 2, 3)
    closes = world.day(14) if is_open else date(year, 4, 30)
    round_ = Round.objects.create(
        question_set_id=questions[0].section.question_set_id,
        title="Section 175 audit",
        academic_year=f"{year - 1}/{year % 100:02}",
        opens_on=opens,
        closes_on=closes,
        status=Round.Status.OPEN if is_open else Round.Status.CLOSED,
    )
    at = datetime.combine(opens + timedelta(days=20), time(15, 30), UTC)
    returns = AuditReturn.objects.bulk_create(
        _return(world, round_, number, previous, at=at, is_open=is_open)
        for number in range(len(world.schools))
    )
    submitted = [
        (number, row)
        for number, row in enumerate(returns)
        if row.status == Status.SUBMITTED
    ]
    Signature.objects.bulk_create(
        Signature(
            audit_return=row,
            role=role,
            person=people[number],
            name=people[number].name,
            statement="These answers are true as far as I know.",
            at=at,
        )
        for number, row in submitted
        for role, people in (("dsl", world.dsls), ("head", world.heads))
    )
    Event.objects.bulk_create(
        (
            Event(
                subject_type="audits.auditreturn",
                subject_id=row.pk,
                event=event,
                by=world.dsls[number],
                at=at,
            )
            for number, row in submitted
            for event in ("started", "ready", "signed", "submitted")
        ),
        batch_size=5000,
    )
    return returns


def _return(
    world,
    round_: Round,
    number: int,
    previous: dict[int, AuditReturn],
    *,
    at: datetime,
    is_open: bool,
) -> AuditReturn:
    school: School = world.schools[number]
    row = AuditReturn(
        round=round_,
        school=school,
        previous=previous.get(school.pk),
        status=_status(number, is_open=is_open),
    )
    if row.status == Status.SUBMITTED:
        row.receipt_number = f"B{round_.pk}-{number:05}"
        row.submitted_at, row.submitted_by = at, world.heads[number]
    return row


def _copy_answers(world, returns: list[AuditReturn], questions: list[Question]) -> None:
    at = datetime.combine(returns[0].round.opens_on, time(10), UTC).isoformat()
    said = [(q.pk, list(_ways_to_answer(q))) for q in questions]
    pick = world.random.random
    lines = io.StringIO()
    for number, row in enumerate(returns):
        if row.status == Status.NOT_STARTED:
            continue
        # Those still writing have left out one question in eight.
        missing = 0.125 if row.status == Status.IN_PROGRESS and number % 2 else 0.0
        rest = f"\t1\t{world.dsls[number].pk}\t{at}\n"
        for question, ways in said:
            if pick() >= missing:
                way = ways[int(pick() * len(ways))]
                lines.write(f"{row.pk}\t{question}\t{way}{rest}")
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY audits_answer ({COLUMNS}) FROM STDIN", lines)


def _ways_to_answer(question: Question) -> Iterator[str]:
    """Some columns `choice` to `not_applicable_reason`, each way of the same chance."""
    kept = [choice for choice, _ in question.choices]
    for number in range(16):
        comment = f"{REMARK}." if number % 12 == 5 else ""
        value = {
            "choice": "",
            "choices": "{}",
            "number": r"\N",
            "day": r"\N",
            "words": "",
            "rows": "[]",
        }
        reason = ""
        if number == 9 and question.allows_not_applicable:
            reason = "We have no children of that age"
        elif question.takes_one_choice:
            value["choice"] = kept[0] if number % 3 else kept[number % len(kept)]
        elif question.kind == Kind.MULTIPLE:
            value["choices"] = "{" + ",".join(kept[: 1 + number % len(kept)]) + "}"
        elif question.takes_number:
            value["number"] = str(number * 6)
        elif question.kind == Kind.TABLE:
            value["rows"] = ROWS
        elif question.takes_day:
            value["day"] = f"2025-{1 + number % 12:02}-15"
            if question.kind == Kind.PERSON_DATE:
                value["words"] = "Robin Ashdown"
        else:
            value["words"] = WORDS
        yield "\t".join([*value.values(), comment, reason])
