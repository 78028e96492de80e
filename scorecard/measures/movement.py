"""Comparing a measure's figures fairly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format

from scorecard.measures.models import Figure, Measure, add_months

# The furthest apart two counts may end to be at the same point of their years.
SAME_POINT = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Movement:
    """A measure's latest figure compared with the last comparable one.

    `direction` is which way the number went and `verdict` whether that is good. Without
    a comparable figure there is no `change`, and `reason` says why.
    """

    latest: Figure | None = None
    previous: Figure | None = None
    change: Decimal | None = None
    reason: str = ""

    @property
    def is_comparable(self) -> bool:
        return self.change is not None

    @property
    def direction(self) -> str:
        if not self.change:
            return ""
        return "up" if self.change > 0 else "down"

    @property
    def verdict(self) -> str:
        """Whether the change is good, by the measure's polarity."""
        if self.change is None:
            return "unknown"
        if self.change == 0:
            return "same"
        polarity = self.latest.measure.polarity
        if polarity == Measure.Polarity.NEUTRAL:
            return "watched"
        is_better = (self.change > 0) == (polarity == Measure.Polarity.HIGH)
        return "better" if is_better else "worse"

    @property
    def change_words(self) -> str:
        """The change as a signed number, such as `−5`, or empty if none."""
        if not self.change:
            return ""
        number = f"{abs(self.change):,.2f}".rstrip("0").rstrip(".")
        return f"{'+' if self.change > 0 else '−'}{number}"

    @property
    def words(self) -> str:
        """The change in words, such as `−5, better`, or why there is none."""
        if self.change is None:
            return self.reason
        if self.change == 0:
            return "no change"
        watched = "higher" if self.change > 0 else "lower"
        word = watched if self.verdict == "watched" else self.verdict
        return f"{self.change_words}, {word}"


def movement_of(measure: Measure, figures: Sequence[Figure]) -> Movement:
    """Compare the newest of a measure's current figures, given newest first.

    A snapshot is compared with the period before, and a count that adds up over a year
    only with the same point of the year before.
    """
    if not figures:
        return Movement(reason="No figures yet")
    latest = figures[0]
    if not latest.has_value:
        return Movement(latest=latest, reason=f"Latest is {_status_of(latest)}")
    if measure.is_cumulative:
        previous, reason = _same_point_last_year(figures)
    else:
        previous, reason = _period_before(figures)
    if reason:
        return Movement(latest=latest, previous=previous, reason=reason)
    return Movement(
        latest=latest, previous=previous, change=latest.value - previous.value
    )


def _same_point_last_year(
    figures: Sequence[Figure],
) -> tuple[Figure | None, str]:
    latest = figures[0]
    point = add_months(latest.period_end, -12)
    for figure in figures[1:]:
        begins_alike = (
            abs(figure.period_start - add_months(latest.period_start, -12))
            <= SAME_POINT
        )
        if begins_alike and abs(figure.period_end - point) <= SAME_POINT:
            return figure, "" if figure.has_value else _without_value(figure)
    return (
        None,
        f"Not comparable: adds up over the year with no figure for {_day(point)}",
    )


def _period_before(figures: Sequence[Figure]) -> tuple[Figure | None, str]:
    latest = figures[0]
    if len(figures) == 1:
        return None, "First figure"
    previous = figures[1]
    if not previous.has_value:
        return previous, _without_value(previous)
    lengths = sorted(
        (figure.period_end - figure.period_start).days + 1
        for figure in (latest, previous)
    )
    if lengths[1] > lengths[0] * 1.5:
        return previous, "Not comparable: the periods differ in length"
    return previous, ""


def _without_value(figure: Figure) -> str:
    return f"Not comparable: {figure.label} is {_status_of(figure)}"


def _status_of(figure: Figure) -> str:
    return figure.get_status_display().lower()


def _day(on: date) -> str:
    return date_format(on, "j F Y")
