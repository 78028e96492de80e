"""The rows of this app that the access table is tried on, and what differs from it."""

from datetime import date

from django.core.files.base import ContentFile

from actions.imports.models import PlanImport
from actions.imports.services import ACTIONS
from actions.outline import services as outline
from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
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
from tests.factories import MembershipFactory, PersonFactory

SECRETS = {
    "Action": "An action that outsiders must not read",
    "Action of a draft": "An action that is only planned",
    "Action of a school": "An action of one school only",
    "Action of a school in the plan": "An action of the plan for one school",
    "Plan in draft": "Plan in the making",
    "Priority of a draft": "A priority in the making",
    "PracticeReview": "A review that nobody else must read",
    "Risk": "outsiders read what they must not",
    "SavedView that is not shared": "Late actions for me",
}


def rows(world) -> dict:
    plan = make_plan(world.amara, title="Plan of the access table")
    action = make_action(
        world.subgroup,
        text=SECRETS["Action"],
        owners=["The board office", world.named["Action owner"]],
        by=world.amara,
    )
    reported = make_action(
        world.subgroup,
        text="An action that a letter's link reports on",
        owners=[PersonFactory(name="Owner by letter")],
        by=world.amara,
    )
    priority = make_priority(plan, lead=world.named["Priority lead"])
    outline.approve_plan(plan, by=world.amara, on=plan.start)
    rated = _rated(world)
    [step] = steps.add_steps(action, text="A step of it", by=world.amara)
    shared, private = (
        saved.save_view(
            name=f"Late actions {words}",
            query="overdue=on",
            is_shared=is_shared,
            by=world.named["Owner of a saved view"],
        )
        for words, is_shared in (("for all", True), ("for me", False))
    )
    return {
        Plan: plan,
        Priority: priority,
        Action: action,
        Step: step,
        PlanImport: _plan_import(world, plan),
        SavedView: shared,
        "SavedView that is not shared": private,
        YearEnd: year_end(world),
        **risk_rows(world),
        **_learning(world, action, rated),
        **_of_other_plans(world),
        ActionOwner: reported.owners.get(),
    }


def _of_other_plans(world) -> dict:
    """What is seen otherwise: in a draft, and of a school; and what a stranger has."""
    plan = make_plan(world.amara, title="Plan beside it")
    draft = Plan.objects.create(
        title="Plan in the making", slug="draft", start=plan.start, end=plan.end
    )
    lead = world.named["Priority lead"]
    led = make_priority(plan, ref="BESIDE1", lead=lead)
    drafted = make_priority(
        draft, ref="DRAFT1", title=SECRETS["Priority of a draft"], lead=lead
    )
    owned = {"owners": [world.named["Action owner"]], "by": world.amara}
    _of_a_stranger(world)
    return {
        "Plan in draft": draft,
        "Priority of a draft": drafted,
        "Action of the plan": make_action(world.subgroup, priority=led, **owned),
        **{
            row: make_action(place, text=SECRETS[row], priority=priority, **owned)
            for row, place, priority in (
                ("Action of a draft", world.subgroup, drafted),
                ("Action of a school", world.school, None),
                ("Action of a school in the plan", world.school, led),
            )
        },
    }


def _of_a_stranger(world) -> None:
    """Whoever is named on these must not reach those."""
    stranger = world.named_elsewhere
    plan = make_plan(world.amara, title="Plan of others")
    make_priority(plan, ref="OTHER1", lead=stranger)
    make_action(world.other_subgroup, owners=[stranger], by=world.amara)
    make_risk(world.other_subgroup, owner=stranger, by=world.amara)
    review = make_review(world.amara, title="A review of others")
    reviews.name_on_review(
        review, person=stranger, part="Reviewer", by=world.amara, on=NOTIFIED
    )
    saved.save_view(name="Theirs", query="", by=stranger)


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
        event=SECRETS["Risk"],
        current=(4, 4),
        owner=world.named["Risk owner"],
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
    review = make_review(world.amara, title=SECRETS["PracticeReview"])
    member = reviews.name_on_review(
        review,
        person=world.named["Named on a practice review"],
        part="Reviewer",
        by=world.amara,
        on=NOTIFIED,
    )
    recommendation = make_recommendation(review, world.amara, response="accepted")
    recorder = world.named["Recorder of a scrutiny session"]
    MembershipFactory(
        person=recorder, organisation=world.partnership, role=Role.SCRUTINEER
    )
    session = make_session(recorder)
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


def _another_action(row) -> dict:
    return {"action": Action.objects.latest("pk").pk}


# Another row's, or none's.
FOREIGN_KWARGS = {
    "actions:plan_version": lambda plan: {"number": 99},
    "actions:decide_carry": _another_action,
    "actions:decide_drop": _another_action,
    "actions:decide_complete": _another_action,
    "actions:unlink_from_recommendation": lambda row: {"number": 0},
    "actions:unlink_from_question": lambda row: {"number": 0},
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
