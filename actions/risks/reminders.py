"""Who should hear about which risk on a given day. Pure reads."""

from collections.abc import Iterator
from datetime import date, timedelta

from actions.due.calendar import written
from actions.ladder import (
    BROUGHT_FORWARD,
    LONGEST_CHASE,
    Ladder,
    Rung,
    in_words,
    is_gone,
)
from actions.risks.models.risks import Risk
from partnership.access import Role
from partnership.outbox.reminders import Reminder
from partnership.people.models import Person


def due(on: date, ladder: Ladder) -> Iterator[Reminder]:
    """Reminders of risk reviews, to the owner or else the business managers.

    Reminders that would have been sent before the risk was added are left out.
    """
    last = on + timedelta(days=max(ladder.before, default=0)) + BROUGHT_FORWARD
    managers = None
    for risk in (
        Risk.objects.review_by(last)
        .filter(review_on__gte=on - LONGEST_CHASE)
        .with_owners_standing(on=on)
        .select_related("owner")
        .order_by("review_on", "pk")
    ):
        rung = ladder.reached(risk.review_on, on, is_school=False)
        if rung is None or rung.day < risk.raised_on:
            continue
        is_told = (
            risk.owner is not None
            and not is_gone(risk.owner, on)
            and not risk.owner_is_of_schools
        )
        people = [risk.owner] if is_told else managers
        if people is None:
            managers = people = list(
                Person.objects.holding(Role.BUSINESS_MANAGER, on=on)
            )
        for person in people:
            yield _review(risk, person, rung, on)


def _review(risk: Risk, person: Person, rung: Rung, on: date) -> Reminder:
    return Reminder(
        person=person,
        kind="risk_review",
        subject=risk,
        step=f"{risk.review_on} {rung.name}",
        words=f"The review of {risk.ref} {in_words(risk.review_on, on)} "
        f"({written(risk.review_on)}): {risk.title}",
        url=risk.get_absolute_url(),
        due_on=risk.review_on,
    )
