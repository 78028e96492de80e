"""Prints HTML with WeasyPrint; see `pdf`, which loads this when it is needed."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from threading import get_ident
from urllib.parse import unquote, urlsplit

import weasyprint
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousOperation
from fontTools.ttLib import woff2
from weasyprint.urls import URLFetcher, URLFetcherResponse

from partnership.drawing.models import Logo

LOGO = re.compile(r"/logo/([0-9a-f]{64})/")


def printed(html: str) -> tuple[bytes, list[str]]:
    """A page as PDF/UA-1, and what WeasyPrint complained of."""
    with _complaints() as complaints:
        fetcher = _OwnFiles(complaints)
        document = weasyprint.HTML(
            string=html, base_url=_own_address(), url_fetcher=fetcher
        )
        made = document.write_pdf(pdf_variant="pdf/ua-1")
    return made, complaints


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """The errors WeasyPrint logs in this thread within the context."""
    heard: list[str] = []
    here = get_ident()

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == here:
                heard.append(record.getMessage())

    ear = Ear(level=logging.ERROR)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(ear)
    try:
        yield heard
    finally:
        logger.removeHandler(ear)


def _own_address() -> str:
    """The base URL for relative links."""
    return settings.SITE_ADDRESS.rstrip("/") + "/"


def _static_file(address: str) -> Path | None:
    """The static file for a URL, or None."""
    own, asked = urlsplit(_own_address()), urlsplit(address)
    prefix = urlsplit(settings.STATIC_URL).path
    if asked[:2] != own[:2] or not asked.path.startswith(prefix):
        return None
    name = unquote(asked.path.removeprefix(prefix))
    try:
        # Collected files first, whose names contain a hash.
        if settings.STATIC_ROOT and staticfiles_storage.exists(name):
            return Path(staticfiles_storage.path(name))
        found = finders.find(name)
    except SuspiciousOperation:
        return None
    return Path(found) if found else None


def _logo(address: str) -> tuple[bytes, str] | None:
    """The logo for a URL, with its kind."""
    own, asked = urlsplit(_own_address()), urlsplit(address)
    found = LOGO.fullmatch(asked.path)
    if asked[:2] != own[:2] or found is None:
        return None
    kept = Logo.objects.filter(digest=found[1]).first()
    return kept and (bytes(kept.content), f"image/{kept.kind}".replace("jpg", "jpeg"))


class _OwnFiles(URLFetcher):
    """Gives WeasyPrint our static files and refuses every other URL.

    WeasyPrint only logs a missing font, so refusals are collected here.
    """

    def __init__(self, complaints: list[str]) -> None:
        super().__init__(allowed_protocols=())
        self.complaints = complaints

    def fetch(self, url, headers=None):
        if (picture := _logo(url)) is not None:
            content, kind = picture
            return URLFetcherResponse(url, content, {"Content-Type": kind})
        path = _static_file(url)
        if path is None:
            complaint = f"{url.partition('?')[0][:200]} is not a static file of ours"
            self.complaints.append(complaint)
            raise ValueError(complaint)
        if path.suffix == ".woff2":
            font = _unpacked(path)
            return URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})
        kind = guess_type(path.name)[0] or ""
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


@cache
def _unpacked(path: Path) -> bytes:
    """An unpacked font, cached as unpacking takes as long as a short PDF."""
    font = BytesIO()
    woff2.decompress(BytesIO(path.read_bytes()), font)
    return font.getvalue()
