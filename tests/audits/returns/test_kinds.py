"""Every kind of question: how an answer reads, what counts as given, and gaps."""

from datetime import date
from decimal import Decimal

import pytest

from audits.questions.kinds import Kind
from audits.returns import services as returns
from audits.returns.models.answers import Given
from tests.audits.factories import make_question_set, make_round, return_of

pytestmark = pytest.mark.django_db

COLUMNS = [
    {"key": "name", "label": "Name", "kind": "text"},
    {"key": "trained", "label": "Trained on", "kind": "date"},
    {"key": "cover", "label": "Covers holidays", "kind": "yes_no"},
]
DEPUTY = {"name": "Sam Roe", "trained": "2025-06-03", "cover": "no"}
DAY = date(2025, 6, 3)


@pytest.fixture
def ask(elm, dee):
    """Ask Elm Primary one question, and save Dee's answer to it."""

    def ask(given, **fields):
        question = {"code": "only", "text": "What do you do?", **fields}
        sections = [{"letter": "A", "title": "All", "questions": [question]}]
        row = return_of(
            make_round(elm, question_set=make_question_set("x", sections)), elm
        )
        returns.save_answers(row, {row.questions[0]: given}, by=dee)
        return row.answers.select_related("question").get()

    return ask


@pytest.mark.parametrize(
    ("fields", "given", "words"),
    [
        ({"kind": Kind.MET}, Given(choice="partly"), "Partly met"),
        ({"kind": Kind.RAG}, Given(choice="amber"), "Amber"),
        ({"kind": Kind.LEVEL}, Given(choice="1"), "Level 1"),
        (
            {"kind": Kind.RATE, "unit": "per 100 pupils"},
            Given(number=Decimal("2.50")),
            "2.5 per 100 pupils",
        ),
        (
            {"kind": Kind.COUNT, "unit": "hours a week"},
            Given(number=Decimal(0)),
            "0 hours a week",
        ),
        ({"kind": Kind.PERSON}, Given(words="Sam Roe"), "Sam Roe"),
        (
            {"kind": Kind.PERSON_DATE},
            Given(words="Sam Roe", day=DAY),
            "Sam Roe, 3 June 2025",
        ),
        ({"kind": Kind.EVIDENCE}, Given(words="1 file"), "1 file"),
        (
            {"kind": Kind.TABLE, "columns": COLUMNS},
            Given(rows=(DEPUTY, {"name": "Élise\0"})),
            "Name: Sam Roe; Trained on: 3 June 2025; Covers holidays: No\nName: Élise",
        ),
    ],
)
def test_an_answer_is_kept_as_it_reads(ask, fields, given, words):
    answer = ask(given, **fields)

    assert answer.in_words == words
    assert answer.is_given


@pytest.mark.parametrize(
    ("given", "is_counted"),
    [
        (Given(words="Sam Roe", day=DAY), True),
        (Given(words="Sam Roe"), False),
        (Given(day=DAY), False),
        (Given(not_applicable_reason="We have nobody"), True),
    ],
)
def test_a_person_without_the_date_is_half_an_answer(ask, given, is_counted):
    answer = ask(given, kind=Kind.PERSON_DATE)

    assert answer.is_whole is is_counted
    assert answer.audit_return.answers.given().exists() is is_counted
    assert answer.audit_return.sections()[0].is_complete is is_counted


@pytest.mark.parametrize(
    ("fields", "given", "is_gap"),
    [
        ({"kind": Kind.MET, "gap_answers": ["not"]}, Given(choice="not"), True),
        ({"kind": Kind.MET, "gap_answers": ["not"]}, Given(choice="partly"), False),
        ({"kind": Kind.RATE, "gap_below": 2}, Given(number=Decimal("1.99")), True),
        ({"kind": Kind.RATE, "gap_below": 2}, Given(number=Decimal(2)), False),
        ({"kind": Kind.COUNT, "gap_above": 0}, Given(number=Decimal(1)), True),
        ({"kind": Kind.COUNT, "gap_above": 0}, Given(number=Decimal(0)), False),
        (
            {
                "kind": Kind.MULTIPLE,
                "choices": [["a", "A"], ["none", "None"]],
                "gap_answers": ["none"],
            },
            Given(choices=("a", "none")),
            True,
        ),
        (
            {
                "kind": Kind.MULTIPLE,
                "choices": [["a", "A"], ["none", "None"]],
                "gap_answers": ["none"],
            },
            Given(choices=("a",)),
            False,
        ),
        # The day after the last that is still within two years of 15 October 2025.
        (
            {"kind": Kind.PERSON_DATE, "gap_after_months": 24},
            Given(words="Sam Roe", day=date(2023, 10, 14)),
            True,
        ),
        (
            {"kind": Kind.DATE, "gap_after_months": 24},
            Given(day=date(2023, 10, 15)),
            False,
        ),
        ({"kind": Kind.DATE, "gap_after_months": 12}, Given(), False),
    ],
)
def test_python_and_the_database_find_the_same_gaps(
    ask, time_machine, fields, given, is_gap
):
    time_machine.move_to("2025-10-15T12:00:00+01:00")
    if given == Given():
        given = Given(comment="Nobody knows")

    answer = ask(given, **fields)

    assert answer.is_gap is is_gap
    assert answer.audit_return.answers.gaps().exists() is is_gap


def test_a_month_that_is_too_short_counts_alike_in_both(ask, time_machine):
    time_machine.move_to("2025-08-31T12:00:00+01:00")

    answer = ask(Given(day=date(2025, 2, 28)), kind=Kind.DATE, gap_after_months=6)

    assert (answer.is_gap, answer.audit_return.answers.gaps().exists()) == (
        False,
        False,
    )
