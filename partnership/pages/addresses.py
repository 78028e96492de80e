"""Absolute addresses of our own pages."""

from django.conf import settings
from django.urls import reverse


def absolute(path: str) -> str:
    """A path of this site as an address that works in a letter."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{path}"


def address(to: str, *place: object) -> str:
    """Where a component leads: the name of a page with its arguments, or an address."""
    if not to or to.startswith(("/", ".", "?", "#", "http:", "https:", "mailto:")):
        return to
    return reverse(to, args=tuple(each for each in place if each is not None))
