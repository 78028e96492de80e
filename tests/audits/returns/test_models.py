"""Rules of the audit tables, and who sees returns."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from audits.gaps.models import Gap
from audits.questions.models import Question
from audits.returns import services
from audits.returns.models.answers import Answer, Given
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from audits.signing.models import Signature
from partnership.dates import clock
from partnership.schools.models import School
from tests.audits.factories import (
    SECTIONS,
    answer_all,
    make_question_set,
    make_round,
    question,
    return_of,
)
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.answers.update(comment="Later"),
        lambda row: row.answers.all()[0].delete(),
        lambda row: Answer.objects.create(
            audit_return=row,
            question=question(row, "practice"),
            words="Later",
            at=clock.now(),
        ),
        lambda row: row.gaps.update(action_text="Something easier"),
        lambda row: row.gaps.all()[0].delete(),
        lambda row: row.signatures.update(name="Someone else"),
        lambda row: AuditReturn.objects.filter(pk=row.pk).update(
            receipt_number="2025-000000-9"
        ),
        lambda row: AuditReturn.objects.filter(pk=row.pk).update(
            status="in_progress",
            receipt_number=None,
            submitted_at=None,
            submitted_by=None,
        ),
    ],
    ids=[
        "an answer changed",
        "an answer deleted",
        "an answer added",
        "a gap changed",
        "a gap deleted",
        "a signature changed",
        "its receipt changed",
        "unsubmitted",
    ],
)
def test_the_database_refuses_to_change_a_submitted_return(sent, change):
    with (
        pytest.raises(IntegrityError, match="has been submitted"),
        transaction.atomic(),
    ):
        change(sent)


def test_a_submitted_return_can_be_replaced_by_a_later_revision(sent):
    changed = AuditReturn.objects.filter(pk=sent.pk).update(is_current=False)

    assert changed == 1


def test_an_answer_cannot_move_to_another_return(elms, oaks, dee):
    answer_all(elms, by=dee)

    with pytest.raises(IntegrityError), transaction.atomic():
        elms.answers.update(audit_return=oaks)


def test_a_submitted_return_has_a_receipt_date_and_person(elms):
    with (
        pytest.raises(IntegrityError, match="return_submitted_with_receipt"),
        transaction.atomic(),
    ):
        AuditReturn.objects.filter(pk=elms.pk).update(status="submitted")


def test_a_school_has_one_current_return_in_a_round(elms):
    with (
        pytest.raises(IntegrityError, match="return_one_current_per_round_and_school"),
        transaction.atomic(),
    ):
        AuditReturn.objects.create(round=elms.round, school=elms.school, revision=2)


def test_one_person_cannot_give_both_signatures(elms, hal):
    fields = {"audit_return": elms, "person": hal, "name": "Hal", "at": clock.now()}
    Signature.objects.create(role="head", **fields)

    with (
        pytest.raises(IntegrityError, match="signature_two_different_people"),
        transaction.atomic(),
    ):
        Signature.objects.create(role="governor", **fields)


def test_an_answer_that_does_not_apply_has_no_value(elms, dee):
    with (
        pytest.raises(IntegrityError, match="answer_not_applicable_has_no_value"),
        transaction.atomic(),
    ):
        Answer.objects.create(
            audit_return=elms,
            question=question(elms, "deputies"),
            number=3,
            not_applicable_reason="We have none",
            at=clock.now(),
        )


def test_a_gap_is_an_action_or_a_reason_not_both(elms):
    with (
        pytest.raises(IntegrityError, match="gap_action_or_justification"),
        transaction.atomic(),
    ):
        Gap.objects.create(
            audit_return=elms,
            question=question(elms, "deputies"),
            action_text="Train someone",
            justification="No need",
        )


@pytest.mark.parametrize(
    ("fields", "is_given"),
    [
        ({}, False),
        ({"comment": "Only a comment"}, False),
        ({"choice": "no"}, True),
        ({"choices": ["time"]}, True),
        ({"number": 0}, True),
        ({"day": date(2025, 6, 3)}, True),
        ({"words": "Yes"}, True),
        ({"not_applicable_reason": "No boarders"}, True),
    ],
)
def test_an_answer_is_given_when_it_has_a_value_or_reason(elms, fields, is_given):
    answer = Answer.objects.create(
        audit_return=elms, question=elms.questions[0], at=clock.now(), **fields
    )

    assert Answer.objects.given().filter(pk=answer.pk).exists() is is_given


@pytest.mark.parametrize(
    ("code", "given", "is_gap"),
    [
        ("dsl-in-leadership", Given(choice="yes"), False),
        ("dsl-in-leadership", Given(choice="partly"), True),
        ("dsl-in-leadership", Given(not_applicable_reason="Federation"), False),
        ("deputies", Given(number=Decimal(0)), True),
        ("deputies", Given(number=Decimal(1)), False),
        ("trained", Given(number=Decimal(0)), False),
    ],
)
def test_python_and_sql_agree_on_what_is_a_gap(elms, dee, code, given, is_gap):
    services.save_answers(elms, {question(elms, code): given}, by=dee)

    answer = elms.answers.select_related("question").get()

    assert answer.is_gap is is_gap
    assert elms.answers.gaps().exists() is is_gap


@pytest.mark.parametrize(
    ("rule", "is_asked"),
    [
        ({}, True),
        ({"phases": ["primary"]}, True),
        ({"phases": ["secondary", "special"]}, False),
        ({"sectors": ["maintained"]}, True),
        ({"sectors": ["academy"]}, False),
        ({"has_boarders": True}, False),
        ({"has_boarders": False}, True),
        ({"phases": ["primary"], "has_nursery": True}, False),
    ],
)
def test_a_question_is_for_the_schools_in_its_rule(rule, is_asked):
    school = School(type_code=1, derived_phase=School.Phase.PRIMARY)

    assert Question(applies_to=rule).is_for(school) is is_asked


def test_a_round_keeps_the_questions_in_force_on_the_day_it_opens(elm):
    dated = [
        {**question_, "from_date": start, "to_date": end}
        for question_, start, end in zip(
            SECTIONS[0]["questions"] * 2,
            [date(2025, 9, 1), date(2025, 9, 2), None, None],
            [None, None, date(2025, 8, 31), date(2025, 9, 1)],
            strict=True,
        )
    ]
    for number, fields in enumerate(dated, 1):
        fields["code"] = f"question-{number}"
    sections = [{**SECTIONS[0], "questions": dated}]

    round_ = make_round(elm, question_set=make_question_set(sections=sections))

    assert [one.code for one in round_.questions] == ["question-1", "question-4"]


def test_a_section_shows_how_many_questions_are_answered(elms, dee):
    first = question(elms, "dsl-in-leadership")
    services.save_answers(elms, {first: Given(choice="yes")}, by=dee)

    progress = [(p.section.letter, p.words, p.hint) for p in elms.sections()]

    assert progress == [
        ("A", "In progress", "1 question left, about 1 minute"),
        ("B", "Not started", "2 questions left, about 2 minutes"),
    ]


def test_a_section_without_its_optional_questions_is_complete(elms, dee):
    answer_all(elms, by=dee, challenges=Given())

    assert [p.words for p in elms.sections()] == ["Completed", "Completed"]


def test_schools_with_boarders_are_asked_about_boarding(round_):
    boarding = SchoolFactory(has_boarders=True)
    services.add_schools(round_, [boarding], by=None, on=round_.opens_on)

    codes = [one.code for one in return_of(round_, boarding).questions]

    assert codes[-1] == "boarding"


class TestWhoSees:
    def test_a_school_sees_its_own_return_only(self, elms, oaks, dee):
        assert list(AuditReturn.objects.visible_to(dee)) == [elms]

    def test_officers_see_every_return(self, elms, oaks, amara):
        assert set(AuditReturn.objects.visible_to(amara)) == {elms, oaks}

    def test_a_trust_sees_a_school_that_shares(self, elms, oaks, tara):
        assert list(AuditReturn.objects.visible_to(tara)) == [elms]

    def test_the_executive_sees_rounds_but_no_returns(self, elms, round_, eve):
        assert list(AuditReturn.objects.visible_to(eve)) == []
        assert list(Round.objects.visible_to(eve)) == [round_]

    def test_subgroup_members_and_signed_out_people_see_nothing(self, elms, round_, mo):
        for person in (mo, None):
            assert list(AuditReturn.objects.visible_to(person)) == []
            assert list(Round.objects.visible_to(person)) == []
