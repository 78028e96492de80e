"""Adding and changing measures and figures."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Organisation, Person
from scorecard.measures.models import Figure, Measure


@transaction.atomic
def add_measure(
    *,
    ref: str,
    title: str,
    definition: str,
    source: str,
    organisation: Organisation,
    owner: Person | None,
    unit: str,
    rate_per: int | None = None,
    frequency: str,
    counted_from_month: int | None,
    polarity: str,
    target: Decimal | None = None,
    from_date: date,
    by: Person,
) -> Measure:
    """Add a measure.

    Raises:
        Refused: another measure has this reference.
    """
    if Measure.objects.filter(ref__iexact=ref).exists():
        raise Refused(f"There is already a measure {ref}", field="ref")
    last = Measure.objects.order_by("-position").first()
    measure = Measure.objects.create(
        ref=ref,
        title=title,
        definition=definition,
        source=source,
        organisation=organisation,
        owner=owner,
        unit=unit,
        rate_per=rate_per,
        frequency=frequency,
        counted_from_month=counted_from_month,
        polarity=polarity,
        target=target,
        from_date=from_date,
        position=last.position + 1 if last else 1,
    )
    history.record(measure, "added", by=by)
    return measure


@transaction.atomic
def change_measure(
    measure: Measure,
    *,
    title: str,
    definition: str,
    source: str,
    owner: Person | None,
    polarity: str,
    target: Decimal | None,
    version: int | None = None,
    by: Person,
) -> None:
    """Reword a measure or change its owner. How it counts cannot change."""
    measure.claim(version)
    fields = {
        "title": title,
        "definition": definition,
        "source": source,
        "owner": owner,
        "polarity": polarity,
        "target": target,
    }
    changed = [
        name for name, value in fields.items() if getattr(measure, name) != value
    ]
    for name, value in fields.items():
        setattr(measure, name, value)
    measure.save()
    history.record(measure, "changed", by=by, fields=changed)


@transaction.atomic
def record_figure(
    measure: Measure,
    *,
    period_start: date,
    period_end: date,
    label: str,
    status: str,
    value: Decimal | None,
    numerator: int | None = None,
    denominator: int | None = None,
    commentary: str,
    version: int | None = None,
    by: Person,
) -> Figure:
    """Record a measure's figure for a period, with a commentary.

    Raises:
        Refused: the period has a figure, or the value does not fit the status.
    """
    measure.claim(version)
    if measure.figures.current().filter(period_end=period_end).exists():
        raise Refused(
            "There is already a figure for this period. Correct that one.",
            field="period_end",
        )
    _check_value(status, value)
    measure.save(update_fields=["version"])
    figure = Figure.objects.create(
        measure=measure,
        period_start=period_start,
        period_end=period_end,
        label=label,
        status=status,
        value=value,
        numerator=numerator,
        denominator=denominator,
        commentary=commentary,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    history.record(measure, "figure recorded", by=by, period=label, value=figure.words)
    return figure


@transaction.atomic
def correct_figure(
    figure: Figure,
    *,
    status: str,
    value: Decimal | None,
    numerator: int | None = None,
    denominator: int | None = None,
    commentary: str,
    version: int | None = None,
    by: Person,
) -> Figure:
    """Correct a figure. The one it replaces is kept and shown.

    Raises:
        Refused: the figure has already been corrected.
    """
    measure = figure.measure
    measure.claim(version)
    figure.refresh_from_db()
    if not figure.is_current:
        raise Refused("This figure has already been corrected")
    _check_value(status, value)
    measure.save(update_fields=["version"])
    figure.superseded_at = clock.now()
    figure.save(update_fields=["superseded_at"])
    correction = Figure.objects.create(
        measure=measure,
        period_start=figure.period_start,
        period_end=figure.period_end,
        label=figure.label,
        status=status,
        value=value,
        numerator=numerator,
        denominator=denominator,
        commentary=commentary,
        recorded_by=by,
        recorded_at=figure.superseded_at,
        corrects=figure,
    )
    history.record(
        measure,
        "figure corrected",
        by=by,
        period=figure.label,
        before=figure.words,
        after=correction.words,
    )
    return correction


def _check_value(status: str, value: Decimal | None) -> None:
    if status in Figure.WITHOUT_VALUE and value is not None:
        words = Figure.Status(status).label.lower()
        raise Refused(f"Leave the value blank if it is {words}", field="value")
    if status not in Figure.WITHOUT_VALUE and value is None:
        raise Refused("Enter the value or select why there is none", field="value")
