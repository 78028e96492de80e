"""A part is not changed once what it belongs to is over, also not at that moment.

Whoever opened the page before has the whole in hand as it was then.
"""

from datetime import date

import pytest

from actions.outline import services as outline
from actions.plans import services as plans
from actions.plans.models import Priority
from actions.register.models.steps import Step
from actions.register.services import endings, steps
from actions.risks.models.parts import RiskControl
from actions.risks.services import controls, risks
from partnership.guards.outcomes import Refused
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.risk_factories import make_risk

ON = date(2025, 10, 24)


@pytest.fixture
def step(education, amara):
    action = make_action(education, by=amara)
    steps.add_steps(action, text="Ask the schools", by=amara)
    step = Step.objects.select_related("action").get()
    endings.complete_action(action, outcome="It helped", by=amara, on=ON)
    return step


@pytest.fixture
def control(education, amara):
    risk = make_risk(education, by=amara)
    controls.add_risk_control(risk, text="A rota", by=amara)
    control = RiskControl.objects.select_related("risk").get()
    risks.close_risk(risk, reason="It is over", by=amara, on=ON)
    return control


@pytest.fixture
def priority(amara):
    plan = make_plan(amara)
    make_priority(plan)
    priority = Priority.objects.select_related("plan").get()
    outline.supersede_plan(plan, by=amara, on=ON)
    return priority


def test_a_step_stays_with_its_completed_action(step, amara):
    for change in (
        lambda: steps.tick_step(step, is_done=True, by=amara, on=ON),
        lambda: steps.edit_step(step, text="Other words", by=amara),
    ):
        with pytest.raises(Refused, match="its steps cannot change"):
            change()

    step.refresh_from_db()
    assert (step.text, step.is_done) == ("Ask the schools", False)


def test_a_control_stays_with_its_closed_risk(control, amara):
    with pytest.raises(Refused, match="is closed"):
        controls.edit_risk_control(
            control, text="None", assurance="", strength="none", by=amara, on=ON
        )

    control.refresh_from_db()
    assert control.text == "A rota"


def test_a_priority_stays_with_its_superseded_plan(priority, amara):
    for change in (
        lambda: plans.edit_priority(priority, title="Other words", by=amara),
        lambda: plans.add_objective(priority, text="One more", by=amara),
    ):
        with pytest.raises(Refused, match="superseded"):
            change()

    assert not priority.objectives.exists()
