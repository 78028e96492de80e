"""How long people stay signed in: while they are active, and for a day at most.

A session stores when it began and when it was last used. The latter is written only
every few minutes, so that most pages need no extra statement.
"""

from collections.abc import MutableMapping
from datetime import UTC, datetime, timedelta

from django.conf import settings

from partnership.dates import clock

BEGAN, USED = "signed_in_at", "used_at"
LONGEST_WARNING = timedelta(minutes=5)


def grain() -> timedelta:
    """How precisely the last use of a session is recorded."""
    return min(timedelta(minutes=5), settings.IDLE_LIMIT / 12)


def warning() -> timedelta:
    """How long before the end people are warned."""
    return min(LONGEST_WARNING, settings.IDLE_LIMIT / 2)


def _now() -> float:
    return clock.now().timestamp()


def begin(session: MutableMapping) -> None:
    """Start a session when someone signs in."""
    session[BEGAN] = session[USED] = _now()


def use(session: MutableMapping) -> None:
    """Record deliberate activity; a session without a start time starts now."""
    session[USED] = _now()
    session.setdefault(BEGAN, session[USED])


def use_now_and_then(session: MutableMapping) -> None:
    """Record a page view, if the last record is a few minutes old."""
    if _now() - session.get(USED, 0) >= grain().total_seconds():
        use(session)


def seconds_left(session: MutableMapping) -> tuple[float, bool]:
    """Seconds left, and whether activity extends them."""
    now = _now()
    began, used = session.get(BEGAN, now), session.get(USED, now)
    idle = used + settings.IDLE_LIMIT.total_seconds() - now
    whole = began + settings.SESSION_COOKIE_AGE - now
    return min(idle, whole), idle < whole


def is_over(session: MutableMapping) -> bool:
    return seconds_left(session)[0] <= 0


def used_at(session: MutableMapping) -> datetime:
    return datetime.fromtimestamp(session.get(USED, _now()), UTC)
