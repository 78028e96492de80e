"""The palettes a partnership can choose from, and the contrast of colours.

The content security policy forbids inline colours, so each palette is a class in
static/scss/_palettes.scss; a test compares both.
"""

from dataclasses import dataclass

PAPER = "#ffffff"
INK = "#1b2328"
MARKS_ON_PAPER = 3.0
TEXT_ON_PAPER = 4.5


@dataclass(frozen=True)
class Palette:
    """A header colour for white text, and a tint for dark text."""

    words: str
    main: str
    dark: str
    tint: str


PALETTES = {
    "teal": Palette("Teal", "#1f4e5f", "#163a47", "#eaf2f4"),
    "navy": Palette("Navy", "#233f74", "#192e56", "#ecf0f8"),
    "forest": Palette("Forest", "#2a5740", "#1d3f2e", "#ebf3ee"),
    "plum": Palette("Plum", "#5b3467", "#43264d", "#f4eef6"),
    "claret": Palette("Claret", "#7a2740", "#5a1b2e", "#f9edf0"),
    "slate": Palette("Slate", "#3d4a55", "#2b353d", "#eef1f3"),
}
DEFAULT_PALETTE = "teal"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2 between two colours like #1f4e5f."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return sum(
        part * weight
        for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True)
    )
