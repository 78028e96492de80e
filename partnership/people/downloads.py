"""The record of who downloaded which file."""

from datetime import date, datetime, time

from django.db.models import Exists, F, Model, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from partnership.access import Permission, granting
from partnership.dates import clock
from partnership.history.models import Download
from partnership.people.models import Membership, Organisation

LONGEST = Download._meta.get_field("words").max_length


def record(subject: Model, words: str, *, by) -> Download:
    """Record that someone downloads a file; `words` describe it."""
    return Download.objects.create(
        person=by,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        words=words[:LONGEST],
        at=clock.now(),
    )


def last_taken(
    subject: Model, beginning: str, *, by: Permission, before: date
) -> date | None:
    """The last day before a given day on which an officer downloaded such a file.

    `beginning` is how the words of these files begin. Only downloads by people who held
    the permission `by` across the partnership on that day count, since others download
    a file for themselves.
    """
    holders = Membership.objects.filter(
        Q(to_date=None) | Q(to_date__gte=OuterRef("day")),
        person=OuterRef("who"),
        organisation__kind=Organisation.Kind.PARTNERSHIP,
        role__in=granting(by),
        from_date__lte=OuterRef("day"),
    )
    taken = (
        Download.objects.filter(
            subject_type=subject._meta.label_lower,
            subject_id=subject.pk,
            words__startswith=beginning,
            at__lt=timezone.make_aware(datetime.combine(before, time.min)),
        )
        .annotate(day=TruncDate("at"), who=Coalesce("person__merged_into", F("person")))
        .filter(Exists(holders))
        .first()
    )
    return taken and taken.day
