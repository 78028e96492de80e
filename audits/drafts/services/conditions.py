"""The conditions of a question and of a contradiction: adding and removing them."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.drafts.services.sets import open_draft, set_of
from audits.questions import conditions
from audits.questions.kinds import NUMBERS, ONE_CHOICE, Kind
from audits.questions.models import Contradiction, Question
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person

Condition = Mapping[str, Any]
Conditional = Question | Contradiction
# The kinds of question that a condition can be about.
USABLE = frozenset({*ONE_CHOICE, Kind.MULTIPLE, *NUMBERS})


def conditions_of(row: Conditional) -> list[Condition]:
    return row.show_if if isinstance(row, Question) else row.conditions


def usable_in(row: Conditional) -> list[Question]:
    """The questions that a row's conditions can be about.

    For a question these are the ones asked before it, for a contradiction all.
    """
    every = set_of(row).questions
    if isinstance(row, Question):
        places = [one.pk for one in every]
        every = every[: places.index(row.pk) if row.pk in places else 0]
    return [one for one in every if one.kind in USABLE]


@transaction.atomic
def add_condition(
    row: Conditional,
    *,
    condition: Condition,
    version: int | None = None,
    by: Person | None,
) -> None:
    """Add a condition, in place of one that says the same of the same question.

    Raises:
        Refused: it is not complete, or about no question that it can be about.
    """
    open_draft(set_of(row))
    row.claim(version)
    try:
        conditions.validate([condition])
    except ValidationError as error:
        raise Refused(error.message) from error
    usable = {question.code for question in usable_in(row)}
    if not conditions.codes_of([condition]) <= usable:
        raise Refused("Select another question: this one can no longer be asked about")
    kept = [one for one in conditions_of(row) if _about(one) != _about(condition)]
    _save(row, [*kept, condition], by=by)


@transaction.atomic
def remove_condition(
    row: Conditional, *, place: int, version: int | None = None, by: Person | None
) -> None:
    """Remove the condition in a place."""
    open_draft(set_of(row))
    row.claim(version)
    kept = [one for at, one in enumerate(conditions_of(row)) if at != place]
    _save(row, kept, by=by)


def _about(condition: Condition) -> list[tuple[str, str]]:
    """The question, or fact, and the way in which it is compared."""
    return sorted(
        (name, value if name in {"code", "fact"} else "")
        for name, value in condition.items()
    )


def _save(row: Conditional, kept: list[Condition], *, by: Person | None) -> None:
    question_set = set_of(row)
    by_code = {question.code: question for question in question_set.questions}
    words = conditions.in_words(kept, by_code)
    if isinstance(row, Question):
        row.show_if = kept
        event, about = "condition changed", row.ref
    else:
        row.conditions = kept
        event, about = "conditions of a contradiction changed", row.words
    row.save()
    history.record(question_set, event, by=by, about=about, condition=words)
