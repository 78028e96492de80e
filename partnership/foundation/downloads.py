"""The record of who took which file: what leaves the house leaves a line here."""

from datetime import date, datetime, time

from django.db.models import Model
from django.utils import timezone

from partnership.foundation import clock
from partnership.models.records import Download

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


def last_taken(subject: Model, beginning: str, *, before: date) -> date | None:
    """The last day before another on which someone took such a file of a subject.

    `beginning` is what the words of these files begin with.
    """
    taken = Download.objects.filter(
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        words__startswith=beginning,
        at__lt=timezone.make_aware(datetime.combine(before, time.min)),
    ).first()
    return taken and timezone.localtime(taken.at).date()
