"""The only source of the current time, so that the demonstration can have a past."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_stopped: ContextVar[datetime | None] = ContextVar("stopped_clock", default=None)


def now() -> datetime:
    """The current time, or the time at which `at` has stopped the clock."""
    return _stopped.get() or timezone.now()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Record everything done in this context as having happened at `instant`."""
    token = _stopped.set(instant)
    try:
        yield
    finally:
        _stopped.reset(token)
