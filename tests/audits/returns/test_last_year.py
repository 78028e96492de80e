"""Last year's answers, given again with one press where they can be."""

from datetime import date
from decimal import Decimal

import pytest

from audits.questions.kinds import Kind
from audits.returns import services as returns
from audits.returns.models.answers import Given
from audits.returns.models.returns import AuditReturn
from audits.returns.repeating import confirm, last_years, of_section
from audits.signing import services as signing
from partnership.history import services as history
from tests.audits.factories import (
    MAINTAINED,
    make_question_set,
    make_round,
    question,
    return_of,
)

pytestmark = pytest.mark.django_db

ON = date(2026, 10, 1)
QUESTIONS = [
    {"code": "lead", "kind": Kind.YES_NO, "text": "Is there a lead?"},
    {"code": "boarders", "kind": Kind.COUNT, "text": "How many board?"},
    {"code": "policy", "kind": Kind.TEXT, "text": "What is the policy?"},
    {"code": "proof", "kind": Kind.EVIDENCE, "text": "Show it", "is_optional": True},
    {
        "code": "trained",
        "kind": Kind.DATE,
        "text": "Trained when?",
        "gap_after_months": 24,
    },
    {
        "code": "seen",
        "kind": Kind.DATE,
        "text": "Seen when?",
        "gap_after_months": 24,
    },
    {
        "code": "leads",
        "kind": Kind.TABLE,
        "text": "Who leads?",
        "columns": [{"key": "name", "label": "Name", "kind": "text"}],
    },
    {
        "code": "tool",
        "kind": Kind.SINGLE,
        "text": "Which tool?",
        "choices": [["old", "Old"], ["new", "New"]],
    },
]
GIVEN = {
    "lead": Given(choice="yes", comment="Since 2024"),
    "boarders": Given(not_applicable_reason="We have none"),
    "policy": Given(words="Ours"),
    "proof": Given(words="1 file"),
    "trained": Given(day=date(2024, 10, 1)),
    "seen": Given(day=date(2024, 9, 30)),
    "leads": Given(rows=({"name": "Sam Roe"},)),
    "tool": Given(choice="old"),
}


def section(questions):
    return [{"letter": "A", "title": "All", "questions": questions}]


@pytest.fixture
def this_year(elm, dee, hal, gwen):
    """A return whose questions have changed a little, after a whole one."""
    elm.type_code = MAINTAINED
    elm.save()
    last = make_round(elm, question_set=make_question_set("one", section(QUESTIONS)))
    row = return_of(last, elm)
    returns.save_answers(row, {q: GIVEN[q.code] for q in row.questions}, by=dee)
    signing.declare_ready(row, by=dee)
    signing.sign_as_head(row, name="Hal", by=hal)
    signing.sign_as_governor(row, name="Gwen", by=gwen)
    signing.submit_return(row, by=dee, on=date(2025, 10, 31))
    changes = {
        "policy": {"is_reworded": True},
        "tool": {"choices": [["new", "New"]]},
    }
    changed = [one | changes.get(one["code"], {}) for one in QUESTIONS]
    later = make_round(
        elm,
        question_set=make_question_set("two", section(changed)),
        academic_year="2025/26",
        opens_on=date(2026, 9, 1),
        closes_on=date(2026, 10, 31),
    )
    return return_of(later, elm)


def found(audit_return):
    return of_section(audit_return, audit_return.questions, on=ON)


def test_each_answer_is_right_still_or_has_to_be_looked_at(this_year):
    last = found(this_year)

    assert [(q.code, a.in_words) for q, a in last.still_right] == [
        ("lead", "Yes"),
        ("boarders", "Not applicable: We have none"),
        ("trained", "1 October 2024"),
        ("leads", "Name: Sam Roe"),
    ]
    assert [(q.code, reason) for q, _, reason in last.to_look_at] == [
        ("policy", "The question has been reworded"),
        ("proof", "Evidence is given for each year"),
        ("seen", "The date is more than 24 months ago"),
        ("tool", "That answer is no longer on offer"),
    ]


def test_one_press_gives_them_again(this_year, dee):
    questions = this_year.questions
    chosen = {q.pk for q in questions} - {question(this_year, "leads").pk}
    returns.save_answer(
        this_year, question(this_year, "lead"), Given(comment="Ask Hal"), by=dee
    )

    confirm(this_year, questions, chosen=chosen, by=dee, on=ON)

    assert {
        (answer.question.code, answer.in_words, answer.comment)
        for answer in this_year.answers.select_related("question")
    } == {
        ("lead", "Yes", "Ask Hal"),
        ("boarders", "Not applicable: We have none", ""),
        ("trained", "1 October 2024", ""),
    }
    event = history.of(this_year)[0]
    assert (event.event, event.detail) == (
        "last year's answers confirmed",
        {"questions": 3},
    )


def test_what_was_answered_already_stays(this_year, dee, cole):
    one = question(this_year, "lead")
    returns.save_answer(this_year, one, Given(choice="no"), by=cole)

    confirm(this_year, this_year.questions, chosen={one.pk}, by=dee, on=ON)

    assert this_year.answers.get().choice == "no"
    assert not [e for e in history.of(this_year) if "last year" in e.event]


def test_a_first_return_has_nothing_to_confirm(elms):
    assert found(elms) == last_years([], {}, {}, on=ON)
    assert AuditReturn.objects.get(pk=elms.pk).previous is None


def test_a_number_that_is_now_a_text_has_to_be_looked_at(this_year):
    one = question(this_year, "boarders")
    one = type(one)(code=one.code, kind=Kind.TEXT, pk=one.pk)
    _, previous = this_year.answers_of_both_years(this_year.questions)
    previous["boarders"].number = Decimal(3)

    [(_, _, reason)] = last_years([one], {}, previous, on=ON).to_look_at

    assert reason == "The question now asks for another kind of answer"
