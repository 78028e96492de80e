"""Carrying actions forward to another plan."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from actions import leaving
from actions.outline import services as outline
from actions.plans import services as plans
from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.origins import carried_words, origins_of
from actions.register.services import endings, progress, raising, steps
from actions.register.words import OwnerAs, Source, Status
from actions.reviews.models.recommendations import Recommendation
from actions.reviews.services import recommendations
from actions.risks.services import controls
from actions.scrutiny import services as scrutiny
from actions.year_end.services import carrying
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.reviews.factories import (
    make_question,
    make_recommendation,
    make_review,
    make_session,
)
from tests.actions.risk_factories import make_risk

ON = date(2026, 3, 30)


@pytest.fixture
def old(amara, partnership):
    return make_priority(make_plan(amara, title="Plan of 2025"), ref="WSCP1")


@pytest.fixture
def target(amara):
    """The priority of the next plan under the same reference."""
    plan = make_plan(amara, title="Plan of 2026", start=date(2026, 4, 1))
    return make_priority(plan, ref="WSCP1")


@pytest.fixture
def action(old, amara, mo, partnership):
    """Owned by Mo and by words, under an objective, with one step of two done."""
    objective = plans.add_objective(old, text="Help comes sooner", by=amara)
    action = raising.add_action(
        old,
        objective=objective,
        text="Write the pathway",
        owners=[OwnerAs("Mo (lead)", person=mo, role_words="lead"), OwnerAs("tbc")],
        due_text="March 2026",
        measure="It is published",
        measure_type="outcome",
        areas=["Denholt"],
        by=amara,
        on=date(2025, 4, 1),
    )
    ask, _ = steps.add_steps(action, text="Ask\nTell", by=mo)
    steps.tick_step(ask, is_done=True, by=mo, on=ON)
    progress.update_action(
        action, text="Begun", rag="amber", impact="red", by=mo, on=ON
    )
    Message.objects.all().delete()
    return action


def carry(action, target, by, **changes):
    words = {"reason": "Illness", "due_text": "May 2026", "on": ON, **changes}
    return carrying.carry_action(action, target=target, by=by, **words)


class TestLinks:
    """Links are copied, with an event in the history of the linked subject."""

    @pytest.fixture
    def recommendation(self, action, amara):
        made = make_recommendation(make_review(amara), amara, response="accepted")
        recommendations.link_to_recommendation(made, action=action, by=amara)
        return made

    def test_a_recommendation_is_linked_to_the_new_action(
        self, recommendation, action, target, amara
    ):
        new = carry(action, target, amara)

        assert set(recommendation.actions.all()) == {action, new}
        assert recommendation.standing == Recommendation.Standing.UNDER_WAY
        assert latest(recommendation.review) == (
            "action carried forward",
            {"action": new.ref, "number": 1},
        )

    def test_a_form_opened_on_it_before_is_out_of_date(
        self, recommendation, action, target, amara
    ):
        carry(action, target, amara)

        with pytest.raises(Changed):
            recommendation.claim(recommendation.version)

    def test_a_question_is_linked_to_the_new_action(self, action, target, amara):
        question = make_question(make_session(amara), amara)
        scrutiny.link_to_question(question, action=action, by=amara)

        new = carry(action, target, amara)

        assert set(question.actions.all()) == {action, new}
        assert latest(question.session) == (
            "action carried forward",
            {"action": new.ref, "number": 1},
        )

    def test_a_risk_is_linked_to_the_new_action(self, action, target, amara):
        risk = make_risk()
        controls.link_risk_action(risk, action=action, by=amara, on=ON)

        new = carry(action, target, amara)

        assert {link.action for link in risk.links.standing()} == {action, new}
        assert latest(risk) == ("action carried forward", {"action": new.ref})

    def test_an_unlinked_action_is_not_linked_again(self, action, target, amara):
        risk = make_risk()
        link = controls.link_risk_action(risk, action=action, by=amara, on=ON)
        controls.unlink_risk_action(link, by=amara, on=ON)

        carry(action, target, amara)

        assert not risk.links.standing().exists()


def latest(subject) -> tuple[str, dict]:
    event = history.of(subject)[0]
    return event.event, event.detail


class TestWhatIsCarried:
    def test_continues_under_the_next_number_with_its_parts(
        self, action, target, amara
    ):
        new = carry(action, target, amara)

        assert (new.ref, new.text, new.priority, new.due_end) == (
            "WSCP1.2",
            "Write the pathway",
            target,
            date(2026, 5, 31),
        )
        assert (new.measure, new.measure_type, new.areas) == (
            "It is published",
            "outcome",
            ["Denholt"],
        )
        assert (new.source, new.source_words) == (
            Source.PLAN,
            "Carried forward from WSCP1.1, Plan of 2025",
        )
        assert (new.status, new.rag, new.impact) == (Status.NOT_STARTED, "", "")
        assert new.objective.text == "Help comes sooner"
        assert new.objective.priority == target
        assert [
            (owner.words, owner.person and owner.person.name, owner.role_words)
            for owner in new.owners.all()
        ] == [("Mo (lead)", "Mo", "lead"), ("tbc", None, "")]
        assert [step.text for step in new.steps.all()] == ["Tell"]

    def test_the_old_action_stays_with_the_reason(self, action, target, amara):
        new = carry(action, target, amara)

        action.refresh_from_db()
        assert (action.status, action.rag, action.impact) == ("carried", "amber", "red")
        assert (action.carried_because, action.carried_by, action.carried_on) == (
            "Illness",
            amara,
            ON,
        )
        assert (new.carried_from, action.carried_to) == (action, new)

    def test_is_in_the_history_of_both(self, action, target, amara):
        new = carry(action, target, amara)

        told = [
            next(e for e in history.of(one) if e.event == "carried forward").detail
            for one in (action, new)
        ]
        assert told == [
            {"to": "WSCP1.2", "plan": "Plan of 2026", "reason": "Illness"},
            {"origin": "WSCP1.1", "plan": "Plan of 2025", "reason": "Illness"},
        ]

    def test_uses_the_existing_objective(self, action, target, amara):
        there = plans.add_objective(target, text="Help comes sooner", by=amara)

        assert carry(action, target, amara).objective == there

    def test_its_owners_get_one_email(self, action, target, amara):
        carry(action, target, amara)

        [letter] = Message.objects.all()
        assert (letter.kind, letter.person.name) == ("year_closed", "Mo")
        assert "- WSCP1.2 Write the pathway (was WSCP1.1). Due: May 2026" in letter.body


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"reason": " "}, "Enter the reason for carrying it forward"),
            ({"due_text": " "}, "Enter the new due date"),
        ],
    )
    def test_without_a_reason_or_a_date(self, changes, words, action, target, amara):
        with pytest.raises(Refused, match=words):
            carry(action, target, amara, **changes)

        assert Action.objects.get().status == Status.UNDER_WAY

    def test_twice(self, action, target, amara):
        carry(action, target, amara)

        with pytest.raises(Refused, match="already been carried forward, as WSCP1.2"):
            carry(action, target, amara)

    def test_a_closed_action(self, action, target, amara):
        endings.complete_action(action, outcome="Safer", by=amara, on=ON)

        with pytest.raises(Refused, match="only an open action"):
            carry(action, target, amara)

    def test_an_action_outside_plans(self, target, education, amara):
        with pytest.raises(Refused, match="not in a plan"):
            carry(make_action(education), target, amara)

    def test_into_its_own_plan(self, action, old, amara):
        with pytest.raises(Refused, match="already in this plan"):
            carry(action, make_priority(old.plan, ref="WSCP2"), amara)

    def test_into_a_superseded_plan(self, action, target, amara):
        outline.supersede_plan(target.plan, by=amara, on=ON)
        target.refresh_from_db()

        with pytest.raises(Refused, match="superseded and cannot take new actions"):
            carry(action, target, amara)

    def test_an_outdated_version(self, action, target, amara, mo):
        opened_at = action.version
        progress.update_action(action, text="On", by=mo, on=ON)

        with pytest.raises(Changed):
            carry(action, target, amara, version=opened_at)


class TestWhereItComesFrom:
    def test_an_action_carried_twice_shows_its_first_year(self, action, target, amara):
        second = carry(action, target, amara)
        later = make_plan(amara, title="Plan of 2027", start=date(2027, 4, 1))
        third = carry(second, make_priority(later, ref="WSCP1"), amara)
        second.refresh_from_db()

        chains = origins_of([action, second, third])

        assert chains == {
            action.pk: [],
            second.pk: [action],
            third.pk: [second, action],
        }
        assert [carried_words(a, chains[a.pk]) for a in (action, second, third)] == [
            "carried once since 2025/26",
            "carried twice since 2025/26",
            "carried twice since 2025/26",
        ]

    def test_an_action_never_carried_shows_nothing(self, action):
        assert carried_words(action, origins_of([action])[action.pk]) == ""

    @pytest.mark.parametrize("count", [1, 100])
    def test_it_takes_a_query_a_year_however_many(
        self, count, action, target, amara, django_assert_num_queries
    ):
        rows = [carry(action, target, amara)]
        for number in range(count - 1):
            other = raising.add_action(
                action.priority, text=f"Do {number}", by=amara, on=ON
            )
            rows.append(carry(other, target, amara))

        with django_assert_num_queries(1):
            origins_of(rows)


class TestASupersededPlan:
    @pytest.fixture
    def closed(self, action, amara):
        endings.complete_action(action, outcome="Safer", by=amara, on=ON)
        outline.supersede_plan(action.priority.plan, by=amara, on=ON)
        return action

    @pytest.mark.parametrize(
        "change", [{"title": "Another"}, {"statement": "Other words"}, {"ref": "X1"}]
    )
    def test_keeps_its_priorities(self, change, closed, old):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(old).objects.filter(pk=old.pk).update(**change)

    def test_keeps_its_own_text(self, closed, old):
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=old.plan_id).update(title="Another")

    @pytest.mark.parametrize(
        "change", [{"text": "Another"}, {"rag": "green"}, {"outcome": "Better"}]
    )
    def test_keeps_its_closed_actions(self, change, closed):
        with pytest.raises(IntegrityError), transaction.atomic():
            Action.objects.filter(pk=closed.pk).update(**change)

    def test_lets_its_people_be_merged(self, closed, old, mo, chris, amara):
        type(old).objects.filter(pk=old.pk).update(lead=mo)

        leaving.merge_people(kept=chris, gone=mo, by=amara, on=ON)

        old.refresh_from_db()
        assert old.lead == chris
        assert closed.owners.filter(person=chris).exists()

    def test_a_completion_can_be_reopened_and_carried(self, closed, target, amara):
        endings.reopen_action(closed, reason="Not done", by=amara, on=ON)

        new = carry(closed, target, amara)

        closed.refresh_from_db()
        assert (closed.status, new.carried_from) == (Status.CARRIED, closed)
