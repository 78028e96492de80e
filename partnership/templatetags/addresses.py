"""Addresses of pages, and of people as they are read."""

from django import template
from django.template import defaulttags
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape, format_html

from partnership.pages.addresses import reverse

register = template.Library()


class AddressNode(defaulttags.URLNode):
    """Django's `url`, except that the site map is walked once for each name."""

    def render(self, context):
        args = [each.resolve(context) for each in self.args]
        kwargs = {name: each.resolve(context) for name, each in self.kwargs.items()}
        try:
            address = reverse(self.view_name.resolve(context), args, kwargs)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            address = ""
        if self.asvar is None:
            return conditional_escape(address) if context.autoescape else address
        context[self.asvar] = address
        return ""


@register.tag
def url(parser, token):
    """The address of a page."""
    node = defaulttags.url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)


@register.filter
def breakable(address: str) -> str:
    """An email address that may wrap after its @."""
    name, at, host = address.rpartition("@")
    return format_html("{}{}<wbr>{}", name, at, host) if at else address
