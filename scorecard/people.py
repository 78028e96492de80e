"""What every app knows of a person: what they hold, and what is held about them."""

from collections.abc import Iterable
from datetime import date

from actions import reporting as actions
from audits import reporting as audits
from partnership import reporting as partnership
from partnership.foundation import policy
from partnership.foundation.holdings import Holding
from partnership.foundation.traces import Held, PastKeeping, Trace
from partnership.models import Person
from scorecard import reporting as scorecard
from subgroups import reporting as subgroups

APPS = (partnership, actions, subgroups, audits, scorecard)
PERIODS = "retention_periods"


def traces() -> list[Trace]:
    """Every column of every app that names a person."""
    return [trace for app in APPS for trace in app.TRACES]


def holdings(person: Person, *, on: date) -> list[Holding]:
    """Everything a person owns or holds on a day, app by app."""
    return [row for app in APPS for row in app.holdings(person, on=on)]


def held_about(person: Person) -> list[Held]:
    """Everything that is kept about a person, app by app."""
    return [held for app in APPS for held in app.held_about(person)]


def past_keeping(on: date) -> list[PastKeeping]:
    """Every kind of record with a period, and how much of it is past that period."""
    periods = policy.get(PERIODS)
    return [old for app in APPS for old in app.past_keeping(on, periods)]


def kinds_of(held: Iterable[Held]) -> dict[str, int]:
    """How many there are of each kind, in the order in which they come."""
    counted: dict[str, int] = {}
    for one in held:
        counted[one.kind] = counted.get(one.kind, 0) + 1
    return counted
