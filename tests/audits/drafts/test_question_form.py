"""The form of a question: the fields of each kind, and what it gives its service."""

import pytest

from audits.drafts.forms.questions import ONLY_FOR, QuestionForm
from audits.drafts.services import questions
from audits.questions.kinds import DAYS, NUMBERS, ONE_CHOICE, Kind
from audits.questions.models import Question

BASICS = {"ref": "A9", "text": "What do you do?", "is_statutory": "False"}


def rows(prefix, *several) -> dict[str, str]:
    """What a browser sends for the rows of a question."""
    count = str(len(several))
    return {
        f"{prefix}-TOTAL_FORMS": count,
        f"{prefix}-INITIAL_FORMS": count,
        **{
            f"{prefix}-{place}-{name}": value
            for place, row in enumerate(several)
            for name, value in row.items()
        },
    }


def cleaned(kind, question=None, **typed) -> dict:
    form = QuestionForm({**BASICS, **typed}, kind=kind, question=question)
    assert form.is_valid(), (form.errors, form.rows and form.rows.errors)
    return form.cleaned_data


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Kind.TEXT, set()),
        (Kind.LEVEL, {"lowest_is_best", "gap_text", "gap_measure"}),
        (Kind.RAG, {"gap_text", "gap_measure"}),
        (
            Kind.RATE,
            {"unit", "gap_below", "gap_above", "gap_text", "gap_measure"},
        ),
        (Kind.PERCENT, {"gap_below", "gap_above", "gap_text", "gap_measure"}),
        (Kind.PERSON_DATE, {"gap_after_months", "gap_text", "gap_measure"}),
        (Kind.TABLE, set()),
    ],
)
def test_a_kind_has_only_its_own_fields(kind, fields):
    assert set(ONLY_FOR) & set(QuestionForm(kind=kind).fields) == fields


@pytest.mark.parametrize("kind", Kind)
def test_only_choices_and_tables_have_rows(kind):
    form = QuestionForm(kind=kind)

    has_rows = kind in {*ONE_CHOICE, Kind.MULTIPLE, Kind.TABLE}
    assert (form.rows is not None) is has_rows


def test_new_colours_can_each_be_described():
    form = QuestionForm(kind=Kind.RAG)

    assert [row.initial["label"] for row in form.rows.forms] == [
        "Green",
        "Amber",
        "Red",
    ]


def test_colours_are_described_and_show_gaps():
    given = cleaned(
        Kind.RAG,
        **rows(
            "choices",
            {"value": "green", "label": "Green", "descriptor": "In place"},
            {"value": "amber", "label": "Amber"},
            {"value": "red", "label": "Red", "descriptor": "Missing", "is_gap": "on"},
        ),
    )

    assert given["choices"] == [["green", "Green"], ["amber", "Amber"], ["red", "Red"]]
    assert given["descriptors"] == {"green": "In place", "red": "Missing"}
    assert given["gap_answers"] == ["red"]


def test_new_answers_get_values_of_their_own():
    given = cleaned(
        Kind.SINGLE,
        **rows(
            "choices",
            {"label": "Not applicable"},
            {"label": "Every week!"},
            {"label": "Every week?"},
            {"label": "？"},
        ),
    )

    assert given["choices"] == [
        ["not_applicable_2", "Not applicable"],
        ["every_week", "Every week!"],
        ["every_week_2", "Every week?"],
        ["answer", "？"],
    ]


def test_an_answer_keeps_its_value_when_it_is_reworded():
    question = Question(kind=Kind.SINGLE, choices=[["weekly", "Weekly"], ["no", "No"]])

    given = cleaned(
        Kind.SINGLE,
        question,
        version="1",
        **rows(
            "choices",
            {"value": "no", "label": "Never"},
            {"value": "weekly", "label": "Each week"},
        ),
    )

    assert given["choices"] == [["no", "Never"], ["weekly", "Each week"]]


def test_a_value_that_the_browser_made_up_is_not_believed():
    given = cleaned(
        Kind.SINGLE,
        **rows(
            "choices", {"value": "<b>", "label": "One"}, {"value": "x", "label": "Two"}
        ),
    )

    assert given["choices"] == [["one", "One"], ["two", "Two"]]


def test_two_answers_that_are_the_same_are_refused():
    form = QuestionForm(
        {**BASICS, **rows("choices", {"label": "Weekly"}, {"label": "weekly"})},
        kind=Kind.SINGLE,
    )

    assert not form.is_valid()
    assert form.rows.forms[1].errors == {"label": ["This is the same as a row above"]}


def test_an_answer_without_words_is_refused_beside_it():
    form = QuestionForm(
        {**BASICS, **rows("choices", {"label": "Weekly"}, {"label": " "})},
        kind=Kind.SINGLE,
    )

    assert not form.is_valid()
    assert form.rows.forms[1].errors == {"label": ["Enter the answer"]}


def test_adding_an_answer_validates_nothing_and_keeps_what_was_typed():
    form = QuestionForm(
        {"text": "Why?", "choices-add": "1", **rows("choices", {"label": "Weekly"})},
        kind=Kind.SINGLE,
    )

    assert not form.is_valid()
    assert (form.errors, form["text"].value()) == ({}, "Why?")
    assert [row["label"].value() for row in form.rows.forms] == ["Weekly", None]


def test_a_table_has_columns():
    question = Question(
        kind=Kind.TABLE,
        columns=[{"key": "name", "label": "Name", "kind": "text"}],
    )

    given = cleaned(
        Kind.TABLE,
        question,
        version="1",
        **rows(
            "columns",
            {"value": "name", "label": "Full name", "kind": "text"},
            {"label": "Trained on", "kind": "date"},
        ),
    )

    assert given["columns"] == [
        {"key": "name", "label": "Full name", "kind": "text"},
        {"key": "trained_on", "label": "Trained on", "kind": "date"},
    ]


def test_the_schools_that_are_asked_make_a_rule():
    given = cleaned(
        Kind.TEXT,
        phases=["primary"],
        sectors=["academy", "maintained"],
        has_boarders="False",
        has_nursery="True",
        lowest_age="2",
        highest_age="5",
    )

    assert given["applies_to"] == {
        "phases": ["primary"],
        "sectors": ["academy", "maintained"],
        "has_boarders": False,
        "has_nursery": True,
        "ages": [2, 5],
    }


def test_without_a_rule_all_schools_are_asked():
    assert cleaned(Kind.TEXT)["applies_to"] == {}


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"lowest_age": "2"}, {"highest_age": ["Enter both ages, or neither"]}),
        ({"highest_age": "2"}, {"lowest_age": ["Enter both ages, or neither"]}),
        (
            {"lowest_age": "5", "highest_age": "2"},
            {"highest_age": ["The highest age must not be the lower one"]},
        ),
        (
            {
                "from_date-day": "2",
                "from_date-month": "9",
                "from_date-year": "2026",
                "to_date-day": "1",
                "to_date-month": "9",
                "to_date-year": "2026",
            },
            {"to_date": ["The last day must not be before the first"]},
        ),
        ({"text": " "}, {"text": ["Enter the question"]}),
        ({"ref": ""}, {"ref": ["Enter a reference"]}),
        ({"is_statutory": ""}, {"is_statutory": ["Select statutory or good practice"]}),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(typed, errors):
    form = QuestionForm({**BASICS, **typed}, kind=Kind.TEXT)

    assert not form.is_valid()
    assert form.errors == errors


FULL = {
    "descriptors": {},
    "gap_text": "Do it",
    "gap_measure": "It is done",
    "why_we_ask": "Because",
    "guidance_reference": "KCSIE 2026",
    "is_statutory": True,
    "is_optional": True,
    "allows_not_applicable": False,
    "applies_to": {"phases": ["primary"], "has_boarders": False, "ages": [2, 5]},
    "is_reworded": True,
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(Kind))
def test_saving_a_question_unchanged_changes_nothing(draft, amara, kind):
    question = Question(
        section=draft.sections.first(), ref="A9", code="full", position=9, kind=kind
    )
    question.text = "What do you do?"
    fields = dict(FULL)
    if kind not in ONE_CHOICE | NUMBERS | DAYS | {Kind.MULTIPLE}:
        fields |= {"gap_text": "", "gap_measure": ""}
    if kind in ONE_CHOICE | {Kind.MULTIPLE}:
        fields |= {"choices": [["a", "A"], ["b", "B"]], "gap_answers": ["b"]}
        fields["descriptors"] = {"a": "All is well"}
    if kind in NUMBERS:
        fields |= {"gap_below": 1, "gap_above": 9}
    if kind in {Kind.COUNT, Kind.RATE}:
        fields["unit"] = "per 100 pupils"
    if kind in DAYS:
        fields["gap_after_months"] = 24
    if kind == Kind.LEVEL:
        fields["lowest_is_best"] = True
    if kind == Kind.TABLE:
        fields["columns"] = [{"key": "a", "label": "A", "kind": "yes_no"}]
    for name, value in fields.items():
        setattr(question, name, value)
    question.save()

    shown = QuestionForm(kind=kind, question=question)
    form = QuestionForm(as_sent(shown), kind=kind, question=question)
    assert form.is_valid(), (form.errors, form.rows and form.rows.errors)
    questions.change_question(question, **form.cleaned_data, by=amara)

    saved = Question.objects.get(pk=question.pk)
    assert {name: getattr(saved, name) for name in fields} == fields


def as_sent(form) -> dict:
    """What a browser sends when a form is submitted as it is shown."""
    forms = [form, *(form.rows.forms if form.rows is not None else ())]
    sent = {
        bound.html_name: value
        for one in forms
        for bound in one
        if (value := bound.value()) not in (None, False)
    }
    if form.rows is not None:
        sent |= form.rows.management_form.initial | {
            f"{form.rows.prefix}-{name}": len(form.rows.forms)
            for name in ("TOTAL_FORMS", "INITIAL_FORMS")
        }
    return sent
