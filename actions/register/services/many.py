"""One change to many actions: each by itself, through the service for one."""

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

CHANGED = "Someone else changed it since the list was shown. Nothing of it was saved"


@dataclass(frozen=True)
class Asked:
    """A row that was ticked: the action, and the version it was shown at."""

    action: Action
    version: int
    is_permitted: bool = True


@dataclass(frozen=True)
class RowOutcome:
    """What became of one row."""

    action: Action
    is_done: bool
    words: str = ""
    # As it stands now: pressing again means having seen this.
    version: int = 0


@dataclass(frozen=True)
class Change:
    """What can be done to many actions at once, in words, and who may do it."""

    service: Callable
    words: str
    done: str
    needs_edit: bool = False


def update_many(
    asked: Iterable[Asked], *, what: str, by: Person, on: date, **fields: object
) -> list[RowOutcome]:
    """Do one thing to each of many actions; a row that is refused stops no other.

    A row is saved whole or not at all, each in its own transaction, so that a long list
    holds no one else up and what was done stays done.
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
    """A refused row as the database has it, without what was tried in memory."""
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
    """Name other owners and leave all else of an action as it is."""
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
    "update": Change(update_action, "Give an update", "Update saved"),
    "date": Change(change_due, "Change the date", "Date changed"),
    "owners": Change(_give_owners, "Change the owners", "Owners changed", True),
    "withdraw": Change(withdraw_action, "Withdraw", "Withdrawn", True),
}
