"""Answers of every kind thrown at the form: kept as typed, or refused in words."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.questions.kinds import USUAL_CHOICES, CellKind, Kind
from audits.questions.models import Question
from audits.returns import services as returns
from audits.returns.forms import SectionForm
from tests.audits.factories import MAINTAINED, make_question_set, make_round, return_of

pytestmark = pytest.mark.django_db

ON = date(2025, 10, 1)
COLUMNS = [{"key": kind, "label": kind.label, "kind": kind} for kind in CellKind]
OWN_CHOICES = [["a", "First"], ["b", "Second"]]
QUESTIONS = [
    {
        "code": kind.replace("_", "-"),
        "kind": kind,
        "text": f"{kind.label}?",
        **({"columns": COLUMNS} if kind == Kind.TABLE else {}),
        **({"unit": "per 100 pupils"} if kind == Kind.RATE else {}),
        **({"choices": OWN_CHOICES} if kind in {Kind.SINGLE, Kind.MULTIPLE} else {}),
    }
    for kind in Kind
]
SECTIONS = [{"letter": "A", "title": "Every kind", "questions": QUESTIONS}]
# What people type and paste, and what nobody should.
TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "",
            "0",
            "1,200",
            "12.5",
            "-1",
            "1e9",
            "99999999999",
            "Infinity",
            "NaN",
            "31",
            "2",
            "2025",
            "3 June 2025",
            "3/6/2025",
            "2025-06-03",
            "31/2/2025",
            "yes",
            "on",
            "not_applicable",
            "“Łódź”\u2028\x00\x0b\r\nśćż",
            "\ud800",
            "é" * 600,
        ]
    ),
)
VALUES = sorted(
    {value for pairs in (*USUAL_CHOICES.values(), OWN_CHOICES) for value, _ in pairs}
)
SUFFIXES = [
    "",
    "-na",
    "-reason",
    "-comment",
    "-version",
    "-person",
    "-day",
    "-month",
    "-year",
    *(f"-{row}-{kind}" for row in range(3) for kind in CellKind),
]
TYPED = st.dictionaries(
    st.sampled_from(SUFFIXES), st.one_of(TEXTS, st.sampled_from(VALUES)), max_size=8
)


@pytest.fixture
def every_kind(elm):
    elm.type_code = MAINTAINED
    elm.save()
    return return_of(
        make_round(elm, question_set=make_question_set("x", SECTIONS)), elm
    )


def posted(fields):
    data = QueryDict(mutable=True)
    for name, text in fields.items():
        data[name] = text
    return data


@pytest.mark.parametrize("kind", Kind)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=TYPED)
def test_whatever_is_typed_is_kept_or_refused_in_words(every_kind, dee, kind, typed):
    question = next(one for one in every_kind.questions if one.kind == kind)
    name = f"q{question.pk}"
    kept = every_kind.answers_to([question])
    fields = {f"{name}{suffix}": text for suffix, text in typed.items()}
    if kept:
        fields[f"{name}-version"] = str(kept[question.pk].version)
    else:
        fields.pop(f"{name}-version", None)

    form = SectionForm(posted(fields), questions=[question], answers={}, on=ON)
    is_saved = form.attempt(returns.save_answers, every_kind, by=dee)

    assert is_saved is not bool(form.error_summary())
    assert all(words for words, _ in form.error_summary())
    [box] = form.boxes()
    if is_saved:
        # What was saved and is shown saves again as it is, unchanged.
        answers = every_kind.answers_to([question])
        for answer in answers.values():
            assert answer.in_words is not None
            assert isinstance(answer.is_gap, bool)
        before = [answer.version for answer in answers.values()]
        shown = SectionForm(questions=[question], answers=answers, on=ON)
        [box] = shown.boxes()
        again = SectionForm(
            posted(inputs_of(box)), questions=[question], answers={}, on=ON
        )
        assert again.attempt(returns.save_answers, every_kind, by=dee) or (
            again.asked_about
        )
        after = every_kind.answers_to([question]).values()
        assert [answer.version for answer in after] == before
    else:
        assert box.has_errors
        for suffix in ("-reason", "-comment"):
            part = "reason" if suffix == "-reason" else "comment"
            assert getattr(box, part) == typed.get(suffix, "")


def inputs_of(box):
    """What a browser would send of a box as it is shown."""
    name = box.name
    fields = {
        f"{name}-version": str(box.version),
        f"{name}-reason": box.reason,
        f"{name}-comment": box.comment,
    }
    if box.is_not_applicable:
        if box.question.takes_one_choice:
            return fields | {name: "not_applicable"}
        return fields | {f"{name}-na": "on"}
    if box.question.choices:
        return fields | ({name: next(iter(box.chosen))} if box.chosen else {})
    if box.question.takes_day:
        days = {f"{name}-{part}": text for part, text in box.day.items()}
        return fields | days | {f"{name}-person": box.person}
    if box.question.kind == Kind.TABLE:
        cells = (cell for row in box.cells for cell in row)
        return fields | {cell.name: cell.text for cell in cells}
    return fields | {name: box.text}


def one_box(kind, typed, **fields):
    question = Question(pk=1, ref="A1", text="What?", kind=kind, **fields)
    data = posted({f"q1{suffix}": text for suffix, text in typed.items()})
    form = SectionForm(data, questions=[question], answers={}, on=ON)
    form.is_valid()
    return SimpleNamespace(
        errors=[words for words, _ in form.error_summary()],
        given=form.given().get(question),
        box=form.boxes()[0],
    )


@pytest.mark.parametrize(
    ("kind", "typed", "fields", "errors"),
    [
        (
            Kind.RATE,
            {"": "2.505"},
            {},
            ["Question A1 must have 2 decimal places or fewer"],
        ),
        (Kind.RATE, {"": "-1"}, {}, ["Question A1 must be 0 or more"]),
        (Kind.PERCENT, {"": "100.1"}, {}, ["Question A1 must be 100 or fewer"]),
        (
            Kind.PERSON,
            {"": "x" * 201},
            {},
            ["Question A1, the name, must be 200 characters or fewer"],
        ),
        (
            Kind.PERSON_DATE,
            {"-person": "Sam Roe", "-day": "31", "-month": "2", "-year": "2025"},
            {},
            ["Question A1 must be a real date"],
        ),
        (
            Kind.TABLE,
            {"-0-text": "x" * 20_000, "-0-date": "soon", "-1-number": "many"},
            {"columns": COLUMNS},
            [
                "Question A1, row 1, “Text”, must be 500 characters or fewer",
                "Question A1, row 1, “A date”, must be a date, like 3/6/2025",
                "Question A1, row 2, “A number”, must be a number, like 12.5",
            ],
        ),
    ],
)
def test_a_wrong_answer_is_refused_in_words_and_stays(kind, typed, fields, errors):
    one = one_box(kind, typed, **fields)

    assert sorted(one.errors) == sorted(errors)
    assert one.given is None
    shown = inputs_of(one.box)
    assert {name: text for name, text in shown.items() if text} == {
        f"q1{suffix}": text for suffix, text in typed.items()
    } | {"q1-version": "0"}


def test_empty_rows_of_a_table_are_dropped():
    typed = {
        "-0-text": "Sam Roe",
        "-0-date": "3 June 2025",
        "-1-text": "  ",
        "-2-number": "1,200.50",
        "-2-yes_no": "no",
    }

    one = one_box(Kind.TABLE, typed, columns=COLUMNS)

    assert one.given.rows == (
        {"text": "Sam Roe", "date": "2025-06-03"},
        {"number": "1200.5", "yes_no": "no"},
    )


def test_a_number_that_identifies_a_child_is_asked_about_in_a_table_too():
    one = one_box(Kind.TABLE, {"-0-text": "UPN H801200001001"}, columns=COLUMNS)

    assert len(one.errors) == 1
    assert one.errors[0].startswith("Not saved: this looks as if it contains")
