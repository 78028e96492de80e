"""What actions and risks put into calendars: last days, reviews. Pure reads."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch, Q

from actions.due import Precision
from actions.models import Action, Status, Update
from actions.reporting.risks import review_entries
from partnership.foundation.calendars import CalendarEntry
from partnership.foundation.calendars import Status as Sureness
from partnership.models import Organisation, Person


def calendar_entries(
    person: Person,
    *,
    organisation: Organisation | None = None,
    start: date,
    end: date,
) -> list[CalendarEntry]:
    """The days of one's actions and risks; of an organisation's, those one may see.

    What is complete has left the calendar; what was withdrawn or carried forward
    stands as cancelled.
    """
    actions = Action.objects.visible_to(person)
    if organisation is None:
        actions = actions.owned_by(person)
    else:
        actions = actions.filter(organisation=organisation)
    span = (start, end)
    actions = (
        actions.exclude(status__in=[Status.TO_CHECK, Status.COMPLETE])
        .filter(
            Q(due_end__range=span)
            | Q(review_on__range=span)
            | Q(due_occurrences__len__gt=0)
        )
        .prefetch_related(
            Prefetch("updates", Update.objects.filter(occurrence__isnull=False))
        )
        .order_by("pk")
    )
    reviews = review_entries(person, organisation=organisation, start=start, end=end)
    return [
        *(
            entry
            for action in actions
            for entry in _entries(action)
            if start <= entry.day <= end
        ),
        *reviews,
    ]


def _entries(action: Action) -> Iterator[CalendarEntry]:
    if action.due_precision == Precision.RECURRING:
        answered = {update.occurrence for update in action.updates.all()}
        for day in action.due_occurrences:
            if day not in answered:
                yield _entry(action, day, f"-{day.isoformat()}", "due")
    elif action.due_end is not None:
        yield _entry(action, action.due_end, "", "due")
    if action.review_on is not None:
        yield _entry(action, action.review_on, "-review", "to be reviewed")


def _entry(action: Action, day: date, part: str, verb: str) -> CalendarEntry:
    return CalendarEntry(
        uid=f"action-{action.pk}{part}",
        words=f"{action.ref} {verb}: {action.text}",
        url=action.get_absolute_url(),
        sequence=action.version,
        day=day,
        status=Sureness.CONFIRMED if action.is_open else Sureness.CANCELLED,
    )
