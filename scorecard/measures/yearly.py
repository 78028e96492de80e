"""The scorecard's figures for the yearly report, and a measure's chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnership.dates.years import ReportYear
from partnership.drawing.charts import Chart, Series, bar_chart, line_chart
from partnership.people.models import Organisation
from scorecard.measures.models import Figure, Measure
from scorecard.measures.movement import Movement, movement_of

# The most periods a chart can show at page width.
MOST_PERIODS = 12

# How charts mark missing or provisional figures.
MARKS = {
    Figure.Status.PROVISIONAL: "provisional",
    Figure.Status.SUPPRESSED: "suppressed",
    Figure.Status.NOT_AVAILABLE: "missing",
}


@dataclass(frozen=True, kw_only=True)
class MeasureYear:
    """A measure at the end of the year."""

    ref: str
    title: str
    definition: str
    source: str
    polarity: str
    target: str
    period: str
    value: str
    previous: str
    movement: Movement
    commentary: str
    chart: Chart


@dataclass(frozen=True, kw_only=True)
class ScorecardYear:
    """The scorecard at the end of a reporting year."""

    year: ReportYear
    measures: tuple[MeasureYear, ...]
    without_figures: tuple[str, ...]

    def judged(self, verdict: str) -> int:
        return sum(m.movement.verdict == verdict for m in self.measures)

    @property
    def better(self) -> int:
        return self.judged("better")

    @property
    def worse(self) -> int:
        return self.judged("worse")

    @property
    def not_comparable(self) -> int:
        return sum(not m.movement.is_comparable for m in self.measures)


def summarise(
    year: ReportYear, *, organisation: Organisation | None = None
) -> ScorecardYear:
    """Each measure's last figure of the year, with its comparison."""
    measures = Measure.objects.reported_in(year.start, year.end).with_figures()
    if organisation is not None:
        measures = measures.filter(organisation=organisation)
    told, without = [], []
    for measure in measures:
        figures = [f for f in measure.current if f.period_end <= year.end]
        if figures and figures[0].period_end >= year.start:
            told.append(_year_of(measure, figures))
        else:
            without.append(str(measure))
    return ScorecardYear(
        year=year, measures=tuple(told), without_figures=tuple(without)
    )


def _year_of(measure: Measure, figures: Sequence[Figure]) -> MeasureYear:
    movement = movement_of(measure, figures)
    latest = movement.latest
    return MeasureYear(
        ref=measure.ref,
        title=measure.title,
        definition=measure.definition,
        source=measure.source,
        polarity=measure.get_polarity_display(),
        target=measure.target_words,
        period=latest.label,
        value=latest.words,
        previous=movement.previous.words if movement.previous else "",
        movement=movement,
        commentary=latest.commentary,
        chart=chart_of(measure, figures),
    )


def chart_of(measure: Measure, figures: Sequence[Figure]) -> Chart:
    """A chart of a measure's figures (given newest first), oldest first.

    Counts that add up are bars, since a line would drop to zero each year.
    """
    shown = list(reversed(figures[:MOST_PERIODS]))
    draw = bar_chart if measure.is_cumulative else line_chart
    return draw(
        title=measure.title,
        description=_description(measure, shown),
        labels=[figure.label for figure in shown],
        series=[
            Series(
                name=measure.get_unit_display(),
                values=[
                    None if figure.value is None else float(figure.value)
                    for figure in shown
                ],
                statuses=[MARKS.get(figure.status, "") for figure in shown],
            )
        ],
        unit="%" if measure.unit == Measure.Unit.PERCENT else "",
        takeaway=_takeaway(movement_of(measure, figures)),
        source=measure.source,
        label_heading="Period",
    )


def _takeaway(movement: Movement) -> str:
    if movement.latest is None:
        return ""
    return f"{movement.latest.label}: {movement.latest.words} ({movement.words})"


def _description(measure: Measure, shown: Sequence[Figure]) -> str:
    if not shown:
        return "No figures yet"
    first, last = shown[0], shown[-1]
    kind = "Counted up over each year" if measure.is_cumulative else "Period by period"
    return f"{kind}, from {first.label} ({first.words}) to {last.label} ({last.words})"
