"""The service navigation, which shows people only the pages they may open."""

from dataclasses import dataclass

from django.http import HttpRequest

from partnership.access import Permission, allowed
from partnership.pages.addresses import reverse


@dataclass(frozen=True)
class Place:
    """One entry of the navigation; `also` are the pages under it."""

    text: str
    url_name: str
    permission: Permission
    unless: Permission | None = None
    also: tuple[str, ...] = ()

    def holds(self, url_name: str) -> bool:
        return url_name == self.url_name or url_name in self.also

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


# Lists of related work, linked from each other. The first of a section is its entry in
# the navigation.
SECTIONS: list[list[Place]] = [
    [
        Place("Register", "actions:register", Permission.SEE_ACTIONS),
        Place("Your actions", "actions:mine", Permission.SEE_ACTIONS),
        Place("Team load", "actions:load", Permission.SEE_WORKLOAD),
        Place("Owners to match", "actions:wordings", Permission.RAISE_ACTION),
        Place("Saved views", "actions:saved_views", Permission.SEE_ACTIONS),
        Place("Movement", "actions:movement", Permission.SEE_ACTIONS),
        Place(
            "Risks",
            "actions:risks",
            Permission.SEE_RISKS,
            also=("actions:risk_map", "actions:risk_movement"),
        ),
        Place(
            "Practice reviews",
            "actions:reviews",
            Permission.SEE_REVIEWS,
            also=("actions:recommendations", "actions:review_clocks"),
        ),
        Place(
            "Scrutiny",
            "actions:scrutiny",
            Permission.SEE_SCRUTINY,
            also=("actions:scrutiny_questions",),
        ),
    ],
    [
        Place("Plans", "actions:plans", Permission.SEE_PLAN),
        Place("Imports", "actions:imports", Permission.EDIT_PLAN),
    ],
    [
        Place("Subgroups", "subgroups:subgroups", Permission.SEE_MEETINGS),
        Place("Decisions", "subgroups:decisions", Permission.SEE_MEETINGS),
        Place("Challenges", "subgroups:challenges", Permission.SEE_MEETINGS),
        Place("Escalations", "subgroups:escalations", Permission.SEE_MEETINGS),
        Place(
            "Published arrangements",
            "subgroups:arrangements",
            Permission.SEE_ARRANGEMENTS,
        ),
        Place("Legal texts", "subgroups:legal_texts", Permission.SEE_ARRANGEMENTS),
    ],
]


def context(request: HttpRequest) -> dict:
    """The entries this person may open, and the lists beside the current one."""
    person = getattr(request, "person", None)
    if person is None:
        return {"navigation": [], "beside": []}
    match = request.resolver_match
    here = match.view_name if match else ""
    section = next(
        (places for places in SECTIONS if any(place.holds(here) for place in places)),
        [],
    )
    current = {here, *(place.url_name for place in section[:1])}
    beside = [
        _entry(place, {place.url_name} if place.holds(here) else set())
        for place in section
        if place.is_for(person)
    ]
    return {
        "navigation": [
            _entry(place, current) for place in PLACES if place.is_for(person)
        ],
        "beside": beside if len(beside) > 1 else [],
    }


def _entry(place: Place, current: set[str]) -> dict:
    return {
        "text": place.text,
        "url": reverse(place.url_name),
        "is_current": place.url_name in current,
    }
