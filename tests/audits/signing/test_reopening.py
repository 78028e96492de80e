"""What officers do: waivers, new versions of a return, and late returns."""

import io
from datetime import date, timedelta

import pypdf
import pytest
from django.db import IntegrityError, transaction
from pytest_django.asserts import assertContains

from actions.register.models.actions import Action
from audits.reminders import due
from audits.returns import services as returns
from audits.returns.models.answers import Given
from audits.returns.models.returns import AuditReturn
from audits.rounds import services as rounds
from audits.signing import reopening, submitted_pdf
from audits.signing import services as signing
from partnership.drawing import pdf
from partnership.guards.outcomes import Refused
from partnership.outbox.models import Message
from tests.audits.factories import CLOSES, answer_all, question
from tests.audits.reading import url
from tests.gates import require_or_skip

pytestmark = pytest.mark.django_db
LATER = date(2025, 11, 14)


def sign_and_submit(audit_return, *, dee, hal, gwen):
    signing.declare_ready(audit_return, by=dee)
    signing.sign_as_head(audit_return, name="Hal", by=hal)
    signing.sign_as_governor(audit_return, name="Gwen", by=gwen)
    signing.submit_return(audit_return, by=dee, on=LATER)


class TestWaivers:
    def test_take_the_place_of_a_signature(self, half_signed, bryn):
        reopening.waive(
            half_signed, role="governor", reason="The body was dissolved", by=bryn
        )

        half_signed.reload_signatures()
        assert half_signed.is_signed
        waived = half_signed.signatures.get(role="governor")
        assert waived.explanation == "Waived by Bryn: The body was dissolved"

    def test_are_on_the_receipt(self, half_signed, bryn, dee, client_of):
        reopening.waive(
            half_signed, role="governor", reason="The body was dissolved", by=bryn
        )
        signing.submit_return(half_signed, by=dee, on=CLOSES)

        page = client_of(dee).get(url("receipt", half_signed))

        assertContains(page, "Waived by Bryn: The body was dissolved")

    def test_are_only_of_a_missing_signature(self, half_signed, bryn):
        with pytest.raises(Refused, match="not missing"):
            reopening.waive(half_signed, role="head", reason="Left", by=bryn)

    def test_let_an_officer_submit_for_a_school_that_is_gone(self, ready, bryn):
        for role in ("head", "governor"):
            reopening.waive(ready, role=role, reason="The school closed", by=bryn)

        signing.submit_for_school(ready, by=bryn, on=CLOSES)

        assert ready.is_submitted
        assert ready.submitted_by == bryn

    def test_are_needed_before_an_officer_submits(self, half_signed, bryn, gwen):
        signing.sign_as_governor(half_signed, name="Gwen", by=gwen)

        with pytest.raises(Refused, match="The school submits"):
            signing.submit_for_school(half_signed, by=bryn, on=CLOSES)

    def test_are_withdrawn_with_the_signatures(self, half_signed, bryn, dee):
        reopening.waive(half_signed, role="governor", reason="Dissolved", by=bryn)

        signing.take_back(half_signed, by=dee)

        assert half_signed.current_signatures == {}


class TestVersions:
    @pytest.fixture
    def second(self, sent, bryn):
        return reopening.reopen_return(
            sent, reason="Referrals mistyped", by=bryn, on=LATER
        )

    def test_the_first_stays_as_it_was(self, second, sent):
        sent = AuditReturn.objects.get(pk=sent.pk)
        assert sent.is_submitted
        assert len(sent.current_signatures) == 2
        assert sent.receipt_number.endswith("-1")
        with pytest.raises(IntegrityError), transaction.atomic():
            sent.answers.update(comment="Changed")

    def test_the_second_begins_with_its_answers_and_plan(self, second, sent):
        def kept(row):
            return [
                (a.question_id, a.choice, a.number, a.day, a.words, a.by_id, a.at)
                for a in row.answers.order_by("question")
            ]

        assert kept(second) == kept(sent)
        assert [gap.action for gap in second.gaps.all()] == [sent.gaps.get().action]
        assert second.can_be_answered
        assert second.signatures.count() == 0

    def test_the_school_is_told_why(self, second):
        told = Message.objects.filter(kind="return_opened_again")
        assert {message.person.name for message in told} == {"Dee", "Hal"}
        assert "Referrals mistyped" in told.first().body

    def test_the_first_counts_until_the_second_is_submitted(
        self, second, sent, dee, hal, gwen
    ):
        assert [row.pk for row in AuditReturn.objects.submitted()] == [sent.pk]

        sign_and_submit(second, dee=dee, hal=hal, gwen=gwen)

        assert [row.pk for row in AuditReturn.objects.submitted()] == [second.pk]
        assert second.receipt_number.endswith("-2")

    def test_no_second_action_is_raised(self, second, sent, dee, hal, gwen):
        sign_and_submit(second, dee=dee, hal=hal, gwen=gwen)

        assert Action.objects.count() == 1
        assert second.gaps.get().action == sent.gaps.get().action
        assert not second.gaps.get().action.updates.exists()

    def test_only_the_newest_is_reopened(self, second, sent, bryn):
        with pytest.raises(Refused, match="Only the newest version"):
            reopening.reopen_return(sent, reason="Again", by=bryn, on=LATER)

    def test_officers_see_the_chain(self, second, sent, amara, client_of):
        new = client_of(amara).get(url("tasks", second))
        old = client_of(amara).get(url("tasks", sent))

        assertContains(new, "Version 2, because: Referrals mistyped")
        assertContains(new, sent.receipt_number)
        assertContains(old, second.get_absolute_url())

    def test_a_closed_round_needs_a_deadline(self, sent, bryn, dee, hal, gwen):
        rounds.close_round(sent.round, by=None)

        with pytest.raises(Refused, match="Enter the deadline"):
            reopening.reopen_return(sent, reason="Late news", by=bryn, on=LATER)
        second = reopening.reopen_return(
            sent, reason="Late news", deadline=LATER, by=bryn, on=LATER
        )
        sign_and_submit(second, dee=dee, hal=hal, gwen=gwen)

        assert second.is_submitted


class TestLateReturns:
    @pytest.fixture
    def late(self, elms, bryn, dee):
        rounds.close_round(elms.round, by=None)
        elms.round.refresh_from_db()
        reopening.open_late(elms, reason="New head", deadline=LATER, by=bryn, on=CLOSES)
        return elms

    def test_can_be_answered_signed_and_submitted(self, late, dee, hal, gwen):
        answer_all(late, by=dee)

        sign_and_submit(late, dee=dee, hal=hal, gwen=gwen)

        assert late.is_submitted
        assert [row.pk for row in submitted_in(late)] == [late.pk]

    def test_the_round_stays_closed_for_everyone_else(self, late, oaks, ola):
        one = question(oaks, "dsl-in-leadership")

        with pytest.raises(Refused, match="not open"):
            returns.save_answer(oaks, one, Given(choice="yes"), by=ola)

    def test_is_reminded_by_its_own_deadline(self, late):
        found = list(due(LATER - timedelta(days=7)))

        assert {(one.subject, one.due_on) for one in found} == {(late, LATER)}

    def test_needs_a_day_that_is_not_past(self, late, bryn):
        with pytest.raises(Refused, match="today or in the future"):
            reopening.open_late(
                late,
                reason="More time",
                deadline=CLOSES,
                by=bryn,
                on=CLOSES + timedelta(days=1),
            )

    def test_is_not_for_an_open_round(self, oaks, bryn):
        with pytest.raises(Refused, match="The round is open"):
            reopening.open_late(
                oaks, reason="More time", deadline=LATER, by=bryn, on=CLOSES
            )


def submitted_in(audit_return):
    return AuditReturn.objects.submitted().filter(round=audit_return.round)


class TestThePdf:
    def test_is_kept_as_it_was_submitted(self, sent, dee, client_of):
        require_or_skip(pdf.is_available(), "Pango is not installed")
        first = client_of(dee).get(url("pdf", sent)).content
        action = sent.gaps.get().action
        action.text = "Something else"
        action.save()

        again = client_of(dee).get(url("pdf", sent)).content

        assert again == first
        text = pypdf.PdfReader(io.BytesIO(first)).pages[0].extract_text()
        assert sent.receipt_number in text
        build = submitted_pdf.of(sent)
        with pytest.raises(IntegrityError), transaction.atomic():
            type(build).objects.filter(pk=build.pk).update(step="Changed")

    def test_of_a_draft_is_drawn_anew(self, half_signed, dee, client_of):
        require_or_skip(pdf.is_available(), "Pango is not installed")

        assert client_of(dee).get(url("pdf", half_signed)).status_code == 200
        assert submitted_pdf.of(half_signed) is None
