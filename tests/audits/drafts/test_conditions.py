"""When a question of a draft is shown, and what is pointed out before signing."""

import pytest

from audits.drafts.services import conditions, contradictions, questions
from partnership.guards.outcomes import Changed, Refused
from tests.audits.drafts.reading import latest

pytestmark = pytest.mark.django_db

YES = {"code": "dsl-in-leadership", "answers": ["yes"]}
YES_OR_PARTLY = {"code": "dsl-in-leadership", "answers": ["yes", "partly"]}
SOME = {"code": "deputies", "above": 0}
FEW = {"code": "deputies", "below": 5}
LARGE = {"fact": "pupils", "above": 200}
HELP = {"code": "challenges", "answers": ["help"]}


@pytest.fixture
def reviewed(draft, question_of):
    """Question B2, the fourth."""
    return question_of(draft, "reviewed")


@pytest.fixture
def pointed_out(draft, amara):
    return contradictions.add_contradiction(
        draft, words="Nobody leads, but there are deputies.", by=amara
    )


def test_a_question_is_shown_under_several_conditions(draft, reviewed, amara):
    for condition in (YES, SOME, HELP):
        conditions.add_condition(
            reviewed, condition=condition, version=reviewed.version, by=amara
        )

    reviewed.refresh_from_db()
    assert reviewed.show_if == [YES, SOME, HELP]
    assert latest(draft) == [
        "Condition of question B2 changed",
        "Shown only if A1 is Yes, and A2 is above 0, and B1 is Early help",
    ]


def test_what_is_said_anew_of_a_question_replaces_the_old(reviewed, amara):
    for condition in (YES, SOME, FEW, YES_OR_PARTLY):
        conditions.add_condition(reviewed, condition=condition, by=amara)

    assert reviewed.show_if == [SOME, FEW, YES_OR_PARTLY]


@pytest.mark.parametrize("code", ["reviewed", "trained", "practice", "unheard-of"])
def test_a_condition_is_about_an_earlier_question_that_is_chosen_or_counted(
    reviewed, amara, code
):
    with pytest.raises(Refused, match="can no longer be asked about"):
        conditions.add_condition(
            reviewed, condition={"code": code, "answers": ["yes"]}, by=amara
        )

    assert reviewed.show_if == []


def test_a_question_can_be_about_those_before_it(reviewed):
    usable = [question.code for question in conditions.usable_in(reviewed)]

    assert usable == ["dsl-in-leadership", "deputies", "challenges"]


def test_a_condition_without_answers_is_refused(reviewed, amara):
    with pytest.raises(Refused, match="not complete"):
        conditions.add_condition(
            reviewed, condition={"code": "deputies", "answers": []}, by=amara
        )


def test_a_condition_is_removed(draft, reviewed, amara):
    reviewed.show_if = [YES, SOME]
    reviewed.save()

    conditions.remove_condition(reviewed, place=0, version=reviewed.version, by=amara)

    assert reviewed.show_if == [SOME]
    assert latest(draft)[1] == "Shown only if A2 is above 0"


def test_one_that_cannot_hold_any_longer_is_removed_beside_another(
    draft, reviewed, amara, question_of
):
    reviewed.show_if = [YES, SOME]
    reviewed.save()
    for code in ("dsl-in-leadership", "deputies"):
        questions.remove_question(question_of(draft, code), by=amara)

    conditions.remove_condition(reviewed, place=0, by=amara)

    assert reviewed.show_if == [SOME]


def test_the_second_to_set_a_condition_is_told(reviewed, amara):
    conditions.add_condition(reviewed, condition=YES, version=1, by=amara)

    with pytest.raises(Changed):
        conditions.add_condition(reviewed, condition=SOME, version=1, by=amara)


def test_a_contradiction_is_written_and_given_conditions(draft, pointed_out, amara):
    words = "Nobody leads, but there are deputies."
    assert latest(draft) == ["Contradiction added", words]

    for condition in (LARGE, {"code": "trained", "below": 50}):
        conditions.add_condition(
            pointed_out, condition=condition, version=pointed_out.version, by=amara
        )

    pointed_out.refresh_from_db()
    assert pointed_out.conditions == [LARGE, {"code": "trained", "below": 50}]
    assert latest(draft) == [
        "Conditions of a contradiction changed",
        f"“{words}” is pointed out if pupils on roll is above 200, and B3 is below 50",
    ]


def test_a_contradiction_can_be_about_every_question_that_is_chosen_or_counted(
    pointed_out,
):
    assert [question.code for question in conditions.usable_in(pointed_out)] == [
        "dsl-in-leadership",
        "deputies",
        "challenges",
        "trained",
        "boarding",
    ]


def test_a_contradiction_is_reworded(draft, pointed_out, amara):
    contradictions.reword_contradiction(
        pointed_out, words="Nobody leads.", version=pointed_out.version, by=amara
    )

    assert draft.contradictions.get().words == "Nobody leads."
    assert latest(draft) == ["Contradiction reworded", "Nobody leads."]


def test_the_second_to_reword_a_contradiction_is_told(pointed_out, amara):
    contradictions.reword_contradiction(pointed_out, words="One", version=1, by=amara)

    with pytest.raises(Changed):
        contradictions.reword_contradiction(
            pointed_out, words="Two", version=1, by=amara
        )


def test_a_contradiction_is_removed(draft, pointed_out, amara):
    contradictions.remove_contradiction(
        pointed_out, version=pointed_out.version, by=amara
    )

    assert not draft.contradictions.exists()
    assert latest(draft)[0] == "Contradiction removed"


@pytest.mark.parametrize(
    "change",
    [
        lambda one: conditions.add_condition(one, condition=YES, by=None),
        lambda one: conditions.remove_condition(one, place=0, by=None),
    ],
)
def test_the_conditions_of_a_set_in_force_stay(in_force, question_of, change):
    with pytest.raises(Refused, match="Only a draft can be changed"):
        change(question_of(in_force, "reviewed"))


def test_nothing_is_added_to_the_contradictions_of_a_set_in_force(in_force, amara):
    with pytest.raises(Refused, match="Only a draft can be changed"):
        contradictions.add_contradiction(in_force, words="Odd", by=amara)
