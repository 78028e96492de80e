"""Pages as accessible PDF (PDF/UA-1). WeasyPrint is loaded with the first of them."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from django.template.loader import render_to_string

from partnership.guards.outcomes import Refused


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


@cache
def printing() -> ModuleType | None:
    """The module that imports WeasyPrint, or None without Pango.

    Loaded when a PDF is first asked for: it takes as long as a third of all our code.
    """
    try:
        return import_module("partnership.drawing.printing")
    except OSError:
        # Pango is a library of the system that no wheel brings.
        return None


def is_available() -> bool:
    """Whether PDFs can be created on this machine."""
    return printing() is not None


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
    if not is_available():
        raise PdfUnavailable
    made, complaints = printing().printed(html)
    if complaints:
        raise PdfError("; ".join(complaints))
    return made
