"""The pages listed under Settings, each with the permission that opens it.

A new page for those who run the partnership is one more row here. The Settings page
itself is open to anyone who may open one of them (`Permission.SEE_SETTINGS`; a test
compares both).
"""

from dataclasses import dataclass

from partnership.access import Permission, allowed


@dataclass(frozen=True)
class Place:
    """One page for those who run the partnership."""

    text: str
    hint: str
    url_name: str
    permission: Permission


PLACES = [
    Place(
        "Lists of people",
        "Import membership lists from spreadsheets, with a preview of every row",
        "partnership:lists",
        Permission.MANAGE_PEOPLE,
    ),
    Place(
        "School contact checks",
        "Ask schools once a year to check their contacts, and make the changes they "
        "report",
        "partnership:checks",
        Permission.MANAGE_PEOPLE,
    ),
    Place(
        "Local rules",
        "Name and look, ratings, deadlines, reminders, school terms and retention "
        "periods, each with its history",
        "partnership:rules",
        Permission.MANAGE_POLICY,
    ),
    Place(
        "Messages",
        "Every email: who it was sent to, why, and whether it was delivered",
        "partnership:messages",
        Permission.SEE_MESSAGES,
    ),
    Place(
        "Email templates",
        "The text of each email, to change, preview or set back to the default",
        "partnership:letters",
        Permission.MANAGE_POLICY,
    ),
    Place(
        "API keys",
        "Let other systems such as Power BI read data; see when keys were last used, "
        "and "
        "revoke them",
        "scorecard:keys",
        Permission.GIVE_API_TOKEN,
    ),
    Place(
        "Retention reviews",
        "People who have left and other records past their retention period",
        "scorecard:keeping",
        Permission.REVIEW_RECORDS,
    ),
    Place(
        "Downloads",
        "Who downloaded which file, and when",
        "scorecard:downloads",
        Permission.REVIEW_RECORDS,
    ),
]


def places_for(person) -> list[Place]:
    """The pages this person may open."""
    return [place for place in PLACES if allowed(person, place.permission)]
