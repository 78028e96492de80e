"""The geometry of timelines; templates only render it.

As in charts, widths are percentages and heights are pixels, so that text keeps its
size. The meaning of a mark is in its shape as well as its colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from math import ceil
from textwrap import wrap
from typing import Any

from partnership.drawing import chart_shapes as shapes
from partnership.drawing.chart_shapes import LINE_HEIGHT

LABEL_CHARACTERS, LABEL_LINES = 48, 2
PLOT_LEFT, PLOT_RIGHT = 37.0, 98.0
LABELS_OF_MONTHS = 12
LEGEND_HEIGHT, AXIS_HEIGHT, ROW_GAP = 26, 40, 12
ONE_DAY = timedelta(days=1)


class Kind(StrEnum):
    """What a date means for a piece of work."""

    DONE = "done"
    DUE = "due"
    LATE = "late"
    CHECK = "check"
    ONGOING = "ongoing"


# Circle, square, diamond, triangle, and an arrow for work without an end.
CIRCLE, SQUARE, TRIANGLE, DIAMOND = shapes.MARKERS
ARROW = "M-4 -6L6 0L-4 6z"
WAS = "M-4 -4L4 4M-4 4L4 -4"
LOOKS = {
    Kind.DONE: ("Complete", shapes.TONES["blue"], CIRCLE),
    Kind.DUE: ("To be done", shapes.TONES["grey"], SQUARE),
    Kind.LATE: ("Overdue", shapes.TONES["red"], DIAMOND),
    Kind.CHECK: ("Awaiting check", shapes.TONES["purple"], TRIANGLE),
    Kind.ONGOING: ("Goes on", shapes.TONES["green"], ARROW),
}


@dataclass(frozen=True)
class Mark:
    """A date in a row, with a start date if it spans several days."""

    kind: Kind
    day: date
    words: str
    begins: date | None = None


@dataclass(frozen=True)
class Row:
    """A piece of work with its dates; `was` is its original due date."""

    label: str
    marks: Sequence[Mark]
    was: date | None = None


@dataclass(frozen=True)
class Timeline:
    """Rows over the months from `first` to `last`, with a line for `today`."""

    title: str
    description: str
    first: date
    last: date
    today: date
    rows: Sequence[Row]
    drawing: dict[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "first", self.first.replace(day=1))
        object.__setattr__(self, "last", _month_after(self.last) - ONE_DAY)
        object.__setattr__(self, "drawing", _draw(self))

    def x(self, day: date) -> float:
        """The position of a day in percent; days outside the range are at the edge."""
        days = (self.last - self.first).days + 1
        passed = min(max((day - self.first).days, 0), days)
        return round(PLOT_LEFT + (PLOT_RIGHT - PLOT_LEFT) * passed / days, 2)


def _month_after(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _months(timeline: Timeline) -> list[date]:
    months, day = [], timeline.first
    while day <= timeline.last:
        months.append(day)
        day = _month_after(day)
    return months


def _draw(timeline: Timeline) -> dict[str, Any]:
    y = LEGEND_HEIGHT + AXIS_HEIGHT
    rows = []
    for row in timeline.rows:
        drawn = _row(timeline, row, y)
        rows.append(drawn)
        y += len(drawn["texts"]) * LINE_HEIGHT + ROW_GAP
    months = _months(timeline)
    step = ceil(len(months) / LABELS_OF_MONTHS)
    is_within = timeline.first <= timeline.today <= timeline.last
    return {
        "height": y + 4,
        "top": LEGEND_HEIGHT + AXIS_HEIGHT - 6,
        "bottom": y,
        "legend": _legend(timeline),
        "months": [
            {
                "x": timeline.x(month),
                "text": f"{month:%b}" if not place % step else "",
                "year": str(month.year) if _tells_year(months, place, step) else "",
            }
            for place, month in enumerate(months)
        ],
        "axis": LEGEND_HEIGHT + 14,
        "today": timeline.x(timeline.today) if is_within else None,
        "rows": rows,
    }


def _tells_year(months: list[date], place: int, step: int) -> bool:
    """Whether a label shows the year: the first, and the first of each new year."""
    if place % step:
        return False
    return not place or months[place].year != months[place - step].year


def _legend(timeline: Timeline) -> list[dict[str, Any]]:
    """The legend of the marks used, side by side."""
    used = {mark.kind for row in timeline.rows for mark in row.marks}
    entries = [
        {"words": words, "colour": colour, "path": path}
        for kind, (words, colour, path) in LOOKS.items()
        if kind in used
    ]
    if any(row.was for row in timeline.rows):
        entries.append({"words": "Due at first", "colour": shapes.QUIET, "path": WAS})
    wide = 100 / max(len(entries), 5)
    return [
        entry | {"x": round(place * wide, 2)} for place, entry in enumerate(entries)
    ]


def _row(timeline: Timeline, row: Row, y: int) -> dict[str, Any]:
    lines = wrap(row.label, LABEL_CHARACTERS) or [""]
    if len(lines) > LABEL_LINES:
        lines = [*lines[: LABEL_LINES - 1], f"{lines[LABEL_LINES - 1]} …"]
    middle = y + len(lines) * LINE_HEIGHT / 2
    return {
        "texts": [
            {"text": line, "y": y + 13 + place * LINE_HEIGHT}
            for place, line in enumerate(lines)
        ],
        "y": middle,
        "line": y + len(lines) * LINE_HEIGHT + ROW_GAP / 2,
        "was": timeline.x(row.was) if row.was else None,
        "moved_to": timeline.x(row.marks[-1].day) if row.marks else None,
        "marks": [_mark(timeline, mark) for mark in row.marks],
    }


def _mark(timeline: Timeline, mark: Mark) -> dict[str, Any]:
    _, colour, path = LOOKS[mark.kind]
    x = timeline.x(mark.day)
    begins = x if mark.begins is None else timeline.x(mark.begins)
    return {
        "x": x,
        "begins": begins,
        "width": round(x - begins, 2),
        "colour": colour,
        "path": path,
        "words": mark.words,
    }
