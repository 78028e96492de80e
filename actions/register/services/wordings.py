"""Settling owners' words that match nobody, in every open action that has them."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner, ActionOwnerQuerySet
from actions.register.owners import names_of_body
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.names import plain, plain_name
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Organisation, Person
from partnership.people.services import add_person


def editable(person: Person) -> QuerySet[Action]:
    """The board's open actions that someone may edit.

    A school's own are matched on the page of each: its staff is another directory.
    """
    return Action.objects.editable_by(person).board().open()


def unsettled(person: Person) -> ActionOwnerQuerySet:
    """The owners in these actions that wait to be settled."""
    return ActionOwner.objects.unsettled().filter(action__in=editable(person))


@transaction.atomic
def settle_wording(
    words: str, *, meant: Person | Organisation | None, by: Person, on: date
) -> int:
    """Match a wording to a person or organisation, or leave it as words.

    Changes every open action that `by` may edit and that has the wording, however its
    apostrophes, case and so on are written; returns how many. A person is emailed once.

    Raises:
        Refused: no open action has it any more.
    """
    actions = {
        action.pk: action
        for action in editable(by)
        .filter(pk__in=unsettled_rows(words, by).values("action"))
        .select_for_update(of=("self",))
        .order_by("pk")
    }
    owners = [
        owner
        for owner in unsettled_rows(words, by).select_related("action")
        if owner.action_id in actions
    ]
    if not owners:
        raise Refused(f"No open action has “{words[:60]}” as an owner any more")
    for action in actions.values():
        action.claim(None)
        action.guard("match_owners")
        action.save(update_fields=["version"])
    if meant is None:
        ActionOwner.objects.filter(pk__in=[owner.pk for owner in owners]).update(
            is_left_as_words=True
        )
        told = [
            (actions[one.action_id], "owner left as words", {"words": one.words})
            for one in owners
        ]
    else:
        _match(owners, meant)
        told = [
            (
                actions[owner.action_id],
                "owner matched",
                {"before": owner.words, "after": meant.name},
            )
            for owner in owners
        ]
    history.record_many(told, by=by)
    if isinstance(meant, Person) and meant != by:
        _tell(meant, list(actions.values()), words)
    return len(actions)


def unsettled_rows(words: str, by: Person) -> ActionOwnerQuerySet:
    """The unsettled owners with this wording."""
    return unsettled(by).filter(plain_words=plain_name(words))


@transaction.atomic
def add_owner(words: str, *, by: Person, on: date, **about: object) -> Person:
    """Add a person to the directory, and match a wording to them.

    Raises:
        Refused: as `add_person` and `settle_wording`.
    """
    person = add_person(by=by, **about)
    settle_wording(words, meant=person, by=by, on=on)
    return person


def _match(owners: Sequence[ActionOwner], meant: Person | Organisation) -> None:
    """Set what is meant; someone who already owns an action owns it once."""
    if isinstance(meant, Person):
        already = set(
            ActionOwner.objects.filter(
                action__in=[owner.action_id for owner in owners], person=meant
            ).values_list("action_id", flat=True)
        )
        doubles = []
        for owner in owners:
            if owner.action_id in already:
                doubles.append(owner.pk)
            owner.person = meant
            already.add(owner.action_id)
        ActionOwner.objects.filter(pk__in=doubles).delete()
        owners = [owner for owner in owners if owner.pk not in doubles]
    else:
        names = names_of_body(meant)
        for owner in owners:
            owner.organisation = meant
            is_name = plain(owner.words) in names
            owner.role_words = "" if is_name else owner.words[:120]
    ActionOwner.objects.bulk_update(owners, ["person", "organisation", "role_words"])


def _tell(person: Person, actions: Sequence[Action], words: str) -> None:
    """One email about all of the actions."""
    messages.send(
        "owner_named",
        to=person,
        count="1 action" if len(actions) == 1 else f"{len(actions)} actions",
        words=words,
        actions="\n\n".join(
            f"{action.ref} {action.open_text}\n"
            f"Due: {action.due_text or 'no date yet'}\n"
            f"{addresses.absolute(action.get_absolute_url())}"
            for action in actions
        ),
    )
