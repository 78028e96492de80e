"""The trail of changes: who did what to which row, and when. Append-only."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Model, QuerySet

from partnership.dates import clock
from partnership.history.models import Event
from partnership.history.words import sentences_of


@dataclass(frozen=True)
class Past:
    """An event with its own person and time, which may be long ago."""

    subject: Model
    event: str
    by: Model | None
    at: datetime
    detail: dict = field(default_factory=dict)


def record(subject: Model, event: str, *, by: Model | None, **detail) -> Event:
    """Add one event to a row's history; `by` is None for what Quorate does by itself.

    Raises:
        LookupError: the app declares no sentence for this event.
    """
    entry = _entry(Past(subject, event, by, clock.now(), detail))
    entry.save(force_insert=True)
    return entry


def record_many(events: Iterable[tuple[Model, str, dict]], *, by: Model | None) -> None:
    """Add a bulk change's events, as (subject, event, detail), in one statement."""
    at = clock.now()
    record_past(
        Past(subject, event, by=by, at=at, detail=detail)
        for subject, event, detail in events
    )


def record_past(events: Iterable[Past]) -> None:
    """Add events that each have a time and a person of their own."""
    Event.objects.bulk_create(map(_entry, events), batch_size=2000)


def _entry(past: Past) -> Event:
    subject_type = past.subject._meta.label_lower
    sentences_of(subject_type, past.event)
    return Event(
        subject_type=subject_type,
        subject_id=past.subject.pk,
        event=past.event,
        by=past.by,
        at=past.at,
        detail=past.detail,
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
