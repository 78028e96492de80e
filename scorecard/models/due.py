"""Which figures of a measure are due, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from scorecard.models.measures import Measure

# How long an owner has, once a period is over, to bring its figure and explain it.
TIME_TO_EXPLAIN = timedelta(days=21)


@dataclass(frozen=True, kw_only=True)
class DueFigure:
    """A period of a measure that is over and has no figure yet."""

    measure: Measure
    period_start: date
    period_end: date

    @property
    def due_on(self) -> date:
        return self.period_end + TIME_TO_EXPLAIN

    @property
    def end_words(self) -> str:
        return date_format(self.period_end, "j F Y")

    def is_overdue(self, on: date) -> bool:
        return on > self.due_on


def figures_due(measures: Iterable[Measure], on: date) -> Iterator[DueFigure]:
    """The oldest period without a figure of each measure, once it is over.

    `measures` come `with_latest_end()`. One period a measure: the next shows itself
    when this one is in.
    """
    for measure in measures:
        start, end = measure.period_after(measure.latest_end)
        if end < on:
            yield DueFigure(measure=measure, period_start=start, period_end=end)


def figures_until(measure: Measure, until: date) -> Iterator[DueFigure]:
    """Every period without a figure whose figure falls due by a day, oldest first.

    `measure` comes `with_latest_end()`.
    """
    latest = measure.latest_end
    while True:
        start, latest = measure.period_after(latest)
        due = DueFigure(measure=measure, period_start=start, period_end=latest)
        if due.due_on > until:
            return
        yield due
