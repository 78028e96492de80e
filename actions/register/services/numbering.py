"""The next reference or number of things that are never renumbered."""

from datetime import date

from django.db.models import Max, QuerySet

from actions.register.models.references import ReferenceSeries


def next_in_year(prefix: str, on: date) -> str:
    """The next reference of a year, such as PR-2026-1; concurrent calls wait."""
    beginning = f"{prefix}-{on.year}-"
    ReferenceSeries.objects.bulk_create(
        [ReferenceSeries(prefix=beginning)], ignore_conflicts=True
    )
    series = ReferenceSeries.objects.select_for_update().get(prefix=beginning)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{beginning}{series.last}"


def next_number(siblings: QuerySet) -> int:
    """The next number among rows of a parent that the caller has locked."""
    return (siblings.aggregate(last=Max("number"))["last"] or 0) + 1


def one_line(text: str, longest: int) -> str:
    """Text on one line, cut to a length."""
    return " ".join(text.split())[:longest]
