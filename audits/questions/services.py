"""Creating question sets and putting them in force."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from audits.questions import checking, conditions
from audits.questions.columns import COLUMNS
from audits.questions.contents import new_question
from audits.questions.models import Contradiction, Question, QuestionSet, Section
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person

Audience = QuestionSet.Audience


@transaction.atomic
def create_question_set(
    *,
    title: str,
    edition: str,
    guidance_edition: str = "",
    audience: str = Audience.SCHOOLS,
    by: Person | None,
) -> QuestionSet:
    """Create a draft question set.

    Raises:
        Refused: there is already one with this title and edition.
    """
    if QuestionSet.objects.filter(title=title, edition=edition).exists():
        raise Refused(f"There is already a {title}, {edition}", field="edition")
    question_set = QuestionSet.objects.create(
        title=title,
        edition=edition,
        guidance_edition=guidance_edition,
        audience=audience,
    )
    history.record(question_set, "created", by=by, title=title, edition=edition)
    return question_set


@transaction.atomic
def add_section(
    question_set: QuestionSet,
    *,
    letter: str,
    title: str,
    guidance: str = "",
    questions: Sequence[Mapping[str, Any]],
    by: Person | None,
) -> Section:
    """Add a section with its questions, in order, to a draft.

    Each question is a mapping of `Question` fields. By default its reference is the
    section's letter and a number, and its choices are the usual ones.

    Raises:
        Refused: the set is in force, or a question cannot be asked as it is.
    """
    question_set.guard("add_section")
    asked = [
        new_question(fields, letter=letter, number=number)
        for number, fields in enumerate(questions, 1)
    ]
    _check(asked, before=question_set.questions)
    section = Section.objects.create(
        question_set=question_set,
        letter=letter,
        title=title,
        guidance=guidance,
        position=question_set.sections.count() + 1,
    )
    for question in asked:
        question.section = section
    Question.objects.bulk_create(asked)
    history.record(
        question_set, "section added", by=by, letter=letter, questions=len(questions)
    )
    return section


def _check(questions: Iterable[Question], *, before: Iterable[Question]) -> None:
    """Refuse the first question that cannot be asked as it is."""
    for question, key, words in checking.faults_of_section(questions, before=before):
        column = COLUMNS.by_key.get(key)
        named = f"{column.words}: {words}" if column else words
        raise Refused(f"Look at question {question.ref}. {named}")


@transaction.atomic
def add_contradictions(
    question_set: QuestionSet,
    contradictions: Iterable[Mapping[str, Any]],
    *,
    by: Person | None,
) -> None:
    """Add to a draft what schools are asked about before they sign.

    Raises:
        Refused: the set is in force, or it has no such question or answer.
    """
    question_set.guard("add_section")
    questions = {one.code: one for one in question_set.questions}
    before = question_set.contradictions.count()
    added = [
        Contradiction(
            question_set=question_set,
            position=position,
            conditions=fields["conditions"],
            words=fields["words"],
        )
        for position, fields in enumerate(contradictions, before + 1)
    ]
    for one in added:
        for words in conditions.faults_of(one.conditions, questions):
            raise Refused(f"Look at the contradiction “{one.words[:60]}”. {words}")
    Contradiction.objects.bulk_create(added)
    if added:
        history.record(
            question_set, "contradictions added", by=by, contradictions=len(added)
        )


@transaction.atomic
def put_in_force(
    question_set: QuestionSet, *, version: int | None = None, by: Person | None
) -> None:
    """Let rounds use a question set, which then cannot be changed.

    Raises:
        Refused: it is in force already, or not complete.
        Changed: the questions are no longer those that were read through.
    """
    question_set.claim(version)
    question_set.move("put_in_force")
    question_set.in_force_at = clock.now()
    question_set.save()
    history.record(question_set, "put in force", by=by)


@transaction.atomic
def draft_question_set(
    sections: Iterable[Mapping[str, Any]],
    *,
    title: str,
    edition: str,
    guidance_edition: str = "",
    audience: str = Audience.SCHOOLS,
    contradictions: Iterable[Mapping[str, Any]] = (),
    by: Person | None,
) -> QuestionSet:
    """Create a whole question set to be read through, or replace its draft.

    Raises:
        Refused: there is one in force with this title and edition, or a question cannot
            be asked as it is.
    """
    same = QuestionSet.objects.drafts().filter(title=title, edition=edition)
    if draft := same.first():
        draft.claim(None)
        draft.guard("add_section")
        Question.objects.filter(section__question_set=draft).delete()
        draft.sections.all().delete()
        draft.contradictions.all().delete()
        draft.guidance_edition, draft.audience = guidance_edition, audience
        draft.save()
        history.record(draft, "replaced", by=by)
    else:
        draft = create_question_set(
            title=title,
            edition=edition,
            guidance_edition=guidance_edition,
            audience=audience,
            by=by,
        )
    for section in sections:
        add_section(draft, **section, by=by)
    add_contradictions(draft, contradictions, by=by)
    return draft


@transaction.atomic
def load_question_set(
    sections: Iterable[Mapping[str, Any]],
    *,
    title: str,
    edition: str,
    by: Person | None,
    **others: Any,
) -> QuestionSet:
    """Create a whole question set and put it in force.

    `others` are what else `draft_question_set` takes.
    """
    question_set = draft_question_set(
        sections, title=title, edition=edition, by=by, **others
    )
    put_in_force(question_set, by=by)
    return question_set
