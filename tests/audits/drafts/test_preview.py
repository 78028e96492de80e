"""A set as any kind of school would be asked it."""

from datetime import date

import pytest

from audits.drafts.preview import TYPES, preview
from audits.questions.kinds import Kind
from audits.questions.models import Question
from partnership.policy.sectors import Sector
from partnership.schools.models import School
from tests.audits.factories import make_question_set

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 1)


def asked(question_set, school, on=ON) -> dict[str, list[str]]:
    return {
        str(shown.section): [box.question.code for box in shown.boxes]
        for shown in preview(question_set, school, on=on)
    }


@pytest.fixture
def ruled(db):
    """A set in which each question but the first is for some schools."""
    rules = {
        "everyone": {},
        "secondaries": {"phases": ["secondary", "all_through"]},
        "academies": {"sectors": ["academy"]},
        "boarding": {"has_boarders": True},
        "no-sixth-form": {"has_sixth_form": False},
        "nurseries": {"has_nursery": True},
        "teenagers": {"ages": [13, 18]},
    }
    questions = [
        {"code": code, "text": code, "kind": Kind.TEXT, "applies_to": rule}
        for code, rule in rules.items()
    ]
    return make_question_set(
        "ruled", [{"letter": "A", "title": "All", "questions": questions}]
    )


@pytest.mark.parametrize(
    ("school", "codes"),
    [
        (
            {"derived_phase": "primary", "has_nursery": True, "high_age": 11},
            ["everyone", "no-sixth-form", "nurseries"],
        ),
        (
            {
                "derived_phase": "secondary",
                "type_code": TYPES[Sector.ACADEMY],
                "has_sixth_form": True,
                "low_age": 11,
                "high_age": 18,
            },
            ["everyone", "secondaries", "academies", "teenagers"],
        ),
        (
            {
                "derived_phase": "all_through",
                "type_code": TYPES[Sector.INDEPENDENT],
                "has_boarders": True,
            },
            ["everyone", "secondaries", "boarding", "no-sixth-form", "teenagers"],
        ),
    ],
)
def test_a_school_sees_what_applies_to_it(ruled, school, codes):
    assert asked(ruled, School(**school)) == {"A. All": codes}


@pytest.mark.parametrize("sector", Sector)
def test_a_school_of_each_sector_can_be_imagined(sector):
    assert School(type_code=TYPES[sector]).sector == sector


def test_a_section_of_which_nothing_applies_is_left_out(draft):
    Question.objects.filter(section__letter="A", section__question_set=draft).update(
        applies_to={"has_boarders": True}
    )

    assert list(asked(draft, School())) == ["B. Practice"]


@pytest.mark.parametrize(
    ("on", "is_asked"), [(date(2026, 8, 31), False), (date(2026, 9, 1), True)]
)
def test_a_question_that_begins_later_is_left_out(draft, question_of, on, is_asked):
    question = question_of(draft, "deputies")
    Question.objects.filter(pk=question.pk).update(from_date=date(2026, 9, 1))

    assert ("deputies" in asked(draft, School(), on)["A. Leads"]) is is_asked


def test_conditions_and_minutes_are_told(draft, question_of):
    question = question_of(draft, "trained")
    question.show_if = [{"code": "deputies", "above": 0}]
    question.save()

    leads, practice = preview(draft, School(), on=ON)

    assert [box.condition for box in practice.boxes] == ["", "", "A2 is above 0", ""]
    assert (leads.conditional, practice.conditional) == (0, 1)
    # Text takes three minutes, everything else one.
    assert (leads.minutes, practice.minutes) == (2, 6)
