"""Reporting on actions: updates, moved dates, completion, withdrawal."""

from datetime import date

from django.db import transaction

from actions.models import Action, DueChange, Status, Update
from actions.services.raising import set_due, set_next_due
from partnership.foundation import clock, history, messages
from partnership.foundation.outcomes import Refused
from partnership.models import Person


@transaction.atomic
def update_action(
    action: Action,
    *,
    text: str,
    rag: str | None = None,
    impact: str | None = None,
    reason: str = "",
    occurrence: date | None = None,
    version: int | None = None,
    by: Person | None,
    by_link: bool = False,
    on: date,
) -> Update:
    """Report on an action's progress.

    `rag` is how delivery goes from now on, `impact` whether it makes a difference; None
    leaves them. A rating that changes needs a `reason`; the first one needs none.
    `occurrence` is the day of a recurring action that this update answers; `by_link`
    says that it came by a letter's link, without signing in.

    Raises:
        Refused: the words are blank, a rating changes without a reason, the action is
            over, or the occurrence is answered.
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
    before = {"delivery": action.rag, "impact": action.impact}
    after = {
        "delivery": before["delivery"] if rag is None else rag,
        "impact": before["impact"] if impact is None else impact,
    }
    for what, was in before.items():
        if was and after[what] != was and not reason.strip():
            raise Refused(f"Enter why the rating of {what} changes", field="reason")
    if action.status == Status.NOT_STARTED:
        action.move_to(Status.UNDER_WAY)
    action.rag, action.impact = after["delivery"], after["impact"]
    action.last_update_on = on
    update = Update.objects.create(
        action=action,
        text=text.strip(),
        rag_before=before["delivery"],
        rag_after=after["delivery"],
        impact_before=before["impact"],
        impact_after=after["impact"],
        reason=reason.strip() if before != after else "",
        occurrence=occurrence,
        by=by,
        by_link=by_link,
        at=clock.now(),
    )
    set_next_due(action, on=on)
    action.save()
    changed = [what for what, was in before.items() if after[what] != was]
    history.record(
        action,
        "updated",
        by=by,
        text=update.text,
        before={what: before[what] for what in changed},
        after={what: after[what] for what in changed},
        reason=update.reason,
        how="the letter’s link, without signing in" if by_link else "",
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

    Where its plan has completions checked, it waits for a second person.

    Raises:
        Refused: nothing is said of the difference, or the action is over.
    """
    action.claim(version)
    if not outcome.strip():
        raise Refused("Enter what difference it made for children", field="outcome")
    action.move_to(Status.TO_CHECK if action.needs_check else Status.COMPLETE)
    action.outcome, action.completed_on, action.completed_by = outcome.strip(), on, by
    action.save()
    history.record(action, "completed", by=by, outcome=action.outcome)
    if action.status == Status.TO_CHECK:
        _ask_for_check(action, by=by)


def _ask_for_check(action: Action, *, by: Person) -> None:
    """Tell the priority's board officer and lead that a completion waits for them."""
    priority = action.priority
    messages.send(
        "action_to_check",
        to=[
            person
            for person in {priority.board_officer, priority.lead}
            if person is not None and person != by
        ],
        key=f"action_to_check:{action.pk}:{action.version}",
        action=action.ref,
        text=action.text,
        outcome=action.outcome,
        who=by.name,
        link=messages.absolute(action.get_absolute_url()),
    )


@transaction.atomic
def check_action(
    action: Action,
    *,
    is_done: bool,
    reason: str = "",
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Agree that an action is done, or send it back with the reason.

    Raises:
        Refused: it does not wait for a check, whoever completed it would check it, or
            it goes back without a reason.
    """
    action.claim(version)
    if action.status != Status.TO_CHECK:
        raise Refused(f"{action.ref} is not waiting to be checked")
    if action.completed_by == by:
        raise Refused("Someone other than who completed it must check it")
    if is_done:
        action.move_to(Status.COMPLETE)
        action.checked_on, action.checked_by = on, by
        action.save()
        history.record(action, "checked", by=by)
        return
    if not reason.strip():
        raise Refused("Enter what is still missing", field="reason")
    reporter, outcome = action.completed_by, action.outcome
    action.move_to(Status.UNDER_WAY)
    action.outcome, action.completed_on, action.completed_by = "", None, None
    action.save()
    history.record(
        action, "sent back", by=by, reason=reason.strip(), outcome=outcome, on=str(on)
    )
    messages.send(
        "action_sent_back",
        to=[reporter],
        key=f"action_sent_back:{action.pk}:{action.version}",
        action=action.ref,
        text=action.text,
        who=by.name,
        reason=reason.strip(),
        link=messages.absolute(action.get_absolute_url()),
    )


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
    action.checked_on, action.checked_by = None, None
    action.save()
    history.record(
        action, "reopened", by=by, reason=reason.strip(), outcome=before, on=str(on)
    )


@transaction.atomic
def withdraw_action(
    action: Action,
    *,
    reason: str,
    decision_words: str = "",
    decision_url: str = "",
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Close an action that will not be done after all, with the reason.

    `decision_words` and `decision_url` say which decision that was, where there is one.

    Raises:
        Refused: there is no reason, or the action is over.
    """
    action.claim(version)
    if not reason.strip():
        raise Refused("Enter why it is withdrawn", field="reason")
    action.move_to(Status.WITHDRAWN)
    action.withdrawn_because = reason.strip()
    action.decision_words = decision_words.strip()[:300]
    action.decision_url = decision_url.strip()[:300]
    action.withdrawn_on, action.withdrawn_by = on, by
    action.save()
    history.record(action, "withdrawn", by=by, reason=action.withdrawn_because)
