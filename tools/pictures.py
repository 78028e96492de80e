"""Takes pictures of every kind of page and PDF page of the demonstration.

Run by `make pictures`. A crawl from each role's home page finds the fullest page of
every named URL; what no state of the demonstration leads to comes from the world of
the tests, with its forms in error. Each is taken at desktop and at phone width, PDFs
page by page, and all are laid out as contact sheets in `pictures/`, not committed.
"""

import argparse
import atexit
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter, deque
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from socketserver import ThreadingMixIn
from urllib.parse import urljoin, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from PIL import Image, ImageDraw

from tools.embedded import Postgres
from tools.folders import DATA

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "pictures"
WIDTHS = {"desktop": 1280, "phone": 320}
# The readers whose pages differ, in the order in which they may claim a page.
READERS = ("amara", "dee", "chris", "hal", "gwen", "eve", "tara", "mo", "adi")
LINKS = re.compile(rb'href="(/[^"#]*)"')
# Of so many pages under one name the fullest is kept: not the meeting that has only
# been planned. Readers after the first who got there look at fewer.
LOOKED_AT, LOOKED_AT_AGAIN = 12, 2


@dataclass(frozen=True)
class Found:
    """A page worth a picture."""

    name: str
    path: str
    reader: str
    pdf: bytes = b""
    # Of its HTML, or of the page that linked to the PDF.
    length: int = 0


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
    # What `make run` collected may be of yesterday: the sheets of now are found.
    os.environ["STATIC_ROOT"] = str(OUT / "nothing-collected")
    DATA.mkdir(mode=0o755, exist_ok=True)
    server = Postgres()
    os.environ.setdefault("DATABASE_URL", server.enter())
    atexit.register(server.leave)
    import django  # noqa: PLC0415 – after the environment is set

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 – after set-up

    from partnership import demo  # noqa: PLC0415 – after set-up
    from partnership.people.models import Organisation  # noqa: PLC0415 – after set-up

    call_command("migrate", verbosity=0)
    if not Organisation.objects.filter(kind="partnership").exists():
        call_command("seed_demo")
    demo.give_apps()


def session_of(reader: str) -> str:
    """A signed-in session's key."""
    from django.test import Client  # noqa: PLC0415 – after set-up

    from partnership.sign_in.models import User  # noqa: PLC0415 – after set-up

    client = Client(SERVER_NAME="localhost")
    client.force_login(
        User.objects.get(email=f"{reader}@wexcombe.example"),
        backend="partnership.sign_in.backend.SignInBackend",
    )
    return client


def build_report() -> str:
    """Make the newest yearly report's PDF, as a worker would; where its page is."""
    from partnership.people.models import Person  # noqa: PLC0415 – after set-up
    from scorecard.yearly_report import services  # noqa: PLC0415 – after set-up
    from scorecard.yearly_report.models import ReportEdition  # noqa: PLC0415 – after set-up

    build = services.ask_for_report(
        ReportEdition.objects.first(),
        at_once=False,
        by=Person.objects.get(user__email=f"{READERS[0]}@wexcombe.example"),
    )
    services.build_report(build.pk)
    return build.get_absolute_url()


def crawl(beginning: str) -> list[Found]:
    """The fullest page of every named URL, and of every PDF, that some reader reaches.

    The first reader begins at `beginning`, besides their home page.
    """
    found: dict[str, Found] = {}
    for reader in ("", *READERS):
        homes = ["/"] if reader else ["/account/login/"]
        starts = [beginning, *homes] if reader == READERS[0] else homes
        for name, page in crawl_as(reader, starts, known=set(found)).items():
            found.setdefault(name, page)
    return list(found.values())


def crawl_as(reader: str, starts: list[str], *, known: set[str]) -> dict[str, Found]:
    """What one reader reaches, by name.

    PDFs take long to make, so one of each name is asked for, and in the end that which
    the fullest page links to.
    """
    from django.test import Client  # noqa: PLC0415 – after set-up
    from django.urls import Resolver404, resolve  # noqa: PLC0415 – after set-up

    client = session_of(reader) if reader else Client(SERVER_NAME="localhost")
    waiting, seen = deque((path, 0) for path in starts), set(starts)
    found, papers, visits = {}, {}, Counter()
    while waiting:
        path, length = waiting.popleft()
        try:
            name = resolve(urlsplit(path).path).view_name
        except Resolver404:
            continue
        if name in papers:
            if length > papers[name].length:
                papers[name] = Found(name, path, reader, length=length)
            continue
        visits[name] += 1
        if visits[name] > (LOOKED_AT_AGAIN if name in known else LOOKED_AT):
            continue
        kind, body = ask(client, path)
        if kind == "application/pdf":
            papers[name] = Found(name, path, reader, pdf=body, length=length)
        elif kind.startswith("text/html"):
            label = f"{name} {reader}" if name == "scorecard:home" else name
            if label not in found or len(body) > found[label].length:
                found[label] = Found(label, path, reader, length=len(body))
            for link in LINKS.findall(body):
                address = urljoin(path, link.decode().replace("&amp;", "&"))
                if address not in seen and not address.startswith("/static/"):
                    seen.add(address)
                    waiting.append((address, len(body)))
    for name, paper in papers.items():
        if name not in known:
            pdf = paper.pdf or ask(client, paper.path)[1]
            found[name] = replace(paper, pdf=pdf)
    return found


def ask(client, path: str) -> tuple[str, bytes]:
    """The kind and the body of what answers; nothing unless all is well."""
    response = client.get(path)
    if response.status_code != 200:
        return "", b""
    body = (
        b"".join(response.streaming_content) if response.streaming else response.content
    )
    return response.headers.get("Content-Type", ""), body


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


def photograph_rare(known: set[str]) -> dict[str, list[tuple[str, Image.Image]]]:
    """Pages no state of the demonstration leads to, in the world of the tests."""
    ours = ("DATABASE_URL", "DEBUG", "STATIC_ROOT")
    others = {name: value for name, value in os.environ.items() if name not in ours}
    with tempfile.TemporaryDirectory() as out:
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", ROOT / "tests" / "photograph.py"],
            cwd=ROOT,
            env=others
            | {
                "PICTURES_KNOWN": " ".join(known),
                "PICTURES_OUT": out,
                "PICTURES_WIDTHS": json.dumps(WIDTHS),
            },
            check=True,
        )
        taken: dict[str, list] = {kind: [] for kind in WIDTHS}
        for file in sorted(Path(out).iterdir()):
            kind, _, name = file.stem.partition(" ")
            taken[kind].append((name, Image.open(file).convert("RGB")))
    return taken


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
            sheet.paste(
                small.crop((0, 0, cell, min(height, small.height))), (left, top + 32)
            )
        sheet.save(OUT / f"{kind}-{start // per_sheet + 1:02}.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="part of a URL's name")
    only = parser.parse_args().only
    prepare()
    pages = [found for found in crawl(build_report()) if only in found.name]
    shutil.rmtree(OUT, ignore_errors=True)
    taken = photograph(pages)
    if not only:
        for kind, pictures in photograph_rare({found.name for found in pages}).items():
            taken[kind] += pictures
    for kind, pictures in taken.items():
        lay_out(kind, pictures)
        print(f"{len(pictures)} {kind} pictures")
    print(f"Look at {OUT.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
