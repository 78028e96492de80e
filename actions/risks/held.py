"""What risks hold about a person: risks they own and past records. Only reads."""

from collections.abc import Iterator

from django.db.models import Q

from actions.due.calendar import written
from actions.risks.models.risks import Risk
from partnership.people.handing_over import Holding, Kind
from partnership.people.models import Person
from partnership.people.named_in import ACT, WHO_DID_IT, Trace

RISKS = Kind(
    key="risks",
    words="Risks owned",
    follows="Moves at once; the new owner gets the reminders of reviews",
    otherwise="the business manager",
)


def _url_of_risk(row) -> str:
    return row.risk.get_absolute_url()


RISK_TRACES = [
    Trace(
        column="actions.Risk.owner",
        kind="Risks they own or owned",
        because="The register shows who owns a risk",
        when="raised_on",
        url=lambda row: row.get_absolute_url(),
        moves=Q(),
    ),
    Trace(
        column="actions.Risk.raised_by",
        kind="Risks they added",
        because=WHO_DID_IT,
        when="raised_on",
        url=lambda row: row.get_absolute_url(),
        stays=ACT,
    ),
    Trace(
        column="actions.RiskAssessment.by",
        kind="Assessments of risks they made",
        because="Assessments are never changed",
        words=lambda row: f"{row}: {row.reason}" if row.reason else str(row),
        when="on",
        url=_url_of_risk,
        select=("risk",),
        stays=ACT,
    ),
    Trace(
        column="actions.RiskDecision.by",
        kind="Decisions about risks they recorded",
        because=WHO_DID_IT,
        words=lambda row: f"{row}: {row.reason}",
        when="on",
        url=_url_of_risk,
        select=("risk",),
        stays=ACT,
    ),
    Trace(
        column="actions.RiskAction.linked_by",
        kind="Actions they linked to risks",
        because=WHO_DID_IT,
        when="linked_on",
        url=_url_of_risk,
        select=("risk", "action"),
        stays=ACT,
    ),
    Trace(
        column="actions.RiskEscalation.acknowledged_by",
        kind="Risks they acknowledged for the executive",
        because=WHO_DID_IT,
        when="acknowledged_on",
        url=_url_of_risk,
        select=("risk",),
        stays=ACT,
    ),
]


def risks_held(person: Person) -> Iterator[Holding]:
    """The open and accepted risks that a person owns."""
    for risk in Risk.objects.live().owned_by(person).order_by("review_on", "pk"):
        yield Holding(
            kind=RISKS,
            pk=risk.pk,
            words=str(risk),
            detail=f"Next review {written(risk.review_on)}",
            url=risk.get_absolute_url(),
        )
