"""The pages of one's own account, as `/account/` lists them."""

from dataclasses import dataclass

from partnership.access import Permission, allowed


@dataclass(frozen=True)
class Place:
    """One page about oneself, and what it is for."""

    text: str
    hint: str
    url_name: str
    permission: Permission = Permission.SEE_ACCOUNT

    def is_for(self, person) -> bool:
        return allowed(person, self.permission)


PLACES = [
    Place(
        "Email address",
        "Where letters go, and what you sign in with",
        "account_email",
    ),
    Place(
        "Password",
        "Change it, or set one",
        "account_change_password",
    ),
    Place(
        "How often letters come",
        "As things happen, once a day, or on Mondays",
        "partnership:choose_letters",
    ),
    Place(
        "Calendars",
        "Meetings and deadlines in the calendar you use every day",
        "scorecard:calendars",
    ),
    Place(
        "Other systems",
        "What Power BI and others can read with a key, and how",
        "scorecard:api",
    ),
    Place(
        "Second step",
        "An app on your phone, recovery codes and passkeys",
        "mfa_index",
    ),
    Place(
        "Where you are signed in",
        "Browsers and when they were last used; sign out there",
        "partnership:sessions",
    ),
    Place(
        "What is held about you",
        "Everything that is kept about you here, to read and to take with you",
        "scorecard:held_about_me",
    ),
    Place(
        "Your roles",
        "What you are here, and what each role may do",
        "partnership:grants",
    ),
]
