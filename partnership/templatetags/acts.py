"""What the reader of a page may do: to ask in a template, and as a row of buttons."""

from django import template
from django.middleware.csrf import get_token

from partnership.access import Permission, allowed
from partnership.guards.acts import may_act
from partnership.pages.component import component_of

register = template.Library()
component = component_of(register)


@register.simple_tag(takes_context=True)
def may(context, permission, subject=None):
    """Whether the reader of this page may do something to `subject`."""
    return allowed(_reader(context), Permission[permission], subject)


@register.simple_tag(takes_context=True)
def can(context, act, thing):
    """Whether the reader of this page may do an act to a thing as it is now."""
    return may_act(_reader(context), act, thing)


@component(context=True)
def acts(context, thing, *, as_links=False):
    """What the reader may do to a thing in its present state, or why not.

    Of many things on one page each has its acts as links that also say what to.
    """
    offers = thing.offers(_reader(context))
    # One button leads; the first that may, of what is open now.
    main = next((offer for offer in offers if offer.is_main), None)
    return {
        "buttons": [
            (offer, "" if offer is main else "govuk-button--secondary")
            for offer in offers
            if not offer.refusal
        ],
        "refusals": [f"{one.refusal.rstrip('.')}." for one in offers if one.refusal],
        "as_links": as_links,
        "called": thing.called,
        "version": getattr(thing, "version", None),
        "token": get_token(context["request"]),
    }


def _reader(context):
    return getattr(context.get("request"), "person", None)
