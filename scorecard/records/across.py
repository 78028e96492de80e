"""What a person holds, and what is held about them, in every app."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from actions import held as of_actions
from audits import held as of_audits
from partnership import held as partnership_held
from partnership import holdings as partnership_holdings
from partnership import keeping
from partnership import traces as partnership_traces
from partnership.people.handing_over import Holding, Kind, by_kind
from partnership.people.models import Person
from partnership.people.named_in import (
    Held,
    PastKeeping,
    Trace,
    period_of,
    years_before,
)
from partnership.policy import values as policy
from partnership.sign_in.models import ApiToken, User
from scorecard.calendars.models import CalendarFeed
from scorecard.records import own
from scorecard.records.models import KeepingDecision
from subgroups import held as of_subgroups

APPS = (of_actions, of_subgroups, of_audits, own)
PERIODS = "retention_periods"
THE_ENTRY = partnership_held.THE_ENTRY
TO_THEM = {"they": "you", "them": "you", "their": "your", "theirs": "yours"}


def traces() -> list[Trace]:
    """Every column of every app that names a person."""
    return [trace for app in (partnership_traces, *APPS) for trace in app.TRACES]


def holdings(person: Person, *, on: date) -> list[Holding]:
    """Everything a person owns or holds on a day, app by app."""
    return [
        row
        for app in (partnership_holdings, *APPS)
        for row in app.holdings(person, on=on)
    ]


def held_about(person: Person) -> list[Held]:
    """Everything held about a person, app by app."""
    return [
        held for app in (partnership_held, *APPS) for held in app.held_about(person)
    ]


def said_to_them(held: Iterable[Held]) -> list[Held]:
    """The same addressed to the person: “Actions you own”, not “they own”."""
    return [
        replace(one, kind=_to_them(one.kind), kept_because=_to_them(one.kept_because))
        for one in held
    ]


def _to_them(words: str) -> str:
    return re.sub(
        rf"\b({'|'.join(TO_THEM)})\b",
        lambda found: (
            TO_THEM[found[0].lower()].capitalize()
            if found[0][0].isupper()
            else TO_THEM[found[0]]
        ),
        words,
        flags=re.IGNORECASE,
    )


def past_keeping(on: date) -> list[PastKeeping]:
    """Each kind of record with a retention period, and how much is past it."""
    periods = policy.get(PERIODS)
    return [old for app in (keeping, *APPS) for old in app.past_keeping(on, periods)]


def kinds_of(held: Iterable[Held]) -> dict[str, int]:
    """The number of each kind, in order of appearance."""
    counted: dict[str, int] = {}
    for one in held:
        counted[one.kind] = counted.get(one.kind, 0) + 1
    return counted


@dataclass(frozen=True, kw_only=True)
class Share:
    """What one person, or no one, takes over."""

    taker: Person | None
    kinds: Sequence[tuple[Kind, Sequence[Holding]]]


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """What will happen when someone leaves."""

    shares: Sequence[Share]
    vacancies: Sequence[str]
    without_account: Sequence[Person]
    without_address: Sequence[Person]
    signs_in: bool
    keys: int
    calendars: int


def taker_of(row: Holding, takers: Mapping[str, Person | None]) -> Person | None:
    """Who was chosen for a holding, or for all of its kind."""
    return takers[row.key] if row.key in takers else takers.get(row.kind.key)


def foresee(
    person: Person, *, takers: Mapping[str, Person | None], on: date
) -> Foreseen:
    """Who would take over what, what no one would hold, and what ends."""
    rows: dict[Person | None, list[Holding]] = {}
    for row in holdings(person, on=on):
        rows.setdefault(taker_of(row, takers), []).append(row)
    named = [taker for taker in rows if taker is not None]
    with_account = set(
        User.objects.filter(person__in=named, is_active=True).values_list(
            "person_id", flat=True
        )
    )
    return Foreseen(
        shares=[
            Share(taker=taker, kinds=by_kind(theirs))
            for taker, theirs in sorted(
                rows.items(), key=lambda pair: (pair[0] is None, str(pair[0]))
            )
        ],
        vacancies=[row.vacancy for row in rows.get(None, ()) if row.vacancy],
        without_account=[one for one in named if one.pk not in with_account],
        without_address=[one for one in named if not one.email],
        signs_in=User.objects.filter(person=person, is_active=True).exists(),
        keys=ApiToken.objects.filter(person=person, revoked_at=None).count(),
        calendars=CalendarFeed.objects.filter(person=person, ended_at=None).count(),
    )


def due_for_review(people: QuerySet[Person], *, on: date) -> QuerySet[Person]:
    """People who left longer ago than the retention period, with no decision to keep
    them, earliest leavers first. None if details are kept permanently.
    """
    years = period_of(policy.get(PERIODS), "contacts")
    if years is None:
        return people.none()
    kept = KeepingDecision.objects.filter(
        subject_type=Person._meta.label_lower,
        subject_id=OuterRef("pk"),
        keep_until__gt=on,
    )
    return keeping.left_before(people, years_before(on, years)).exclude(Exists(kept))
