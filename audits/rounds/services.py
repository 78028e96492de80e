"""Planning, closing and reopening a round."""

from datetime import date

from django.db import transaction

from audits.questions.models import QuestionSet
from audits.rounds.models import Round
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person


@transaction.atomic
def plan_round(
    *,
    question_set: QuestionSet,
    title: str,
    academic_year: str,
    opens_on: date,
    closes_on: date,
    by: Person | None,
) -> Round:
    """Set up a round; schools are not told until it opens.

    Raises:
        Refused: the questions are not in force, the dates are in the wrong order or
            the title is taken.
    """
    question_set.guard("ask", field="question_set")
    if closes_on <= opens_on:
        raise Refused("The deadline must be after the opening date", field="closes_on")
    if Round.objects.filter(title=title, academic_year=academic_year).exists():
        raise Refused(f"There is already a {title} {academic_year}", field="title")
    round_ = Round.objects.create(
        question_set=question_set,
        title=title,
        academic_year=academic_year,
        opens_on=opens_on,
        closes_on=closes_on,
    )
    history.record(round_, "planned", by=by, closes_on=closes_on.isoformat())
    return round_


@transaction.atomic
def close_round(
    round_: Round, *, version: int | None = None, by: Person | None
) -> None:
    """Stop taking answers; unsubmitted returns stay as they are."""
    round_.claim(version)
    round_.move("close")
    round_.save()
    history.record(round_, "closed", by=by)


@transaction.atomic
def reopen_round(
    round_: Round, *, closes_on: date, version: int | None = None, by: Person | None
) -> None:
    """Take answers again until a new deadline."""
    round_.claim(version)
    if closes_on <= round_.opens_on:
        raise Refused("The deadline must be after the opening date", field="closes_on")
    round_.move("reopen")
    round_.closes_on = closes_on
    round_.save()
    history.record(round_, "reopened", by=by, closes_on=closes_on.isoformat())
