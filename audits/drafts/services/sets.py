"""A question set itself: its title and edition, removing a draft, withdrawing a set."""

from django.db import models, transaction

from audits.questions.models import Contradiction, Question, QuestionSet, Section
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person

FIELDS = ("title", "edition", "guidance_edition", "audience")


def set_of(part: Section | Question | Contradiction) -> QuestionSet:
    """The question set that something is a part of."""
    return (part.section if isinstance(part, Question) else part).question_set


def open_draft(question_set: QuestionSet, version: int | None = None) -> QuestionSet:
    """A draft, locked, with a new version so that whoever reads it is told.

    Raises:
        Refused: it is no longer a draft.
        Changed: someone changed it after it was read.
    """
    question_set.claim(version)
    question_set.guard("edit")
    question_set.save()
    return question_set


@transaction.atomic
def edit_question_set(
    question_set: QuestionSet,
    *,
    title: str,
    edition: str,
    guidance_edition: str,
    audience: str,
    version: int | None = None,
    by: Person | None,
) -> None:
    """Change what a draft is called, what it refers to and who answers it.

    Raises:
        Refused: there is already a set with this title and edition.
    """
    open_draft(question_set, version)
    same = QuestionSet.objects.filter(title=title, edition=edition)
    if same.exclude(pk=question_set.pk).exists():
        raise Refused(f"There is already a {title}, {edition}", field="edition")
    before = {name: getattr(question_set, name) for name in FIELDS}
    question_set.title, question_set.edition = title, edition
    question_set.guidance_edition = guidance_edition
    question_set.audience = audience
    question_set.save()
    after = {name: getattr(question_set, name) for name in FIELDS}
    history.record(question_set, "edited", by=by, before=before, after=after)


@transaction.atomic
def remove_question_set(
    question_set: QuestionSet, *, version: int | None = None, by: Person | None
) -> None:
    """Delete a draft with its questions; no round has asked them."""
    question_set.claim(version)
    question_set.guard("remove")
    history.record(
        question_set,
        "removed",
        by=by,
        title=question_set.title,
        edition=question_set.edition,
    )
    Question.objects.filter(section__question_set=question_set).delete()
    question_set.sections.all().delete()
    question_set.contradictions.all().delete()
    question_set.delete()


@transaction.atomic
def withdraw_question_set(
    question_set: QuestionSet, *, version: int | None = None, by: Person | None
) -> None:
    """Stop new rounds asking a set; rounds that ask it already go on."""
    question_set.claim(version)
    question_set.move("withdraw")
    question_set.save()
    history.record(question_set, "withdrawn", by=by)


def copy_of(row: models.Model, **changes: object) -> models.Model:
    """An unsaved row that says the same, apart from the changes."""
    fields = {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields
        if field.name not in {"id", "version", *changes}
    }
    return type(row)(**fields, **changes)
