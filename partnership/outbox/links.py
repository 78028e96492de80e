"""The links in an email: which of our pages they lead to, and in which way.

What a person gets instead of the address of a page is decided in one place,
`partnership.people.ways_in`, which gives its rule to this module when the app starts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import Resolver404, resolve

if TYPE_CHECKING:
    from partnership.outbox.models import Message
    from partnership.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Way:
    """How one person without a sign-in of their own gets from an email to our pages."""

    # What stands in the place of a page's address: another address, or words.
    instead_of: Callable[[str], str]
    # A paragraph below the text, if there is a link that lets in.
    note: str = ""
    # Called with the email once it is in the outbox.
    written: Callable[[Message], None] = lambda message: None


@dataclass(frozen=True)
class Linked:
    """A text with the links of its reader, and whether any of them lets in."""

    body: str
    is_secret: bool = False


Rule = Callable[[Iterable["Person"]], Mapping["Person", Way]]
_rules: list[Rule] = []


def decide_by(rule: Rule) -> None:
    """Set the rule, which gives a way to each person who cannot simply sign in."""
    _rules[:] = [rule]


def ways_for(people: Iterable[Person]) -> Mapping[Person, Way]:
    people = list(people)
    return _rules[0](people) if people else {}


def lead_inside(body: str) -> bool:
    """Whether a text has a link to a page that needs a sign-in."""
    return any(needs_sign_in(found[1]) for found in _pages().finditer(body))


def with_links(body: str, way: Way | None) -> Linked:
    """The text with each address of a page that needs a sign-in replaced."""
    if way is None:
        return Linked(body)
    let_in = False

    def replaced(found: re.Match) -> str:
        nonlocal let_in
        if not needs_sign_in(found[1]):
            return found[0]
        instead = way.instead_of(found[1])
        let_in |= instead.startswith(("http://", "https://"))
        return instead

    text = _pages().sub(replaced, body)
    return Linked(f"{text}\n\n{way.note}" if way.note and let_in else text, let_in)


def needs_sign_in(path: str) -> bool:
    """Whether a path of this site leads to a page for which one signs in."""
    try:
        view = resolve(path.partition("?")[0].partition("#")[0]).func
    except Resolver404:
        return False
    return getattr(view, "login_required", True)


def _pages() -> re.Pattern:
    site = re.escape(settings.SITE_ADDRESS.rstrip("/"))
    return re.compile(rf"{site}(/[^\s<>\"]*)")
