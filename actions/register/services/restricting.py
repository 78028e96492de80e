"""Restricting actions to the people who may read what they come from."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F

from actions.register.models.owners import ActionReader
from actions.register.models.querysets import ActionQuerySet
from partnership.people.models import Person


@transaction.atomic
def restrict(actions: ActionQuerySet, *, readers: Collection[Person] | None) -> None:
    """Let only these people read some actions, beside their owners and whoever writes
    the minutes; with None, everyone who sees the register.

    The version goes up where it changes, so that calendars take the other words.
    """
    is_restricted = readers is not None
    keys = list(actions.values_list("pk", flat=True))
    actions.model.objects.filter(pk__in=keys).exclude(
        is_restricted=is_restricted
    ).update(is_restricted=is_restricted, version=F("version") + 1)
    name_readers(keys, readers or ())


def name_readers(actions: Collection[int], readers: Collection[Person]) -> None:
    """Name who may read these actions, by key, and nobody else."""
    named = ActionReader.objects.filter(action__in=actions)
    named.exclude(person__in=readers).delete()
    ActionReader.objects.bulk_create(
        (
            ActionReader(action_id=action, person=person)
            for action in actions
            for person in readers
        ),
        ignore_conflicts=True,
    )
