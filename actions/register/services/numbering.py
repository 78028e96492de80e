"""The next reference or number of something that is never numbered anew."""

from datetime import date

from django.db.models import Max, QuerySet

from actions.register.models.references import ReferenceSeries


def next_in_year(prefix: str, on: date) -> str:
    """The next reference of a year, like PR-2026-1; two at once wait for each other."""
    beginning = f"{prefix}-{on.year}-"
    ReferenceSeries.objects.bulk_create(
        [ReferenceSeries(prefix=beginning)], ignore_conflicts=True
    )
    series = ReferenceSeries.objects.select_for_update().get(prefix=beginning)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{beginning}{series.last}"


def next_number(siblings: QuerySet) -> int:
    """The next number among rows of one parent, which the caller has claimed."""
    return (siblings.aggregate(last=Max("number"))["last"] or 0) + 1


def one_line(text: str, longest: int) -> str:
    """Text as a title holds it: one line, and no longer than there is room."""
    return " ".join(text.split())[:longest]
