"""Everything that changes a plan or an action."""

from actions.services.carrying import carry_action
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
from actions.services.year_end import (
    TAKE_OVER,
    abandon_year_end,
    begin_year_end,
    close_year,
    decide_to_carry,
    decide_to_complete,
    decide_to_drop,
    place_priorities,
)

__all__ = [
    "PRIORITY_FIELDS",
    "TAKE_OVER",
    "abandon_year_end",
    "add_action",
    "add_objective",
    "add_priority",
    "add_steps",
    "approve_plan",
    "begin_year_end",
    "carry_action",
    "change_due",
    "check_action",
    "close_year",
    "complete_action",
    "create_plan",
    "decide_to_carry",
    "decide_to_complete",
    "decide_to_drop",
    "edit_action",
    "edit_plan",
    "edit_priority",
    "edit_step",
    "hand_over",
    "merge_people",
    "place_priorities",
    "raise_action",
    "reopen_action",
    "supersede_plan",
    "tick_step",
    "update_action",
    "withdraw_action",
]
