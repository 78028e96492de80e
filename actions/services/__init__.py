"""Everything that changes a plan or an action."""

from actions.services.by_link import LINK_DAYS, has_gone, update_by_link
from actions.services.leaving import hand_over, merge_people
from actions.services.plans import (
    PRIORITY_FIELDS,
    add_objective,
    add_priority,
    approve_plan,
    create_plan,
    edit_plan,
    edit_priority,
    supersede_plan,
)
from actions.services.progress import (
    change_due,
    check_action,
    complete_action,
    reopen_action,
    update_action,
    withdraw_action,
)
from actions.services.raising import add_action, edit_action, raise_action
from actions.services.steps import add_steps, edit_step, tick_step

__all__ = [
    "LINK_DAYS",
    "PRIORITY_FIELDS",
    "add_action",
    "add_objective",
    "add_priority",
    "add_steps",
    "approve_plan",
    "change_due",
    "check_action",
    "complete_action",
    "create_plan",
    "edit_action",
    "edit_plan",
    "edit_priority",
    "edit_step",
    "hand_over",
    "has_gone",
    "merge_people",
    "raise_action",
    "reopen_action",
    "supersede_plan",
    "tick_step",
    "update_action",
    "update_by_link",
    "withdraw_action",
]
