"""The pages listed on “Your account”."""

from dataclasses import dataclass

from partnership.access import Permission, allowed


@dataclass(frozen=True)
class Place:
    """One page about the person’s own account, and what it is for."""

    text: str
    hint: str
    url_name: str
    permission: Permission = Permission.SEE_ACCOUNT

    def is_for(self, person) -> bool:
        return allowed(person, self.permission)


PLACES = [
    Place(
        "Email address",
        "The address we email, which you also sign in with",
        "account_email",
    ),
    Place(
        "Password",
        "Set or change your password",
        "account_change_password",
    ),
    Place(
        "How often we email you",
        "Straight away, once a day, or on Mondays",
        "partnership:choose_letters",
    ),
    Place(
        "Calendars",
        "See meetings and deadlines in your own calendar",
        "scorecard:calendars",
    ),
    Place(
        "Other systems",
        "What Power BI and other systems can read with an API key, and how",
        "scorecard:api",
    ),
    Place(
        "Second step",
        "Authenticator app, recovery codes and passkeys",
        "mfa_index",
    ),
    Place(
        "Where you are signed in",
        "Your browsers and when you last used them; sign out of any of them",
        "partnership:sessions",
    ),
    Place(
        "What is held about you",
        "Everything we hold about you, to read or download",
        "scorecard:held_about_me",
    ),
    Place(
        "Your roles",
        "Your roles, and what each role can do",
        "partnership:grants",
    ),
]
