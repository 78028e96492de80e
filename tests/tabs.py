"""Answers of the test client, shown in a real browser at their own addresses."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

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
def tab(chromium):
    """One tab for all pages, with axe in it: no page leaves anything for the next."""
    context = chromium.new_context(locale="en-GB")
    context.set_default_timeout(15_000)
    context.route(f"{SITE}/**", lambda route: route.abort())
    context.route(f"{SITE}/static/**", serve)
    # From outside: the page's own policy would refuse a script of ours.
    context.add_init_script(path=AXE)
    yield context.new_page()
    context.close()


def show(tab, answer) -> None:
    """Open an answer of the test client in the browser, at its own address."""
    policy = answer.response.headers.get("Content-Security-Policy", "")
    tab.unroute_all()
    tab.route(
        f"{SITE}{answer.path}",
        lambda route: route.fulfill(
            body=answer.html,
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": policy},
        ),
    )
    tab.goto(f"{SITE}{answer.path}")


def violations(page) -> list[str]:
    """What axe finds on a page, which may have axe in it already."""
    if page.evaluate("typeof axe === 'undefined'"):
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
