"""Questions asked only after certain answers, and what was typed in them before."""

from datetime import date
from decimal import Decimal

import pytest

from audits.analysis.figures import analyse
from audits.questions.kinds import Kind
from audits.returns import services as returns
from audits.returns.models.answers import Answer, Given
from audits.signing import services as signing
from partnership.guards.outcomes import Refused
from tests.audits.factories import (
    MAINTAINED,
    make_question_set,
    make_round,
    question,
    return_of,
)

pytestmark = pytest.mark.django_db

SECTIONS = [
    {
        "letter": "A",
        "title": "Records",
        "questions": [
            {"code": "electronic", "kind": Kind.YES_NO, "text": "Electronic records?"},
            {
                "code": "backed-up",
                "kind": Kind.YES_NO,
                "text": "Are they backed up?",
                "gap_answers": ["no"],
                "show_if": [{"code": "electronic", "answers": ["yes"]}],
            },
            {
                "code": "tested",
                "kind": Kind.COUNT,
                "text": "How often is the backup tested?",
                "show_if": [{"code": "backed-up", "answers": ["yes"]}],
            },
        ],
    },
    {
        "letter": "B",
        "title": "Size",
        "questions": [
            {
                "code": "notes",
                "kind": Kind.TEXT,
                "text": "Anything else?",
                "is_optional": True,
            },
            {
                "code": "site",
                "kind": Kind.TEXT,
                "text": "How do you cover a large site?",
                "show_if": [{"fact": "pupils", "above": 500}],
            },
        ],
    },
]


@pytest.fixture
def records(elm):
    elm.type_code = MAINTAINED
    elm.save()
    return return_of(
        make_round(elm, question_set=make_question_set("conditions", SECTIONS)), elm
    )


def save(records, by, **given):
    answers = records.answers_to(records.questions)
    returns.save_answers(
        records,
        {
            one: Given(
                **given[one.code.replace("-", "_")],
                version=answers[one.pk].version if one.pk in answers else 0,
            )
            for one in records.questions
            if one.code.replace("-", "_") in given
        },
        by=by,
    )


def counted(records):
    rows = Answer.objects.filter(audit_return=records).select_related("question")
    return {row.question.code: row.is_counted for row in rows}


def missing(records):
    return [one.code for one in records.progress().missing]


def test_only_what_is_asked_is_missing(records, dee):
    assert missing(records) == ["electronic"]

    save(records, dee, electronic={"choice": "yes"})
    assert missing(records) == ["backed-up"]
    save(records, dee, backed_up={"choice": "yes"})
    assert missing(records) == ["tested"]
    save(records, dee, electronic={"choice": "no"})
    assert missing(records) == []


def test_an_answer_that_is_no_longer_asked_for_is_kept_uncounted(records, dee):
    save(
        records,
        dee,
        electronic={"choice": "yes"},
        backed_up={"choice": "no"},
    )
    assert [one.question.code for one in records.gap_answers()] == ["backed-up"]

    save(records, dee, electronic={"choice": "no"})

    assert counted(records) == {"electronic": True, "backed-up": False}
    assert records.answers.get(question__code="backed-up").choice == "no"
    assert records.gap_answers() == []
    assert not records.answers.gaps().exists()
    assert [one.question.code for one in records.answers.given()] == ["electronic"]

    save(records, dee, electronic={"choice": "yes"})

    assert counted(records) == {"electronic": True, "backed-up": True}
    assert [one.question.code for one in records.gap_answers()] == ["backed-up"]


def test_a_question_behind_one_that_is_not_asked_is_not_asked_either(records, dee):
    save(
        records,
        dee,
        electronic={"choice": "yes"},
        backed_up={"choice": "yes"},
        tested={"number": Decimal(2)},
    )

    save(records, dee, electronic={"choice": "no"})

    assert counted(records) == {
        "electronic": True,
        "backed-up": False,
        "tested": False,
    }
    [records_section, _] = records.answered_sections()
    assert [one.code for one, _, _ in records_section.rows] == ["electronic"]
    assert [(one.code, words) for one, words in records_section.not_asked] == [
        ("backed-up", "A1 is Yes"),
        ("tested", "A2 is Yes"),
    ]


def test_what_the_register_says_decides_too(records, elm):
    elm.pupils = 501
    elm.save()
    asked = return_of(records.round, elm)

    assert missing(records) == ["electronic"]
    assert missing(asked) == ["electronic", "site"]


def test_sending_for_signing_counts_again(records, dee):
    save(records, dee, electronic={"choice": "yes"}, backed_up={"choice": "no"})
    save(records, dee, electronic={"choice": "no"})
    # As when two people save at the same moment.
    Answer.objects.filter(question__code="backed-up").update(is_counted=True)

    signing.declare_ready(records, by=dee)

    assert counted(records) == {"electronic": True, "backed-up": False}
    assert not records.gaps.exists()


def test_what_is_missing_of_the_asked_is_refused(records, dee):
    save(records, dee, electronic={"choice": "yes"})

    with pytest.raises(Refused, match=r"^Answer A2 first$"):
        signing.declare_ready(records, by=dee)


def test_the_analysis_leaves_out_what_is_not_asked(records, dee, hal, gwen):
    save(records, dee, electronic={"choice": "yes"}, backed_up={"choice": "no"})
    save(records, dee, electronic={"choice": "no"})
    signing.declare_ready(records, by=dee)
    signing.sign_as_head(records, name="Hal", by=hal)
    signing.sign_as_governor(records, name="Gwen", by=gwen)
    signing.submit_return(records, by=dee, on=date(2025, 10, 31))

    analysed = analyse(records.round, sees_each=True)
    figures = {
        one.question.code: one.n for section in analysed for one in section.questions
    }

    assert figures["electronic"] == 1
    assert figures["backed-up"] == 0


def test_an_answer_that_decides_nothing_costs_no_further_statement(
    records, dee, django_assert_num_queries
):
    save(records, dee, electronic={"choice": "no"})

    with django_assert_num_queries(3):
        save_notes = {question(records, "notes"): Given(words="On paper")}
        returns.save_answers(records, save_notes, by=dee)
