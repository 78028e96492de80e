"""The gates over every page: axe, 320 px, and valid HTML. The universe is derived."""

import shutil
import subprocess
from collections import Counter

import pytest
from django.db import transaction

from tests.gates import require_or_skip
from tests.pages import Page, ask, unexplained, universe
from tests.tabs import MODULES, show, violations
from tests.world import HELD, signed_in

pytestmark = pytest.mark.gate


@pytest.mark.browser
@pytest.mark.parametrize("page", universe(), ids=str)
def test_a_page_is_accessible_and_fits_a_phone(page: Page, world, tab):
    answer = ask(world, page)
    if not answer.is_whole_page:
        return  # an act, a redirect, a fragment or a PDF: counted below

    broken, problems = [], {}

    def hear(error) -> None:
        broken.append(str(error))

    tab.on("pageerror", hear)
    tab.set_viewport_size({"width": 1280, "height": 900})
    show(tab, answer)
    for width in (1280, 320):
        tab.set_viewport_size({"width": width, "height": 900})
        problems[width] = violations(tab)
    wide = tab.evaluate("document.documentElement.scrollWidth")
    tab.remove_listener("pageerror", hear)

    problems["in scripts"] = broken
    problems["ratings without their legend"] = unexplained(answer.html)
    problems["scrolls sideways"] = [] if wide <= 320 else [f"{wide} px"]
    assert {where: found for where, found in problems.items() if found} == {}


@pytest.fixture
def whole_pages(world) -> dict[Page, str]:
    """Every whole page there is, each drawn in a world that no other has changed."""
    drawn = {}
    for page in universe():
        with transaction.atomic():
            answer = ask(signed_in(world), page)
            transaction.set_rollback(True)
        if answer.is_whole_page:
            drawn[page] = answer.html
    return drawn


@pytest.mark.java
def test_the_universe_holds_pages_forms_and_homes_of_valid_html(whole_pages, tmp_path):
    kinds = Counter(
        "homes" if page.state.startswith("as ") else page.state or "pages"
        for page in whole_pages
    )
    assert kinds["pages"] > 30
    assert kinds["in error"] > 12
    assert kinds["homes"] == len(HELD)

    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    require_or_skip(shutil.which("java") is not None, "Java is not installed")
    require_or_skip(jar.exists(), "the Nu checker is not installed")
    for page, html in whole_pages.items():
        name = str(page).replace(":", ".").replace(" ", "-")
        (tmp_path / f"{name}.html").write_text(html)

    judged = subprocess.run(
        ["java", "-jar", jar, "--format", "gnu", "--skip-non-html", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )

    said = [line for line in judged.stderr.splitlines() if ": error" in line]
    assert said == []
