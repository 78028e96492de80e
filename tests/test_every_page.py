"""The gates over every page: axe, 320 px, legends, valid HTML, no unmeasured list.

Which pages there are is derived from the URLs. Each is rendered once, in a world that
no other page has changed, and all judges look at that answer.
"""

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction

from tests.gates import require_or_skip
from tests.pages import Answer, ask, unexplained, universe
from tests.tabs import MODULES, show, violations
from tests.test_every_list import LISTS, rows_of
from tests.world import HELD, World, signed_in

pytestmark = [pytest.mark.gate, pytest.mark.browser, pytest.mark.java]

NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
# A short life: what would make a long one faster only costs time.
JAVA = ["java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", NU]
PLACES = sorted({page.place for page in universe()})
# Whole pages that must have been judged, so that the gate never passes empty: as they
# open, and in error.
FEWEST = {
    "actions": (90, 70),
    "audits": (10, 7),
    "partnership": (45, 20),
    "scorecard": (24 + len(HELD), 10),
    "signing in": (15, 7),
    "subgroups": (20, 15),
}


@pytest.mark.parametrize("place", PLACES)
def test_pages_are_accessible_valid_and_fit_a_phone(
    place: str, world: World, tab, tmp_path
):
    require_or_skip(shutil.which("java") is not None, "Java is not installed")
    require_or_skip(NU.exists(), "the Nu checker is not installed")
    faults, states = {}, Counter()

    for page in universe():
        if page.place != place:
            continue
        with transaction.atomic():
            answer = ask(signed_in(world), page)
            transaction.set_rollback(True)
        if rows_of(answer.response) is not None and page.url_name not in LISTS:
            faults[f"{page}, a list"] = "tests/test_every_list.py does not know it"
        if not answer.is_whole_page:
            continue  # an act, a redirect, a fragment or a PDF
        states["in error" if page.state == "in error" else "open"] += 1
        (tmp_path / f"{page.file_name}.html").write_text(answer.html)
        if found := seen_by_browser(tab, answer) | seen_by_reader(answer):
            faults[str(page)] = found
    if found := invalid(tmp_path):
        faults["invalid HTML"] = found

    assert faults == {}
    assert (states["open"], states["in error"]) >= FEWEST[place]


def seen_by_browser(tab, answer: Answer) -> dict[str, list[str]]:
    broken = []

    def hear(error) -> None:
        broken.append(str(error))

    tab.on("pageerror", hear)
    tab.set_viewport_size({"width": 1280, "height": 900})
    show(tab, answer)
    found = {"axe": violations(tab), "scripts": broken}
    tab.set_viewport_size({"width": 320, "height": 900})
    wide = tab.evaluate("document.documentElement.scrollWidth")
    tab.remove_listener("pageerror", hear)
    found["scrolls sideways"] = [] if wide <= 320 else [f"{wide} px"]
    return {judge: said for judge, said in found.items() if said}


def seen_by_reader(answer: Answer) -> dict[str, list[str]]:
    ratings = unexplained(answer.html)
    return {"ratings without their legend": ratings} if ratings else {}


def invalid(folder: Path) -> list[str]:
    """Each error that the Nu checker finds in a folder of pages."""
    judged = subprocess.run(
        [*JAVA, "--format", "gnu", "--skip-non-html", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    return [line for line in judged.stderr.splitlines() if ": error" in line]
