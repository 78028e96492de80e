"""Accessible PDFs (PDF/UA-1). Only this module uses WeasyPrint."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from threading import get_ident
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousOperation
from django.template.loader import render_to_string

from partnership.drawing.models import Logo
from partnership.guards.outcomes import Refused

try:
    import weasyprint
    from fontTools.ttLib import woff2
    from weasyprint.urls import URLFetcher, URLFetcherResponse
except OSError:
    # Pango is a system library; without it everything except PDFs works.
    weasyprint = None

LOGO = re.compile(r"/logo/([0-9a-f]{64})/")


class PdfUnavailable(Refused):
    """Pango is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "PDFs cannot be created on this machine because Pango is not installed. "
            "On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
            "libharfbuzz-subset0"
        )


class PdfError(Exception):
    """Errors that WeasyPrint reported while creating a PDF."""


def is_available() -> bool:
    """Whether PDFs can be created on this machine."""
    return weasyprint is not None


def render_pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """A template that extends layouts/pdf.html, as PDF/UA-1.

    Raises:
        PdfUnavailable: Pango is missing on this machine.
        PdfError: a file is missing or from elsewhere, or the PDF would not be
            accessible.
    """
    return pdf_of(render_to_string(template, dict(context)))


def pdf_of(html: str) -> bytes:
    """HTML as PDF/UA-1."""
    if weasyprint is None:
        raise PdfUnavailable
    with _complaints() as complaints:
        fetcher = _OwnFiles(complaints)
        document = weasyprint.HTML(
            string=html, base_url=_own_address(), url_fetcher=fetcher
        )
        made = document.write_pdf(pdf_variant="pdf/ua-1")
    if complaints:
        raise PdfError("; ".join(complaints))
    return made


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


if weasyprint is not None:

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
                complaint = (
                    f"{url.partition('?')[0][:200]} is not a static file of ours"
                )
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
