"""Answers of the test client, shown in a real browser at their own addresses."""

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class Site(ThreadingHTTPServer):
    """One page at its address, and the static files, which the browser may keep.

    Answers given by Playwright instead would have it load and parse every file anew.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.path, self.html, self.policy = "", "", ""


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802 – the library's
        site, name = self.server, self.path.partition("?")[0]
        if self.path == site.path:
            self._send(
                site.html.encode(),
                {
                    "Content-Type": "text/html; charset=utf-8",
                    "Content-Security-Policy": site.policy,
                    "Cache-Control": "no-store",
                },
            )
        elif name.startswith("/static/") and (
            file := finders.find(name.removeprefix("/static/"))
        ):
            kind = KINDS.get(Path(file).suffix, "application/octet-stream")
            self._send(
                Path(file).read_bytes(),
                {"Content-Type": kind, "Cache-Control": "max-age=3600"},
            )
        else:
            self._send(b"", {}, HTTPStatus.NOT_FOUND)

    def _send(self, body: bytes, headers: dict, status=HTTPStatus.OK) -> None:
        self.send_response(status)
        for name, words in {**headers, "Content-Length": len(body)}.items():
            self.send_header(name, str(words))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def site():
    with Site() as site:
        thread = Thread(target=site.serve_forever, daemon=True)
        thread.start()
        yield site
        site.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def tab(chromium, site):
    """One tab for all pages, with axe in it: no page leaves anything for the next."""
    context = chromium.new_context(locale="en-GB")
    context.set_default_timeout(15_000)
    # From outside: the page's own policy would refuse a script of ours.
    context.add_init_script(path=AXE)
    page = context.new_page()
    page.site = site
    yield page
    context.close()


def show(tab, answer) -> None:
    """Open an answer of the test client in the browser, at its own address."""
    site = tab.site
    site.path, site.html = answer.path, answer.html
    site.policy = answer.response.headers.get("Content-Security-Policy", "")
    tab.goto(f"{site.address}{answer.path}")


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
