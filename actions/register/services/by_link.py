"""What an owner does from the link of a letter, without signing in."""

from datetime import date

from django.db import transaction

from actions.ladder import is_gone
from actions.register.models.owners import ActionOwner
from actions.register.models.progress import Update
from actions.register.services.progress import update_action
from partnership.guards.outcomes import Refused

# What the link of a letter is for.
PURPOSE = "update_action"
# How long the link of a letter works; each letter has a new one.
LINK_DAYS = 14


def has_gone(owner: ActionOwner, *, on: date) -> bool:
    """Whether the person of a link has left, so that it opens nothing any more."""
    return owner.person is None or is_gone(owner.person, on)


def is_theirs(owner: ActionOwner, state: str) -> bool:
    """Whether a link of this state would still open the page, asked anew."""
    now = ActionOwner.objects.select_related("action").filter(pk=owner.pk).first()
    return now is not None and now.link_state(PURPOSE) == state


@transaction.atomic
def update_by_link(owner: ActionOwner, *, on: date, **report) -> Update:
    """Report on the one action of a link, as the one person it was made for.

    Raises:
        Refused: as `update_action`, or the action is no longer this person's.
    """
    update = update_action(owner.action, by=owner.person, by_link=True, on=on, **report)
    # Only now is the action locked against whoever changes its owners.
    if not ActionOwner.objects.filter(pk=owner.pk, person=owner.person_id).exists():
        raise Refused(
            "This action now has a different owner, so you cannot report on it by "
            "email link"
        )
    return update
