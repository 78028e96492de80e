"""Completing, checking, withdrawing and reopening actions, and rating impact."""

from datetime import date

from django.db import transaction

from actions.register.models.actions import Action
from actions.register.models.progress import Update
from actions.register.services.progress import report
from actions.register.words import Status, ratings_in_words
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Person


@transaction.atomic
def complete_action(
    action: Action,
    *,
    outcome: str,
    impact: str | None = None,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Complete an action, with the difference it made for children.

    `impact` rates that difference, with the outcome as its reason; None leaves the
    rating as it is. If the plan's completions are checked, the action then awaits a
    check.

    Raises:
        Refused: the outcome is blank, or the action is closed.
    """
    action.claim(version)
    if not outcome.strip():
        raise Refused("Enter what difference it made for children", field="outcome")
    action.move("complete", Status.TO_CHECK if action.needs_check else Status.COMPLETE)
    action.outcome, action.completed_on, action.completed_by = outcome.strip(), on, by
    change = {}
    if impact is not None and impact != action.impact:
        change = _change_of(_judge(action, impact, outcome, by=by, on=on))
    action.save()
    history.record(action, "completed", by=by, outcome=action.outcome, **change)
    if action.waits_for_check:
        _ask_for_check(action, by=by)


@transaction.atomic
def judge_impact(
    action: Action,
    *,
    impact: str,
    text: str,
    version: int | None = None,
    by: Person,
    on: date,
) -> Update:
    """Rate the impact of a completed action; an open one is rated in its updates.

    Raises:
        Refused: it is not complete, its plan is superseded, or there is no evidence.
    """
    action.claim(version)
    if not text.strip():
        raise Refused("Enter the evidence", field="text")
    action.guard("judge")
    update = _judge(action, impact, text, by=by, on=on)
    action.save()
    history.record(
        action, "impact judged", by=by, text=update.text, **_change_of(update)
    )
    return update


def _judge(action: Action, impact: str, text: str, *, by: Person, on: date) -> Update:
    """Rate the impact in an update, whose text is also the reason."""
    return report(
        action, text=text, delivery=action.rag, impact=impact, reason=text, by=by, on=on
    )


def _change_of(update: Update) -> dict:
    """A change of impact as recorded in the history."""
    before, after = update.impact_before, update.impact_after
    if before == after:
        return {}
    return {
        "before": ratings_in_words({"impact": before}),
        "after": ratings_in_words({"impact": after}),
    }


def _ask_for_check(action: Action, *, by: Person) -> None:
    """Ask the priority's board officer and lead to check a completion."""
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
        link=addresses.absolute(action.get_absolute_url()),
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
    """Confirm that an action is complete, or send it back with a reason.

    Raises:
        Refused: it is not awaiting a check, `by` completed it, or it is sent back
            without a reason.
    """
    action.claim(version)
    action.guard("check", by=by)
    if is_done:
        action.move("check", Status.COMPLETE, by=by)
        action.checked_on, action.checked_by = on, by
        action.save()
        history.record(action, "checked", by=by)
        return
    if not reason.strip():
        raise Refused("Enter what is still missing", field="reason")
    reporter, outcome = action.completed_by, action.outcome
    action.move("check", Status.UNDER_WAY, by=by)
    action.outcome, action.completed_on, action.completed_by = "", None, None
    action.save()
    history.record(
        action, "sent back", by=by, reason=reason.strip(), outcome=outcome, on=str(on)
    )
    messages.send(
        "action_sent_back",
        to=[reporter.merged_into or reporter],
        key=f"action_sent_back:{action.pk}:{action.version}",
        action=action.ref,
        text=action.text,
        who=by.name,
        reason=reason.strip(),
        link=addresses.absolute(action.get_absolute_url()),
    )


@transaction.atomic
def reopen_action(
    action: Action, *, reason: str, version: int | None = None, by: Person, on: date
) -> None:
    """Reopen a completed action; the reason is kept in the history."""
    action.claim(version)
    if not reason.strip():
        raise Refused("Enter the reason for reopening it", field="reason")
    action.move("reopen")
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
    """Close an action that will not be done, with the reason and any decision.

    Raises:
        Refused: there is no reason, or the action is closed.
    """
    action.claim(version)
    if not reason.strip():
        raise Refused("Enter the reason for withdrawing it", field="reason")
    action.move("withdraw")
    action.withdrawn_because = reason.strip()
    action.decision_words = decision_words.strip()[:300]
    action.decision_url = decision_url.strip()[:300]
    action.withdrawn_on, action.withdrawn_by = on, by
    action.save()
    history.record(action, "withdrawn", by=by, reason=action.withdrawn_because)
