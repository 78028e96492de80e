"""A set’s names, removing a draft, withdrawing a set in force."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audits.drafts.services import sets
from audits.questions.models import Question, QuestionSet, Section
from audits.rounds import services as rounds
from partnership.guards.outcomes import Changed, Refused
from partnership.history.models import Event
from tests.audits.drafts.reading import latest

pytestmark = pytest.mark.django_db

NAMES = {
    "title": "Audit",
    "edition": "2027/28",
    "guidance_edition": "KCSIE 2027",
    "audience": "early_years",
}


def test_a_draft_is_renamed(draft, amara):
    sets.edit_question_set(draft, **NAMES, version=draft.version, by=amara)

    draft.refresh_from_db()
    assert {name: getattr(draft, name) for name in NAMES} == NAMES
    assert latest(draft) == [
        "Details changed",
        "Audience changed from Schools and colleges to Early years settings",
        "Edition changed from 2026/27 to 2027/28",
        "Guidance edition changed from KCSIE 2026 to KCSIE 2027",
    ]


def test_two_sets_cannot_have_the_same_names(draft, in_force, amara):
    with pytest.raises(Refused, match="There is already a Audit, 2025/26"):
        sets.edit_question_set(draft, **{**NAMES, "edition": "2025/26"}, by=amara)


def test_the_second_of_two_officers_is_told(draft, amara):
    sets.edit_question_set(draft, **NAMES, version=draft.version, by=amara)

    with pytest.raises(Changed):
        sets.edit_question_set(draft, **NAMES, version=draft.version - 1, by=amara)


def test_a_set_in_force_is_not_renamed(in_force, amara):
    with pytest.raises(Refused, match="Only a draft can be changed"):
        sets.edit_question_set(in_force, **NAMES, by=amara)


def test_a_draft_is_removed_with_all_that_it_asks(draft, in_force, amara):
    sets.remove_question_set(draft, version=draft.version, by=amara)

    assert list(QuestionSet.objects.all()) == [in_force]
    assert {row.question_set for row in Section.objects.all()} == {in_force}
    assert Question.objects.count() == len(in_force.questions)
    event = Event.objects.get(event="removed")
    assert (event.by, event.detail["edition"]) == (amara, "2026/27")


def test_a_set_in_force_is_not_removed(in_force, amara):
    with pytest.raises(Refused, match="Only a draft can be removed"):
        sets.remove_question_set(in_force, by=amara)

    assert len(in_force.questions) == 7


def test_new_rounds_cannot_ask_a_withdrawn_set(in_force, amara):
    sets.withdraw_question_set(in_force, version=in_force.version, by=amara)

    assert latest(in_force) == ["Withdrawn: new rounds cannot ask these questions"]
    assert not QuestionSet.objects.in_force().exists()
    with pytest.raises(Refused, match="not in force"):
        rounds.plan_round(
            question_set=in_force,
            title="Audit",
            academic_year="2025/26",
            opens_on=date(2026, 9, 1),
            closes_on=date(2026, 10, 1),
            by=amara,
        )


def test_a_draft_is_not_withdrawn(draft, amara):
    with pytest.raises(Refused, match="not in force"):
        sets.withdraw_question_set(draft, by=amara)


def change_question(question_set):
    Question.objects.filter(section__question_set=question_set).update(text="Another")


def change_section(question_set):
    question_set.sections.update(title="Another")


def change_title(question_set):
    QuestionSet.objects.filter(pk=question_set.pk).update(title="Another")


def make_it_a_draft_again(question_set):
    QuestionSet.objects.filter(pk=question_set.pk).update(
        status="draft", in_force_at=None
    )


@pytest.mark.parametrize("is_withdrawn", [False, True])
@pytest.mark.parametrize(
    "change", [change_question, change_section, change_title, make_it_a_draft_again]
)
def test_the_database_keeps_what_is_or_was_in_force(
    in_force, amara, is_withdrawn, change
):
    if is_withdrawn:
        sets.withdraw_question_set(in_force, by=amara)

    with pytest.raises(IntegrityError, match="in force do"), transaction.atomic():
        change(in_force)


def test_the_questions_of_a_withdrawn_set_are_still_read_once(
    in_force, amara, django_assert_num_queries
):
    before = in_force.questions
    sets.withdraw_question_set(in_force, by=amara)
    again = QuestionSet.objects.get(pk=in_force.pk)

    with django_assert_num_queries(0):
        assert again.questions == before
