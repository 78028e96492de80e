"""The same change to many actions, each saved or refused on its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from actions.register.models.actions import Action
from actions.register.services.endings import withdraw_action
from actions.register.services.progress import change_due, update_action
from actions.register.services.raising import edit_action
from actions.register.words import OwnerAs
from partnership.guards.outcomes import Changed, Refused
from partnership.people.models import Person

CHANGED = "Someone else has changed this action since you opened the list. Not saved"


@dataclass(frozen=True)
class Asked:
    """A selected action and the version the list showed."""

    action: Action
    version: int
    is_permitted: bool = True


@dataclass(frozen=True)
class RowOutcome:
    """The result for one action."""

    action: Action
    is_done: bool
    words: str = ""
    # The version now: submitting again accepts it.
    version: int = 0


@dataclass(frozen=True)
class Change:
    """What can be done to many actions at once, its wording, and who may do it."""

    service: Callable
    # On its button.
    words: str
    heading: str
    consequence: str
    done: str
    needs_edit: bool = False
    is_final: bool = False

    def heading_for(self, count: int) -> str:
        return self.heading.format(_actions(count)) if count else self.words

    def consequence_for(self, count: int) -> str:
        return self.consequence.format(_actions(count))


def _actions(count: int) -> str:
    return "1 action" if count == 1 else f"{count} actions"


def update_many(
    asked: Iterable[Asked], *, what: str, by: Person, on: date, **fields: object
) -> list[RowOutcome]:
    """Make the same change to many actions; a refusal does not stop the others.

    Each action has its own transaction, so a long list does not block other people.
    """
    change = CHANGES[what]
    outcomes = []
    for row in asked:
        if not row.is_permitted:
            words = "You do not have permission to change this action"
            outcomes.append(RowOutcome(row.action, False, words, row.version))
            continue
        try:
            with transaction.atomic():
                change.service(row.action, version=row.version, by=by, on=on, **fields)
        except Refused as refusal:
            outcomes.append(_not_done(row.action, refusal.sentence))
        except Changed:
            outcomes.append(_not_done(row.action, CHANGED))
        else:
            outcomes.append(RowOutcome(row.action, True, change.done))
    return outcomes


def _not_done(action: Action, words: str) -> RowOutcome:
    """A refused action as it is in the database, without the attempted change."""
    action.refresh_from_db()
    return RowOutcome(action, False, words, action.version)


def _give_owners(
    action: Action,
    *,
    owners: Sequence[OwnerAs],
    version: int | None,
    by: Person,
    on: date,
) -> None:
    """Change the owners of an action and nothing else."""
    edit_action(
        action,
        text=action.text,
        owners=owners,
        measure=action.measure,
        measure_type=action.measure_type,
        areas=action.areas,
        objective=action.objective,
        version=version,
        by=by,
        on=on,
    )


CHANGES = {
    "update": Change(
        update_action,
        words="Add an update",
        heading="Add an update to {}",
        consequence="This adds the same update to {}.",
        done="Update saved",
    ),
    "date": Change(
        change_due,
        words="Change the date",
        heading="Change the date of {}",
        consequence="This gives {} a new date. The old date is kept in the history.",
        done="Date changed",
    ),
    "owners": Change(
        _give_owners,
        words="Change the owners",
        heading="Change the owners of {}",
        consequence="This replaces the owners of {}. We email the new owners.",
        done="Owners changed",
        needs_edit=True,
    ),
    "withdraw": Change(
        withdraw_action,
        words="Withdraw",
        heading="Withdraw {}",
        consequence="This closes {}. Withdrawn actions cannot be reopened.",
        done="Withdrawn",
        needs_edit=True,
        is_final=True,
    ),
}
