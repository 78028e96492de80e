"""Last year's answers: which can be given again as they are, and giving them again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from actions.due.calendar import months_later
from audits.questions.kinds import Kind
from audits.questions.models import Question
from audits.returns.models.answers import Answer, Given
from audits.returns.models.progress import asked_among
from audits.returns.models.returns import AuditReturn
from audits.returns.services import Saved, save_answers
from partnership.history import services as history
from partnership.people.models import Person


@dataclass(frozen=True)
class LastYears:
    """Last year's answers to the unanswered questions of a section."""

    still_right: tuple[tuple[Question, Answer], ...]
    # Each with the reason why it cannot be given again.
    to_look_at: tuple[tuple[Question, Answer, str], ...]
    # This year's answers by question, some of which may only have a comment.
    answers: Mapping[int, Answer]


def why_not_again(question: Question, previous: Answer, *, on: date) -> str:
    """The reason why last year's answer cannot be given again; empty if it can."""
    if question.is_reworded:
        return "The question has been reworded"
    if question.kind == Kind.EVIDENCE:
        return "Evidence is given for each year"
    if question.kind != previous.question.kind:
        return "The question now asks for another kind of answer"
    if previous.does_not_apply:
        return "" if question.allows_not_applicable else "The question applies to all"
    offered = {value for value, _ in question.choices}
    if not {previous.choice, *previous.choices} - {""} <= offered:
        return "That answer is no longer on offer"
    keys = {column["key"] for column in question.columns}
    if not all(row.keys() <= keys for row in previous.rows):
        return "The columns of the table have changed"
    months = question.gap_after_months
    if months is not None and previous.day and previous.day < months_later(on, -months):
        return f"The date is more than {months} months ago"
    return ""


def again(previous: Answer, *, version: int, comment: str = "") -> Given:
    """Last year's answer as this year's. Its comment was about last year."""
    return Given(
        choice=previous.choice,
        choices=tuple(previous.choices),
        number=previous.number,
        day=previous.day,
        words=previous.words,
        rows=tuple(previous.rows),
        not_applicable_reason=previous.not_applicable_reason,
        comment=comment,
        version=version,
    )


def last_years(
    questions: Iterable[Question],
    answers: Mapping[int, Answer],
    previous: Mapping[str, Answer],
    *,
    on: date,
) -> LastYears:
    """What one press could give again of some questions."""
    still_right, to_look_at = [], []
    for question in questions:
        earlier, answer = previous.get(question.code), answers.get(question.pk)
        if earlier is None or (answer and answer.is_given):
            continue
        if reason := why_not_again(question, earlier, on=on):
            to_look_at.append((question, earlier, reason))
        else:
            still_right.append((question, earlier))
    return LastYears(tuple(still_right), tuple(to_look_at), answers)


def of_section(
    audit_return: AuditReturn, questions: Collection[Question], *, on: date
) -> LastYears:
    """What one press could give again of the questions of a section that are asked.

    Last year's answers decide too: one of them may ask the next question.
    """
    others = audit_return.decided_by(questions)
    answers, previous = audit_return.answers_of_both_years([*questions, *others])
    found = last_years(questions, answers, previous, on=on)
    given = {question.code: earlier for question, earlier in found.still_right}
    for question in questions:
        if question.pk in answers and answers[question.pk].is_given:
            given[question.code] = answers[question.pk]
    asked = asked_among(
        questions,
        given,
        audit_return.facts,
        elsewhere=audit_return.counted(others, answers),
    )
    return LastYears(
        tuple(pair for pair in found.still_right if pair[0] in asked),
        tuple(three for three in found.to_look_at if three[0] in asked),
        answers,
    )


@transaction.atomic
def confirm(
    audit_return: AuditReturn,
    questions: Collection[Question],
    *,
    chosen: Collection[int],
    by: Person,
    on: date,
) -> Saved:
    """Give last year's answers again to the chosen questions that have none yet."""
    found = of_section(audit_return, questions, on=on)
    given = {}
    for question, earlier in found.still_right:
        if question.pk in chosen:
            begun = found.answers.get(question.pk)
            given[question] = again(
                earlier,
                version=begun.version if begun else 0,
                comment=begun.comment if begun else "",
            )
    saved = save_answers(audit_return, given, by=by)
    if saved.versions:
        history.record(
            audit_return,
            "last year's answers confirmed",
            by=by,
            questions=len(saved.versions),
        )
    return saved
