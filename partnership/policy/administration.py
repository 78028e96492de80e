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


PLACES = [
    Place(
        "Lists of people",
        "Take over membership lists from spreadsheets, with a preview of every row",
        "partnership:lists",
        Permission.MANAGE_PEOPLE,
    ),
    Place(
        "Are schools’ people still right?",
        "Ask schools once a year whether our list of their people is right, and take "
        "over what has changed",
        "partnership:checks",
        Permission.MANAGE_PEOPLE,
    ),
    Place(
        "Local rules",
        "Name and look, ratings, deadlines, reminders, terms, what is kept and for how "
        "long; each with its history",
        "partnership:rules",
        Permission.MANAGE_POLICY,
    ),
    Place(
        "Messages",
        "Every message: to whom, why, and whether it was sent or came back",
        "partnership:messages",
        Permission.SEE_MESSAGES,
    ),
    Place(
        "Words of letters",
        "Each kind of letter with its words, to change, preview and set back",
        "partnership:letters",
        Permission.MANAGE_POLICY,
    ),
    Place(
        "Keys for machines",
        "Let other systems read, such as Power BI; see when a key was used, revoke it",
        "scorecard:keys",
        Permission.GIVE_API_TOKEN,
    ),
    Place(
        "What is kept, and for how long",
        "People who have left and whose details are past their period, and other "
        "records past theirs",
        "scorecard:keeping",
        Permission.REVIEW_RECORDS,
    ),
    Place(
        "Downloads",
        "Who took which file, and when",
        "scorecard:downloads",
        Permission.REVIEW_RECORDS,
    ),
]


def places_for(person) -> list[Place]:
    """The pages this person may open."""
    return [place for place in PLACES if allowed(person, place.permission)]
