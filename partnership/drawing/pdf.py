"""Pages as accessible PDF (PDF/UA-1). WeasyPrint is loaded with the first of them."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from django.template.loader import render_to_string

from partnership.guards.outcomes import Refused


class PdfUnavailable(Refused):
    """This machine lacks Pango."""

    def __init__(self) -> None:
        super().__init__(
            "PDFs cannot be made on this machine: Pango is not installed. "
            "On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
            "libharfbuzz-subset0"
        )


class PdfError(Exception):
    """What WeasyPrint complained of while making a PDF."""


@cache
def printing() -> ModuleType | None:
    """What knows WeasyPrint; None on a machine without Pango.

    Loaded when a PDF is first asked for: it takes as long as a third of all our code.
    """
    try:
        return import_module("partnership.drawing.printing")
    except OSError:
        # Pango is a library of the system that no wheel brings.
        return None


def is_available() -> bool:
    """Whether PDFs can be made on this machine."""
    return printing() is not None


def render_pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """A template that extends layouts/pdf.html, as PDF/UA-1.

    Raises:
        PdfUnavailable: Pango is missing on this machine.
        PdfError: the page would not be what it should be: a file that is missing or
            not ours, or something that breaks accessibility.
    """
    return pdf_of(render_to_string(template, dict(context)))


def pdf_of(html: str) -> bytes:
    """The same for a page that is written already."""
    if not is_available():
        raise PdfUnavailable
    made, complaints = printing().printed(html)
    if complaints:
        raise PdfError("; ".join(complaints))
    return made
