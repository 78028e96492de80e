"""How long the present session lasts, for the page that warns before it ends."""

import math

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from partnership.sign_in import sessions


def who(user) -> str:
    """Tells one user from another, and nobody who they are."""
    return salted_hmac("quorate.who", str(user.pk)).hexdigest()[:16]


def left(request: HttpRequest) -> dict:
    """Seconds until the session ends, whether that can be put off, and whose it is.

    Rounded up: a page that says "You have been signed out" too early leads somebody who
    still is signed in to sign in again.
    """
    if not request.user.is_authenticated:
        return {"seconds": 0, "can_stay": False, "who": ""}
    seconds, can_stay = sessions.seconds_left(request.session)
    return {
        "seconds": max(0, math.ceil(seconds)),
        "can_stay": can_stay,
        "who": who(request.user),
    }


def context(request: HttpRequest) -> dict:
    """What the warning needs to know; nothing for visitors."""
    if getattr(request, "person", None) is None:
        return {}
    warning = int(sessions.warning().total_seconds())
    return {"idle": {**left(request), "warning": warning}}
