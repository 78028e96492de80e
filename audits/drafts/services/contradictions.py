"""Answers that do not go together: adding, changing and removing them in a draft."""

from django.db import transaction

from audits.drafts.services.sets import open_draft
from audits.questions.models import Contradiction, QuestionSet
from partnership.history import services as history
from partnership.people.models import Person


@transaction.atomic
def add_contradiction(
    question_set: QuestionSet, *, words: str, by: Person | None
) -> Contradiction:
    """Add what is pointed out to a school; its conditions are added one by one."""
    open_draft(question_set)
    contradiction = Contradiction.objects.create(
        question_set=question_set,
        position=question_set.contradictions.count() + 1,
        conditions=[],
        words=words,
    )
    history.record(question_set, "contradiction added", by=by, words=words)
    return contradiction


@transaction.atomic
def reword_contradiction(
    contradiction: Contradiction,
    *,
    words: str,
    version: int | None = None,
    by: Person | None,
) -> None:
    question_set = open_draft(contradiction.question_set)
    contradiction.claim(version)
    contradiction.words = words
    contradiction.save()
    history.record(question_set, "contradiction changed", by=by, words=words)


@transaction.atomic
def remove_contradiction(
    contradiction: Contradiction, *, version: int | None = None, by: Person | None
) -> None:
    question_set = open_draft(contradiction.question_set)
    contradiction.claim(version)
    words = contradiction.words
    contradiction.delete()
    history.record(question_set, "contradiction removed", by=by, words=words)
