"""The pages of plans and of the register of actions."""

from actions.views.plans import (
    add_action,
    add_objective,
    add_priority,
    approve_plan,
    create_plan,
    edit_plan,
    edit_priority,
    plan,
    plans,
    priority,
    supersede_plan,
)
from actions.views.register import (
    action,
    change_due,
    complete_action,
    edit_action,
    raise_action,
    register,
    reopen_action,
    update_action,
    withdraw_action,
)

__all__ = [
    "action",
    "add_action",
    "add_objective",
    "add_priority",
    "approve_plan",
    "change_due",
    "complete_action",
    "create_plan",
    "edit_action",
    "edit_plan",
    "edit_priority",
    "plan",
    "plans",
    "priority",
    "raise_action",
    "register",
    "reopen_action",
    "supersede_plan",
    "update_action",
    "withdraw_action",
]
