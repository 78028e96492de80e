"""A row for every column of plans and actions that names a person."""

from datetime import UTC, date, datetime

from django.db.models import Model

from actions.imports.models import PlanImport
from actions.outline import services as outline
from actions.register.models.actions import Action
from actions.register.models.owners import ActionReader
from actions.register.services import endings, progress, saved, steps
from actions.reviews.services import recommendations, reviews
from actions.risks.services import controls, risks
from partnership.people.models import Person
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.naming_year_end import MAKERS as YEAR_END
from tests.actions.reviews.factories import (
    make_recommendation,
    make_review,
    make_session,
)
from tests.actions.risk_factories import make_risk
from tests.factories import PersonFactory

DAY = date(2025, 9, 1)
THEN = datetime(2025, 9, 1, 9, tzinfo=UTC)


def completed(who: Person) -> Model:
    action = make_action(owners=["tbc"])
    endings.complete_action(action, outcome="Children are seen", by=who, on=DAY)
    return action


def withdrawn(who: Person) -> Model:
    action = make_action(owners=["tbc"])
    endings.withdraw_action(action, reason="Overtaken", by=who, on=DAY)
    return action


def checked(who: Person) -> Model:
    plan = make_plan(PersonFactory(), needs_check=True)
    action = make_action(priority=make_priority(plan), owners=["tbc"])
    endings.complete_action(action, outcome="Safer", by=PersonFactory(), on=DAY)
    endings.check_action(action, is_done=True, by=who, on=DAY)
    return action


def carried(who: Person) -> Model:
    action = make_action(owners=["tbc"])
    Action.objects.filter(pk=action.pk).update(
        status="carried", carried_on=DAY, carried_by=who, carried_because="Not done"
    )
    return action


def approved(who: Person) -> Model:
    plan = make_plan(PersonFactory())
    make_priority(plan)
    return outline.approve_plan(plan, by=who, on=DAY)


def stepped(who: Person) -> Model:
    [step] = steps.add_steps(make_action(), text="Ask", by=None)
    steps.tick_step(step, is_done=True, by=who, on=DAY)
    return step


def plan_import(**by: Person) -> PlanImport:
    return PlanImport.objects.create(
        plan=make_plan(PersonFactory()),
        name="plan.xlsx",
        digest="0" * 64,
        uploaded_at=THEN,
        **by,
    )


def named_on_review(who: Person) -> Model:
    review = make_review(PersonFactory())
    return reviews.name_on_review(review, person=who, by=PersonFactory(), on=DAY)


def implemented(who: Person) -> Model:
    by = PersonFactory()
    recommendation = make_recommendation(make_review(by), by, response="accepted")
    recommendations.implement_recommendation(
        recommendation, evidence="Seen", by=who, on=DAY
    )
    return recommendation


MAKERS = {
    "actions.Plan.approved_by": lambda who: make_plan(who),
    "actions.Priority.lead": lambda who: make_priority(
        make_plan(PersonFactory()), lead=who
    ),
    "actions.Priority.board_officer": lambda who: make_priority(
        make_plan(PersonFactory()), board_officer=who
    ),
    "actions.Action.raised_by": lambda who: make_action(by=who),
    "actions.Action.completed_by": completed,
    "actions.Action.withdrawn_by": withdrawn,
    "actions.ActionOwner.person": lambda who: make_action(owners=[who]).owners.get(),
    "actions.ActionReader.person": lambda who: ActionReader.objects.create(
        action=make_action(), person=who
    ),
    "actions.Update.by": lambda who: progress.update_action(
        make_action(), text="It goes on", by=who, on=DAY
    ),
    "actions.DueChange.by": lambda who: progress.change_due(
        make_action(), due_text="March 2026", reason="Illness", by=who, on=DAY
    ),
    "actions.Action.checked_by": checked,
    "actions.Action.carried_by": carried,
    "actions.PlanVersion.approved_by": approved,
    "actions.Step.done_by": stepped,
    "actions.PlanImport.uploaded_by": lambda who: plan_import(uploaded_by=who),
    "actions.PlanImport.applied_by": lambda who: plan_import(
        applied_at=THEN, applied_by=who
    ),
    "actions.Risk.owner": lambda who: make_risk(owner=who),
    "actions.Risk.raised_by": lambda who: make_risk(by=who),
    "actions.RiskAssessment.by": lambda who: make_risk(by=who).assessments.get(),
    "actions.RiskDecision.by": lambda who: risks.close_risk(
        make_risk(), reason="It is over", by=who, on=DAY
    ),
    "actions.RiskAction.linked_by": lambda who: controls.link_risk_action(
        make_risk(), action=make_action(), by=who, on=DAY
    ),
    "actions.RiskEscalation.acknowledged_by": lambda who: risks.acknowledge_risk(
        make_risk(current=(4, 4)), by=who, on=DAY
    ),
    "actions.SavedView.person": lambda who: saved.save_view(
        name="Late", query="overdue=on", by=who
    ),
    **YEAR_END,
    "actions.PracticeReview.lead": lambda who: make_review(PersonFactory(), lead=who),
    "actions.ReviewMember.person": named_on_review,
    "actions.Recommendation.implemented_by": implemented,
    "actions.ScrutinySession.recorded_by": make_session,
}
