"""Who should hear about which risk on a given day. Pure reads."""

from collections.abc import Iterator, Mapping
from datetime import date

from actions.due.calendar import written
from actions.models import Risk
from partnership.access import Role
from partnership.foundation.reminders import Reminder
from partnership.models import Person


def due(on: date, steps: Mapping[date, str]) -> Iterator[Reminder]:
    """Reviews of risks coming, come and missed: to the owner, or the business manager.

    `steps` are the review days that this day reminds of, each with its rung of the
    ladder.
    """
    if not steps:
        return
    managers = None
    for risk in (
        Risk.objects.review_by(max(steps))
        .filter(review_on__in=steps)
        .with_owners_standing(on=on)
        .select_related("owner")
        .order_by("review_on", "pk")
    ):
        is_told = risk.owner is not None and not risk.owner_is_of_schools
        people = [risk.owner] if is_told else managers
        if people is None:
            managers = people = list(
                Person.objects.holding(Role.BUSINESS_MANAGER, on=on)
            )
        for person in people:
            yield _review(risk, person, steps[risk.review_on])


def _review(risk: Risk, person: Person, rung: str) -> Reminder:
    verb = "is" if rung.endswith("late") else "is due"
    return Reminder(
        person=person,
        kind="risk_review",
        subject=risk,
        step=f"{risk.review_on} {rung}",
        words=f"The review of {risk.ref} {verb} {rung} "
        f"({written(risk.review_on)}): {risk.title}",
        url=risk.get_absolute_url(),
        due_on=risk.review_on,
    )
