"""The questions of a draft."""

from datetime import date
from decimal import Decimal

import pytest

from audits.drafts.services import questions
from audits.questions.kinds import Kind
from audits.questions.models import Question
from partnership.guards.outcomes import Changed, Refused
from tests.audits.drafts.reading import codes, latest, outline

pytestmark = pytest.mark.django_db

LEADS = {"A. Leads": ["A1", "A2"]}
PRACTICE = {"B. Practice": ["B1", "B2", "B3", "B4", "B5"]}
NEW = {"ref": "A3", "text": "How often do you meet?", "kind": Kind.TEXT}


@pytest.fixture
def leads(draft):
    return draft.sections.get(letter="A")


@pytest.fixture
def practice(draft):
    return draft.sections.get(letter="B")


@pytest.fixture
def deputies(draft, question_of):
    return question_of(draft, "deputies")


def test_a_question_is_added_with_a_code_made_from_its_text(draft, leads, amara):
    question = questions.add_question(leads, **NEW, by=amara)

    assert question.code == "how-often-do-you-meet"
    assert outline(draft) == {"A. Leads": ["A1", "A2", "A3"]} | PRACTICE
    assert latest(draft) == ["Question A3 added", "How often do you meet?"]


def test_no_two_questions_of_a_set_have_one_code(leads, practice, amara):
    one = questions.add_question(leads, **NEW, by=amara)
    other = questions.add_question(practice, **NEW, by=amara)
    third = questions.add_question(practice, **{**NEW, "ref": "B9"}, by=amara)

    assert [row.code for row in (one, other, third)] == [
        "how-often-do-you-meet",
        "how-often-do-you-meet-2",
        "how-often-do-you-meet-3",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x" * 100, "x" * 60),
        ("？？", "question"),
        ("Île – déjà vu?", "ile-deja-vu"),
    ],
)
def test_every_text_makes_a_code(leads, amara, text, code):
    assert questions.add_question(leads, **{**NEW, "text": text}, by=amara).code == code


def test_a_long_code_is_still_made_unique(leads, practice, amara):
    long = {**NEW, "text": "x" * 100}
    questions.add_question(leads, **long, by=amara)

    again = questions.add_question(practice, **long, by=amara)

    assert again.code == f"{'x' * 58}-2"


def test_two_questions_of_a_section_cannot_have_one_reference(leads, amara):
    with pytest.raises(Refused, match="already a question A1") as refusal:
        questions.add_question(leads, **{**NEW, "ref": "A1"}, by=amara)

    assert refusal.value.field == "ref"


def test_a_question_is_changed_and_keeps_its_code(draft, deputies, amara):
    questions.change_question(
        deputies,
        ref="A2",
        text="How many trained deputies?",
        kind=Kind.RATE,
        unit="per 100 pupils",
        gap_above=Decimal("2.5"),
        version=deputies.version,
        by=amara,
    )

    deputies.refresh_from_db()
    assert (deputies.code, deputies.kind, deputies.text) == (
        "deputies",
        Kind.RATE,
        "How many trained deputies?",
    )
    assert (deputies.gap_below, deputies.gap_above) == (None, Decimal("2.50"))
    assert latest(draft) == [
        "Question A2 changed",
        "Action for a gap removed (was Train a deputy)",
        "Kind of answer changed from A number to A rate",
        "Question changed from How many deputies? to How many trained deputies?",
        "Shows a gap changed from Below 1 to Above 2.5",
        "Unit set to per 100 pupils",
    ]


def test_when_a_question_is_shown_is_not_lost_by_changing_it(draft, amara, question_of):
    question = question_of(draft, "reviewed")
    question.show_if = [{"code": "deputies", "above": 0}]
    question.save()

    questions.change_question(
        question, ref="B2", text="When?", kind=Kind.DATE, by=amara
    )

    question.refresh_from_db()
    assert question.show_if == [{"code": "deputies", "above": 0}]


def test_the_second_to_change_a_question_is_told(deputies, amara):
    fields = {"ref": "A2", "text": "How many?", "kind": Kind.COUNT}
    questions.change_question(deputies, **fields, version=1, by=amara)

    with pytest.raises(Changed):
        questions.change_question(deputies, **fields, version=1, by=amara)


def test_two_officers_change_two_questions_at_once(draft, amara, question_of):
    first, second = (question_of(draft, code) for code in ("deputies", "practice"))

    for one in (first, second):
        questions.change_question(
            one, ref=one.ref, text="Changed", kind=Kind.TEXT, version=1, by=amara
        )

    changed = Question.objects.filter(section__question_set=draft, text="Changed")
    assert set(changed) == {first, second}


@pytest.mark.parametrize(
    ("code", "way", "order"),
    [
        ("reviewed", "up", "B2 B1 B3 B4 B5"),
        ("reviewed", "down", "B1 B3 B2 B4 B5"),
        ("challenges", "up", "B1 B2 B3 B4 B5"),
        ("boarding", "down", "B1 B2 B3 B4 B5"),
    ],
)
def test_a_question_moves_one_place_in_its_section(
    draft, amara, question_of, code, way, order
):
    questions.move_question(question_of(draft, code), way=way, by=amara)

    assert outline(draft) == LEADS | {"B. Practice": order.split()}


def test_a_question_moves_to_the_end_of_another_section(
    draft, practice, deputies, amara
):
    questions.move_to_section(
        deputies, section=practice, version=deputies.version, by=amara
    )

    assert outline(draft) == {
        "A. Leads": ["A1"],
        "B. Practice": ["B1", "B2", "B3", "B4", "B5", "B6"],
    }
    assert codes(draft)[-1] == "deputies"
    assert latest(draft) == ["Question A2 moved to section B. Practice, where it is B6"]


def test_a_question_does_not_move_to_its_own_section(leads, deputies, amara):
    with pytest.raises(Refused, match="another section of this set"):
        questions.move_to_section(deputies, section=leads, by=amara)


def test_a_question_does_not_move_to_another_set(blank, deputies, amara):
    elsewhere = blank.sections.create(letter="A", title="Elsewhere", position=1)

    with pytest.raises(Refused, match="another section of this set"):
        questions.move_to_section(deputies, section=elsewhere, by=amara)


def test_a_copy_stands_below_and_has_a_code_of_its_own(draft, amara, question_of):
    original = question_of(draft, "dsl-in-leadership")
    original.is_reworded = True
    original.save()

    copy = questions.copy_question(original, by=amara)

    assert outline(draft) == {"A. Leads": ["A1", "A3", "A2"]} | PRACTICE
    assert copy.code == "is-your-lead-a-senior-leader"
    assert (copy.choices, copy.gap_answers) == (original.choices, ["partly", "no"])
    assert (copy.is_statutory, copy.is_reworded) == (True, False)
    assert latest(draft) == ["Question A1 copied as A3"]


def test_a_question_is_removed(draft, deputies, amara):
    questions.remove_question(deputies, version=deputies.version, by=amara)

    assert outline(draft) == {"A. Leads": ["A1"]} | PRACTICE
    assert latest(draft) == ["Question A2 removed", "How many deputies?"]


@pytest.mark.parametrize(
    "change",
    [
        lambda one: questions.add_question(one.section, **NEW, by=None),
        lambda one: questions.change_question(one, **NEW, by=None),
        lambda one: questions.move_question(one, way="down", by=None),
        lambda one: questions.move_to_section(one, section=one.section, by=None),
        lambda one: questions.copy_question(one, by=None),
        lambda one: questions.remove_question(one, by=None),
    ],
)
def test_the_questions_of_a_set_in_force_stay(in_force, question_of, change):
    with pytest.raises(Refused, match="Only a draft can be changed"):
        change(question_of(in_force, "deputies"))


def test_dates_read_as_days_in_the_history(draft, deputies, amara):
    questions.change_question(
        deputies,
        ref="A2",
        text=deputies.text,
        kind=Kind.COUNT,
        gap_below=1,
        gap_text="Train a deputy",
        from_date=date(2026, 9, 1),
        by=amara,
    )

    assert latest(draft) == [
        "Question A2 changed",
        "Asked set to from 1 September 2026",
    ]
