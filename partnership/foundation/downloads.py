"""The record of who took which file: what leaves the house leaves a line here."""

from django.db.models import Model

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
