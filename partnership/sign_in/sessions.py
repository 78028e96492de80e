"""How long someone stays signed in: while they do something, and for a day at most.

A session carries when it began and when it was last used. The second is written only
every few minutes, so that a page costs no statement more for it.
"""

from collections.abc import MutableMapping
from datetime import UTC, datetime, timedelta

from django.conf import settings

from partnership.dates import clock

BEGAN, USED = "signed_in_at", "used_at"
LONGEST_WARNING = timedelta(minutes=5)


def grain() -> timedelta:
    """How exactly it is known when a session was last used."""
    return min(timedelta(minutes=5), settings.IDLE_LIMIT / 12)


def warning() -> timedelta:
    """How long before the end one is warned."""
    return min(LONGEST_WARNING, settings.IDLE_LIMIT / 2)


def _now() -> float:
    return clock.now().timestamp()


def begin(session: MutableMapping) -> None:
    """Someone has signed in."""
    session[BEGAN] = session[USED] = _now()


def use(session: MutableMapping) -> None:
    """Something was done on purpose; a session that does not know begins here."""
    session[USED] = _now()
    session.setdefault(BEGAN, session[USED])


def use_now_and_then(session: MutableMapping) -> None:
    """A page was asked for: noted when the last note is some minutes old."""
    if _now() - session.get(USED, 0) >= grain().total_seconds():
        use(session)


def seconds_left(session: MutableMapping) -> tuple[float, bool]:
    """How long it lasts, and whether doing something makes it last longer."""
    now = _now()
    began, used = session.get(BEGAN, now), session.get(USED, now)
    idle = used + settings.IDLE_LIMIT.total_seconds() - now
    whole = began + settings.SESSION_COOKIE_AGE - now
    return min(idle, whole), idle < whole


def is_over(session: MutableMapping) -> bool:
    return seconds_left(session)[0] <= 0


def used_at(session: MutableMapping) -> datetime:
    return datetime.fromtimestamp(session.get(USED, _now()), UTC)
