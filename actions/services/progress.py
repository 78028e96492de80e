"""Reporting on actions: updates, moved dates, completion, withdrawal."""

from datetime import date

from django.db import transaction

from actions.models import Action, DueChange, Status, Update
from actions.services.raising import set_due, set_next_due
from partnership.foundation import clock, history
from partnership.foundation.outcomes import Refused
from partnership.models import Person


@transaction.atomic
def update_action(
    action: Action,
    *,
    text: str,
    rag: str | None = None,
    occurrence: date | None = None,
    version: int | None = None,
    by: Person | None,
    on: date,
) -> Update:
    """Report on an action's progress.

    `rag` is how delivery goes from now on; None leaves it. `occurrence` is the day of a
    recurring action that this update answers.

    Raises:
        Refused: the words are blank, the action is over, or the occurrence is answered.
    """
    action.claim(version)
    if not text.strip():
        raise Refused("Enter what has happened", field="text")
    if not action.is_open:
        raise Refused(
            f"{action.ref} is {action.get_status_display().lower()}: "
            "it takes no more updates"
        )
    if occurrence is not None and occurrence not in action.unanswered():
        raise Refused(
            "This occurrence has been reported on, or is none of this action's",
            field="occurrence",
        )
    before = action.rag
    if action.status == Status.NOT_STARTED:
        action.move_to(Status.UNDER_WAY)
    if rag is not None:
        action.rag = rag
    action.last_update_on = on
    update = Update.objects.create(
        action=action,
        text=text.strip(),
        rag_before=before,
        rag_after=action.rag,
        occurrence=occurrence,
        by=by,
        at=clock.now(),
    )
    set_next_due(action, on=on)
    action.save()
    history.record(
        action, "updated", by=by, text=update.text, before=before, after=action.rag
    )
    return update


@transaction.atomic
def change_due(
    action: Action,
    *,
    due_text: str,
    reason: str,
    meeting_on: date | None = None,
    version: int | None = None,
    by: Person | None,
    on: date,
) -> DueChange:
    """Give an action another date; what it was and why it moved are kept.

    Raises:
        Refused: there is no reason, nothing changes, or the action is over.
    """
    action.claim(version)
    if not action.is_open:
        raise Refused(
            f"{action.ref} is {action.get_status_display().lower()}: "
            "its date no longer moves"
        )
    if not reason.strip():
        raise Refused("Enter why the date moves", field="reason")
    old_text, old_end = action.due_text, action.due_end
    due = set_due(action, due_text, meeting_on=meeting_on, on=on)
    if action.due_text == old_text and due.end == old_end:
        raise Refused("This is the date it has already", field="due_text")
    action.save()
    change = DueChange.objects.create(
        action=action,
        old_text=old_text,
        old_end=old_end,
        new_text=action.due_text,
        new_end=due.end,
        reason=reason.strip(),
        by=by,
        on=on,
    )
    history.record(
        action,
        "date changed",
        by=by,
        before=old_text,
        after=action.due_text,
        reason=change.reason,
    )
    return change


@transaction.atomic
def complete_action(
    action: Action, *, outcome: str, version: int | None = None, by: Person, on: date
) -> None:
    """Close an action as done, with the difference it made for children.

    Raises:
        Refused: nothing is said of the difference, or the action is over.
    """
    action.claim(version)
    if not outcome.strip():
        raise Refused("Enter what difference it made for children", field="outcome")
    action.move_to(Status.COMPLETE)
    action.outcome, action.completed_on, action.completed_by = outcome.strip(), on, by
    action.save()
    history.record(action, "completed", by=by, outcome=action.outcome)


@transaction.atomic
def reopen_action(
    action: Action, *, reason: str, version: int | None = None, by: Person, on: date
) -> None:
    """Take back a completion; the reason stays in the history."""
    action.claim(version)
    if not reason.strip():
        raise Refused("Enter why it is opened again", field="reason")
    if action.status != Status.COMPLETE:
        raise Refused(f"{action.ref} is not complete")
    action.move_to(Status.UNDER_WAY)
    before = action.outcome
    action.outcome, action.completed_on, action.completed_by = "", None, None
    action.save()
    history.record(
        action, "reopened", by=by, reason=reason.strip(), outcome=before, on=str(on)
    )


@transaction.atomic
def withdraw_action(
    action: Action, *, reason: str, version: int | None = None, by: Person, on: date
) -> None:
    """Close an action that will not be done after all, with the reason.

    Raises:
        Refused: there is no reason, or the action is over.
    """
    action.claim(version)
    if not reason.strip():
        raise Refused("Enter why it is withdrawn", field="reason")
    action.move_to(Status.WITHDRAWN)
    action.withdrawn_because = reason.strip()
    action.withdrawn_on, action.withdrawn_by = on, by
    action.save()
    history.record(action, "withdrawn", by=by, reason=action.withdrawn_because)
