"""The gates over every page: axe, 320 px, and valid HTML. The universe is derived."""

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import transaction

from tests.gates import require_or_skip
from tests.pages import Page, ask, universe
from tests.world import HELD, signed_in

pytestmark = pytest.mark.gate

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
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


@pytest.fixture(scope="module")
def browser(chromium):
    """One browser for all pages: no page leaves anything behind for the next."""
    context = chromium.new_context(locale="en-GB")
    context.set_default_timeout(15_000)
    context.route(f"{SITE}/**", lambda route: route.abort())
    context.route(f"{SITE}/static/**", serve)
    yield context
    context.close()


def show(page, answer) -> None:
    """Open an answer of the test client in the browser, at its own address."""
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
    if page.evaluate("typeof axe === 'undefined'"):
        # From outside: the page's own policy would refuse a script of ours.
        page.evaluate(AXE.read_text())
    found = page.evaluate(
        """rules => axe
            .run(document, {runOnly: rules, resultTypes: ["violations"]})
            .then(found => found.violations)""",
        RULES,
    )
    return [
        f"{violation['id']}: {[node['html'][:200] for node in violation['nodes']]}"
        for violation in found
    ]


@pytest.mark.browser
@pytest.mark.parametrize("page", universe(), ids=str)
def test_a_page_is_accessible_and_fits_a_phone(page: Page, world, browser):
    answer = ask(world, page)
    if not answer.is_whole_page:
        return  # an act, a redirect, a fragment or a PDF: counted below

    opened = browser.new_page()
    broken, problems = [], {}
    opened.on("pageerror", lambda error: broken.append(str(error)))
    opened.set_viewport_size({"width": 1280, "height": 900})
    show(opened, answer)
    for width in (1280, 320):
        opened.set_viewport_size({"width": width, "height": 900})
        problems[width] = violations(opened)
    wide = opened.evaluate("document.documentElement.scrollWidth")
    opened.close()

    problems["in scripts"] = broken
    problems["scrolls sideways"] = [] if wide <= 320 else [f"{wide} px"]
    assert {where: found for where, found in problems.items() if found} == {}


@pytest.fixture(scope="module")
def whole_pages(built_world, django_db_blocker) -> dict[Page, str]:
    """Every whole page there is, drawn once for the two tests below."""
    drawn = {}
    for page in universe():
        with django_db_blocker.unblock(), transaction.atomic():
            answer = ask(signed_in(built_world), page)
            transaction.set_rollback(True)
        if answer.is_whole_page:
            drawn[page] = answer.html
    return drawn


@pytest.mark.django_db
def test_the_universe_holds_pages_forms_and_homes(whole_pages):
    kinds = Counter(
        "homes" if page.state.startswith("as ") else page.state or "pages"
        for page in whole_pages
    )

    assert kinds["pages"] > 30
    assert kinds["in error"] > 12
    assert kinds["homes"] == len(HELD)


@pytest.mark.java
@pytest.mark.django_db
def test_every_page_is_valid_html(whole_pages, tmp_path):
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
    assert len(whole_pages) > 50
