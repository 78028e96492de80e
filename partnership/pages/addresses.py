"""Absolute addresses of our own pages."""

from django.conf import settings


def absolute(path: str) -> str:
    """A path of this site as an address that works in a letter."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{path}"
