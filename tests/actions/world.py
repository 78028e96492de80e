"""The rows of this app that the access table is tried on, and what differs from it."""

from datetime import date

from actions import services
from actions.models import Action, Plan, Priority, Step, YearEnd
from partnership.access import Role
from tests.actions.factories import make_action, make_plan, make_priority

BODIES = (Role.SUBGROUP_CHAIR, Role.MINUTE_TAKER, Role.MEMBER, Role.DEPUTY)
READING = (
    "actions:plan",
    "actions:plan_version",
    "actions:plan_versions",
    "actions:priority",
    "actions:year_end_pdf",
    "actions:year_end_report",
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
    "actions:begin_year_end",
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
        YearEnd: year_end(world),
    }


def year_end(world) -> YearEnd:
    """One that is being prepared, with an action decided and one undecided."""
    plan = make_plan(world.amara, title="Plan of last year", start=date(2024, 4, 1))
    priority = make_priority(plan, ref="LAST1")
    undecided, decided = (
        make_action(
            world.partnership,
            text=f"An action of last year {n}",
            owners=["tbc"],
            priority=priority,
            by=world.amara,
        )
        for n in range(2)
    )
    begun = services.begin_year_end(
        plan,
        title="Plan of next year",
        slug="plan-of-next-year",
        start=date(2026, 4, 1),
        end=date(2027, 3, 31),
        by=world.amara,
        on=plan.end,
    )
    services.place_priorities(begun, places={priority.pk: "take_over"}, by=world.amara)
    services.decide_to_carry(
        begun,
        decided,
        reason="It waits for a partner",
        due_text="June 2026",
        target=begun.next_plan.priorities.get(),
        by=world.amara,
        on=plan.end,
    )
    return begun


def undecided_of(year_end: YearEnd) -> dict:
    return {"action": year_end.undecided().first().pk}


EXTRA_KWARGS = {
    "actions:plan_version": lambda plan: {"number": 1},
    "actions:decide_carry": undecided_of,
    "actions:decide_drop": undecided_of,
    "actions:decide_complete": undecided_of,
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
    "actions:begin_year_end": {"title": "The next plan"},
    "actions:place_priorities": {"version": "2"},
    "actions:decide_carry": {"reason": "Goes on", "due_text": "May", "version": "1"},
    "actions:decide_drop": {
        "reason": "Overtaken",
        "decision_words": "Executive, item 6",
        "version": "1",
    },
    "actions:decide_complete": {"outcome": "It helped", "version": "1"},
    "actions:close_year": {"version": "3"},
    "actions:abandon_year_end": {"reason": "Too early", "version": "3"},
    "actions:carry_action": {"reason": "Goes on", "due_text": "May", "version": "1"},
}
