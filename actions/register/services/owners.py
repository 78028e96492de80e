"""Matching owners to the directory."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from actions.register.owners import names_of_body
from actions.register.services.raising import tell_owners
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.names import plain
from partnership.people.models import Organisation, Person


@transaction.atomic
def match_owners(
    action: Action,
    *,
    matches: Mapping[int, Person | Organisation],
    version: int | None = None,
    by: Person,
    on: date,
) -> list[ActionOwner]:
    """Match owners to people or organisations; their text stays as typed.

    `matches` are keyed by the owner's primary key. Text that is more than an
    organisation's name becomes a role at it. New owners are emailed.

    Raises:
        Refused: the action is closed, an owner is not one of its unmatched owners, or
            someone would own it twice.
    """
    action.claim(version)
    action.guard("match_owners")
    if not matches:
        raise Refused("Select a person or group for at least one owner")
    owners = {owner.pk: owner for owner in action.owners.all()}
    named = {owner.person_id for owner in owners.values()} - {None}
    matched = []
    for pk, meant in matches.items():
        owner = owners.get(pk)
        if owner is None or owner.is_matched:
            raise Refused(
                "One of these owners has been changed since you opened this page"
            )
        if isinstance(meant, Person):
            if meant.pk in named:
                raise Refused(f"{meant.name} already owns this action")
            named.add(meant.pk)
            owner.person = meant
        else:
            owner.organisation = meant
            is_name = plain(owner.words) in names_of_body(meant)
            owner.role_words = "" if is_name else owner.words[:120]
        owner.is_left_as_words = False
        matched.append((owner, meant))
    action.save()
    ActionOwner.objects.bulk_update(
        [owner for owner, _ in matched],
        ["person", "organisation", "role_words", "is_left_as_words"],
    )
    getattr(action, "_prefetched_objects_cache", {}).pop("owners", None)
    for owner, meant in matched:
        history.record(
            action, "owner matched", by=by, before=owner.words, after=meant.name
        )
    people = [meant for _, meant in matched if isinstance(meant, Person)]
    tell_owners(action, people, by=by)
    return [owner for owner, _ in matched]
