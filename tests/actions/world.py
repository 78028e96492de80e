"""The rows of this app that the access table is tried on, and what differs from it."""

from datetime import date

from django.core.files.base import ContentFile

from actions.imports.models import PlanImport
from actions.imports.services import ACTIONS
from actions.outline import services as outline
from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action, ActionOwner
from actions.register.models.saved import SavedView
from actions.register.models.steps import Step
from actions.register.services import progress, raising, saved, steps
from actions.reviews.models.recommendations import Recommendation
from actions.reviews.models.reviews import PracticeReview, ReviewMember
from actions.reviews.services import recommendations, reviews
from actions.risks.models.parts import RiskAction, RiskControl
from actions.risks.models.risks import Risk
from actions.risks.services import controls
from actions.scrutiny import services as scrutiny
from actions.scrutiny.models import ScrutinyQuestion, ScrutinySession
from actions.year_end.models import YearEnd
from actions.year_end.services import closing
from partnership.access import Role
from partnership.uploads import services as uploads
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.reviews.factories import (
    NOTIFIED,
    make_question,
    make_recommendation,
    make_review,
    make_session,
)
from tests.actions.risk_factories import make_risk
from tests.factories import PersonFactory

BODIES = (Role.SUBGROUP_CHAIR, Role.MINUTE_TAKER, Role.MEMBER, Role.DEPUTY)
READING = (
    "actions:plan",
    "actions:plan_version",
    "actions:plan_versions",
    "actions:priority",
    "actions:plan_movement",
    "actions:plan_movement_file",
    "actions:plan_movement_pdf",
    "actions:by_exception",
    "actions:by_exception_pdf",
    "actions:by_exception_file",
    "actions:in_full",
    "actions:in_full_pdf",
    "actions:in_full_file",
    "actions:timeline",
    "actions:one_pager",
    "actions:one_pager_pdf",
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
    "actions:import_plan",
    "actions:begin_year_end",
)


def rows(world) -> dict:
    plan = make_plan(world.amara, title="Plan of the access table")
    action = make_action(
        world.subgroup,
        text="An action that outsiders must not read",
        owners=["The board office"],
        by=world.amara,
    )
    reported = make_action(
        world.subgroup,
        text="An action that a letter's link reports on",
        owners=[PersonFactory(name="Owner by letter")],
        by=world.amara,
    )
    priority = make_priority(plan)
    outline.approve_plan(plan, by=world.amara, on=plan.start)
    rated = _rated(world)
    [step] = steps.add_steps(action, text="A step of it", by=world.amara)
    view = saved.save_view(
        name="Late actions", query="overdue=on", is_shared=True, by=world.amara
    )
    return {
        Plan: plan,
        Priority: priority,
        Action: action,
        Step: step,
        PlanImport: _plan_import(world, plan),
        SavedView: view,
        YearEnd: year_end(world),
        **risk_rows(world),
        **_learning(world, action, rated),
        ActionOwner: reported.owners.get(),
    }


def _rated(world) -> Action:
    """One that shows both ratings wherever it is shown."""
    action = make_action(world.subgroup, text="An action that is rated", by=world.amara)
    return _rate(action, world)


def _rate(action, world) -> Action:
    progress.update_action(
        action,
        text="It waits for a partner",
        rag="amber",
        impact="green",
        reason="Half of it is done, and what is done helps",
        by=world.amara,
        on=action.raised_on,
    )
    return action


def _plan_import(world, plan) -> PlanImport:
    """A file with a question, an odd word, a change and something new."""
    priority = plan.priorities.get()
    raising.add_action(
        priority,
        text="Write the pathway for children who go missing from care",
        organisation=world.subgroup,
        by=world.amara,
        on=plan.start,
    )
    rows = (
        "Priority,Action,By when,Lead,Status\n"
        f"{priority.ref},Write the pathway for children who go missing at night,"
        "May 2026,Amara,Open\n"
        f"{priority.ref},Keep this from outsiders,tbc,Board office,Slipping\n"
        f"{priority.ref},Tell nobody outside of it,2026/10,Board office,Open\n"
    )
    return uploads.upload(
        ACTIONS,
        file=ContentFile(rows.encode(), name="plan.csv"),
        plan=plan,
        by=world.amara,
        on=plan.start,
    )


def risk_rows(world) -> dict:
    """A risk that escalates, with a control and an action of its own."""
    risk = make_risk(
        world.subgroup,
        event="outsiders read what they must not",
        current=(4, 4),
        owner=world.amara,
        by=world.amara,
    )
    control = controls.add_risk_control(risk, text="A control of it", by=world.amara)
    raised = controls.raise_from_risk(
        risk, text="An action of the risk", by=world.amara, on=risk.raised_on
    )
    _rate(raised, world)
    return {Risk: risk, RiskControl: control, RiskAction: risk.links.get()}


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
    begun = closing.begin_year_end(
        plan,
        title="Plan of next year",
        slug="plan-of-next-year",
        start=date(2026, 4, 1),
        end=date(2027, 3, 31),
        by=world.amara,
        on=plan.end,
    )
    closing.place_priorities(begun, places={priority.pk: "take_over"}, by=world.amara)
    closing.decide_to_carry(
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


def _learning(world, *actions) -> dict:
    """A review with someone named and a recommendation, a session with a question."""
    review = make_review(world.amara, title="A review that nobody else must read")
    member = reviews.name_on_review(
        review, person=PersonFactory(), part="Reviewer", by=world.amara, on=NOTIFIED
    )
    recommendation = make_recommendation(review, world.amara, response="accepted")
    session = make_session(world.amara)
    question = make_question(session, world.amara)
    for action in actions:
        recommendations.link_to_recommendation(
            recommendation, action=action, by=world.amara
        )
        scrutiny.link_to_question(question, action=action, by=world.amara)
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
    "actions:register_file": lambda row: {"kind": "csv"},
    "actions:decide_carry": undecided_of,
    "actions:decide_drop": undecided_of,
    "actions:decide_complete": undecided_of,
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

RATINGS = {
    "inherent_likelihood": "4",
    "inherent_impact": "4",
    "current_likelihood": "3",
    "current_impact": "3",
    "target_likelihood": "2",
    "target_impact": "2",
}
RISK = {
    "cause": "a post is vacant",
    "event": "calls are missed",
    "consequence": "help comes late",
    "review_months": "3",
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
    "actions:update_by_link": {"text": "It goes on", "rag": "green", "version": "1"},
    "actions:change_due": {"due_text": "May", "reason": "Illness", "version": "1"},
    "actions:complete_action": {
        "outcome": "It helped",
        "impact": "green",
        "version": "1",
    },
    "actions:judge_impact": {"impact": "green", "text": "It helped", "version": "1"},
    "actions:withdraw_action": {"reason": "Not needed", "version": "1"},
    "actions:check_action": {"is_done": "yes", "version": "1"},
    "actions:add_steps": {"text": "A step"},
    "actions:edit_step": {"text": "Another step", "version": "1"},
    "actions:tick_step": {"is_done": "yes"},
    "actions:import_plan": {},
    "actions:import_actions": {},
    "actions:plan_import": {"version": "1"},
    "actions:understand_import": {"in_text": "1", "version": "1"},
    "actions:answer_import": {"question_0": "same", "version": "1"},
    "actions:reopen_action": {"reason": "Not done", "version": "1"},
    "actions:add_risk": {**RISK, **RATINGS},
    "actions:edit_risk": {**RISK, "version": "1"},
    "actions:assess_risk": {**RATINGS, "reason": "A new post", "version": "1"},
    "actions:accept_risk": {"reason": "We live with it", "version": "1"},
    "actions:close_risk": {"reason": "It is over", "version": "1"},
    "actions:reopen_risk": {"reason": "It is back", "version": "1"},
    "actions:acknowledge_risk": {"note": "We have heard", "version": "1"},
    "actions:add_risk_control": {"text": "A rota", "strength": "none"},
    "actions:edit_risk_control": {"text": "A rota", "version": "1"},
    "actions:raise_risk_action": {"text": "Fill the post"},
    "actions:link_risk_action": {"action": "WSCP1.1"},
    "actions:match_owners": {"version": "1"},
    "actions:update_many": {"what": "update", "text": "It goes on"},
    "actions:save_view": {"name": "Undated", "query": "without_date=on"},
    "actions:edit_view": {"name": "All that is late", "version": "1"},
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
