"""The gates over every page: axe, 320 px, and valid HTML. The universe is derived."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.gates import require_or_skip
from tests.pages import Page, ask, universe
from tests.world import HELD

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
SITE = "http://quorate.test"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def serve(route) -> None:
    """Static files from where Django finds them; nothing else is fetched."""
    name = route.request.url.removeprefix(f"{SITE}/static/")
    file = finders.find(name)
    if file is None:
        route.abort()
    else:
        route.fulfill(
            path=file,
            content_type=KINDS.get(Path(file).suffix, "application/octet-stream"),
        )


def show(page, answer) -> None:
    """Open an answer of the test client in the browser, at its own address."""
    page.route(f"{SITE}/**", lambda route: route.abort())
    page.route(f"{SITE}/static/**", serve)
    policy = answer.response.headers.get("Content-Security-Policy", "")
    page.route(
        f"{SITE}{answer.path}",
        lambda route: route.fulfill(
            body=answer.html,
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": policy},
        ),
    )
    page.goto(f"{SITE}{answer.path}")


def violations(page) -> list[str]:
    # Evaluated from outside: the page's own policy would refuse a script of ours.
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text())
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules}).then(r => r.violations)", RULES
    )
    return [
        f"{violation['id']}: {[node['html'][:200] for node in violation['nodes']]}"
        for violation in found
    ]


@pytest.mark.browser
@pytest.mark.parametrize("page", universe(), ids=str)
def test_a_page_is_accessible_and_fits_a_phone(page: Page, world, new_page):
    answer = ask(world, page)
    if not answer.is_whole_page:
        return  # an act, a redirect, a fragment or a PDF: counted below

    problems = {}
    for width in (1280, 320):
        opened = new_page(width=width)
        broken = []
        opened.on("pageerror", lambda error, seen=broken: seen.append(str(error)))
        show(opened, answer)
        problems[width] = violations(opened) + broken
        if width == 320:
            wide = opened.evaluate("document.documentElement.scrollWidth")
            problems["scrolls sideways"] = [] if wide <= 320 else [f"{wide} px"]

    assert {where: found for where, found in problems.items() if found} == {}


def test_the_universe_holds_pages_forms_and_homes(world):
    kinds = {"pages": 0, "in error": 0, "homes": 0}
    for page in universe():
        if ask(world, page).is_whole_page:
            kind = "homes" if page.state.startswith("as ") else page.state or "pages"
            kinds[kind] += 1

    assert kinds["pages"] > 30
    assert kinds["in error"] > 12
    assert kinds["homes"] == len(HELD)


@pytest.mark.java
def test_every_page_is_valid_html(world, tmp_path):
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    require_or_skip(shutil.which("java") is not None, "Java is not installed")
    require_or_skip(jar.exists(), "the Nu checker is not installed")
    for page in universe():
        answer = ask(world, page)
        if answer.is_whole_page:
            name = str(page).replace(":", ".").replace(" ", "-")
            (tmp_path / f"{name}.html").write_text(answer.html)

    judged = subprocess.run(
        ["java", "-jar", jar, "--format", "gnu", "--skip-non-html", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )

    said = [line for line in judged.stderr.splitlines() if ": error" in line]
    assert said == []
    assert len(list(tmp_path.iterdir())) > 50
