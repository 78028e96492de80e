"""Everything that changes a plan or an action."""

from actions.services.imports import (
    answer_import,
    apply_import,
    clear_imports,
    foresee_import_again,
    import_plan,
    preview_of_import,
    understand_import,
    understanding_of,
    understanding_with,
    upload_import,
)
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
from actions.services.raising import (
    Draft,
    add_action,
    edit_action,
    raise_action,
    raise_actions,
)
from actions.services.steps import add_steps, edit_step, tick_step

__all__ = [
    "PRIORITY_FIELDS",
    "Draft",
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
    "merge_people",
    "raise_action",
    "reopen_action",
    "supersede_plan",
    "tick_step",
    "update_action",
    "withdraw_action",
    "answer_import",
    "apply_import",
    "clear_imports",
    "foresee_import_again",
    "import_plan",
    "preview_of_import",
    "understand_import",
    "understanding_of",
    "understanding_with",
    "upload_import",
    "raise_actions",
]
