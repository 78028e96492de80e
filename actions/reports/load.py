"""Counts of open actions by owner and board officer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models.functions import Coalesce

from actions.register.models.owners import ActionOwner
from actions.register.models.querysets import UNDATED, ActionQuerySet

SOON = timedelta(days=28)
WORST_FIRST = ("-overdue", "-undated", "-soon", "-open")


@dataclass(frozen=True)
class Load:
    """How many actions are open, overdue, undated and due soon, and the last update."""

    open: int
    overdue: int
    undated: int
    soon: int
    last_update_on: date | None


def counts(*, on: date) -> dict[str, Any]:
    """The counts of actions that make up a `Load`."""
    return {
        "open": Count("pk"),
        "overdue": Count("pk", filter=Q(next_due__lt=on)),
        "undated": Count("pk", filter=Q(due_precision__in=UNDATED)),
        "soon": Count("pk", filter=Q(next_due__range=(on, on + SOON))),
        "last_update_on": Max("last_update_on"),
    }


def load_of(actions: ActionQuerySet, *, on: date) -> Load:
    """The load of all these actions together."""
    return Load(**actions.open().aggregate(**counts(on=on)))


def whole_load(actions: ActionQuerySet, *, on: date) -> dict[str, Load]:
    """The load of all actions, those without owners, and unmatched ones: one query."""
    owners = ActionOwner.objects.filter(action=OuterRef("pk"))
    lines = list(
        actions.open()
        .order_by()
        .annotate(
            is_owned=Exists(owners),
            is_unmatched=Exists(owners.unsettled()),
        )
        .values("is_owned", "is_unmatched")
        .annotate(**counts(on=on))
    )
    return {
        "whole": _together(lines),
        "nobodys": _together(line for line in lines if not line["is_owned"]),
        "unmatched": _together(line for line in lines if line["is_unmatched"]),
    }


def _together(lines: Iterable[dict]) -> Load:
    """The sum of lines without actions in common."""
    lines = list(lines)
    added = {
        name: sum(line[name] for line in lines)
        for name in ("open", "overdue", "undated", "soon")
    }
    days = [line["last_update_on"] for line in lines if line["last_update_on"]]
    return Load(**added, last_update_on=max(days, default=None))


def by_owner(actions: ActionQuerySet, *, on: date) -> QuerySet:
    """The load of each person and organisation that owns an open action."""
    # An organisation in several roles for one action counts once.
    said_before = ActionOwner.objects.filter(
        action=OuterRef("pk"),
        organisation=OuterRef("body_id"),
        person=None,
        pk__lt=OuterRef("owned"),
    )
    return (
        actions.open()
        .order_by()
        .annotate(
            owned=F("owners"),
            person_id=F("owners__person_id"),
            body_id=F("owners__organisation_id"),
        )
        .filter(
            Q(person_id__isnull=False) | Q(body_id__isnull=False) & ~Exists(said_before)
        )
        .values(
            "person_id",
            # A named person in a role at an organisation counts as the person.
            body=Case(When(person_id=None, then=F("body_id"))),
            owner_name=Coalesce("owners__person__name", "owners__organisation__name"),
        )
        .annotate(**counts(on=on))
        .order_by(*WORST_FIRST, "owner_name", "person_id", "body")
    )


def by_officer(actions: ActionQuerySet, *, on: date) -> QuerySet:
    """The load of each board officer; actions without one come last."""
    return (
        actions.open()
        .order_by()
        .values(
            officer=F("priority__board_officer"),
            officer_name=F("priority__board_officer__name"),
        )
        .annotate(**counts(on=on))
        .order_by(
            Case(When(priority__board_officer=None, then=1), default=0),
            *WORST_FIRST,
            "officer_name",
            "officer",
        )
    )
