"""Addresses of our own pages, looked up once a process.

A page has a hundred links. Django walks the site map for each; here the walk is kept
for every name, with a place in it for each argument that is a number.
"""

from functools import cache

from django.conf import settings
from django.urls import get_script_prefix
from django.urls import reverse as look_up

# Numbers that no address holds by itself.
STAND_IN = 987_654_321_000


def reverse(name, args=(), kwargs=None) -> str:
    """The address of a page: what Django's `reverse` says."""
    kwargs = kwargs or {}
    given = (*args, *kwargs.values())
    for each in given:
        if type(each) is not int or each < 0:
            return look_up(name, args=args, kwargs=kwargs)
    return _shape(name, len(args), tuple(kwargs), get_script_prefix()).format(*given)


@cache
def _shape(name: str, count: int, names: tuple[str, ...], prefix: str) -> str:
    """The address of a page, with {0}, {1} … for its arguments."""
    numbers = range(STAND_IN, STAND_IN + count + len(names))
    kwargs = dict(zip(names, numbers[count:], strict=True))
    address = look_up(name, args=numbers[:count], kwargs=kwargs)
    for place, number in enumerate(numbers):
        address = address.replace(str(number), f"{{{place}}}")
    return address


def absolute(path: str) -> str:
    """A path on this site as a full address, for emails."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{path}"


def address(to: str, *place: object) -> str:
    """Where a component leads: the name of a page with its arguments, or an address."""
    if not to or to.startswith(("/", ".", "?", "#", "http:", "https:", "mailto:")):
        return to
    return reverse(to, args=tuple(each for each in place if each is not None))
