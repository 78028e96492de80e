"""Email addresses in pages."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.filter
def breakable(address: str) -> str:
    """An email address that may wrap after its @."""
    name, at, host = address.rpartition("@")
    return format_html("{}{}<wbr>{}", name, at, host) if at else address
