"""Sending for signing, signing, reopening and submitting."""

from datetime import date
from decimal import Decimal

import pytest

from actions.register.models.actions import Action
from actions.register.words import Source
from audits.gaps import services as gaps
from audits.gaps.services import GapPlan
from audits.returns import services as returns
from audits.returns.models.answers import Given
from audits.returns.models.returns import AuditReturn
from audits.rounds import services as rounds
from audits.signing import services as signing
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.policy import values as policy
from tests.audits.factories import CLOSES, answer_all, question, submitted_return
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
NO_LEAD = {"dsl_in_leadership": Given(choice="no")}


@pytest.fixture
def ready(elms, dee):
    answer_all(elms, by=dee)
    signing.declare_ready(elms, by=dee)
    return elms


def emails():
    """Emails sent since the invitations, in order, with their recipients."""
    return [
        (message.kind, message.person.name)
        for message in Message.objects.select_related("person").order_by("pk")
        if message.kind != "round_opened"
    ]


class TestGettingReady:
    def test_asks_the_head_to_sign(self, elms, dee, hal):
        answer_all(elms, by=dee)

        signing.declare_ready(elms, by=dee)

        assert elms.status == AuditReturn.Status.READY
        assert emails() == [("return_to_sign", "Hal")]

    def test_needs_every_answer_that_is_not_optional(self, elms, dee):
        answer_all(elms, by=dee, deputies=Given(), reviewed=Given(comment="Soon"))

        with pytest.raises(Refused, match="Answer A2, B2 first"):
            signing.declare_ready(elms, by=dee)

    def test_a_reason_why_it_does_not_apply_is_an_answer(self, elms, dee):
        answer_all(elms, by=dee, reviewed=Given(not_applicable_reason="New school"))

        signing.declare_ready(elms, by=dee)

        assert elms.is_ready

    def test_each_gap_takes_the_action_its_question_proposes(self, elms, dee):
        answer_all(elms, by=dee, **NO_LEAD, deputies=Given(number=Decimal(0)))

        signing.declare_ready(elms, by=dee)

        assert [gap.action_text for gap in elms.planned_gaps()] == [
            "Appoint a senior lead",
            "Train a deputy",
        ]

    def test_a_plan_is_deleted_when_its_answer_no_longer_shows_a_gap(self, elms, dee):
        answer_all(elms, by=dee, **NO_LEAD)
        one = question(elms, "dsl-in-leadership")
        gaps.plan_gaps(elms, {one: GapPlan(action_text="Ask")}, by=dee)
        returns.save_answer(elms, one, Given(choice="yes", version=1), by=dee)

        signing.declare_ready(elms, by=dee)

        assert not elms.gaps.exists()

    def test_an_out_of_date_page_does_not_send_it_for_signing(self, elms, dee):
        answer_all(elms, by=dee)
        gaps.plan_gaps(elms, {}, by=dee)

        with pytest.raises(Changed):
            signing.declare_ready(elms, version=1, by=dee)

    @pytest.mark.parametrize(
        "plan", [GapPlan(), GapPlan(action_text="Act", justification="No need")]
    )
    def test_a_plan_is_an_action_or_a_reason(self, elms, dee, plan):
        with pytest.raises(Refused, match="either an action or"):
            gaps.plan_gaps(elms, {question(elms, "deputies"): plan}, by=dee)


class TestSigning:
    def test_the_governor_is_asked_once_the_head_has_signed(self, ready, hal, gwen):
        signing.sign_as_head(ready, name=" Hal Brightwater ", by=hal)

        signature = ready.signatures.get()
        assert (signature.role, signature.person, signature.name) == (
            "head",
            hal,
            "Hal Brightwater",
        )
        assert signature.statement
        assert emails()[-1] == ("return_to_sign", "Gwen")

    def test_the_governor_signs_after_the_head(self, ready, gwen):
        with pytest.raises(Refused, match="The head must sign first"):
            signing.sign_as_governor(ready, name="Gwen", by=gwen)

    def test_nobody_signs_twice(self, ready, hal):
        MembershipFactory(
            person=hal, organisation=ready.school.organisation, role="governor"
        )
        signing.sign_as_head(ready, name="Hal", by=hal)

        with pytest.raises(Refused, match="already signed this return"):
            signing.sign_as_governor(ready, name="Hal", by=hal)
        with pytest.raises(Refused, match="has been signed as head"):
            signing.sign_as_head(ready, name="Hal", by=hal)

    def test_a_return_that_is_not_ready_is_not_signed(self, elms, hal):
        with pytest.raises(Refused, match="not ready to sign"):
            signing.sign_as_head(elms, name="Hal", by=hal)

    def test_the_dsl_and_head_are_emailed_when_all_have_signed(
        self, ready, dee, hal, gwen
    ):
        signing.sign_as_head(ready, name="Hal", by=hal)

        signing.sign_as_governor(ready, name="Gwen", by=gwen)

        assert emails()[-2:] == [("return_signed", "Dee"), ("return_signed", "Hal")]

    def test_reopening_withdraws_signatures_without_deleting_them(
        self, ready, dee, hal
    ):
        signing.sign_as_head(ready, name="Hal", by=hal)

        signing.take_back(ready, by=dee)

        assert ready.status == AuditReturn.Status.IN_PROGRESS
        assert ready.signatures.get().withdrawn_at is not None
        signing.declare_ready(ready, by=dee)
        signing.sign_as_head(ready, name="Hal", by=hal)
        assert ready.signatures.count() == 2

    def test_local_policy_decides_who_signs(self, elms, dee, hal):
        signers = policy.get("signatures_required")
        policy.change(
            "signatures_required", {**signers, "maintained": ["dsl"]}, by=None
        )
        answer_all(elms, by=dee)
        signing.declare_ready(elms, by=dee)

        with pytest.raises(Refused, match="head does not sign"):
            signing.sign_as_head(elms, name="Hal", by=hal)
        signing.sign_as_dsl(elms, name="Dee", by=dee)

        assert elms.is_signed

    def test_who_signs_cannot_change_while_returns_are_being_signed(self, ready):
        signers = policy.get("signatures_required")

        with pytest.raises(Refused) as refused:
            policy.change(
                "signatures_required", {**signers, "maintained": ["dsl"]}, by=None
            )
        policy.change("signatures_required", {**signers, "other": ["dsl"]}, by=None)

        assert refused.value.field == "maintained"
        assert refused.value.sentence == (
            "Maintained by the local authority: 1 return is being signed. Change this "
            "once they are submitted or reopened"
        )

    def test_a_submitted_return_keeps_its_signatories(self, sent):
        signers = policy.get("signatures_required")
        policy.change(
            "signatures_required",
            {**signers, "maintained": ["dsl", "governor"]},
            by=None,
        )

        kept = AuditReturn.objects.get(pk=sent.pk)

        assert kept.roles_to_sign == ["head", "governor"]
        assert kept.is_signed


class TestSubmitting:
    def test_gives_a_receipt_and_emails_all_three(self, elms, dee, hal, gwen):
        submitted_return(elms, dsl=dee, head=hal, governor=gwen)

        elms.refresh_from_db()
        assert elms.receipt_number == f"2025-{elms.pk:06d}-1"
        assert elms.submitted_by == dee
        assert emails()[-3:] == [
            ("return_submitted", "Dee"),
            ("return_submitted", "Gwen"),
            ("return_submitted", "Hal"),
        ]
        assert history.of(elms)[0].event == "submitted"

    def test_gaps_become_actions_for_the_school(self, elms, dee, hal, gwen):
        submitted_return(
            elms,
            dsl=dee,
            head=hal,
            governor=gwen,
            **NO_LEAD,
            deputies=Given(number=Decimal(0)),
        )

        actions = Action.objects.order_by("pk")
        assert [
            (a.text, a.organisation, a.source, a.source_words, a.due_end)
            for a in actions
        ] == [
            (
                "Appoint a senior lead",
                elms.school.organisation,
                Source.AUDIT,
                "Safeguarding audit 2024/25, question A1",
                date(2025, 11, 28),  # statutory: four weeks after submission
            ),
            (
                "Train a deputy",
                elms.school.organisation,
                Source.AUDIT,
                "Safeguarding audit 2024/25, question A2",
                date(2026, 1, 30),  # thirteen weeks
            ),
        ]
        assert [gap.action for gap in elms.planned_gaps()] == list(actions)

    def test_a_justified_gap_raises_no_action(self, elms, dee, hal, gwen):
        answer_all(elms, by=dee, **NO_LEAD)
        plan = GapPlan(justification="The trust’s lead sits on ours")
        gaps.plan_gaps(elms, {question(elms, "dsl-in-leadership"): plan}, by=dee)
        signing.declare_ready(elms, by=dee)
        signing.sign_as_head(elms, name="Hal", by=hal)
        signing.sign_as_governor(elms, name="Gwen", by=gwen)

        signing.submit_return(elms, by=dee, on=CLOSES)

        assert not Action.objects.exists()
        assert elms.gaps.get().justification == "The trust’s lead sits on ours"

    def test_the_schools_own_plan_becomes_the_action(self, elms, dee, hal, gwen):
        answer_all(elms, by=dee, **NO_LEAD)
        plan = GapPlan(
            action_text="Promote Ms Ray", owner_words="Head", due_text="31 March 2026"
        )
        gaps.plan_gaps(elms, {question(elms, "dsl-in-leadership"): plan}, by=dee)
        signing.declare_ready(elms, by=dee)
        signing.sign_as_head(elms, name="Hal", by=hal)
        signing.sign_as_governor(elms, name="Gwen", by=gwen)

        signing.submit_return(elms, by=dee, on=CLOSES)

        action = Action.objects.get()
        assert (action.text, action.owner_words, action.due_end) == (
            "Promote Ms Ray",
            "Head",
            date(2026, 3, 31),
        )

    def test_needs_every_signature(self, ready, dee, hal):
        signing.sign_as_head(ready, name="Hal", by=hal)

        with pytest.raises(Refused, match="not been signed by everyone"):
            signing.submit_return(ready, by=dee, on=CLOSES)

        assert not Action.objects.exists()

    def test_can_only_happen_once(self, elms, dee, hal, gwen):
        submitted_return(elms, dsl=dee, head=hal, governor=gwen, **NO_LEAD)

        with pytest.raises(Refused, match="has been submitted"):
            signing.submit_return(elms, by=dee, on=CLOSES)

        assert Action.objects.count() == 1

    def test_is_refused_once_the_round_has_closed(self, ready, dee, hal, gwen):
        signing.sign_as_head(ready, name="Hal", by=hal)
        signing.sign_as_governor(ready, name="Gwen", by=gwen)
        rounds.close_round(ready.round, by=None)

        with pytest.raises(Refused, match="not open"):
            signing.submit_return(ready, by=dee, on=CLOSES)
