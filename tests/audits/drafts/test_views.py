"""The pages on which officers write a draft."""

import pytest
from django.urls import reverse

from audits.drafts.services import contradictions
from audits.questions.kinds import Kind
from audits.questions.models import Question, QuestionSet
from audits.questions.services import put_in_force
from tests.audits.drafts.reading import codes, outline, text_of
from tests.audits.drafts.test_question_form import BASICS, rows
from tests.audits.reading import errors, soup, url
from tests.reading import html_of

pytestmark = pytest.mark.django_db


def test_an_empty_set_is_begun_and_written(officer):
    names = {"title": "Early years", "edition": "2026/27", "audience": "early_years"}
    response = officer.post(reverse("audits:begin_question_set"), names)
    draft = QuestionSet.objects.get()
    assert response.url == draft.get_absolute_url()

    response = officer.post(
        url("add_section", draft), {"letter": "a", "title": "Leads", "guidance": ""}
    )
    section = draft.sections.get()
    assert response.url == url("draft_section", section)

    response = officer.post(
        f"{url('add_question', section)}?kind=text", {**BASICS, "ref": "A1"}
    )
    question = Question.objects.get()
    assert response.url == f"{url('draft_section', section)}#question-{question.pk}"
    assert (draft.audience, outline(draft)) == ("early_years", {"A. Leads": ["A1"]})

    draft.refresh_from_db()
    officer.post(url("put_in_force", draft), {"version": draft.version})
    assert QuestionSet.objects.in_force().get() == draft


def test_a_draft_says_what_each_question_asks_of_whom_and_when(
    officer, draft, question_of
):
    boarding = question_of(draft, "boarding")
    boarding.show_if = [{"code": "dsl-in-leadership", "answers": ["yes", "partly"]}]
    boarding.save()

    page = text_of(officer.get(draft.get_absolute_url()))

    assert (
        "B5 Is boarding safe? Yes or no Yes No With boarders A1 is Yes or Partly –"
        in page
    )
    assert "A2 How many deputies? A number All schools – Below 1" in page


def test_what_is_not_complete_is_listed_with_links(officer, blank):
    officer.post(url("add_section", blank), {"letter": "A", "title": "Leads"})
    section = blank.sections.get()
    question = section.questions.create(
        ref="A1", code="a", position=1, kind=Kind.SINGLE, text="Which?"
    )
    blank.refresh_from_db()

    page = officer.get(blank.get_absolute_url())
    refused = officer.post(
        url("put_in_force", blank), {"version": blank.version}, follow=True
    )

    link = soup(page).find("a", string="Question A1 has no answers to choose from")
    assert link["href"] == url("change_question", question)
    assert not soup(page).find("button", string="Put in force")
    assert "has no answers to choose from. Put this right first" in text_of(refused)
    assert not QuestionSet.objects.in_force().exists()


def test_a_set_in_force_has_no_way_to_change_it(officer, in_force):
    page = officer.get(in_force.get_absolute_url())

    links = {link["href"] for link in soup(page).main.select("a")}
    buttons = {form["action"] for form in soup(page).main.select("form")}
    assert links == {
        url("begin_edition", in_force),
        url("withdraw_question_set", in_force),
        url("preview_questions", in_force),
        url("compare_editions", in_force),
        reverse("audits:question_set_file", args=[in_force.pk, "xlsx"]),
        reverse("audits:question_set_file", args=[in_force.pk, "yaml"]),
        in_force.get_absolute_url(),
    }
    assert buttons == set()


@pytest.mark.parametrize("page", ["edit_question_set", "add_section"])
def test_the_pages_of_a_draft_are_closed_once_it_is_in_force(officer, in_force, page):
    response = officer.get(url(page, in_force))

    assert response.status_code == 409
    assert "Only a draft can be changed" in html_of(response)


def test_what_is_typed_is_kept_when_the_set_was_put_in_force_meanwhile(
    officer, draft, question_of
):
    question = question_of(draft, "practice")
    put_in_force(draft, by=None)

    response = officer.post(
        url("change_question", question),
        {**BASICS, "text": "Typed for long", "version": question.version},
    )

    assert errors(response) == [
        "Only a draft can be changed. Start a new edition instead"
    ]
    assert "Typed for long" in html_of(response)
    assert officer.get(url("change_question", question)).status_code == 409


def test_the_kind_of_answer_is_chosen_first(officer, draft):
    address = url("add_question", draft.sections.first())

    first = officer.get(address)
    none = officer.get(address, {"kind": ""})
    chosen = officer.get(address, {"kind": ["", "rag"]})

    assert len(soup(first).select("input[type=radio][name=kind]")) == len(Kind)
    assert errors(none) == ["Select a kind of answer"]
    assert "Kind of answer: Green, amber or red" in text_of(chosen)
    assert not soup(chosen).find(id="id_unit")


def test_a_question_takes_another_kind_of_answer(officer, draft, question_of):
    question = question_of(draft, "deputies")
    address = url("change_question", question)

    choose = officer.get(address, {"choose": "kind"})
    officer.post(
        f"{address}?kind=single",
        {
            **BASICS,
            "version": question.version,
            **rows("choices", {"label": "Enough", "is_gap": ""}, {"label": "Too few"}),
        },
    )

    assert soup(choose).select_one("input[checked]")["value"] == "count"
    question.refresh_from_db()
    assert (question.kind, question.gap_below, question.code) == (
        "single",
        None,
        "deputies",
    )
    assert question.choices == [["enough", "Enough"], ["too_few", "Too few"]]


def test_an_answer_is_added_and_moved_without_javascript(officer, draft):
    address = f"{url('add_question', draft.sections.first())}?kind=multiple"
    typed = {**BASICS, **rows("choices", {"label": "First"}, {"label": "Second"})}

    added = officer.post(address, {**typed, "choices-add": "1"})
    moved = officer.post(address, {**typed, "choices-up": "1"})

    def labels(response):
        fields = soup(response).select("input[name$=-label]")
        return [field.get("value", "") for field in fields]

    assert labels(added) == ["First", "Second", ""]
    assert labels(moved) == ["Second", "First"]
    assert errors(added) == errors(moved) == []
    assert not Question.objects.filter(text=BASICS["text"]).exists()


def test_the_second_of_two_officers_sees_both_texts(officer, draft, question_of):
    question = question_of(draft, "dsl-in-leadership")
    address = url("change_question", question)
    answers = rows(
        "choices",
        {"value": "yes", "label": "Yes"},
        {"value": "partly", "label": "Partly"},
        {"value": "no", "label": "No"},
    )
    mine = {**BASICS, **answers, "version": question.version}
    officer.post(address, {**mine, "text": "Theirs"})

    response = officer.post(
        address, {**mine, "text": "Mine", "choices-1-label": "In part"}
    )
    page = text_of(response)

    assert "Someone else changed this" in page
    assert "Theirs" in page
    assert "Mine" in page
    assert "Yes; In part; No" in page
    assert soup(response).find("textarea", id="id_text").text.strip() == "Mine"
    again = soup(response).find("input", attrs={"name": "version"})["value"]
    officer.post(address, {**mine, "text": "Mine", "version": again})
    question.refresh_from_db()
    assert question.text == "Mine"


@pytest.mark.parametrize(
    ("page", "code", "typed", "order"),
    [
        ("move_question", "deputies", {"way": "up"}, "A2 A1"),
        ("move_question", "deputies", {"way": "down"}, "A1 A2"),
        ("copy_question", "dsl-in-leadership", {}, "A1 A3 A2"),
    ],
)
def test_questions_are_moved_and_copied_with_a_button(
    officer, draft, question_of, page, code, typed, order
):
    officer.post(url(page, question_of(draft, code)), typed)

    assert outline(draft)["A. Leads"] == order.split()


def test_a_button_without_a_way_moves_nothing(officer, draft, question_of):
    question = question_of(draft, "deputies")

    response = officer.post(url("move_question", question), {}, follow=True)

    assert "Select up or down" in text_of(response)
    assert outline(draft)["A. Leads"] == ["A1", "A2"]


def test_a_question_is_moved_to_another_section(officer, draft, question_of):
    question = question_of(draft, "deputies")
    page = url("move_to_section", question)
    practice = draft.sections.get(letter="B")

    none = officer.post(page, {"version": question.version})
    officer.post(page, {"version": question.version, "section": practice.pk})

    assert errors(none) == ["Select a section"]
    assert codes(draft)[-1] == "deputies"


@pytest.mark.parametrize("page", ["remove_question", "remove_section"])
def test_nothing_is_removed_before_it_is_confirmed(officer, draft, page):
    question = draft.questions[0]
    part = question if page == "remove_question" else question.section

    asked = officer.get(url(page, part))
    before = len(draft.questions)
    officer.post(url(page, part), {"version": part.version})

    assert "You cannot get them back" in text_of(asked) or "is deleted" in text_of(
        asked
    )
    assert (before, len(draft.questions)) == (
        7,
        6 if page == "remove_question" else 5,
    )


def test_a_new_edition_is_begun_and_compared(officer, in_force):
    response = officer.post(url("begin_edition", in_force), {"edition": "2026/27"})
    draft = QuestionSet.objects.drafts().get()
    first, *_ = draft.questions
    first.text = "Is your lead in the senior team?"
    first.save()

    page = officer.get(url("compare_editions", draft))

    assert response.url == draft.get_absolute_url()
    assert "1 question reads differently but is not marked as reworded" in text_of(page)
    assert soup(page).find("a", href=url("change_question", first))


def test_a_draft_is_removed_after_a_confirmation(officer, draft):
    page = url("remove_question_set", draft)

    asked = text_of(officer.get(page))
    officer.post(page, {"version": draft.version})

    assert "The draft is deleted with its 7 questions" in asked
    assert not QuestionSet.objects.drafts().exists()


def test_a_set_is_withdrawn_after_a_confirmation(officer, in_force):
    page = url("withdraw_question_set", in_force)

    asked = text_of(officer.get(page))
    officer.post(page, {"version": in_force.version})

    assert "New rounds can no longer ask it" in asked
    assert not QuestionSet.objects.in_force().exists()


def test_a_draft_is_previewed_as_a_kind_of_school(officer, draft):
    page = url("preview_questions", draft)
    school = {"phase": "primary", "sector": "maintained"}

    first = text_of(officer.get(page))
    without = text_of(officer.get(page, school))
    boarding = text_of(officer.get(page, {**school, "has_boarders": "on"}))

    assert "minutes" not in first
    assert "6 questions, about 8 minutes" in without
    assert "Is boarding safe?" not in without
    assert "7 questions, about 9 minutes" in boarding
    assert "B5 Is boarding safe?" in boarding


def add_questions(question_set, count):
    section = question_set.sections.first()
    Question.objects.bulk_create(
        Question(
            section=section,
            ref=f"X{number}",
            code=f"extra-{number}",
            position=100 + number,
            kind=Kind.COUNT,
            text=f"Extra {number}",
            show_if=[{"code": "deputies", "above": 0}],
        )
        for number in range(count)
    )
    for number in range(count):
        contradictions.add_contradiction(question_set, words=f"Odd {number}", by=None)


@pytest.mark.parametrize("count", [1, 100])
@pytest.mark.parametrize(
    ("page", "typed", "queries"),
    [
        ("question_set", {}, 16),
        ("preview_questions", {"phase": "primary", "sector": "maintained"}, 5),
        ("compare_editions", {}, 9),
        ("draft_section", {}, 7),
        ("change_question", {}, 5),
        ("shown_if", {}, 9),
    ],
)
def test_pages_take_as_many_queries_however_many_questions(
    officer, draft, django_assert_num_queries, page, typed, queries, count
):
    add_questions(draft, count)
    row = {
        "draft_section": draft.sections.first(),
        "change_question": draft.questions[-1],
        "shown_if": draft.questions[-1],
    }.get(page, draft)
    officer.get(url(page, row))

    with django_assert_num_queries(queries):
        response = officer.get(url(page, row), typed)

    assert response.status_code == 200
