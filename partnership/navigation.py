"""The service navigation: each role sees only the pages that it may open."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from partnership.access import Permission, allowed


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    text: str
    url_name: str
    permission: Permission
    unless: Permission | None = None

    def is_for(self, person) -> bool:
        return allowed(person, self.permission) and not (
            self.unless and allowed(person, self.unless)
        )


PLACES = [
    Place("Home", "scorecard:home", Permission.SEE_HOME),
    Place("Plan", "actions:plans", Permission.SEE_PLAN),
    Place("Actions", "actions:register", Permission.SEE_ACTIONS),
    Place("Subgroups", "subgroups:subgroups", Permission.SEE_MEETINGS),
    Place("Audits", "audits:rounds", Permission.SEE_ROUND),
    # Officers reach returns through their round.
    Place(
        "Your returns",
        "audits:returns",
        Permission.SEE_RETURN,
        unless=Permission.SEE_ROUND,
    ),
    Place("Scorecard", "scorecard:measures", Permission.SEE_SCORECARD),
    Place("Yearly report", "scorecard:editions", Permission.SEE_YEARLY_REPORT),
    Place("People", "partnership:people", Permission.SEE_PEOPLE),
    Place("Settings", "partnership:administration", Permission.SEE_SETTINGS),
]


def context(request: HttpRequest) -> dict:
    """The places this person may open, the present one marked."""
    person = getattr(request, "person", None)
    if person is None:
        return {"navigation": []}
    match = request.resolver_match
    return {
        "navigation": [
            {
                "text": place.text,
                "url": reverse(place.url_name),
                "is_current": match is not None and (match.view_name == place.url_name),
            }
            for place in PLACES
            if place.is_for(person)
        ]
    }
