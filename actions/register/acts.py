"""The acts on an action: who may do them, in which states, and why not."""

from datetime import date

from actions.register.words import Status
from partnership.access import Permission
from partnership.guards.acts import Act

OPEN = (Status.NOT_STARTED, Status.UNDER_WAY)


def _words_of_change_due(action) -> str:
    return "Change the date" if action.due_text else "Add a date"


def _completed_by_the_same(action, by, on: date | None) -> str:
    # The completion may name an entry that was later merged into this one.
    if by and by.pk in {action.completed_by_id, action.completed_by.merged_into_id}:
        return "Someone other than the person who completed it must check it"
    return ""


def _rated_for_good(action, by, on: date | None) -> str:
    if action.is_past:
        return (
            f"{action.ref} belongs to a plan that has been superseded: "
            "its ratings can no longer change"
        )
    return ""


def _in_no_plan(action, by, on: date | None) -> str:
    if action.priority is None:
        return f"{action.ref} is not in a plan, so it stays open"
    return ""


def _plan_is_over(action, on: date) -> bool:
    if action.priority is None:
        return False
    return action.is_past or action.priority.plan.end < on


def _not_carried(action) -> str:
    if action.status == Status.CARRIED:
        return (
            f"{action.ref} has already been carried forward, as {action.carried_to.ref}"
        )
    return (
        f"{action.ref} is {action.state_words}: "
        "only an open action can be carried forward"
    )


def _not_linked(action) -> str:
    if action.status == Status.CARRIED:
        return f"{action.ref} was carried forward: link the action that continues it"
    return f"{action.ref} has been withdrawn"


ACTS = {
    "update": Act(
        words="Add an update",
        page="actions:update_action",
        permission=Permission.UPDATE_ACTION,
        open_in=OPEN,
        to=(Status.UNDER_WAY,),
        otherwise="{it} is {state}, so it cannot be updated",
        is_main=True,
    ),
    "complete": Act(
        words="Complete",
        page="actions:complete_action",
        permission=Permission.UPDATE_ACTION,
        open_in=OPEN,
        to=(Status.COMPLETE, Status.TO_CHECK),
        otherwise="{it} is {state}: only an open action can be completed",
    ),
    "change_due": Act(
        words=_words_of_change_due,
        page="actions:change_due",
        permission=Permission.UPDATE_ACTION,
        open_in=OPEN,
        otherwise="{it} is {state}, so its date cannot change",
    ),
    "edit": Act(
        words="Edit",
        page="actions:edit_action",
        permission=Permission.RAISE_ACTION,
        open_in=OPEN,
        otherwise="{it} is {state}, so it cannot be edited",
    ),
    "match_owners": Act(
        permission=Permission.RAISE_ACTION,
        open_in=OPEN,
        otherwise="{it} is {state}, so its owners cannot change",
    ),
    "withdraw": Act(
        words="Withdraw",
        page="actions:withdraw_action",
        permission=Permission.RAISE_ACTION,
        open_in=OPEN,
        to=(Status.WITHDRAWN,),
        otherwise="{it} is {state}: only an open action can be withdrawn",
    ),
    "check": Act(
        words="Check completion",
        page="actions:check_action",
        permission=Permission.CHECK_ACTION,
        open_in={Status.TO_CHECK},
        to=(Status.COMPLETE, Status.UNDER_WAY),
        otherwise="{it} is not awaiting a check",
        unless=_completed_by_the_same,
        is_main=True,
    ),
    "decide": Act(
        permission=Permission.EDIT_PLAN,
        open_in=OPEN,
        otherwise="{it} is {state}, so there is nothing to decide",
    ),
    "carry": Act(
        words="Carry forward",
        page="actions:carry_action",
        permission=Permission.EDIT_PLAN,
        open_in=OPEN,
        to=(Status.CARRIED,),
        otherwise=_not_carried,
        unless=_in_no_plan,
        is_offered=_plan_is_over,
    ),
    "judge": Act(
        words="Rate the impact",
        page="actions:judge_impact",
        permission=Permission.UPDATE_ACTION,
        open_in={Status.COMPLETE},
        otherwise="{it} is not complete",
        unless=_rated_for_good,
    ),
    "reopen": Act(
        words="Reopen",
        page="actions:reopen_action",
        permission=Permission.RAISE_ACTION,
        open_in={Status.COMPLETE},
        to=(Status.UNDER_WAY,),
        otherwise="{it} is not complete",
    ),
    "plan_steps": Act(
        permission=Permission.UPDATE_ACTION,
        open_in=OPEN,
        otherwise="{it} is {state}, so its steps cannot change",
    ),
    "link": Act(
        open_in=set(Status) - {Status.WITHDRAWN, Status.CARRIED},
        otherwise=_not_linked,
    ),
}
