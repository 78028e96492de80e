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
            "Keeps you signed in",
            "When you sign out or close your browser"
            if settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
            else f"When you sign out, or after {_for(settings.SESSION_COOKIE_AGE)}",
        ),
        Kept(
            settings.CSRF_COOKIE_NAME,
            "Checks that forms are sent from this site",
            _for(settings.CSRF_COOKIE_AGE),
        ),
        Kept(
            "messages",
            "Shows messages such as “Action closed” on the next page",
            "When the next page is shown",
        ),
    ]


def stored() -> list[Kept]:
    """What our scripts keep in the browser beside cookies: autosave.js does."""
    return [
        Kept(
            "/returns/…",
            "Answers to an audit that could not be saved, for example while the "
            "network was away",
            "When they are saved",
        ),
    ]
