"""API keys: created, used and revoked."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format

from partnership.access import Permission, granting
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.sign_in.models import ApiToken

if TYPE_CHECKING:
    from partnership.people.models import Person

LONGEST = timedelta(days=365)
PREFIX = "quorate_"
SHOWN = 12


def new_key() -> str:
    """A new key: 32 random bytes after a recognisable prefix."""
    return f"{PREFIX}{secrets.token_urlsafe(32)}"


@transaction.atomic
def give_token(
    *,
    key: str,
    name: str,
    person: Person,
    expires_on: date,
    by: Person,
    on: date,
) -> ApiToken:
    """Let a system that has `key` read what a person may see, until a given day.

    Only the key's digest is stored. The person is emailed, since it acts for them.

    Raises:
        Refused: the day is past or too far off, the person has no role, or a key of
            this name is in force.
    """
    if not on <= expires_on <= on + LONGEST:
        raise Refused("The last day must be within a year", field="expires_on")
    type(person)._base_manager.select_for_update(no_key=True).get(pk=person.pk)
    if not _is_one_of_us(person) or not _has_a_role(person, on):
        raise Refused(f"{person} has no role that can see anything", field="person")
    if ApiToken.objects.in_force(on=on).filter(name__iexact=name).exists():
        raise Refused(
            "There is already a key with this name. Revoke it first, or give this one "
            "differently.",
            field="name",
        )
    token = ApiToken.objects.create(
        person=person,
        name=name,
        beginning=key[:SHOWN],
        digest=digest_of(key),
        created_by=by,
        created_at=clock.now(),
        expires_on=expires_on,
    )
    history.record(token, "given", by=by, reads_for=person.name, until=str(expires_on))
    messages.send(
        "key_given",
        to=person,
        key=f"key_given:{token.pk}",
        key_name=name,
        by=by.name,
        until=date_format(expires_on, "j F Y"),
    )
    return token


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Person | None) -> None:
    """Revoke a key.

    Raises:
        Refused: it has been revoked.
    """
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is not None:
        raise Refused("This key has already been revoked")
    token.revoked_at = clock.now()
    token.save()
    history.record(token, "revoked", by=by)


def token_behind(key: str, *, on: date) -> ApiToken | None:
    """The token of a key, if it is in force and its person still has access."""
    token = (
        ApiToken.objects.in_force(on=on)
        .filter(digest=digest_of(key))
        .select_related("person__user")
        .first()
    )
    if token is None or not _is_one_of_us(token.person):
        return None
    return token if token.person.holds_anywhere(Permission.SEE_ACCOUNT) else None


def note_use(token: ApiToken, *, on: date) -> None:
    """Record the day a key was last used, writing at most once a day."""
    if token.last_used_on != on:
        ApiToken.objects.filter(
            Q(last_used_on=None) | Q(last_used_on__lt=on), pk=token.pk
        ).update(last_used_on=on)


def digest_of(key: str) -> str:
    """The stored digest of a key, which is long and random enough for a single hash."""
    return sha256(key.encode()).hexdigest()


def _is_one_of_us(person: Person) -> bool:
    """Whether a person has not left and any account of theirs is active."""
    user = getattr(person, "user", None)
    return (
        person.merged_into_id is None
        and person.anonymised_on is None
        and (user is None or user.is_active)
    )


def _has_a_role(person: Person, on: date) -> bool:
    return (
        person.memberships.current(on=on)
        .filter(role__in=granting(Permission.SEE_ACCOUNT), organisation__closed_on=None)
        .exists()
    )
