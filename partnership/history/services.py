"""The trail of changes: who did what to which row, and when. Append-only."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Model, QuerySet

from partnership.dates import clock
from partnership.history.models import Event


def record(subject: Model, event: str, *, by: Model | None, **detail) -> Event:
    """Add one event to a row's history; `by` is None for Quorate's own doings."""
    return Event.objects.create(
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        event=event,
        by=by,
        at=clock.now(),
        detail=detail,
    )


def record_many(events: Iterable[tuple[Model, str, dict]], *, by: Model | None) -> None:
    """Add a bulk change's events, as (subject, event, detail), in one statement."""
    at = clock.now()
    record_past(
        Past(subject, event, by=by, at=at, detail=detail)
        for subject, event, detail in events
    )


@dataclass(frozen=True)
class Past:
    """What happened to a row, at an instant that may be long ago."""

    subject: Model
    event: str
    by: Model | None
    at: datetime
    detail: dict = field(default_factory=dict)


def record_past(events: Iterable[Past]) -> None:
    """Add events that each have a time and a person of their own."""
    Event.objects.bulk_create(
        (
            Event(
                subject_type=past.subject._meta.label_lower,
                subject_id=past.subject.pk,
                event=past.event,
                by=past.by,
                at=past.at,
                detail=past.detail,
            )
            for past in events
        ),
        batch_size=2000,
    )


def of(subject: Model) -> QuerySet[Event]:
    """A row's events, newest first, with the people who caused them."""
    return (
        Event.objects.filter(
            subject_type=subject._meta.label_lower, subject_id=subject.pk
        )
        .select_related("by__merged_into")
        .order_by("-at", "-pk")
    )
