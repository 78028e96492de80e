"""Creating question sets and putting them in force."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from audits.questions.kinds import ONE_CHOICE, USUAL_CHOICES
from audits.questions.models import Question, QuestionSet, Section
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person

Kind = Question.Kind
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
        Refused: the set is in force, or a question contradicts itself.
    """
    question_set.guard("add_section")
    section = Section.objects.create(
        question_set=question_set,
        letter=letter,
        title=title,
        guidance=guidance,
        position=question_set.sections.count() + 1,
    )
    Question.objects.bulk_create(
        [
            _question(section, number, fields)
            for number, fields in enumerate(questions, 1)
        ]
    )
    history.record(
        question_set, "section added", by=by, letter=letter, questions=len(questions)
    )
    return section


def _question(section: Section, number: int, fields: Mapping[str, Any]) -> Question:
    question = Question(
        **{
            "ref": f"{section.letter}{number}",
            "choices": USUAL_CHOICES.get(fields["kind"], []),
            **fields,
        },
        section=section,
        position=number,
    )
    kept = {choice for choice, _ in question.choices}
    if question.kind in {*ONE_CHOICE, Kind.MULTIPLE} and not kept:
        raise Refused(f"Question {question.ref} has no choices")
    if unknown := set(question.gap_answers) - kept:
        raise Refused(
            f"Question {question.ref} has no answer {', '.join(sorted(unknown))}"
        )
    return question


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
    by: Person | None,
) -> QuestionSet:
    """Create a whole question set to be read through, or replace its draft.

    Raises:
        Refused: there is one in force with this title and edition, or a question
            contradicts itself.
    """
    same = QuestionSet.objects.drafts().filter(title=title, edition=edition)
    if draft := same.first():
        draft.claim(None)
        draft.guard("add_section")
        Question.objects.filter(section__question_set=draft).delete()
        draft.sections.all().delete()
        draft.guidance_edition = guidance_edition
        draft.save()
        history.record(draft, "replaced", by=by)
    else:
        draft = create_question_set(
            title=title, edition=edition, guidance_edition=guidance_edition, by=by
        )
    for section in sections:
        add_section(draft, **section, by=by)
    return draft


@transaction.atomic
def load_question_set(
    sections: Iterable[Mapping[str, Any]],
    *,
    title: str,
    edition: str,
    guidance_edition: str = "",
    by: Person | None,
) -> QuestionSet:
    """Create a whole question set and put it in force."""
    question_set = draft_question_set(
        sections,
        title=title,
        edition=edition,
        guidance_edition=guidance_edition,
        by=by,
    )
    put_in_force(question_set, by=by)
    return question_set
