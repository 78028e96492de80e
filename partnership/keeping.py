"""Records of the directory and outbox past their retention period."""

from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from partnership.history.models import Event
from partnership.outbox.models import Message
from partnership.people.models import Membership, Person
from partnership.people.named_in import Old, PastKeeping, period_of, years_before
from partnership.traces import event_words


def left_before(people: QuerySet[Person], day: date) -> QuerySet[Person]:
    """People whose roles all ended before a day and whose details are still held.

    Annotated with the day the last role ended, as `ended_on`.
    """
    return (
        people.filter(merged_into=None, anonymised_on=None)
        .annotate(
            last_role=Subquery(
                Membership.objects.filter(person=OuterRef("pk"))
                .order_by(F("to_date").desc(nulls_first=True))
                .values("to_date")[:1]
            ),
            has_role=Exists(
                Membership.objects.not_over(on=day).filter(person=OuterRef("pk"))
            ),
            ended_on=Coalesce("last_role", "left_on"),
        )
        .filter(has_role=False, ended_on__lt=day)
        .order_by("ended_on", "pk")
    )


def past_keeping(on: date, periods: list[dict]) -> list[PastKeeping]:
    """Emails and history past their retention period; people are reviewed singly."""
    found = []
    for name, words, rows, column in [
        ("messages", "Emails sent", old_messages, "written_at"),
        ("history", "History entries", old_history, "at"),
    ]:
        years = period_of(periods, name)
        if years is None:
            continue
        old = rows(years_before(on, years)).order_by(column)
        found.append(
            PastKeeping(
                name=name,
                words=words,
                years=years,
                count=old.count(),
                what_to_do="Delete them with “manage.py prune_records”, which counts "
                "them and asks you to confirm",
                first=tuple(
                    Old(words=_line(row), since=localtime(getattr(row, column)).date())
                    for row in old[:5]
                ),
            )
        )
    return found


def old_messages(before: date) -> QuerySet[Message]:
    """Messages written before a day that are not waiting to be sent."""
    return Message.objects.filter(written_at__date__lt=before).exclude(
        status__in=[
            Message.Status.WAITING,
            Message.Status.HANDING_OVER,
            Message.Status.HELD,
        ]
    )


def old_history(before: date) -> QuerySet[Event]:
    """History entries from before a day."""
    return Event.objects.filter(at__date__lt=before)


def _line(row: Message | Event) -> str:
    if isinstance(row, Message):
        return f"{row.kind.replace('_', ' ')} to {row.address or 'a removed address'}"
    return event_words(row)
