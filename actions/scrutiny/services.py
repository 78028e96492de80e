"""The services that record scrutiny sessions, their questions and the answers."""

from datetime import date

from django.db import transaction

from actions.register.models.actions import Action
from actions.register.services.numbering import next_in_year, next_number, one_line
from actions.register.services.raising import raise_action
from actions.register.words import Source
from actions.reviews.services.recommendations import refuse_link
from actions.scrutiny.models import ScrutinyQuestion, ScrutinySession
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person

LINES = {"body": 200, "subject": 200, "papers_words": 200, "papers_url": 300}


@transaction.atomic
def record_session(
    *, kind: str, held_on: date, by: Person | None, on: date, **said: str
) -> ScrutinySession:
    """Record a visit or session; its questions are added one at a time.

    Raises:
        Refused: it lacks a body or a subject, or is still to come.
    """
    words = _words(said)
    _refuse_unlikely(words, held_on, on)
    session = ScrutinySession.objects.create(
        ref=next_in_year("SC", held_on),
        kind=kind,
        held_on=held_on,
        recorded_by=by,
        recorded_on=on,
        **words,
    )
    history.record(session, "recorded", by=by, body=session.body, day=str(held_on))
    return session


@transaction.atomic
def edit_session(
    session: ScrutinySession,
    *,
    kind: str,
    held_on: date,
    version: int | None = None,
    by: Person,
    on: date,
    **said: str,
) -> None:
    """Change a session, for example to add its findings and outcome."""
    session.claim(version)
    words = _words(said)
    _refuse_unlikely(words, held_on, session.recorded_on)
    wanted = {"kind": kind, "held_on": held_on, **words}
    changed = {
        name: (getattr(session, name), value)
        for name, value in wanted.items()
        if getattr(session, name) != value
    }
    for name, value in wanted.items():
        setattr(session, name, value)
    session.save()
    history.record(
        session,
        "edited",
        by=by,
        before={name: _kept(pair[0]) for name, pair in changed.items()},
        after={name: _kept(pair[1]) for name, pair in changed.items()},
    )


def _kept(value: object) -> object:
    """A value for the history, which stores dates as text."""
    return value.isoformat() if isinstance(value, date) else value


def _words(said: dict[str, str]) -> dict[str, str]:
    allowed = {*LINES, "who_went", "findings", "outcome"}
    if unknown := set(said) - allowed:
        raise TypeError(f"a session has no {sorted(unknown)}")
    return {
        name: one_line(value, LINES[name]) if name in LINES else value.strip()
        for name, value in said.items()
    }


def _refuse_unlikely(words: dict[str, str], held_on: date, on: date) -> None:
    if not words.get("body"):
        raise Refused("Enter which body it was", field="body")
    if not words.get("subject"):
        raise Refused("Enter what it was about", field="subject")
    if held_on > on:
        raise Refused("The date must be today or in the past", field="held_on")


@transaction.atomic
def add_question(
    session: ScrutinySession,
    *,
    text: str,
    theme: str = "",
    paragraph: str = "",
    asked_by: str = "",
    answer_from: str = "",
    answer: str = "",
    answer_by: date | None = None,
    needs_action: bool = False,
    by: Person | None,
) -> ScrutinyQuestion:
    """Add a question to a session, with the next number.

    Raises:
        Refused: it is blank, or says neither what was answered nor what follows.
    """
    session.claim(None)
    _refuse_open_end(text, answer, answer_by, needs_action)
    session.save(update_fields=["version"])
    question = ScrutinyQuestion.objects.create(
        session=session,
        number=next_number(session.questions),
        text=text.strip(),
        theme=one_line(theme, 120),
        paragraph=one_line(paragraph, 20),
        asked_by=one_line(asked_by, 200),
        answer_from=one_line(answer_from, 200),
        answer=answer.strip(),
        answered_on=session.held_on if answer.strip() else None,
        answer_by=None if answer.strip() else answer_by,
        needs_action=needs_action,
    )
    history.record(
        session, "question added", by=by, number=question.number, text=question.text
    )
    return question


@transaction.atomic
def edit_question(
    question: ScrutinyQuestion,
    *,
    text: str,
    theme: str = "",
    paragraph: str = "",
    asked_by: str = "",
    answer_from: str = "",
    answer_by: date | None = None,
    needs_action: bool = False,
    version: int | None = None,
    by: Person,
) -> None:
    """Change a question, except its answer."""
    question.claim(version)
    _refuse_open_end(text, question.answer, answer_by, needs_action)
    wanted = {
        "text": text.strip(),
        "theme": one_line(theme, 120),
        "paragraph": one_line(paragraph, 20),
        "asked_by": one_line(asked_by, 200),
        "answer_from": one_line(answer_from, 200),
        "needs_action": needs_action,
    }
    if not question.is_answered:
        wanted["answer_by"] = answer_by
    changed = {
        name: (getattr(question, name), value)
        for name, value in wanted.items()
        if getattr(question, name) != value
    }
    for name, value in wanted.items():
        setattr(question, name, value)
    question.save()
    _record(
        question,
        "question edited",
        by=by,
        before={name: _kept(pair[0]) for name, pair in changed.items()},
        after={name: _kept(pair[1]) for name, pair in changed.items()},
    )


@transaction.atomic
def answer_question(
    question: ScrutinyQuestion,
    *,
    answer: str,
    day: date,
    answer_from: str = "",
    needs_action: bool = False,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Record the answer to a question; the history keeps the earlier one.

    Raises:
        Refused: it is blank, or given on a day before the session or still to come.
    """
    question.claim(version)
    if not answer.strip():
        raise Refused("Enter the answer", field="answer")
    if day > on:
        raise Refused("The date must be today or in the past", field="day")
    if day < question.session.held_on:
        raise Refused("The date must not be before the session", field="day")
    before = question.answer
    question.answer, question.answered_on = answer.strip(), day
    question.answer_from = one_line(answer_from, 200) or question.answer_from
    question.needs_action = needs_action
    question.save()
    _record(question, "question answered", by=by, before=before, after=question.answer)


@transaction.atomic
def raise_for_question(
    question: ScrutinyQuestion, *, by: Person, on: date, **fields: object
) -> Action:
    """Raise an action for a question."""
    question.claim(None)
    question.save(update_fields=["version"])
    action = raise_action(
        source=Source.SCRUTINY,
        source_words=f"{question.ref}: {question.session.body}",
        source_url=question.get_absolute_url(),
        by=by,
        on=on,
        **fields,
    )
    question.actions.add(action)
    _record(question, "action raised", by=by, action=action.ref)
    return action


@transaction.atomic
def link_to_question(question: ScrutinyQuestion, *, action: Action, by: Person) -> None:
    """Link an existing action to a question."""
    question.claim(None)
    refuse_link(question, action)
    question.save(update_fields=["version"])
    question.actions.add(action)
    _record(question, "action linked", by=by, action=action.ref)


def link_successor(action: Action, successor: Action, *, by: Person) -> None:
    """Link an action's successor to the questions of the action."""
    for question in action.scrutiny_questions.order_by("pk"):
        question.claim(None)
        question.save(update_fields=["version"])
        question.actions.add(successor)
        _record(question, "action carried forward", by=by, action=successor.ref)


@transaction.atomic
def unlink_from_question(
    question: ScrutinyQuestion, *, action: Action, by: Person
) -> None:
    """Unlink an action from a question."""
    question.claim(None)
    if not question.actions.filter(pk=action.pk).exists():
        return
    question.save(update_fields=["version"])
    question.actions.remove(action)
    _record(question, "action unlinked", by=by, action=action.ref)


def _refuse_open_end(
    text: str, answer: str, answer_by: date | None, needs_action: bool
) -> None:
    if not text.strip():
        raise Refused("Enter the question", field="text")
    if not answer.strip() and answer_by is None and not needs_action:
        raise Refused("Enter when the answer is due", field="answer_by")


def _record(question: ScrutinyQuestion, event: str, *, by: Person, **said) -> None:
    """Record an event in the history of the question's session."""
    history.record(question.session, event, by=by, number=question.number, **said)
