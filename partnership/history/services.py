"""The trail of changes: who did what to which row, and when. Append-only."""

from collections.abc import Iterable

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
    Event.objects.bulk_create(
        (
            Event(
                subject_type=subject._meta.label_lower,
                subject_id=subject.pk,
                event=event,
                by=by,
                at=at,
                detail=detail,
            )
            for subject, event, detail in events
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
