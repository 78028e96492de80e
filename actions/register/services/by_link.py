"""Updates an action from an email link, without signing in."""

from datetime import date

from django.db import transaction

from actions.ladder import is_gone
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from actions.register.models.progress import Update
from actions.register.services.progress import update_action
from partnership.access import link_address
from partnership.guards.outcomes import Refused
from partnership.people.models import Person

PURPOSE = "update_action"
# How long the link in an email works; each email has a new one.
LINK_DAYS = 14


def link_for(person: Person, pk: int) -> str:
    """The path with which an owner reports on their open action, or nothing."""
    owner = (
        ActionOwner.objects.filter(
            action=pk, person=person, action__in=Action.objects.open()
        )
        .select_related("action")
        .first()
    )
    return link_address("actions:update_by_link", PURPOSE, owner) if owner else ""


def has_gone(owner: ActionOwner, *, on: date) -> bool:
    """Whether the person a link was sent to has left."""
    return owner.person is None or is_gone(owner.person, on)


def is_theirs(owner: ActionOwner, state: str) -> bool:
    """Whether a link with this state still works."""
    now = ActionOwner.objects.select_related("action").filter(pk=owner.pk).first()
    return now is not None and now.link_state(PURPOSE) == state


@transaction.atomic
def update_by_link(owner: ActionOwner, *, on: date, **report) -> Update:
    """Update the action of a link as the person it was sent to.

    Raises:
        Refused: as `update_action`, or the person no longer owns the action.
    """
    update = update_action(owner.action, by=owner.person, by_link=True, on=on, **report)
    # Checked only now that the action is locked against a change of owners.
    if not ActionOwner.objects.filter(pk=owner.pk, person=owner.person_id).exists():
        raise Refused(
            "This action now has a different owner, so you cannot report on it by "
            "email link"
        )
    return update
