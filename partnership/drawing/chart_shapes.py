"""Scales, legends and the marks that distinguish series in charts."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

LINE_HEIGHT = 18
# Marks also carry white text, so each has a contrast of at least 4.5 to 1 (tested).
MARKS = ("#1f4e5f", "#b04a0f", "#3b6fb0", "#7a4a9e", "#3a7a50", "#8a3350", "#5d6a72")
TONES = {
    "blue": "#1d4f91",
    "green": "#22694a",
    "amber": "#9a5b00",
    "red": "#b3261e",
    "purple": "#5a3d86",
    "grey": "#5d6a72",
}
TEXT, QUIET, GRID = "#1b2328", "#4d5b63", "#cfd8dc"
DASHES = ("", "7 4", "2 3", "10 3 2 3", "5 2", "1 4", "12 4")
# Paths around the point: circle, square, triangle, diamond.
MARKERS = (
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
    "M-4.5 -4.5h9v9h-9z",
    "M0 -5.5L5.5 4.5H-5.5z",
    "M0 -6L6 0L0 6L-6 0z",
)
PATTERNS = ("", "rising", "", "dots", "", "falling", "")


@dataclass(frozen=True)
class Key:
    """The appearance of one series."""

    name: str
    colour: str
    dash: str
    marker: str
    pattern: str


@dataclass(frozen=True)
class Scale:
    """The ends of an axis and the step between its ticks."""

    low: float
    high: float
    step: float

    def share(self, value: float) -> float:
        """The position of a value along the axis, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> list[float]:
        count = round((self.high - self.low) / self.step)
        return [self.low + self.step * place for place in range(count + 1)]


def key_of(place: int, name: str, tone: str) -> Key:
    """The appearance of the series at a position, in its tone's colour if any."""
    return Key(
        name=name,
        colour=TONES[tone] if tone else MARKS[place % len(MARKS)],
        dash=DASHES[place % len(DASHES)],
        marker=MARKERS[place % len(MARKERS)],
        pattern=PATTERNS[place % len(PATTERNS)],
    )


def legend(keys: Sequence[Key]) -> list[dict]:
    """One line of the legend for each series, so that it fits any width."""
    return [{"key": key, "y": 14 + place * 20} for place, key in enumerate(keys)]


def legend_height(entries: Sequence[dict]) -> int:
    return len(entries) * 20 + 8 if entries else 0


def spread(count: int, most: int) -> list[int]:
    """At most a number of positions in a row, evenly spaced back from the last."""
    step = max(1, ceil(count / most))
    return list(range(count - 1, -1, -step))[::-1]
