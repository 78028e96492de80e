"""Risks for tests, through the services that make them in life."""

from datetime import date

import pytest

from actions.risks.models.ratings import RATINGS
from actions.risks.models.risks import Risk
from actions.risks.services import risks
from partnership.guards.outcomes import Refused
from partnership.people.models import Organisation, Person
from tests.factories import OrganisationFactory

RAISED = date(2025, 5, 1)


def ratings(
    current: tuple[int, int] = (3, 3),
    *,
    inherent: tuple[int, int] = (4, 4),
    target: tuple[int, int] = (2, 2),
) -> dict[str, int]:
    """The six ratings, from pairs of likelihood and impact."""
    pairs = dict(zip(RATINGS, (inherent, current, target), strict=True))
    return {
        f"{rating}_{part}": level
        for rating, pair in pairs.items()
        for part, level in zip(("likelihood", "impact"), pair, strict=True)
    }


def make_risk(
    organisation: Organisation | None = None,
    *,
    event: str = "referrals wait for more than a day",
    current: tuple[int, int] = (3, 3),
    by: Person | None = None,
    on: date = RAISED,
    **fields,
) -> Risk:
    return risks.add_risk(
        cause="two posts are vacant",
        event=event,
        consequence="children are seen too late",
        organisation=organisation
        or OrganisationFactory(kind=Organisation.Kind.SUBGROUP),
        by=by,
        on=on,
        **ratings(current),
        **fields,
    )


def assess(risk: Risk, current: tuple[int, int], *, on: date, by=None, **fields):
    return risks.assess_risk(
        risk,
        reason=fields.pop("reason", "It has changed"),
        by=by,
        on=on,
        **ratings(current),
        **fields,
    )


def refused(service, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refusal:
        service(*args, **kwargs)
    return refusal.value.sentence
