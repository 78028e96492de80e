"""Which link someone gets in an email: the one rule, for every kind of email.

1. Who can sign in gets the page’s own address.
2. Whose role opens pages, but who has no account or has not yet accepted their
   invitation, is invited by this email: each of its links lets them choose how to sign
   in, once, and then leads to the page.
3. Anyone else gets a signed link to the one thing, where the page has one
   (`also_by_link`), or else is told that the page needs an account.
"""

from collections.abc import Callable, Iterable
from functools import partial
from urllib.parse import quote

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import resolve
from django.utils.timezone import localtime

from partnership.access import link_address
from partnership.dates import clock
from partnership.outbox import links
from partnership.outbox.links import Way
from partnership.outbox.models import Message
from partnership.pages import addresses
from partnership.people import inviting
from partnership.people.models import Person
from partnership.people.roles import in_words
from partnership.sign_in.models import Invitation, User

NO_ACCOUNT = (
    "(This page needs an account, which you do not have. Reply to this email to ask "
    "for one.)"
)
# By the name of a page: makes the path of its signed link for someone, or nothing.
_by_link: dict[str, Callable[..., str]] = {}


def also_by_link(url_name: str, link_for: Callable[..., str]) -> None:
    """Register the signed link to use instead of a page: `link_for(person, pk=…)`."""
    _by_link[url_name] = link_for


@transaction.atomic
def ways_for(people: Iterable[Person]) -> dict[Person, Way]:
    """The way of each person who cannot simply sign in; may invite them."""
    people = {person.pk: person for person in people}
    waiting = Invitation.objects.waiting().filter(person=OuterRef("person"))
    users = {
        user.person_id: user
        for user in User.objects.filter(person__in=people).annotate(
            is_invited=Exists(waiting)
        )
    }
    # A closed account stays closed until an officer invites the person again.
    asked = [
        person
        for pk, person in people.items()
        if pk not in users or (users[pk].is_active and users[pk].is_invited)
    ]
    on = localtime(clock.now()).date()
    invited = inviting.invite_by_email(asked, on=on) if asked else {}
    ways = {}
    for pk, person in people.items():
        if pk in invited:
            ways[person] = _by_invitation(invited[pk])
        elif pk not in users or not users[pk].is_active:
            ways[person] = Way(instead_of=partial(_signed_link, person))
    return ways


def _by_invitation(invitation: Invitation) -> Way:
    path = link_address("partnership:accept_invitation", inviting.PURPOSE, invitation)
    until = in_words(localtime(invitation.expires_at).date())

    def written(message: Message) -> None:
        if invitation.message_id is None:
            invitation.message = message
            invitation.save(update_fields=["message"])

    return Way(
        instead_of=lambda page: addresses.absolute(f"{path}?next={quote(page)}"),
        note="You have not signed in to Quorate before. The links in this email let "
        f"you choose how to sign in. They work until {until} and are only for you: "
        "please do not forward this email.",
        written=written,
    )


def _signed_link(person: Person, page: str) -> str:
    match = resolve(page.partition("?")[0].partition("#")[0])
    link_for = _by_link.get(match.view_name)
    path = link_for(person, **match.kwargs) if link_for else ""
    return addresses.absolute(path) if path else NO_ACCOUNT


links.decide_by(ways_for)
