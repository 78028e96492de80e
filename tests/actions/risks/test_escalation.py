"""Escalation, controls and linked actions of risks, and who sees them."""

from datetime import date

import pytest
from django.db import IntegrityError

from actions import leaving
from actions.register.models.actions import Action
from actions.risks.models.parts import RiskEscalation
from actions.risks.models.risks import Risk
from actions.risks.services import controls
from actions.risks.services import risks as services_risks
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.policy import values as policy
from tests.actions.factories import make_action
from tests.actions.risk_factories import assess, make_risk, refused

ON = date(2025, 10, 22)


def letters(kind: str) -> list[str]:
    rows = Message.objects.filter(kind=kind).order_by("pk")
    return [row.person.name for row in rows]


class TestEscalation:
    @pytest.fixture(autouse=True)
    def board(self, amara, bryn, eve, chris, education):
        """The people who are emailed, and two who are not."""

    def test_begins_when_the_score_reaches_the_threshold(self, education, bryn):
        risk = make_risk(education, current=(2, 5))
        assert letters("risk_escalated") == []

        assess(risk, (3, 5), on=ON, by=bryn)

        assert letters("risk_escalated") == ["Amara", "Eve"]
        [escalation] = risk.escalations.all()
        assert (escalation.score, escalation.threshold, escalation.on) == (15, 15, ON)

    def test_is_emailed_once_while_it_lasts(self, education, bryn):
        risk = make_risk(education, current=(4, 4), by=bryn)

        assess(risk, (5, 5), on=ON, by=bryn)
        assess(risk, (4, 5), on=ON, by=bryn)

        assert letters("risk_escalated") == ["Amara", "Eve"]

    def test_ends_below_and_is_emailed_again_when_it_returns(self, education, bryn):
        risk = make_risk(education, current=(4, 4), by=bryn)

        assess(risk, (2, 2), on=ON, by=bryn)
        assess(risk, (4, 4), on=ON, by=bryn)

        assert letters("risk_escalated") == ["Amara", "Eve"] * 2
        assert [e.ended_on for e in risk.escalations.all()] == [None, ON]

    def test_ends_when_the_risk_is_closed(self, education, amara):
        risk = make_risk(education, current=(4, 4))

        services_risks.close_risk(risk, reason="It is over", by=amara, on=ON)

        assert not risk.is_over_threshold
        assert risk.escalations.get().ended_on == ON
        assert list(Risk.objects.over_threshold()) == []

    def test_the_person_who_caused_it_is_not_emailed(self, education, amara):
        make_risk(education, current=(4, 4), by=amara)

        assert letters("risk_escalated") == ["Eve"]

    def test_is_acknowledged_once_by_a_named_person(self, education, amara, eve):
        risk = make_risk(education, current=(4, 4))
        assert list(Risk.objects.unacknowledged()) == [risk]

        services_risks.acknowledge_risk(risk, note="We shall ask", by=eve, on=ON)

        [escalation] = risk.escalations.all()
        assert (escalation.acknowledged_by, escalation.acknowledged_on) == (eve, ON)
        assert list(Risk.objects.unacknowledged()) == []
        assert refused(services_risks.acknowledge_risk, risk, by=amara, on=ON) == (
            "Eve has already acknowledged RISK-1"
        )

    def test_below_the_threshold_there_is_nothing_to_acknowledge(self, education, eve):
        risk = make_risk(education)

        assert "is not escalated" in refused(
            services_risks.acknowledge_risk, risk, by=eve, on=ON
        )

    def test_follows_the_partnerships_own_threshold(self, education, amara, eve):
        risk = make_risk(education, current=(3, 3))

        policy.change("risk_escalation_threshold", 9, by=amara)

        assert list(Risk.objects.over_threshold()) == [risk]
        services_risks.acknowledge_risk(risk, by=eve, on=ON)
        assert risk.escalations.get().threshold == 9

    def test_the_database_keeps_one_at_a_time(self, education):
        risk = make_risk(education, current=(4, 4))

        with pytest.raises(IntegrityError, match="one_at_a_time"):
            RiskEscalation.objects.create(risk=risk, score=16, threshold=15, on=ON)


class TestControls:
    def test_a_control_needs_assurance_for_its_strength(self, education, amara):
        risk = make_risk(education)

        assert "no assurance yet" in refused(
            controls.add_risk_control, risk, text="A rota", strength="strong", by=amara
        )
        control = controls.add_risk_control(
            risk, text="A rota", assurance="An audit", strength="strong", by=amara
        )

        assert list(risk.controls.all()) == [control]
        assert history.of(risk)[0].event == "control added"

    def test_a_control_no_longer_in_place_keeps_its_last_day(self, education, amara):
        control = controls.add_risk_control(
            make_risk(education), text="A rota", by=amara
        )

        edit_control(control, amara, is_in_place=False)
        assert control.ended_on == ON
        edit_control(control, amara, is_in_place=True)
        assert control.ended_on is None


def edit_control(control, by, **fields):
    controls.edit_risk_control(
        control, text="A rota", assurance="", strength="none", by=by, on=ON, **fields
    )


class TestActions:
    def test_an_action_from_a_risk_shows_only_its_reference(self, education, amara):
        risk = make_risk(education)

        action = controls.raise_from_risk(risk, text="Fill a post", by=amara, on=ON)

        assert (action.organisation, action.source) == (education, "risk")
        assert (action.source_words, action.source_url) == (
            "RISK-1",
            risk.get_absolute_url(),
        )
        assert [link.action for link in risk.links.all()] == [action]

    def test_an_existing_action_is_linked_once_and_can_be_unlinked(
        self, education, amara
    ):
        risk, action = make_risk(education), make_action(education)
        link = controls.link_risk_action(risk, action=action, by=amara, on=ON)

        assert "already linked to RISK-1" in refused(
            controls.link_risk_action, risk, action=action, by=amara, on=ON
        )
        controls.unlink_risk_action(link, by=amara, on=ON)

        assert not risk.links.standing().exists()
        assert Action.objects.filter(pk=action.pk).exists()
        assert history.of(risk)[0].event == "action taken off"
        assert refused(controls.unlink_risk_action, link, by=amara, on=ON) == (
            f"{action.ref} has already been unlinked"
        )
        controls.link_risk_action(risk, action=action, by=amara, on=ON)


class TestWhoSeesIt:
    @pytest.fixture
    def risks(self, education, quality, partnership):
        return {
            body.name: make_risk(body) for body in (education, quality, partnership)
        }

    EVERY = {
        "Education subgroup",
        "Quality assurance subgroup",
        "Wexcombe partnership",
    }
    WHO = {
        "amara": EVERY,
        "bryn": EVERY,
        "eve": EVERY,
        "scarlett": EVERY,
        "adi": set(),
        "chris": {"Education subgroup"},
        "mo": {"Education subgroup"},
        "olu": {"Quality assurance subgroup"},
        "dee": set(),
        "hal": set(),
        "tara": set(),
    }

    @pytest.mark.parametrize("name", WHO)
    def test_its_body_and_the_board_see_it(self, risks, name, request):
        person = request.getfixturevalue(name)

        seen = Risk.objects.visible_to(person)

        assert {risk.organisation.name for risk in seen} == self.WHO[name]

    def test_its_owner_sees_it(self, risks, quality, mo):
        theirs = make_risk(quality, owner=mo)

        assert theirs in Risk.objects.visible_to(mo)

    def test_a_person_of_a_school_never_sees_it(self, risks, dee):
        risk = risks["Education subgroup"]
        Risk.objects.filter(pk=risk.pk).update(owner=dee)
        risk.refresh_from_db()

        assert list(Risk.objects.visible_to(dee)) == []
        assert risk.roles_of(dee) == set()


class TestSomeoneLeaves:
    def test_their_live_risks_go_to_the_new_owner(self, education, mo, chris, amara):
        live, closed = make_risk(education, owner=mo), make_risk(education, owner=mo)
        services_risks.close_risk(closed, reason="It is over", by=amara, on=ON)

        moved = leaving.hand_over(leaver=mo, taker=chris, last_day=ON, by=amara, on=ON)

        assert [holding.words for holding in moved] == [str(live)]
        owners = Risk.objects.order_by("pk").values_list("owner__name", flat=True)
        assert list(owners) == ["Chris", "Mo"]
        assert history.of(live)[0].event == "handed over"

    def test_a_person_of_a_school_cannot_take_them_over(
        self, education, mo, dee, amara
    ):
        make_risk(education, owner=mo)

        assert "belongs only to schools" in refused(
            leaving.hand_over, leaver=mo, taker=dee, last_day=ON, by=amara, on=ON
        )
