"""The pages of a plan's versions, of steps, and of what a second person checks."""

from datetime import date

import pytest
import time_machine

from actions.outline import services as outline
from actions.register.models.actions import Action
from actions.register.services import endings
from actions.register.words import Status
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.pages import errors, page, url

ON = date(2025, 10, 22)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture
def plan(amara):
    plan = make_plan(amara, needs_check=True)
    make_priority(plan)
    outline.approve_plan(plan, by=amara, on=plan.start)
    return plan


@pytest.fixture
def action(plan, partnership, mo):
    return make_action(partnership, priority=plan.priorities.get(), owners=[mo])


class TestVersions:
    def test_an_officer_approves_what_has_changed(self, client_of, amara, plan, action):
        client = client_of(amara)
        before = page(client.get(url("plan_versions", plan)))
        assert "Write the pathway" in before.get_text()

        plan.refresh_from_db()
        refused = page(
            client.post(
                url("approve_plan_again", plan), {"note": "", "version": plan.version}
            )
        )
        client.post(
            url("approve_plan_again", plan),
            {"note": "One more action", "version": plan.version},
        )

        assert errors(refused) == ["Enter why the plan was changed"]
        after = page(client.get(url("plan_versions", plan))).get_text()
        assert "One more action" in after
        assert "Nothing has changed." in after
        first = page(client.get(f"{url('plan_versions', plan)}1/")).get_text()
        assert "Superseded" in first
        assert "Write the pathway" not in first

    def test_a_version_that_does_not_exist_is_not_found(self, client_of, amara, plan):
        response = client_of(amara).get(f"{url('plan_versions', plan)}7/")

        assert response.status_code == 404

    def test_mo_reads_versions_and_is_offered_no_approval(
        self, client_of, mo, plan, action
    ):
        shown = page(client_of(mo).get(url("plan_versions", plan))).get_text()

        assert "Version 1" in shown
        assert "Approve the plan again" not in shown


class TestChecking:
    def test_bryn_sends_it_back_and_then_agrees(self, client_of, mo, bryn, action):
        client_of(mo).post(
            url("complete_action", action), {"outcome": "Safer", "version": 1}
        )
        client = client_of(bryn)
        unsaid = page(
            client.post(url("check_action", action), {"is_done": "no", "version": 2})
        )
        client.post(
            url("check_action", action),
            {"is_done": "no", "reason": "No evidence", "version": 2},
        )
        action.refresh_from_db()

        assert errors(unsaid) == ["Enter what is still missing"]
        assert action.status == Status.UNDER_WAY

        client_of(mo).post(
            url("complete_action", action), {"outcome": "Much safer", "version": 3}
        )
        client.post(url("check_action", action), {"is_done": "yes", "version": 4})
        shown = page(client.get(action.get_absolute_url())).get_text()

        assert Action.objects.get().status == Status.COMPLETE
        assert "Checked 22 October 2025 by Bryn" in " ".join(shown.split())

    def test_the_person_who_completed_it_is_not_offered_the_check(
        self, client_of, bryn, amara, action
    ):
        endings.complete_action(action, outcome="Safer", by=bryn, on=ON)

        own = page(client_of(bryn).get(action.get_absolute_url())).get_text()
        other = page(client_of(amara).get(action.get_absolute_url())).get_text()

        assert "Check completion" not in own
        assert "Check completion" in other


class TestRatings:
    def test_a_change_without_a_reason_keeps_what_was_typed(
        self, client_of, mo, action
    ):
        first = {"text": "Begun", "rag": "green", "impact": "", "version": 1}
        client_of(mo).post(url("update_action", action), first)

        refused = page(
            client_of(mo).post(
                url("update_action", action),
                {"text": "Stuck", "rag": "red", "impact": "amber", "version": 2},
            )
        )

        assert errors(refused) == ["Enter the reason for changing the delivery rating"]
        assert refused.find("textarea", {"name": "text"}).get_text().strip() == "Stuck"
        assert Action.objects.get().rag == "green"

    def test_the_page_has_both_legends(self, client_of, mo, action):
        shown = page(client_of(mo).get(action.get_absolute_url())).get_text()

        assert "Will be completed by its due date" in shown
        assert "There is evidence that children are better off" in shown


class TestSteps:
    def test_are_written_ticked_and_changed(self, client_of, mo, action):
        client = client_of(mo)
        client.post(url("add_steps", action), {"text": "Ask\nTell"})
        ask, tell = action.steps.all()

        client.post(url("tick_step", ask), {"is_done": "yes"})
        client.post(url("edit_step", tell), {"text": "Tell all", "version": 1})

        shown = page(client.get(action.get_absolute_url()))
        steps = [li.get_text(" ", strip=True) for li in shown.select(".app-steps li")]
        assert steps[0].startswith("Done Ask 22 October 2025, Mo")
        assert steps[1].startswith("To do Tell all")
