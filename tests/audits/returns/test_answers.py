"""Saving answers of every kind, and clashes between people."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, connections

from audits.returns import services as returns
from audits.returns.models.answers import Answer, Given
from audits.returns.models.returns import AuditReturn
from audits.rounds import services as rounds
from audits.signing import services as signing
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from tests.audits.factories import answer_all, given, question, submitted_return

pytestmark = pytest.mark.django_db


def kept(audit_return):
    return {
        answer.question.code: (answer.in_words, answer.version)
        for answer in audit_return.answers.select_related("question")
    }


def test_the_first_answer_starts_the_return(elms, dee):
    one = question(elms, "deputies")

    saved = returns.save_answers(elms, {one: Given(number=Decimal(2))}, by=dee)

    assert saved.versions == {one.pk: 1}
    elms.refresh_from_db()
    assert elms.status == AuditReturn.Status.IN_PROGRESS
    assert [event.event for event in history.of(elms)] == ["started", "invited"]


def test_every_kind_of_answer_is_saved_in_one_statement(
    elms, dee, django_assert_num_queries
):
    returns.save_answers(elms, {question(elms, "deputies"): Given()}, by=dee)
    answers = given(elms, practice=Given(words="“Little and often”\0 ✓"))

    with django_assert_num_queries(3):
        returns.save_answers(elms, answers, by=dee)

    assert kept(elms) == {
        "dsl-in-leadership": ("Yes", 1),
        "deputies": ("2", 1),
        "challenges": ("Early help", 1),
        "reviewed": ("3 June 2025", 1),
        "trained": ("97.5%", 1),
        "practice": ("“Little and often” ✓", 1),
    }


def test_twenty_thousand_characters_are_saved(elms, dee):
    text = "Ysgol Gymraeg – “smart” quotes, naïve façade. " * 435
    one = question(elms, "practice")

    returns.save_answer(elms, one, Given(words=text), by=dee)

    assert elms.answers.get().words == text


def test_a_blank_answer_to_an_unanswered_question_is_not_saved(elms, dee):
    saved = returns.save_answer(elms, question(elms, "practice"), Given(), by=dee)

    assert saved.versions == {}
    assert elms.answers.count() == 0


def test_zero_is_an_answer(elms, dee):
    one = question(elms, "deputies")

    returns.save_answer(elms, one, Given(number=Decimal(0)), by=dee)

    assert kept(elms) == {"deputies": ("0", 1)}


def test_an_answer_can_be_cleared(elms, dee):
    one = question(elms, "deputies")
    returns.save_answer(elms, one, Given(number=Decimal(2)), by=dee)

    returns.save_answer(elms, one, Given(version=1), by=dee)

    assert kept(elms) == {"deputies": ("", 2)}
    assert not elms.answers.given().exists()


def test_the_same_answer_again_changes_nothing(elms, dee, cole):
    one = question(elms, "deputies")
    returns.save_answer(elms, one, Given(number=Decimal(2)), by=dee)

    saved = returns.save_answer(elms, one, Given(number=Decimal(2)), by=cole)

    assert (saved.versions, saved.theirs) == ({one.pk: 1}, {})
    assert elms.answers.get().by == dee


def test_the_second_of_two_people_sees_the_first_answer_and_saves_the_rest(
    elms, dee, cole
):
    first, second = question(elms, "dsl-in-leadership"), question(elms, "deputies")
    returns.save_answer(elms, first, Given(choice="no"), by=cole)

    saved = returns.save_answers(
        elms, {first: Given(choice="yes"), second: Given(number=Decimal(3))}, by=dee
    )

    assert kept(elms) == {"dsl-in-leadership": ("No", 1), "deputies": ("3", 1)}
    assert saved.versions == {second.pk: 1}
    assert {pk: answer.by for pk, answer in saved.theirs.items()} == {first.pk: cole}


def test_an_answer_to_an_old_version_does_not_overwrite(elms, dee, cole):
    one = question(elms, "deputies")
    returns.save_answer(elms, one, Given(number=Decimal(1)), by=dee)
    returns.save_answer(elms, one, Given(number=Decimal(2), version=1), by=cole)

    late = returns.save_answer(elms, one, Given(number=Decimal(3), version=1), by=dee)
    knowing = returns.save_answer(
        elms, one, Given(number=Decimal(3), version=2), by=dee
    )

    assert late.theirs[one.pk].number == 2
    assert knowing.versions == {one.pk: 3}
    assert kept(elms) == {"deputies": ("3", 3)}


def test_a_choice_that_is_not_on_offer_is_refused(elms, dee):
    with pytest.raises(Refused, match="A1 does not have that answer"):
        returns.save_answers(
            elms, {question(elms, "dsl-in-leadership"): Given(choice="maybe")}, by=dee
        )


def test_a_confirmation_is_recorded(elms, dee):
    one = question(elms, "practice")

    returns.save_answer(elms, one, Given(words="Text", is_confirmed=True), by=dee)

    event = history.of(elms)[0]
    assert (event.event, event.by, event.detail) == (
        "confirmed that an answer names no child",
        dee,
        {"question": "B4"},
    )


def test_a_return_sent_for_signing_takes_no_answers(elms, dee):
    answer_all(elms, by=dee)
    signing.declare_ready(elms, by=dee)

    with pytest.raises(Refused, match="sent for signing"):
        returns.save_answer(elms, question(elms, "deputies"), Given(), by=dee)


def test_a_page_opened_before_it_was_sent_for_signing_saves_nothing(elms, dee):
    answer_all(elms, by=dee)
    opened_before = AuditReturn.objects.with_school().get(pk=elms.pk)
    signing.declare_ready(elms, by=dee)

    with pytest.raises(Refused):
        returns.save_answer(
            opened_before,
            question(elms, "deputies"),
            Given(number=Decimal(9), version=1),
            by=dee,
        )

    assert kept(elms)["deputies"] == ("2", 1)


def test_a_submitted_return_takes_no_answers(elms, dee, hal, gwen):
    submitted_return(elms, dsl=dee, head=hal, governor=gwen)

    with pytest.raises(Refused, match="has been submitted"):
        returns.save_answer(elms, question(elms, "practice"), Given(), by=dee)


def test_a_closed_round_takes_no_answers(elms, dee):
    rounds.close_round(elms.round, by=None)

    with pytest.raises(Refused, match="not open"):
        returns.save_answer(
            elms, question(elms, "deputies"), Given(number=Decimal(1)), by=dee
        )


@pytest.mark.django_db(transaction=True)
def test_an_answer_during_a_submission_waits_and_is_refused(elms, dee, hal, gwen):
    """The trigger also stops code that bypasses the service."""
    submitted_return(elms, dsl=dee, head=hal, governor=gwen)
    one = question(elms, "practice")
    refused = []

    def write():
        try:
            Answer.objects.create(
                audit_return=elms, question=one, words="Late", at=elms.submitted_at
            )
        except IntegrityError as error:
            refused.append(str(error))
        finally:
            connections.close_all()

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()

    assert len(refused) == 1
    assert connection.is_usable()


def test_last_years_answers_are_read_with_this_years(elms, dee, hal, gwen):
    submitted_return(elms, dsl=dee, head=hal, governor=gwen)
    later = AuditReturn(round=elms.round, school=elms.school, previous=elms, pk=0)

    now, before = later.answers_of_both_years(elms.questions)

    assert now == {}
    assert {code: answer.in_words for code, answer in before.items()} == {
        "dsl-in-leadership": "Yes",
        "deputies": "2",
        "challenges": "Early help",
        "reviewed": "3 June 2025",
        "trained": "97.5%",
    }
    assert before["reviewed"].day == date(2025, 6, 3)
