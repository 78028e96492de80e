"""The questions of a draft: adding, changing, ordering, copying and removing them."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from audits.drafts.services.sections import Way, in_this_order, move_in
from audits.drafts.services.sets import copy_of, open_draft
from audits.questions.models import Question, QuestionSet, Section
from audits.questions.wording import facts_of
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person

LONGEST_CODE = 60
# What stays with a question when its text and answers are entered anew.
KEPT = {"id", "section", "code", "position", "show_if", "version"}


@transaction.atomic
def add_question(
    section: Section, *, ref: str, text: str, by: Person | None, **fields: Any
) -> Question:
    """Add a question at the end of a section, with a code made from its text.

    Raises:
        Refused: another question of the section has this reference.
    """
    question_set = open_draft(section.question_set)
    _guard_ref(section, ref)
    question = Question.objects.create(
        section=section,
        ref=ref,
        text=text,
        code=_new_code(question_set, text),
        position=section.questions.count() + 1,
        **fields,
    )
    history.record(question_set, "question added", by=by, ref=ref, text=text)
    return question


@transaction.atomic
def change_question(
    question: Question,
    *,
    ref: str,
    version: int | None = None,
    by: Person | None,
    **fields: Any,
) -> None:
    """Change what a question asks. Its code stays, so that years can be compared.

    Raises:
        Refused: another question of the section has this reference.
    """
    question_set = open_draft(question.section.question_set)
    question.claim(version)
    _guard_ref(question.section, ref, apart_from=question)
    before = facts_of(question, {})
    for field in Question._meta.concrete_fields:
        if field.name not in KEPT:
            setattr(question, field.name, fields.get(field.name, field.get_default()))
    question.ref = ref
    question.save()
    after = facts_of(Question.objects.get(pk=question.pk), {})
    changed = [name for name in after if after[name] != before[name]]
    history.record(
        question_set,
        "question changed",
        by=by,
        ref=ref,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )


@transaction.atomic
def move_question(question: Question, *, way: Way, by: Person | None) -> None:
    """Move a question one place up or down in its section."""
    question_set = open_draft(question.section.question_set)
    if move_in(list(question.section.questions.all()), question, way):
        history.record(question_set, "question moved", by=by, ref=question.ref)


@transaction.atomic
def move_to_section(
    question: Question,
    *,
    section: Section,
    version: int | None = None,
    by: Person | None,
) -> None:
    """Move a question to the end of another section, numbered as its last.

    Raises:
        Refused: it is in that section already, or that is another set's.
    """
    question_set = open_draft(question.section.question_set)
    question.claim(version)
    left = question.section
    if section.question_set_id != question_set.pk or section == left:
        raise Refused("Select another section of this set", field="section")
    before = question.ref
    question.ref = next_ref(section)
    question.section, question.position = section, section.questions.count() + 1
    question.save()
    in_this_order(left.questions.all())
    history.record(
        question_set,
        "question moved to a section",
        by=by,
        before=before,
        ref=question.ref,
        section=str(section),
    )


@transaction.atomic
def copy_question(question: Question, *, by: Person | None) -> Question:
    """Add the same question again below it, with a code and reference of its own."""
    question_set = open_draft(question.section.question_set)
    section = question.section
    rows = list(section.questions.all())
    copy = copy_of(
        question,
        ref=next_ref(section),
        code=_new_code(question_set, question.text),
        is_reworded=False,
    )
    copy.save()
    rows.insert(rows.index(question) + 1, copy)
    in_this_order(rows)
    history.record(
        question_set, "question copied", by=by, ref=copy.ref, copied=question.ref
    )
    return copy


@transaction.atomic
def remove_question(
    question: Question, *, version: int | None = None, by: Person | None
) -> None:
    """Remove a question from a draft; conditions about it are then pointed out."""
    question_set = open_draft(question.section.question_set)
    question.claim(version)
    section = question.section
    ref, text = question.ref, question.text
    question.delete()
    in_this_order(section.questions.all())
    history.record(question_set, "question removed", by=by, ref=ref, text=text)


def next_ref(section: Section) -> str:
    """The first number after a section's letter that no question there has."""
    used = {question.ref for question in section.questions.all()}
    number = len(used) + 1
    while f"{section.letter}{number}" in used:
        number += 1
    return f"{section.letter}{number}"


def _guard_ref(
    section: Section, ref: str, *, apart_from: Question | None = None
) -> None:
    same = section.questions.filter(ref=ref)
    if apart_from:
        same = same.exclude(pk=apart_from.pk)
    if same.exists():
        raise Refused(f"There is already a question {ref} here", field="ref")


def _new_code(question_set: QuestionSet, text: str) -> str:
    """A code made from a question's text that no other question of the set has."""
    used = {question.code for question in question_set.questions}
    stem = slugify(text)[:LONGEST_CODE].strip("-") or "question"
    code, number = stem, 1
    while code in used:
        number += 1
        end = f"-{number}"
        code = f"{stem[: LONGEST_CODE - len(end)].strip('-')}{end}"
    return code
