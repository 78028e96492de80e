"""What Quorate stores in people's browsers, as listed on the cookies page.

All of it is essential, so no consent is needed. A test compares the list with the
cookies actually set.
"""

from dataclasses import dataclass

from django.conf import settings

HOUR, DAY = 60 * 60, 24 * 60 * 60


@dataclass(frozen=True)
class Kept:
    """One thing stored in the browser: its name, purpose and duration."""

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
    """Every cookie that our pages may set."""
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
    """What our scripts store in the browser besides cookies (keeping.js)."""
    return [
        Kept(
            "return.…",
            "Answers to an audit that could not be saved, for example while the "
            "network was away",
            "When they are saved, or when you sign out",
        ),
        Kept(
            "room.…",
            "Notes and other entries typed during a meeting that have not reached us "
            "yet",
            "When they are saved, or when you sign out",
        ),
    ]
