"""Scrutiny sessions and questions as sheets of a workbook."""

from datetime import date

from django.db.models import Count, QuerySet

from actions.register.models.actions import Action
from actions.reviews.tables import _action_words, _shown
from actions.scrutiny.models import ScrutinyQuestion, ScrutinySession
from partnership.spreadsheets.writing import Sheet

SESSION_HEADS = (
    "Reference",
    "Day",
    "Kind",
    "Body",
    "About",
    "Who attended",
    "Papers",
    "Outcome",
    "Questions",
    "Unanswered",
)


QUESTION_HEADS = (
    "Session",
    "Day",
    "Body",
    "Number",
    "Paragraph",
    "Theme",
    "Question",
    "Asked by",
    "Answer",
    "Answered by",
    "Answered",
    "Answer due",
    "Progress",
    "Days left",
    "Actions",
)


def scrutiny_sheets(
    sessions: QuerySet[ScrutinySession],
    questions: QuerySet[ScrutinyQuestion],
    visible: QuerySet[Action],
    *,
    on: date,
) -> list[Sheet]:
    """Sessions and their questions, in three queries."""
    questions = (
        questions.with_standing()
        .select_related("session")
        .annotate(linked=Count("actions", distinct=True))
        .prefetch_related(_shown(visible))
        .order_by("-session__held_on", "-session", "number")
    )
    return [
        Sheet(
            "Scrutiny",
            SESSION_HEADS,
            (_session(one) for one in sessions.with_progress().latest_first()),
        ),
        Sheet("Questions", QUESTION_HEADS, (_question(one, on) for one in questions)),
    ]


def _session(session: ScrutinySession) -> tuple:
    return (
        session.ref,
        session.held_on,
        session.get_kind_display(),
        session.body,
        session.subject,
        session.who_went,
        session.papers_url or session.papers_words,
        session.outcome,
        session.question_count,
        session.unanswered_count,
    )


def _question(question: ScrutinyQuestion, on: date) -> tuple:
    return (
        question.session.ref,
        question.session.held_on,
        question.session.body,
        question.number,
        question.paragraph,
        question.theme,
        question.text,
        question.asked_by,
        question.answer,
        question.answer_from,
        question.answered_on,
        question.answer_by,
        question.standing.label,
        question.clock.days_left(on) if question.is_waiting else "",
        _action_words(question),
    )
