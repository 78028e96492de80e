"""The sections of a draft: adding, renaming, ordering and removing them."""

from collections.abc import Iterable
from typing import Literal

from django.db import models, transaction

from audits.drafts.services.sets import open_draft
from audits.questions import services as whole_sets
from audits.questions.models import Question, QuestionSet, Section
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person

Way = Literal["up", "down"]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALL_LETTERS = [*LETTERS, *(f"{a}{b}" for a in LETTERS for b in LETTERS)]


def next_letter(question_set: QuestionSet) -> str:
    """The first letter that no section has."""
    used = {section.letter for section in question_set.sections.all()}
    return next(letter for letter in ALL_LETTERS if letter not in used)


@transaction.atomic
def add_section(
    question_set: QuestionSet,
    *,
    letter: str,
    title: str,
    guidance: str,
    by: Person | None,
) -> Section:
    """Add an empty section at the end of a draft.

    Raises:
        Refused: another section has this letter.
    """
    _guard_letter(open_draft(question_set), letter)
    return whole_sets.add_section(
        question_set,
        letter=letter,
        title=title,
        guidance=guidance,
        questions=(),
        by=by,
    )


@transaction.atomic
def edit_section(
    section: Section,
    *,
    letter: str,
    title: str,
    guidance: str,
    version: int | None = None,
    by: Person | None,
) -> None:
    """Rename a section of a draft.

    Raises:
        Refused: another section has this letter.
    """
    question_set = open_draft(section.question_set)
    section.claim(version)
    _guard_letter(question_set, letter, apart_from=section)
    section.letter, section.title, section.guidance = letter, title, guidance
    section.save()
    history.record(question_set, "section edited", by=by, section=str(section))


def _guard_letter(
    question_set: QuestionSet, letter: str, *, apart_from: Section | None = None
) -> None:
    same = question_set.sections.filter(letter=letter)
    if apart_from:
        same = same.exclude(pk=apart_from.pk)
    if same.exists():
        raise Refused(f"There is already a section {letter}", field="letter")


@transaction.atomic
def move_section(section: Section, *, way: Way, by: Person | None) -> None:
    """Move a section one place up or down."""
    question_set = open_draft(section.question_set)
    rows = list(question_set.sections.all())
    if move_in(rows, section, way):
        history.record(question_set, "section moved", by=by, section=str(section))


@transaction.atomic
def remove_section(
    section: Section, *, version: int | None = None, by: Person | None
) -> None:
    """Remove a section with its questions from a draft."""
    question_set = open_draft(section.question_set)
    section.claim(version)
    count, _ = section.questions.all().delete()
    history.record(
        question_set,
        "section removed",
        by=by,
        section=str(section),
        questions=count,
    )
    section.delete()


@transaction.atomic
def number_in_order(question_set: QuestionSet, *, by: Person | None) -> None:
    """Letter the sections of a draft and number their questions, in their order.

    Codes stay, so that years can still be compared.
    """
    open_draft(question_set)
    sections = list(question_set.sections.prefetch_related("questions"))
    questions = [one for section in sections for one in section.questions.all()]
    # First out of each other's way: no letter or reference is ever used twice.
    for place, section in enumerate(sections):
        section.letter = f"{place:02}"
    for place, question in enumerate(questions):
        question.ref = f"-{place}"
    _save_numbers(sections, questions)
    for letter, section in zip(ALL_LETTERS, sections, strict=False):
        section.letter = letter
        for number, question in enumerate(section.questions.all(), 1):
            question.ref = f"{letter}{number}"
    _save_numbers(sections, questions)
    history.record(question_set, "numbered", by=by)


def _save_numbers(sections: list[Section], questions: list[Question]) -> None:
    for row in (*sections, *questions):
        row.version += 1
    Section.objects.bulk_update(sections, ["letter", "version"])
    Question.objects.bulk_update(questions, ["ref", "version"])


def move_in(rows: "list[models.Model]", one: models.Model, way: Way) -> bool:
    """Swap a row with its neighbour, and say whether there was one."""
    if one not in rows:
        return False
    place = rows.index(one)
    other = place + {"up": -1, "down": 1}[way]
    if not 0 <= other < len(rows):
        return False
    rows[place], rows[other] = rows[other], rows[place]
    in_this_order(rows)
    return True


def in_this_order(rows: Iterable[models.Model]) -> None:
    """Number the positions of rows as they come."""
    rows = list(rows)
    for position, row in enumerate(rows, 1):
        row.position = position
    if rows:
        type(rows[0])._base_manager.bulk_update(rows, ["position"])
