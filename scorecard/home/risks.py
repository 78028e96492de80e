"""The risks that need a person today."""

from collections.abc import Iterator
from datetime import date, timedelta

from actions.risks.models.risks import Risk
from partnership.access import Permission
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from scorecard.home.matters import Block, Matter, block_of

P = Permission
SOON = timedelta(days=28)


def risks(person: Person, on: date) -> Iterator[Block]:
    """Risks due for review, and escalations not yet acknowledged."""
    visible = Risk.objects.visible_to(person)
    wanting = visible.reviewed_with(person, day=on + SOON)
    if person.holds(P.ACKNOWLEDGE_RISK):
        wanting = wanting | visible.unacknowledged()
    url = reverse("actions:risks")

    def matter(risk: Risk) -> Matter:
        words = f"Score {risk.current_score} {risk.current.band['word'].lower()}"
        if risk.is_over_threshold:
            words = f"{words}: escalated to the executive"
        return Matter(
            words=str(risk),
            url=risk.get_absolute_url(),
            due_on=risk.review_on,
            detail=words,
            is_late=risk.is_review_late(on),
        )

    yield block_of(
        "risks",
        "Risks to review or acknowledge",
        wanting.order_by("review_on", "pk"),
        matter,
        subject="Risk",
        about="Severity",
        when="Review",
        url=url if person.holds_anywhere(P.SEE_RISKS) else "",
    )
