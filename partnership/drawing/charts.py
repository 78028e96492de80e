"""The geometry of charts; templates only render it.

Widths are percentages, heights are pixels and drawings have no viewBox, so a chart
fills any width and its text keeps its size on phones and on paper. A missing figure is
a gap, never zero. Colour is never the only distinction: bars have labels, lines have
markers and dashes, and parts of a stack have patterns.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from math import floor, log10
from textwrap import wrap
from typing import Any

from partnership.drawing import chart_shapes as shapes
from partnership.drawing.chart_shapes import LINE_HEIGHT, Key, Scale

LABEL_CHARACTERS = 38
# Labels follow the bars, so bars end before the edge.
BAR_END = 78.0
BAR, BAR_GAP, GROUP_GAP = 18, 4, 16
PLOT_HEIGHT, PLOT_TOP = 190, 12
PLOT_LEFT, PLOT_RIGHT = 9.0, 95.0
LABELS_ON_LINE = 5
# A narrower part has no room for its label.
PART_WITH_FIGURE = 7.0


class Kind(StrEnum):
    BAR = "bar"
    LINE = "line"
    STACKED = "stacked"


class Status(StrEnum):
    """A note about one figure."""

    NONE = ""
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    PROVISIONAL = "provisional"


MARKS_ON_LINES = {
    Status.MISSING: "Gaps in a line mean there is no figure.",
    Status.SUPPRESSED: "s: figure suppressed because it is too small.",
    Status.PROVISIONAL: "Hollow marks are provisional figures.",
}
WORDS = {Status.MISSING: "No figure", Status.SUPPRESSED: "Suppressed"}


@dataclass(frozen=True)
class Series:
    """One row of figures, in the order of the chart's labels; `tone` names a colour."""

    name: str
    values: Sequence[float | None]
    statuses: Sequence[str] = ()
    tone: str = ""

    def status(self, place: int) -> Status:
        """A figure's note; one without a note or value is missing."""
        said = (
            Status(self.statuses[place]) if place < len(self.statuses) else Status.NONE
        )
        if self.values[place] is None and said in {Status.NONE, Status.PROVISIONAL}:
            return Status.MISSING
        return said

    def shown(self, place: int) -> float | None:
        """The figure to draw, unless it is suppressed."""
        if self.status(place) in {Status.MISSING, Status.SUPPRESSED}:
            return None
        return self.values[place]


@dataclass(frozen=True)
class Chart:
    """Figures to draw, with a title and takeaway."""

    title: str
    description: str
    kind: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    takeaway: str = ""
    source: str = ""
    label_heading: str = ""
    drawing: dict[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for each in self.series:
            if len(each.values) != len(self.labels):
                raise ValueError(f"{each.name} has not one figure for each label")
            if each.tone and each.tone not in shapes.TONES:
                raise ValueError(f"{each.tone} is not a tone of charts")
        draw = {Kind.BAR: _bars, Kind.LINE: _lines, Kind.STACKED: _stack}[
            Kind(self.kind)
        ]
        heading = "Period" if self.kind == Kind.LINE else "Item"
        object.__setattr__(self, "label_heading", self.label_heading or heading)
        object.__setattr__(self, "drawing", draw(self))

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The table beside the chart."""
        return [
            {
                "label": label,
                "cells": [
                    {"series": each.name, "words": in_words(each, place, self.unit)}
                    for each in self.series
                ],
            }
            for place, label in enumerate(self.labels)
        ]

    @property
    def keys(self) -> list[Key]:
        """Colour, pattern, marker and dash of each series."""
        return [
            shapes.key_of(place, each.name, each.tone)
            for place, each in enumerate(self.series)
        ]

    @property
    def remarks(self) -> list[str]:
        """The meaning of the marks on lines, if any are drawn."""
        if self.kind != Kind.LINE:
            return []
        places = range(len(self.labels))
        said = {each.status(place) for each in self.series for place in places}
        return [words for status, words in MARKS_ON_LINES.items() if status in said]


def bar_chart(
    *, title: str, labels: Sequence[str], series: Sequence[Series], **more
) -> Chart:
    """Horizontal bars, grouped where there are several series."""
    return _chart(Kind.BAR, title, labels, series, more)


def line_chart(
    *, title: str, labels: Sequence[str], series: Sequence[Series], **more
) -> Chart:
    """Lines over periods, broken where a figure is missing."""
    return _chart(Kind.LINE, title, labels, series, more)


def stacked_chart(
    *, title: str, labels: Sequence[str], series: Sequence[Series], **more
) -> Chart:
    """Bars of 100 %, each divided among the series."""
    return _chart(Kind.STACKED, title, labels, series, more)


def _chart(kind, title, labels, series, more) -> Chart:
    description = more.pop("description", "") or (
        f"{title}. {', '.join(each.name for each in series)}, for {', '.join(labels)}."
    )
    return Chart(title, description, kind, list(labels), list(series), **more)


def number(value: float, unit: str = "") -> str:
    """A figure as people write it: 1,234 or 12.5, with a unit if it is a symbol."""
    words = f"{value:,.1f}".removesuffix(".0") if value % 1 else f"{value:,.0f}"
    return f"{words}{unit}" if unit in {"%", "p"} else words


def in_words(series: Series, place: int, unit: str) -> str:
    """A figure with its note, as in the table."""
    status = series.status(place)
    if status in WORDS:
        return WORDS[status]
    words = number(series.values[place], unit)
    return f"{words} (provisional)" if status == Status.PROVISIONAL else words


def scale_for(values: Sequence[float | None], unit: str = "") -> Scale:
    """Round ends and steps for all figures; bars and lines start at zero."""
    known = [value for value in values if value is not None]
    lowest, highest = min([0, *known]), max([0, *known])
    if lowest == highest:
        return Scale(0, 1, 0.25)
    if unit == "%" and lowest == 0 and 50 < highest <= 100:
        return Scale(0, 100, 25)
    step = _round_step(highest - lowest)
    return Scale(floor(lowest / step) * step, -floor(-highest / step) * step, step)


def _round_step(span: float) -> float:
    """A round step of about a quarter of the span."""
    rough = span / 4
    size = 10.0 ** floor(log10(rough))
    steps = (step * size for step in (1, 2, 2.5, 5, 10))
    return next(step for step in steps if step >= rough * 0.999)


def _all_values(chart: Chart) -> list[float | None]:
    places = range(len(chart.labels))
    return [each.shown(place) for each in chart.series for place in places]


def _bars(chart: Chart) -> dict[str, Any]:
    scale = scale_for(_all_values(chart), chart.unit)
    legend = shapes.legend(chart.keys) if len(chart.series) > 1 else []
    y = shapes.legend_height(legend)
    zero = scale.share(0) * BAR_END
    groups = []
    for place, label in enumerate(chart.labels):
        lines = wrap(str(label), LABEL_CHARACTERS) or [""]
        texts = [
            {"text": line, "y": y + 14 + row * LINE_HEIGHT}
            for row, line in enumerate(lines)
        ]
        y += len(lines) * LINE_HEIGHT + 4
        bars = []
        for each, key in zip(chart.series, chart.keys, strict=True):
            bars.append(_bar(each, key, place, chart.unit, scale, zero) | {"y": y})
            y += BAR + BAR_GAP
        axis = {"top": bars[0]["y"] - 3, "bottom": y - BAR_GAP + 3}
        groups.append({"texts": texts, "bars": bars, "axis": axis})
        y += GROUP_GAP - BAR_GAP
    return {
        "height": y,
        "bar": BAR,
        "zero": round(zero, 2),
        "groups": groups,
        "legend": legend,
    }


def _bar(series, key, place, unit, scale, zero) -> dict[str, Any]:
    value = series.shown(place)
    end = zero if value is None else scale.share(value) * BAR_END
    return {
        "x": round(min(zero, end), 2),
        "width": round(abs(end - zero), 2),
        "words": in_words(series, place, unit),
        "words_x": round(max(zero, end), 2),
        "key": key,
        "status": series.status(place).value,
        "is_drawn": value is not None,
    }


def _lines(chart: Chart) -> dict[str, Any]:
    scale = scale_for(_all_values(chart), chart.unit)
    legend = shapes.legend(chart.keys)
    top = shapes.legend_height(legend) + PLOT_TOP
    last = max(len(chart.labels) - 1, 1)

    def x(place: int) -> float:
        return round(PLOT_LEFT + (PLOT_RIGHT - PLOT_LEFT) * place / last, 2)

    def y(value: float) -> float:
        return round(top + PLOT_HEIGHT * (1 - scale.share(value)), 1)

    lines = []
    for each, key in zip(chart.series, chart.keys, strict=True):
        points = [
            {
                "x": x(place),
                "y": y(value),
                "words": in_words(each, place, chart.unit),
                "is_provisional": each.status(place) == Status.PROVISIONAL,
            }
            if (value := each.shown(place)) is not None
            else None
            for place in range(len(chart.labels))
        ]
        lines.append(
            {
                "key": key,
                "points": [point for point in points if point],
                "segments": [
                    {"from": one, "to": other}
                    for one, other in pairwise(points)
                    if one and other
                ],
                "suppressed": [
                    {"x": x(place), "y": y(max(scale.low, 0))}
                    for place in range(len(chart.labels))
                    if each.status(place) == Status.SUPPRESSED
                ],
            }
        )
    return {
        "height": top + PLOT_HEIGHT + 30,
        "legend": legend,
        "grid": [
            {"y": y(tick), "words": number(tick, chart.unit), "is_zero": tick == 0}
            for tick in scale.ticks
        ],
        "lines": lines,
        "labels": [
            {
                "x": x(place),
                "y": top + PLOT_HEIGHT + 20,
                "text": chart.labels[place],
                "anchor": "end"
                if place == last
                else "start"
                if not place
                else "middle",
            }
            for place in shapes.spread(len(chart.labels), LABELS_ON_LINE)
        ],
    }


def _stack(chart: Chart) -> dict[str, Any]:
    legend = shapes.legend(chart.keys)
    y = shapes.legend_height(legend)
    rows = []
    for place, label in enumerate(chart.labels):
        lines = wrap(str(label), LABEL_CHARACTERS) or [""]
        texts = [
            {"text": line, "y": y + 14 + row * LINE_HEIGHT}
            for row, line in enumerate(lines)
        ]
        y += len(lines) * LINE_HEIGHT + 4
        rows.append({"texts": texts, "y": y, **_parts(chart, place)})
        y += 26 + GROUP_GAP
    return {"height": y, "bar": 26, "rows": rows, "legend": legend}


def _parts(chart: Chart, place: int) -> dict[str, Any]:
    values = [each.shown(place) or 0 for each in chart.series]
    whole, reached, parts = sum(values), 0.0, []
    for each, key, value in zip(chart.series, chart.keys, values, strict=True):
        width = 100 * value / whole if whole else 0
        if width:
            parts.append(
                {
                    "x": round(reached, 2),
                    "width": round(width, 2),
                    "middle": round(reached + width / 2, 2),
                    "words": number(value, chart.unit)
                    if width >= PART_WITH_FIGURE
                    else "",
                    "full_words": f"{each.name}: {in_words(each, place, chart.unit)}",
                    "key": key,
                }
            )
        reached += width
    # If a part is missing, a note says what is not drawn.
    remarks = sorted(
        {
            f"{each.name}: {WORDS[each.status(place)].lower()}"
            for each in chart.series
            if each.status(place) in WORDS
        }
    )
    return {
        "parts": parts,
        "remark": "; ".join(remarks) or ("" if whole else "Nothing"),
    }
