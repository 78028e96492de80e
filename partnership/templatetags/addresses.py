"""Addresses as people read them."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.filter
def breakable(address: str) -> str:
    """An email address that breaks after its @ where it does not fit into a line."""
    name, at, host = address.rpartition("@")
    return format_html("{}{}<wbr>{}", name, at, host) if at else address
