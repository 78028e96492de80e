"""A new edition of a set, and two editions compared."""

import pytest

from audits.drafts.comparing import Change, compare
from audits.drafts.services import (
    conditions,
    contradictions,
    editions,
    questions,
    sections,
    sets,
)
from audits.questions.kinds import Kind
from audits.questions.models import Question
from audits.questions.services import put_in_force
from partnership.guards.outcomes import Refused
from tests.audits.drafts.reading import latest, outline

pytestmark = pytest.mark.django_db


def said(question_set) -> list[dict]:
    """All that the questions of a set say, apart from their numbers."""
    left_out = {"id", "section", "version"}
    return [
        {
            field.name: getattr(question, field.attname)
            for field in Question._meta.concrete_fields
            if field.name not in left_out
        }
        for question in question_set.questions
    ]


@pytest.fixture
def complete(draft, question_of, amara):
    """An edition in force with a condition, a contradiction and a reworded question."""
    trained = question_of(draft, "trained")
    condition = {"code": "deputies", "above": 0}
    trained.is_reworded = True
    trained.save()
    conditions.add_condition(trained, condition=condition, by=amara)
    odd = contradictions.add_contradiction(draft, words="Odd", by=amara)
    conditions.add_condition(odd, condition=condition, by=amara)
    draft.audience = "early_years"
    draft.save()
    put_in_force(draft, by=amara)
    return draft


def begin(question_set, by=None):
    return editions.begin_edition(
        question_set, edition="2027/28", guidance_edition="KCSIE 2027", by=by
    )


def test_a_new_edition_says_the_same(complete, amara):
    draft = begin(complete, by=amara)

    assert (str(draft), draft.guidance_edition) == ("Audit, 2027/28", "KCSIE 2027")
    assert (draft.audience, draft.status) == ("early_years", "draft")
    assert outline(draft) == outline(complete)
    assert [one.guidance for one in draft.sections.all()] == [
        "",
        "How things are done.",
    ]
    reworded = {"is_reworded": False}
    assert said(draft) == [{**one, **reworded} for one in said(complete)]
    assert [(one.words, one.conditions) for one in draft.contradictions.all()] == [
        ("Odd", [{"code": "deputies", "above": 0}])
    ]
    assert latest(draft) == ["Begun as a copy of Audit, 2026/27"]


def test_the_edition_before_stays_as_it_was(complete):
    before = said(complete)

    draft = begin(complete)
    Question.objects.filter(section__question_set=draft).update(text="Another")

    complete.refresh_from_db()
    assert said(complete) == before


def test_an_edition_is_begun_once(complete):
    begin(complete)

    with pytest.raises(Refused, match="There is already") as refusal:
        begin(complete)
    assert refusal.value.field == "edition"


def test_a_withdrawn_set_has_a_next_edition_but_a_draft_has_none(complete):
    sets.withdraw_question_set(complete, by=None)
    draft = begin(complete)

    with pytest.raises(Refused, match="is a draft"):
        begin(draft)


def changes(earlier, later) -> list[tuple]:
    return [(one.change, one.shown.code, one.lines) for one in compare(earlier, later)]


def test_a_new_edition_has_no_changes(in_force, draft):
    assert compare(in_force, draft) == []


def test_every_change_of_an_edition_is_found(in_force, draft, question_of, amara):
    def change(code, **fields):
        question = question_of(draft, code)
        Question.objects.filter(pk=question.pk).update(**fields)

    change("practice", text="What works best?")
    change("trained", text="How many were trained this year?", is_reworded=True)
    change("deputies", gap_below=2)
    change("dsl-in-leadership", guidance_reference="KCSIE 2026, Annex C")
    change("challenges", choices=[["time", "Time"], ["help", "Help"]])
    change("reviewed", text="When was  it\nreviewed?")
    questions.remove_question(question_of(draft, "boarding"), by=amara)
    questions.add_question(
        draft.sections.get(letter="A"),
        ref="A3",
        text="Who visits?",
        kind=Kind.PERSON,
        by=amara,
    )

    found = changes(in_force, draft)

    assert found == [
        (
            Change.UNMARKED,
            "practice",
            (("Question", "What works well?", "What works best?"),),
        ),
        (
            Change.REWORDED,
            "trained",
            (
                (
                    "Question",
                    "How many are trained?",
                    "How many were trained this year?",
                ),
            ),
        ),
        (Change.NEW, "who-visits", ()),
        (Change.REMOVED, "boarding", ()),
        (
            Change.CHANGED,
            "dsl-in-leadership",
            (("Guidance reference", "", "KCSIE 2026, Annex C"),),
        ),
        (Change.CHANGED, "deputies", (("Shows a gap", "Below 1", "Below 2"),)),
        (
            Change.CHANGED,
            "challenges",
            (("Answers", "Time; Early help", "Time; Help"),),
        ),
    ]


def test_a_condition_is_the_same_when_only_references_have_changed(complete, amara):
    draft = begin(complete)
    deputies = draft.questions[1]
    questions.move_question(deputies, way="up", by=amara)
    sections.number_in_order(draft, by=amara)

    assert compare(complete, draft) == []


def test_comparing_takes_as_many_queries_however_many_questions(
    in_force, draft, django_assert_num_queries
):
    in_force.questions  # noqa: B018 – a set in force is read once
    with django_assert_num_queries(2):
        compare(in_force, draft)
