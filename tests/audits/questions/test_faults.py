"""What is not complete in a set, before it can be put in force."""

import pytest

from audits.questions.faults import faults_in
from audits.questions.kinds import Kind
from audits.questions.models import Contradiction, Question, QuestionSet, Section
from audits.questions.services import add_section, create_question_set, put_in_force
from partnership.guards.outcomes import Refused

SECTION = Section(pk=1, letter="A", title="Leads")
LEADS = {
    "code": "leads",
    "kind": Kind.YES_NO,
    "choices": [["yes", "Yes"], ["no", "No"]],
}
COUNTED = {"code": "counted", "kind": Kind.COUNT}
YES = {"code": "leads", "answers": ["yes"]}
MANY = {"code": "counted", "above": 3}


def questions_of(*several) -> list[Question]:
    return [
        Question(
            pk=number, section=SECTION, ref=f"A{number}", **{"text": "Why?", **one}
        )
        for number, one in enumerate(several, 1)
    ]


def found(*several, contradictions=()) -> list[tuple[str, str, int]]:
    return [
        (fault.words, fault.page, fault.pk)
        for fault in faults_in([SECTION], questions_of(*several), contradictions)
    ]


def test_a_complete_set_has_no_faults():
    text = {"code": "text", "kind": Kind.TEXT, "show_if": [YES, MANY]}
    table = {
        "code": "table",
        "kind": Kind.TABLE,
        "columns": [{"key": "name", "label": "Name", "kind": "text"}],
    }
    odd = Contradiction(
        words="Odd", conditions=[YES, MANY, {"fact": "pupils", "above": 200}]
    )

    assert found(LEADS, COUNTED, text, table, contradictions=[odd]) == []


@pytest.mark.parametrize("kind", [Kind.SINGLE, Kind.MULTIPLE, Kind.RAG])
def test_a_choice_without_answers_is_a_fault(kind):
    assert found({"code": "a", "kind": kind}) == [
        (
            "Question A1 has no answers to choose from",
            "audits:change_question",
            1,
        )
    ]


def test_a_gap_that_nobody_can_answer_is_a_fault():
    [(words, _, _)] = found({**LEADS, "gap_answers": ["no", "never"]})

    assert words == "Question A1 has no answer never, which would be a gap"


def test_a_table_without_columns_is_a_fault():
    [(words, _, _)] = found({"code": "a", "kind": Kind.TABLE})

    assert words == "Question A1 is a table without columns"


def test_two_questions_with_one_code_are_a_fault():
    text = {"code": "same", "kind": Kind.TEXT}

    assert found(text, text) == [
        (
            "Questions A1 and A2 have the same code, same",
            "audits:change_question",
            2,
        )
    ]


def test_a_section_without_questions_is_a_fault():
    [fault] = faults_in([SECTION], [], [])

    assert (fault.words, fault.page) == (
        "Section A has no questions",
        "audits:draft_section",
    )


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"code": "gone", "answers": ["yes"]}, "“gone” is no earlier question"),
        ({"code": "later", "above": 0}, "“later” is no earlier question"),
        ({"code": "own", "above": 0}, "“own” is no earlier question"),
        (
            {"code": "leads", "answers": ["yes", "partly"]},
            "question A1 has no answer “partly”",
        ),
        (
            {"code": "counted", "answers": ["yes"]},
            "question A2 has no answer “yes”",
        ),
        ({"code": "leads", "above": 1}, "question A1 has no numbers to compare"),
        ({"code": "leads"}, "this condition is not complete"),
    ],
)
def test_a_condition_that_cannot_hold_is_a_fault(condition, words):
    own = {"code": "own", "kind": Kind.COUNT, "show_if": [condition]}
    later = {"code": "later", "kind": Kind.COUNT}

    assert found(LEADS, COUNTED, own, later) == [
        (f"When question A3 is shown: {words}", "audits:shown_if", 3)
    ]


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ([], "there are no conditions"),
        ([{"code": "gone", "above": 0}], "“gone” is no earlier question"),
        (
            [{"code": "leads", "answers": ["partly"]}],
            "question A1 has no answer “partly”",
        ),
    ],
)
def test_a_contradiction_that_cannot_hold_is_a_fault(conditions, words):
    odd = Contradiction(pk=7, words="Odd", conditions=conditions)

    assert found(LEADS, contradictions=[odd]) == [
        (f"Contradiction “Odd”: {words}", "audits:contradiction", 7)
    ]


@pytest.mark.django_db
def test_a_set_that_is_not_complete_is_not_put_in_force():
    draft = create_question_set(title="Audit", edition="1", by=None)
    questions = [{**LEADS, "text": "B"}, {**COUNTED, "text": "A", "show_if": [YES]}]
    add_section(draft, letter="A", title="All", questions=questions, by=None)
    Question.objects.get(code="leads").delete()

    with pytest.raises(Refused, match="A2 is shown: “leads” is no earlier question"):
        put_in_force(draft, by=None)

    assert QuestionSet.objects.get().status == "draft"


@pytest.mark.django_db
def test_a_set_without_questions_is_not_put_in_force():
    draft = create_question_set(title="Audit", edition="1", by=None)

    with pytest.raises(Refused, match="There are no questions in this set"):
        put_in_force(draft, by=None)
