"""The colours a partnership can choose from, and our own, are legible (WCAG 2.2)."""

import re
from pathlib import Path

import pytest

from partnership.drawing.palettes import INK, PALETTES, PAPER, TEXT_ON_PAPER, contrast

SHEETS = Path(__file__).resolve().parents[3] / "static" / "scss"


@pytest.mark.parametrize("name", PALETTES)
class TestAPalette:
    def test_is_legible(self, name):
        palette = PALETTES[name]

        assert contrast(palette.main, PAPER) >= TEXT_ON_PAPER
        assert contrast(palette.dark, PAPER) >= TEXT_ON_PAPER
        assert contrast(palette.main, palette.tint) >= TEXT_ON_PAPER
        assert contrast(INK, palette.tint) >= TEXT_ON_PAPER

    def test_is_the_same_in_the_sheet(self, name):
        sheet = (SHEETS / "_palettes.scss").read_text()
        rules = re.search(rf"\.app-palette--{name} {{(.*?)}}", sheet)[1]

        colours = tuple(re.findall(r"#\w{6}", rules))

        palette = PALETTES[name]
        assert colours == (palette.main, palette.dark, palette.tint)


@pytest.mark.parametrize("tone", ["late", "soon", "done"])
def test_tones_are_legible_on_paper_and_on_their_tint(tone):
    sheet = (SHEETS / "_palettes.scss").read_text()
    colour, tint = (
        re.search(rf"--app-{tone}{which}: (#\w+)", sheet)[1] for which in ("", "-tint")
    )

    assert contrast(colour, PAPER) >= TEXT_ON_PAPER
    assert contrast(colour, tint) >= TEXT_ON_PAPER


def test_contrast_is_that_of_wcag():
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
