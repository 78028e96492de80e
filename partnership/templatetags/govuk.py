"""Tags for the `govuk` template pack and form layouts."""

from django import template

from partnership.pages.forms.drawing import written
from partnership.pages.forms.options import drawing_of
from partnership.pages.forms.summary import errors_of

register = template.Library()


@register.simple_tag
def drawn(field):
    """The drawing of a bound field."""
    return str(drawing_of(field))


@register.filter
def attrs(attributes):
    """Attributes written out for a tag, without those that are None or False."""
    return written(attributes or {})


@register.inclusion_tag("govuk/error_summary.html")
def error_summary(*forms, title="There is a problem", description=""):
    """Every error of the page's forms and formsets, linked to its input."""
    return {"title": title, "description": description, "errors": errors_of(*forms)}
