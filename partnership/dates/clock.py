"""The one source of instants (`…_at`), so that the demonstration can have a past."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_stopped: ContextVar[datetime | None] = ContextVar("stopped_clock", default=None)


def now() -> datetime:
    """The present instant, or the one that `at` stopped the clock at."""
    return _stopped.get() or timezone.now()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Record everything done inside as having happened at `instant`."""
    token = _stopped.set(instant)
    try:
        yield
    finally:
        _stopped.reset(token)
