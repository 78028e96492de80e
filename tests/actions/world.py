"""The rows of this app that the access table is tried on, and what differs from it."""

from actions import services
from actions.models import Action, Plan, Priority, SavedView, Step
from partnership.access import Role
from tests.actions.factories import make_action, make_plan, make_priority

BODIES = (Role.SUBGROUP_CHAIR, Role.MINUTE_TAKER, Role.MEMBER, Role.DEPUTY)
READING = (
    "actions:plan",
    "actions:plan_version",
    "actions:plan_versions",
    "actions:priority",
)
WRITING = (
    "actions:edit_plan",
    "actions:approve_plan",
    "actions:approve_plan_again",
    "actions:supersede_plan",
    "actions:add_priority",
    "actions:edit_priority",
    "actions:add_objective",
    "actions:add_action",
)


def rows(world) -> dict:
    plan = make_plan(world.amara, title="Plan of the access table")
    action = make_action(
        world.subgroup,
        text="An action that outsiders must not read",
        owners=["The board office"],
        by=world.amara,
    )
    priority = make_priority(plan)
    services.approve_plan(plan, by=world.amara, on=plan.start)
    [step] = services.add_steps(action, text="A step of it", by=world.amara)
    view = services.save_view(
        name="Late actions", query="overdue=on", is_shared=True, by=world.amara
    )
    return {
        Plan: plan,
        Priority: priority,
        Action: action,
        Step: step,
        SavedView: view,
    }


EXTRA_KWARGS = {
    "actions:plan_version": lambda plan: {"number": 1},
    "actions:register_file": lambda row: {"kind": "csv"},
}


# The plan belongs to no one body: whoever sits on any subgroup reads it once it is
# approved, and only officers write it.
EXCEPTIONS = {
    **{
        key: 200
        for name in READING
        for role in BODIES
        for key in ((name, role), (name, role, "elsewhere"))
    },
    **{
        key: 403
        for name in WRITING
        for role in BODIES
        for key in ((name, role), (name, role, "elsewhere"))
    },
    # Whoever reads the plan sees what officers share, and only they change it.
    **{
        key: 403
        for name in ("actions:edit_view", "actions:forget_view")
        for role in BODIES
        for key in ((name, role), (name, role, "elsewhere"))
    },
    # Whoever sits on any of the partnership's bodies reads the whole directory.
    **{
        (name, role, "elsewhere"): 403
        for name in ("actions:of_person", "actions:of_organisation")
        for role in BODIES
    },
}

POST = {
    "actions:create_plan": {
        "title": "A plan",
        "tier": "yearly",
        "start-day": "1",
        "start-month": "4",
        "start-year": "2026",
        "end-day": "31",
        "end-month": "3",
        "end-year": "2027",
    },
    "actions:edit_plan": {
        "title": "Another title",
        "tier": "core",
        "version": "2",
    },
    "actions:approve_plan_again": {"note": "Two dates moved", "version": "2"},
    "actions:add_priority": {"ref": "WSCP9", "title": "Another priority"},
    "actions:edit_priority": {"title": "Another title", "version": "1"},
    "actions:add_objective": {"text": "An objective"},
    "actions:add_action": {"text": "An action"},
    "actions:raise_action": {"text": "An action"},
    "actions:edit_action": {"text": "Other words", "version": "1"},
    "actions:update_action": {"text": "It goes on", "rag": "green", "version": "1"},
    "actions:change_due": {"due_text": "May", "reason": "Illness", "version": "1"},
    "actions:complete_action": {"outcome": "It helped", "version": "1"},
    "actions:withdraw_action": {"reason": "Not needed", "version": "1"},
    "actions:check_action": {"is_done": "yes", "version": "1"},
    "actions:add_steps": {"text": "A step"},
    "actions:edit_step": {"text": "Another step", "version": "1"},
    "actions:tick_step": {"is_done": "yes"},
    "actions:reopen_action": {"reason": "Not done", "version": "1"},
    "actions:match_owners": {"version": "1"},
    "actions:update_many": {"what": "update", "text": "It goes on"},
    "actions:save_view": {"name": "Undated", "query": "without_date=on"},
    "actions:edit_view": {"name": "All that is late", "version": "1"},
}
