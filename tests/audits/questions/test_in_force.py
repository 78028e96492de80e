"""Question sets in force: their questions never change and are read once."""

import pytest
from django.db import IntegrityError, transaction

from audits.questions.models import Question, QuestionSet, Section
from audits.questions.services import create_question_set, put_in_force
from tests.audits.factories import SECTIONS, make_question_set

pytestmark = pytest.mark.django_db


def asked(question_set) -> list[str]:
    return [f"{one.section.letter} {one.code}" for one in question_set.questions]


def in_order(sections) -> list[str]:
    return [
        f"{section['letter']} {one['code']}"
        for section in sections
        for one in section["questions"]
    ]


def change_text(question_set):
    Question.objects.filter(section__question_set=question_set).update(text="Another")


def remove_questions(question_set):
    Question.objects.filter(section__question_set=question_set).delete()


def add_question(question_set):
    Question.objects.create(
        section=question_set.sections.first(),
        ref="A9",
        code="another",
        position=9,
        kind=Question.Kind.TEXT,
        text="Another",
    )


def rename_section(question_set):
    question_set.sections.update(title="Another")


def add_section(question_set):
    Section.objects.create(
        question_set=question_set, letter="Z", title="Another", position=9
    )


@pytest.mark.parametrize(
    "change",
    [change_text, remove_questions, add_question, rename_section, add_section],
)
def test_the_database_refuses_to_change_a_set_in_force(change):
    question_set = make_question_set()

    with pytest.raises(IntegrityError, match="in force do not"), transaction.atomic():
        change(question_set)

    assert asked(question_set) == in_order(SECTIONS)


def test_a_question_cannot_move_into_a_set_in_force():
    draft = create_question_set(title="Draft", edition="1", by=None)
    section = Section.objects.create(
        question_set=draft, letter="A", title="Draft", position=1
    )
    add_question(draft)

    with pytest.raises(IntegrityError, match="in force do not"):
        Question.objects.filter(section=section).update(
            section=make_question_set().sections.first()
        )


def test_the_questions_of_a_set_in_force_are_read_once(django_assert_num_queries):
    question_set = make_question_set()
    first = asked(question_set)
    again = QuestionSet.objects.get(pk=question_set.pk)

    with django_assert_num_queries(0):
        second = asked(again)

    assert first == second == in_order(SECTIONS)


def test_a_draft_shows_every_change():
    draft = create_question_set(title="Draft", edition="1", by=None)
    Section.objects.create(question_set=draft, letter="A", title="Draft", position=1)
    before = asked(draft)

    add_question(draft)

    assert (before, asked(draft)) == ([], ["A another"])


def test_the_database_knows_since_when_a_set_is_in_force():
    draft = create_question_set(title="Draft", edition="1", by=None)

    with pytest.raises(IntegrityError, match="draft_until"), transaction.atomic():
        QuestionSet.objects.filter(pk=draft.pk).update(status="in_force")
    Section.objects.create(question_set=draft, letter="A", title="Draft", position=1)
    add_question(draft)
    put_in_force(draft, by=None)

    assert draft.in_force_at is not None
