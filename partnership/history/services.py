"""The trail of changes: who did what to which row, and when. Append-only."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model, QuerySet

from partnership.dates import clock
from partnership.history.models import Event
from partnership.history.words import sentences_of


def record(subject: Model, event: str, *, by: Model | None, **detail) -> Event:
    """Add one event to a row's history; `by` is None for what Quorate does by itself.

    Raises:
        LookupError: the app declares no sentence for this event.
    """
    entry = _entry(subject, event, detail, by=by, at=clock.now())
    entry.save(force_insert=True)
    return entry


def record_many(events: Iterable[tuple[Model, str, dict]], *, by: Model | None) -> None:
    """Add a bulk change's events, as (subject, event, detail), in one statement."""
    at = clock.now()
    Event.objects.bulk_create(
        (_entry(*event, by=by, at=at) for event in events), batch_size=2000
    )


def _entry(
    subject: Model, event: str, detail: dict, *, by: Model | None, at: datetime
) -> Event:
    subject_type = subject._meta.label_lower
    sentences_of(subject_type, event)
    return Event(
        subject_type=subject_type,
        subject_id=subject.pk,
        event=event,
        by=by,
        at=at,
        detail=detail,
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
