"""The pages of conditions and contradictions of a draft."""

import pytest

from tests.audits.drafts.reading import text_of
from tests.audits.reading import errors, soup, url

pytestmark = pytest.mark.django_db


def test_a_condition_is_added_in_two_steps_and_removed(officer, draft, question_of):
    question = question_of(draft, "reviewed")
    page = url("shown_if", question)

    first = officer.get(page)
    second = officer.get(page, {"about": "dsl-in-leadership"})
    none = officer.post(f"{page}?about=dsl-in-leadership", {"version": 1})
    officer.post(
        f"{page}?about=dsl-in-leadership", {"version": 1, "answers": ["yes", "partly"]}
    )
    third = officer.get(page)

    assert "It is always shown" in text_of(first)
    assert [option["value"] for option in soup(first).select("option")] == [
        "",
        "dsl-in-leadership",
        "deputies",
        "challenges",
    ]
    assert len(soup(second).select("input[name=answers]")) == 3
    assert errors(none) == ["Select at least one answer"]
    assert "A1 is Yes or Partly" in text_of(third)
    question.refresh_from_db()
    officer.post(
        url("remove_shown_if", question), {"place": 0, "version": question.version}
    )
    question.refresh_from_db()
    assert question.show_if == []


@pytest.mark.parametrize(("typed", "kept"), [("3", 3), ("2.5", 2.5), ("1,000", 1000)])
def test_a_condition_compares_a_number(officer, draft, question_of, typed, kept):
    question = question_of(draft, "reviewed")

    officer.post(
        f"{url('shown_if', question)}?about=deputies",
        {"version": 1, "compared": "above", "number": typed},
    )

    question.refresh_from_db()
    assert question.show_if == [{"code": "deputies", "above": kept}]


def test_a_contradiction_is_written_and_removed(officer, draft):
    officer.post(url("add_contradiction", draft), {"words": "No concerns, many pupils"})
    odd = draft.contradictions.get()
    page = url("contradiction", odd)
    officer.post(
        f"{page}?about=fact:pupils",
        {"version": odd.version, "compared": "above", "number": "200"},
    )
    odd.refresh_from_db()

    shown = text_of(officer.get(draft.get_absolute_url()))
    officer.post(
        url("reword_contradiction", odd), {"words": "Few", "version": odd.version}
    )
    odd.refresh_from_db()
    officer.post(url("remove_point", odd), {"place": 0, "version": odd.version})
    odd.refresh_from_db()

    assert "No concerns, many pupils Pupils on roll is above 200" in shown
    assert (odd.words, odd.conditions) == ("Few", [])
    officer.post(url("remove_contradiction", odd), {"version": odd.version})
    assert not draft.contradictions.exists()


@pytest.mark.parametrize("about", ["practice", "unheard-of", "fact:pupils", "fact:x"])
def test_a_question_is_not_about_what_cannot_be_asked(
    officer, draft, question_of, about
):
    page = officer.get(
        url("shown_if", question_of(draft, "reviewed")), {"about": about}
    )

    assert errors(page) == ["Select one of the options"]
