"""Last year's answers: which can be given again as they are, and giving them again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from actions.due.calendar import months_later
from audits.questions.kinds import Kind
from audits.questions.models import Question
from audits.returns.models.answers import Answer, Given
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
    """What one press could give again of some questions that are asked."""
    still_right, to_look_at = [], []
    for question in questions:
        earlier, answer = previous.get(question.code), answers.get(question.pk)
        if earlier is None or (answer and answer.is_given):
            continue
        if reason := why_not_again(question, earlier, on=on):
            to_look_at.append((question, earlier, reason))
        else:
            still_right.append((question, earlier))
    return LastYears(tuple(still_right), tuple(to_look_at))


@transaction.atomic
def confirm_last_years(
    audit_return: AuditReturn,
    questions: Collection[Question],
    *,
    chosen: Collection[int],
    by: Person,
    on: date,
) -> Saved:
    """Give last year's answers again to the chosen questions that have none yet."""
    answers, previous = audit_return.answers_of_both_years(questions)
    found = last_years(questions, answers, previous, on=on).still_right
    given = {
        question: again(
            earlier,
            version=answers[question.pk].version if question.pk in answers else 0,
            comment=answers[question.pk].comment if question.pk in answers else "",
        )
        for question, earlier in found
        if question.pk in chosen
    }
    saved = save_answers(audit_return, given, by=by)
    if saved.versions:
        history.record(
            audit_return,
            "last year's answers confirmed",
            by=by,
            questions=len(saved.versions),
        )
    return saved
