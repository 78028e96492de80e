"""Photographs every kind of page and every PDF page of the demonstration.

Run by `make pictures`. A crawl from each role's home page finds one page of every named
URL; each is taken at desktop and at phone width, PDFs page by page, and all are laid out
as contact sheets in `pictures/`, which is not committed.
"""

import argparse
import atexit
import os
import re
import shutil
import threading
from collections import deque
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from socketserver import ThreadingMixIn
from urllib.parse import urljoin, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from PIL import Image, ImageDraw

from tools.embedded import Postgres

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "pictures"
WIDTHS = {"desktop": 1280, "phone": 320}
# The readers whose pages differ, in the order in which they may claim a page.
READERS = ("amara", "dee", "chris", "hal", "gwen", "eve", "tara", "mo", "adi")
LINKS = re.compile(rb'href="(/[^"#]*)"')
# As many pages of one kind as differ to the eye.
SAME_KIND = 1


@dataclass(frozen=True)
class Found:
    """A page worth a picture."""

    name: str
    path: str
    reader: str
    pdf: bytes = b""


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *arguments) -> None:
        """Say nothing: the crawl has its own words."""


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def prepare() -> None:
    """Django on the demonstration's database, seeded if it is empty."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")
    os.environ["DEBUG"] = "true"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    server = Postgres()
    os.environ.setdefault("DATABASE_URL", server.enter())
    atexit.register(server.leave)
    import django  # noqa: PLC0415 – after the environment is set

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 – after set-up

    from partnership.models import Organisation  # noqa: PLC0415 – after set-up

    call_command("migrate", verbosity=0)
    if not Organisation.objects.filter(kind="partnership").exists():
        call_command("seed_demo")


def session_of(reader: str) -> str:
    """A signed-in session's key."""
    from django.test import Client  # noqa: PLC0415 – after set-up

    from partnership.models import User  # noqa: PLC0415 – after set-up

    client = Client(SERVER_NAME="localhost")
    client.force_login(
        User.objects.get(email=f"{reader}@wexcombe.example"),
        backend="partnership.sign_in.SignInBackend",
    )
    return client


def crawl() -> list[Found]:
    """One page of every named URL, and every PDF kind, that some reader can reach."""
    from django.test import Client  # noqa: PLC0415 – after set-up
    from django.urls import Resolver404, resolve  # noqa: PLC0415 – after set-up

    found: dict[str, Found] = {}
    for reader in ("", *READERS):
        client = session_of(reader) if reader else Client(SERVER_NAME="localhost")
        waiting = deque(["/account/login/" if not reader else "/"])
        seen, per_kind = set(waiting), {}
        while waiting:
            path = waiting.popleft()
            try:
                name = resolve(urlsplit(path).path).view_name
            except Resolver404:
                continue
            per_kind[name] = per_kind.get(name, 0) + 1
            if per_kind[name] > SAME_KIND + 1:
                continue
            response = client.get(path)
            if response.status_code != 200:
                continue
            label = f"{name} {reader}" if name == "scorecard:home" else name
            kind = response.headers.get("Content-Type", "")
            body = (
                b"".join(response.streaming_content)
                if response.streaming
                else response.content
            )
            if kind == "application/pdf":
                found.setdefault(label, Found(label, path, reader, pdf=body))
            elif kind.startswith("text/html"):
                found.setdefault(label, Found(label, path, reader))
                for link in LINKS.findall(body):
                    address = urljoin(path, link.decode().replace("&amp;", "&"))
                    if address not in seen and not address.startswith("/static/"):
                        seen.add(address)
                        waiting.append(address)
    return list(found.values())


def photograph(pages: list[Found]) -> dict[str, list[tuple[str, Image.Image]]]:
    """Screenshots by width, and PDF pages."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 – after set-up
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 – not for crawling

    from tests.browser import ARGUMENTS, executable  # noqa: PLC0415 – not for crawling

    server = Server(("127.0.0.1", 0), QuietHandler)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}"
    taken: dict[str, list] = {kind: [] for kind in WIDTHS}
    sessions = {r: session_of(r).cookies["sessionid"].value for r in READERS}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=ARGUMENTS
        )
        for kind, width in WIDTHS.items():
            for found in pages:
                if found.pdf:
                    continue
                context = browser.new_context(viewport={"width": width, "height": 900})
                if found.reader:
                    context.add_cookies(
                        [
                            {
                                "name": "sessionid",
                                "value": sessions[found.reader],
                                "url": site,
                            }
                        ]
                    )
                page = context.new_page()
                page.goto(f"{site}{found.path}")
                picture = Image.open(BytesIO(page.screenshot(full_page=True)))
                taken[kind].append((found.name, picture.convert("RGB")))
                context.close()
        browser.close()
    server.shutdown()
    taken["pdf"] = [
        (f"{found.name} {number}", picture)
        for found in pages
        if found.pdf
        for number, picture in enumerate(pdf_pages(found.pdf), 1)
    ]
    return taken


def pdf_pages(pdf: bytes) -> list[Image.Image]:
    import pypdfium2  # noqa: PLC0415 – only for pictures

    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=1.4).to_pil().convert("RGB") for page in document]


def lay_out(kind: str, pictures: list[tuple[str, Image.Image]]) -> None:
    """Save each picture, and contact sheets of them with their names."""
    cell, height, across = {
        "desktop": (640, 900, 3),
        "phone": (320, 1200, 6),
        "pdf": (420, 600, 4),
    }[kind]
    folder = OUT / kind
    folder.mkdir(parents=True, exist_ok=True)
    per_sheet = across * 2
    for start in range(0, len(pictures), per_sheet):
        sheet = Image.new("RGB", (across * (cell + 12), 2 * (height + 40)), "#888888")
        draw = ImageDraw.Draw(sheet)
        for place, (name, picture) in enumerate(pictures[start : start + per_sheet]):
            file = re.sub(r"[^a-z0-9]+", "-", name.lower())
            picture.save(folder / f"{file}.png")
            small = picture.resize((cell, picture.height * cell // picture.width))
            left = (place % across) * (cell + 12)
            top = (place // across) * (height + 40)
            draw.text((left + 4, top + 6), name, fill="white", font_size=20)
            sheet.paste(small.crop((0, 0, cell, min(height, small.height))), (left, top + 32))
        sheet.save(OUT / f"{kind}-{start // per_sheet + 1:02}.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="part of a URL's name")
    only = parser.parse_args().only
    prepare()
    pages = [found for found in crawl() if only in found.name]
    shutil.rmtree(OUT, ignore_errors=True)
    for kind, pictures in photograph(pages).items():
        lay_out(kind, pictures)
        print(f"{len(pictures)} {kind} pictures")
    print(f"Look at {OUT.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
