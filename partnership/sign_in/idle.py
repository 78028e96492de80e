"""How long the current session lasts, for the warning before it ends."""

import math

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from partnership.sign_in import sessions


def who(user) -> str:
    """A token that distinguishes users without identifying them."""
    return salted_hmac("quorate.who", str(user.pk)).hexdigest()[:16]


def left(request: HttpRequest) -> dict:
    """Seconds until the session ends, whether it can be extended, and whose it is.

    Rounded up, so that the page never says "You have been signed out" while the person
    is still signed in.
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
    """Context for the warning; empty for visitors."""
    if getattr(request, "person", None) is None:
        return {}
    warning = int(sessions.warning().total_seconds())
    return {"idle": {**left(request), "warning": warning}}
