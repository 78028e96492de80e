"""Photographs what no state of the demonstration leads to; run by `make pictures`.

No test: `tools.pictures` names this file, and says by the environment which pages it
has and where the others go.
"""

import json
import os
from pathlib import Path

import pytest

from tests.pages import Page, ask, universe
from tests.tabs import show

OUT = Path(os.environ.get("PICTURES_OUT", "."))
KNOWN = set(os.environ.get("PICTURES_KNOWN", "").split())
WIDTHS = json.loads(os.environ.get("PICTURES_WIDTHS", "{}"))


@pytest.mark.parametrize("name", sorted({page.url_name for page in universe()} - KNOWN))
def test_photograph(name, world, tab):
    for state in ("", "in error"):
        page = Page(name, state)
        answer = ask(world, page)
        if not answer.is_whole_page:
            continue
        show(tab, answer)
        for kind, width in WIDTHS.items():
            tab.set_viewport_size({"width": width, "height": 900})
            tab.screenshot(path=OUT / f"{kind} {page}.png", full_page=True)
