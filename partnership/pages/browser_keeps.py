"""What Quorate leaves in a visitor's browser: the cookies page is made from this.

All of it is needed for what the visitor asked for, so nobody is asked for consent; a
test compares the list with what is really set.
"""

from dataclasses import dataclass

from django.conf import settings

HOUR, DAY = 60 * 60, 24 * 60 * 60


@dataclass(frozen=True)
class Kept:
    """One thing in the browser: its name, what for, and for how long."""

    name: str
    purpose: str
    how_long: str


def _for(seconds: int) -> str:
    for length, unit in ((DAY, "day"), (HOUR, "hour"), (60, "minute")):
        if seconds >= length and seconds % length == 0:
            number = seconds // length
            return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
    return f"{seconds} seconds"


def cookies() -> list[Kept]:
    """Every cookie that a page of ours may set."""
    return [
        Kept(
            settings.SESSION_COOKIE_NAME,
            "Keeps you signed in from one page to the next",
            "Until you sign out or close the browser"
            if settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
            else f"Until you sign out, {_for(settings.SESSION_COOKIE_AGE)} at most",
        ),
        Kept(
            settings.CSRF_COOKIE_NAME,
            "Makes sure that a form was sent from our own page and from nowhere else",
            _for(settings.CSRF_COOKIE_AGE),
        ),
        Kept(
            "messages",
            "Carries a sentence such as “Action closed” to the next page",
            "Until that page is shown",
        ),
    ]


def stored() -> list[Kept]:
    """What our scripts keep in the browser beside cookies: autosave.js does."""
    return [
        Kept(
            "/returns/…",
            "Answers of a return that could not be saved at once, such as while the "
            "network was away",
            "Until they are saved",
        ),
    ]
