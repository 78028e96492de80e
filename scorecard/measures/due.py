"""Figures that are due, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from partnership.policy import values as policy
from scorecard.measures.models import Measure


@dataclass(frozen=True, kw_only=True)
class DueFigure:
    """A past period of a measure without a figure."""

    measure: Measure
    period_start: date
    period_end: date
    time_to_explain: timedelta

    @property
    def due_on(self) -> date:
        return self.period_end + self.time_to_explain

    @property
    def end_words(self) -> str:
        return date_format(self.period_end, "j F Y")

    def is_overdue(self, on: date) -> bool:
        return on > self.due_on


def _time_to_explain() -> timedelta:
    """How long an owner has to record a figure after its period."""
    return timedelta(days=policy.get("days_to_explain_a_figure"))


def figures_due(measures: Iterable[Measure], on: date) -> Iterator[DueFigure]:
    """The oldest past period without a figure, for each measure.

    `measures` come `with_latest_end()`. The next period
    follows once this one has a figure.
    """
    time = _time_to_explain()
    for measure in measures:
        start, end = measure.period_after(measure.latest_end)
        if end < on:
            yield DueFigure(
                measure=measure,
                period_start=start,
                period_end=end,
                time_to_explain=time,
            )


def figures_until(measure: Measure, until: date) -> Iterator[DueFigure]:
    """Periods without a figure that are due by a day, oldest first.

    `measure` comes `with_latest_end()`.
    """
    latest, time = measure.latest_end, _time_to_explain()
    while True:
        start, latest = measure.period_after(latest)
        due = DueFigure(
            measure=measure,
            period_start=start,
            period_end=latest,
            time_to_explain=time,
        )
        if due.due_on > until:
            return
        yield due
