"""Local rules that every page may ask for."""

from django import template

from partnership.drawing.palettes import DEFAULT_PALETTE, PALETTES
from partnership.policy import values as policy

register = template.Library()


@register.simple_tag
def local_rule(name):
    """A policy setting."""
    return policy.get(name)


@register.simple_tag
def palette():
    """The CSS class of the partnership's palette."""
    colour = policy.get("colour")
    return f"app-palette--{colour if colour in PALETTES else DEFAULT_PALETTE}"
