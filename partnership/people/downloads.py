"""The record of who took which file: what leaves the house leaves a line here."""

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
    """Write down that someone takes a file; `words` say which, as they would say it."""
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
    """The last day before another on which an office took such a file of a subject.

    `beginning` is what the words of these files begin with. Only what was taken by
    people counts who might do `by` across the partnership on the day they took it:
    others read a file for themselves, and nobody has been told by it.
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
