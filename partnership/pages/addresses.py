"""Absolute addresses of our own pages."""

from django.conf import settings


def absolute(path: str) -> str:
    """A path on this site as a full address, for emails."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{path}"
