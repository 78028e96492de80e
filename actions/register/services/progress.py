"""Reporting on actions that are under way: updates, and dates that move."""

from datetime import date

from django.db import transaction

from actions.register.models.actions import Action
from actions.register.models.progress import DueChange, Update
from actions.register.services.raising import set_due, set_next_due
from actions.register.words import ratings_in_words
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person


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

    `rag` rates delivery and `impact` the difference it makes; None leaves them as they
    are. Changing a rating needs a `reason`; the first rating does not. `occurrence` is
    the date of a recurring action that this update is for; `by_link` means it came
    from an email link, without signing in.

    Raises:
        Refused: the text is blank, a rating changes without a reason, the action is
            closed, or the occurrence already has an update.
    """
    action.claim(version)
    if not text.strip():
        raise Refused("Enter what has happened", field="text")
    action.guard("update")
    if occurrence is not None and occurrence not in action.unanswered():
        raise Refused(
            "This date already has an update, or is not a date of this action",
            field="occurrence",
        )
    before = {"delivery": action.rag, "impact": action.impact}
    after = {
        "delivery": before["delivery"] if rag is None else rag,
        "impact": before["impact"] if impact is None else impact,
    }
    for what, was in before.items():
        if was and after[what] != was and not reason.strip():
            raise Refused(
                f"Enter the reason for changing the {what} rating", field="reason"
            )
    action.move("update")
    update = report(
        action,
        text=text,
        delivery=after["delivery"],
        impact=after["impact"],
        reason=reason,
        by=by,
        on=on,
        occurrence=occurrence,
        by_link=by_link,
    )
    set_next_due(action, on=on)
    action.save()
    changed = [what for what, was in before.items() if after[what] != was]
    history.record(
        action,
        "updated",
        by=by,
        text=update.text,
        before=ratings_in_words({what: before[what] for what in changed}),
        after=ratings_in_words({what: after[what] for what in changed}),
        reason=update.reason,
        how="the email link, without signing in" if by_link else "",
    )
    return update


def report(
    action: Action,
    *,
    text: str,
    delivery: str,
    impact: str,
    reason: str = "",
    by: Person | None,
    on: date,
    **how: object,
) -> Update:
    """Create an update and set the action's ratings; the caller saves the action."""
    is_rated_anew = (action.rag, action.impact) != (delivery, impact)
    update = Update.objects.create(
        action=action,
        text=text.strip(),
        rag_before=action.rag,
        rag_after=delivery,
        impact_before=action.impact,
        impact_after=impact,
        reason=reason.strip() if is_rated_anew else "",
        by=by,
        at=clock.now(),
        **how,
    )
    action.rag, action.impact, action.last_update_on = delivery, impact, on
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
    """Change an action's due date, keeping the old date and the reason.

    Raises:
        Refused: there is no reason, the date is the same, or the action is closed.
    """
    action.claim(version)
    action.guard("change_due")
    if not reason.strip():
        raise Refused("Enter the reason for changing the date", field="reason")
    old_text, old_end = action.due_text, action.due_end
    due = set_due(action, due_text, meeting_on=meeting_on, on=on)
    if action.due_text == old_text and due.end == old_end:
        raise Refused("This is already the due date", field="due_text")
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
