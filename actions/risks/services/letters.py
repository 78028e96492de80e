"""The emails about a risk: to its owner, and to the executive on escalation."""

from datetime import date

from actions.due.calendar import written
from actions.risks.models.parts import RiskEscalation
from actions.risks.models.risks import Risk
from partnership.access import Permission, granting
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Person


def tell_owner(risk: Risk, *, by: Person | None) -> None:
    """Email the new owner of a risk; reminders of its reviews are in the digest."""
    messages.send(
        "risk_given",
        to=[] if risk.owner == by else [risk.owner],
        key=f"risk_given:{risk.pk}:{risk.version}",
        risk=risk.ref,
        text=risk.sentence,
        score=risk.current.words,
        review=written(risk.review_on),
        link=addresses.absolute(risk.get_absolute_url()),
    )


def tell_of_escalation(
    escalation: RiskEscalation, *, by: Person | None, on: date
) -> None:
    """Email the business manager and the executive once that a risk has escalated."""
    risk = escalation.risk
    people = Person.objects.holding(*granting(Permission.ACKNOWLEDGE_RISK), on=on)
    messages.send(
        "risk_escalated",
        to=[person for person in people if person != by],
        key=f"risk_escalated:{escalation.pk}",
        risk=risk.ref,
        text=risk.sentence,
        score=risk.current.words,
        threshold=str(escalation.threshold),
        owner=risk.owned_by_words or "No owner yet",
        link=addresses.absolute(risk.get_absolute_url()),
    )
