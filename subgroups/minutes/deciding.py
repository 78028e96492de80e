"""Settling an item in the meeting, and rewording a decision before and after."""

from collections.abc import Sequence

from django.db import transaction

from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem
from subgroups.minutes.drafting import (
    confirmed_in_history,
    guard_undecided,
    open_meeting,
)
from subgroups.minutes.models import Decision


@transaction.atomic
def mark_decided(
    item: AgendaItem, *, version: int | None = None, by: Person | None
) -> None:
    """Lock the decisions of an item at once. Its notes may still be written.

    Raises:
        Refused: it is decided already, or nothing has been decided.
    """
    open_meeting(item)
    item.claim(version)
    if item.is_decided:
        raise Refused("This item is decided already")
    if not item.decisions.exists():
        raise Refused("Record the decision first")
    item.decided_at = clock.now()
    item.save()
    history.record(item, "decided", by=by)


@transaction.atomic
def reopen_item(
    item: AgendaItem, *, reason: str, version: int | None = None, by: Person | None
) -> None:
    """Unlock the decisions of a decided item, for a reason that the history keeps.

    Raises:
        Refused: it is not decided, or there is no reason.
    """
    open_meeting(item)
    item.claim(version)
    if not item.is_decided:
        raise Refused("This item is not decided yet")
    if not reason.strip():
        raise Refused("Enter the reason", field="reason")
    item.decided_at = None
    item.save()
    history.record(item, "reopened", by=by, reason=reason.strip())


@transaction.atomic
def reword_decision(
    decision: Decision,
    *,
    text: str,
    confirmed: Sequence[str] = (),
    by: Person | None,
) -> None:
    """Change the words of a decision. The history keeps both.

    Raises:
        Refused: its item is decided, or its minutes have been circulated.
    """
    open_meeting(decision.item)
    decision.item.refresh_from_db(fields=["decided_at"])
    guard_undecided(decision.item)
    decision.refresh_from_db(fields=["text"])
    before, decision.text = decision.text, text.strip()
    decision.save(update_fields=["text"])
    history.record(
        decision.item,
        "decision reworded",
        by=by,
        number=decision.number,
        before=before,
        after=decision.text,
        **confirmed_in_history(confirmed),
    )
