"""The rows of this app that the access table is tried on, and what differs from it."""

from actions.models import Action, Plan, Priority
from partnership.access import Role
from tests.actions.factories import make_action, make_plan, make_priority

BODIES = (Role.SUBGROUP_CHAIR, Role.MINUTE_TAKER, Role.MEMBER, Role.DEPUTY)
READING = ("actions:plan", "actions:priority")
WRITING = (
    "actions:edit_plan",
    "actions:approve_plan",
    "actions:supersede_plan",
    "actions:add_priority",
    "actions:edit_priority",
    "actions:add_objective",
    "actions:add_action",
)


def rows(world) -> dict:
    plan = make_plan(world.amara, title="Plan of the access table")
    action = make_action(
        world.subgroup, text="An action that outsiders must not read", by=world.amara
    )
    return {Plan: plan, Priority: make_priority(plan), Action: action}


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
}

POST = {
    "actions:create_plan": {
        "title": "A plan",
        "start-day": "1",
        "start-month": "4",
        "start-year": "2026",
        "end-day": "31",
        "end-month": "3",
        "end-year": "2027",
    },
    "actions:edit_plan": {"title": "Another title", "version": "1"},
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
    "actions:reopen_action": {"reason": "Not done", "version": "1"},
}
