"""Answers that contradict each other, pointed out until changed or explained."""

from decimal import Decimal

import pytest

from audits.returns import services as returns
from audits.returns.checking import explain, refuse_unless_complete
from audits.returns.models.answers import Given
from audits.signing import services as signing
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from tests.audits.factories import (
    answer_all,
    make_question_set,
    make_round,
    question,
    return_of,
)

pytestmark = pytest.mark.django_db

WORDS = "You have a senior lead and no deputy, with more than 800 pupils"
CONDITIONS = [
    {"code": "dsl-in-leadership", "answers": ["yes"]},
    {"code": "deputies", "below": 1},
    {"fact": "pupils", "above": 800},
]


@pytest.fixture
def alone(elm, dee):
    """A complete return of a large school with no deputy."""
    elm.pupils = 900
    elm.save()
    question_set = make_question_set("x", contradictions=[(WORDS, CONDITIONS)])
    row = return_of(make_round(elm, question_set=question_set), elm)
    answer_all(row, by=dee, deputies=Given(number=Decimal(0)))
    return row


def explain_it(audit_return, by):
    contradiction = audit_return.round.question_set.contradictions.get()
    explain(audit_return, contradiction, reason="We share the trust’s", by=by)


def to_explain(audit_return):
    return [
        (str(one.contradiction), [q.ref for q in one.questions])
        for one in audit_return.progress().to_explain
    ]


def test_it_is_pointed_out_with_its_questions(alone, elm):
    assert to_explain(alone) == [(WORDS, ["A1", "A2"])]

    elm.pupils = 800
    elm.save()

    assert to_explain(return_of(alone.round, elm)) == []


def test_nothing_is_sent_for_signing_before_it_is_explained(alone, dee):
    with pytest.raises(Refused, match="contradict each other: A1 and A2$"):
        signing.declare_ready(alone, by=dee)

    explain_it(alone, dee)
    signing.declare_ready(alone, by=dee)

    assert alone.is_ready


def test_the_explanation_is_recorded(alone, dee):
    explain_it(alone, dee)

    [found] = alone.progress().contradictions
    assert found.is_explained
    assert (found.explanation.reason, found.explanation.by) == (
        "We share the trust’s",
        dee,
    )
    event = history.of(alone)[0]
    assert (event.event, event.by, event.detail) == (
        "contradiction explained",
        dee,
        {"questions": "A1, A2"},
    )


def test_an_explanation_ends_with_the_answers_it_explains(alone, dee):
    explain_it(alone, dee)
    deputies = question(alone, "deputies")

    returns.save_answer(alone, deputies, Given(number=Decimal(1), version=1), by=dee)
    refuse_unless_complete(alone)
    returns.save_answer(alone, deputies, Given(number=Decimal(0), version=2), by=dee)

    assert to_explain(alone) == [(WORDS, ["A1", "A2"])]
    with pytest.raises(Refused, match="contradict"):
        refuse_unless_complete(alone)


def test_what_no_longer_contradicts_is_not_explained(alone, dee):
    deputies = question(alone, "deputies")
    returns.save_answer(alone, deputies, Given(number=Decimal(1), version=1), by=dee)

    with pytest.raises(Refused, match="no longer contradict"):
        explain_it(alone, dee)


def test_a_return_sent_for_signing_takes_no_explanation(alone, dee):
    explain_it(alone, dee)
    signing.declare_ready(alone, by=dee)

    with pytest.raises(Refused, match="sent for signing"):
        explain_it(alone, dee)
