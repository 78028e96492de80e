"""The rows of this app that the access table is tried on, and what differs from it."""

from actions import services
from actions.models import (
    Action,
    Plan,
    PracticeReview,
    Priority,
    Recommendation,
    ReviewMember,
    ScrutinyQuestion,
    ScrutinySession,
    Step,
)
from partnership.access import Role
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.review_factories import (
    NOTIFIED,
    make_question,
    make_recommendation,
    make_review,
    make_session,
)
from tests.factories import PersonFactory

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
        world.subgroup, text="An action that outsiders must not read", by=world.amara
    )
    priority = make_priority(plan)
    services.approve_plan(plan, by=world.amara, on=plan.start)
    [step] = services.add_steps(action, text="A step of it", by=world.amara)
    return {
        Plan: plan,
        Priority: priority,
        Action: action,
        Step: step,
        **_learning(world, action),
    }


def _learning(world, action) -> dict:
    """A review with someone named and a recommendation, a session with a question."""
    review = make_review(world.amara, title="A review that nobody else must read")
    member = services.name_on_review(
        review, person=PersonFactory(), part="Reviewer", by=world.amara, on=NOTIFIED
    )
    recommendation = make_recommendation(review, world.amara, response="accepted")
    session = make_session(world.amara)
    question = make_question(session, world.amara)
    services.link_to_recommendation(recommendation, action=action, by=world.amara)
    services.link_to_question(question, action=action, by=world.amara)
    return {
        PracticeReview: review,
        ReviewMember: member,
        Recommendation: recommendation,
        ScrutinySession: session,
        ScrutinyQuestion: question,
    }


def _an_action(row) -> dict:
    return {"number": Action.objects.earliest("pk").pk}


EXTRA_KWARGS = {
    "actions:plan_version": lambda plan: {"number": 1},
    "actions:unlink_from_recommendation": _an_action,
    "actions:unlink_from_question": _an_action,
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
}
