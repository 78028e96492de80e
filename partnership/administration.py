"""What the settings page leads to: each place with the permission that opens it.

Whoever builds a page for those who look after the partnership adds one row here. The
page itself and its entry in the navigation are for whoever may open one of them
(`Permission.SEE_SETTINGS`; a test compares both).
"""

from dataclasses import dataclass

from partnership.access import Permission, allowed


@dataclass(frozen=True)
class Place:
    """One page of those who look after the partnership."""

    text: str
    hint: str
    url_name: str
    permission: Permission


PLACES: list[Place] = []


def places_for(person) -> list[Place]:
    """The pages this person may open."""
    return [place for place in PLACES if allowed(person, place.permission)]
