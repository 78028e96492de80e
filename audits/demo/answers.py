"""What each demonstration school answers: a column of answers for each question."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from audits.demo import figures
from audits.demo.people import FIRST, LAST, Team
from audits.questions.conditions import all_hold
from audits.questions.kinds import Kind
from audits.questions.models import Question
from audits.returns.models.answers import Given
from audits.returns.models.returns import AuditReturn
from partnership.schools.models import School

# Elm Primary's own answers, with gaps to work on.
ELM = {
    "looked-after-designated-teacher": "partly",
    "low-level-concern-forms": "no",
    "dsl-supervision": "begun",
    "residential-visits": "3",
}
# What one school in so many writes where it need not.
WRITTEN: dict[str, tuple[int, tuple[str, ...]]] = {
    "governor-visit-record": (
        5,
        (
            "Record of the autumn visit, with the governor’s questions and our replies",
            "Notes of the visit in May, and the minute in which they were discussed",
        ),
    ),
    "good-practice": (
        4,
        (
            "Staff share one short case at each briefing and say what they would do.",
            "Children mapped where they feel safe, and we changed the lunchtime rota.",
            "Our deputies lead one meeting in three, so that all of them are practised.",
            "New staff spend an hour with the safeguarding lead in their first week.",
        ),
    ),
    "minute-reference": (
        2,
        (
            "Full governing body, autumn term, minute 7",
            "Safeguarding committee, minute 4.2",
            "Full governing body, summer term, minute 11",
        ),
    ),
}
Columns = dict[str, list]


def columns_of(questions: Iterable[Question], schools: Sequence[School]) -> Columns:
    """A column of answers for each question with figures, by code."""
    sizes = [school.pupils or 100 for school in schools]
    columns = {}
    for question in questions:
        column = _column(question, len(schools), sizes)
        if column is not None:
            columns[question.code] = _with_elms(question.code, column)
    return columns


def _column(question: Question, count: int, sizes: list[int]) -> list | None:
    code = question.code
    if question.takes_one_choice:
        return figures.choices(code, count, kind=question.kind)
    if code in figures.NAMED:
        offered = {choice for choice, _ in question.choices}
        return figures.named(code, count, none="none" in offered)
    if code in figures.NUMBERS:
        return figures.numbers(code, count, sizes=sizes)
    if code in figures.DATES:
        return figures.days(code, count)
    return None


def _with_elms(code: str, column: list) -> list:
    """The column with Elm Primary's answer swapped into first place."""
    if code in ELM:
        place = column.index(ELM[code])
        column[0], column[place] = column[place], column[0]
    return column


def given_by(
    row: AuditReturn, team: Team, columns: Columns, number: int
) -> dict[Question, Given]:
    """What a school answers to the questions that are shown to it."""
    given: dict[str, Given] = {}
    found = {}
    for question in row.questions:
        if not all_hold(question.show_if, given=given, facts=row.facts):
            continue
        values = dict(_values(question, row, team, columns, number, given))
        if any(values.values()) or "number" in values:
            given[question.code] = found[question] = Given(**values)
    return found


def _values(
    question: Question,
    row: AuditReturn,
    team: Team,
    columns: Columns,
    number: int,
    given: dict[str, Given],
) -> Iterator[tuple[str, Any]]:
    code = question.code
    value = columns[code][number] if code in columns else None
    if question.takes_one_choice:
        yield "choice", value
    elif question.kind == Kind.MULTIPLE:
        yield "choices", value
    elif question.takes_number:
        yield "number", Decimal(value)
    elif question.kind == Kind.TABLE:
        deputies = int(given["deputy-dsls"].number)
        yield "rows", tuple(_deputy(row, number, one) for one in range(deputies))
    if question.takes_day:
        yield "day", row.round.closes_on - timedelta(days=value)
    if question.kind in {Kind.PERSON, Kind.PERSON_DATE}:
        yield "words", _person(code, team, number)
    elif code in WRITTEN:
        every, texts = WRITTEN[code]
        if number % every == 0:
            yield "words", texts[number // every % len(texts)]


def _person(code: str, team: Team, number: int) -> str:
    people = {
        "head-or-principal": team.head,
        "lead-dsl": team.dsl,
        "safeguarding-governor": team.governor,
    }
    return people[code].name if code in people else _invented(7 * number)


def _deputy(row: AuditReturn, number: int, place: int) -> dict[str, str]:
    """A line of the table of deputies."""
    trained = row.round.closes_on - timedelta(
        days=40 + (97 * number + 61 * place) % 620
    )
    return {
        "name": _invented(11 * number + 5 * place + 3),
        "trained_on": trained.isoformat(),
        "in_holidays": "no" if place else "yes",
    }


def _invented(number: int) -> str:
    first = FIRST[number % len(FIRST)]
    return f"{first} {LAST[number * 3 // len(FIRST) % len(LAST)]}"
