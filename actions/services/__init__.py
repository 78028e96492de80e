"""Everything that changes a plan or an action."""

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
from actions.services.risk_parts import (
    add_risk_control,
    edit_risk_control,
    link_risk_action,
    raise_from_risk,
    unlink_risk_action,
)
from actions.services.risks import (
    accept_risk,
    acknowledge_risk,
    add_risk,
    assess_risk,
    close_risk,
    edit_risk,
    reopen_risk,
)
from actions.services.steps import add_steps, edit_step, tick_step

__all__ = [
    "PRIORITY_FIELDS",
    "accept_risk",
    "acknowledge_risk",
    "add_action",
    "add_objective",
    "add_priority",
    "add_risk",
    "add_risk_control",
    "add_steps",
    "approve_plan",
    "assess_risk",
    "change_due",
    "check_action",
    "close_risk",
    "complete_action",
    "create_plan",
    "edit_action",
    "edit_plan",
    "edit_priority",
    "edit_risk",
    "edit_risk_control",
    "edit_step",
    "hand_over",
    "link_risk_action",
    "merge_people",
    "raise_action",
    "raise_from_risk",
    "reopen_action",
    "reopen_risk",
    "supersede_plan",
    "tick_step",
    "unlink_risk_action",
    "update_action",
    "withdraw_action",
]
