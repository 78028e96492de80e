"""Who has how much to do: counted in the database, whoever owns it and however many."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, Max, Q, QuerySet, When
from django.db.models.functions import Coalesce

from actions.models import ActionOwner
from actions.models.querysets import OPEN, UNDATED, ActionQuerySet

SOON = timedelta(days=28)
WORST_FIRST = ("-overdue", "-undated", "-soon", "-open")


@dataclass(frozen=True)
class Load:
    """How much stands open, and how much of it is late; the latest word of it."""

    open: int
    overdue: int
    undated: int
    soon: int
    last_update_on: date | None


def counts(*, on: date, at: str = "") -> dict[str, Any]:
    """What is counted of the actions that stand at the end of a path."""
    is_open = Q(**{f"{at}status__in": OPEN})

    def counted(**asked: object) -> Count:
        narrowed = Q(**{f"{at}{name}": value for name, value in asked.items()})
        return Count(f"{at}pk", filter=is_open & narrowed, distinct=True)

    return {
        "open": counted(),
        "overdue": counted(next_due__lt=on),
        "undated": counted(due_precision__in=UNDATED),
        "soon": counted(next_due__range=(on, on + SOON)),
        "last_update_on": Max(f"{at}last_update_on", filter=is_open),
    }


def load_of(actions: ActionQuerySet, *, on: date) -> Load:
    """One line for all these actions."""
    return Load(**actions.aggregate(**counts(on=on)))


def by_owner(actions: ActionQuerySet, *, on: date) -> QuerySet:
    """A line for each person and each organisation that owns an open action."""
    is_body = Q(person=None)
    return (
        ActionOwner.objects.filter(action__in=actions.open().order_by())
        .exclude(person=None, organisation=None)
        .annotate(
            owner_name=Coalesce("person__name", "organisation__name"),
            # A role at an organisation, held by a named person, is the person's.
            body=Case(When(is_body, then=F("organisation_id"))),
        )
        .values("person_id", "body", "owner_name")
        .annotate(**counts(on=on, at="action__"))
        .order_by(*WORST_FIRST, "owner_name", "person_id", "body")
    )


def by_officer(actions: ActionQuerySet, *, on: date) -> QuerySet:
    """A line for each board officer of a priority with open actions; nobody's last."""
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
