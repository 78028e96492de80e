"""Question sets as files on their pages: uploaded, read through and downloaded."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl.styles import Font

from audits.questions import bank, files
from audits.questions.contents import contents_of
from audits.questions.models import QuestionSet
from audits.questions.services import draft_question_set, put_in_force
from audits.questions.yamls import as_yaml
from partnership.guards.outcomes import Changed
from tests.audits.questions.sheet_rows import GOOD, as_csv, rows_of
from tests.partnership.sheets import xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def upload(client_of, amara):
    def send(content: bytes, name="questions.csv", client=None, **changes):
        told = {"title": "Our audit", "edition": "2026/27", **changes}
        file = SimpleUploadedFile(name, content)
        url = reverse("audits:upload_questions")
        return (client or client_of(amara)).post(url, {**told, "file": file})

    return send


def words(response) -> str:
    return " ".join(
        BeautifulSoup(response.content, "html.parser").main.stripped_strings
    )


def test_questions_are_uploaded_read_through_and_put_in_force(upload, client_of, amara):
    client = client_of(amara)

    page = client.get(upload(as_csv(GOOD)).url)
    question_set = QuestionSet.objects.get()
    was_draft = not QuestionSet.objects.in_force().exists()
    form = {"version": question_set.version}
    client.post(reverse("audits:put_in_force", args=[question_set.pk]), form)

    assert "1 section, 1 question" in words(page)
    assert "A1 Is your DSL a senior leader? Yes or no Yes No All schools – No" in words(
        page
    )
    assert was_draft
    assert QuestionSet.objects.in_force().get() == question_set


def test_what_the_sender_hid_is_left_out_and_said(upload, client_of, amara):
    def also(sheet):
        sheet.row_dimensions[3].hidden = True

    rows = [["A. Leads", f"Question {n}?", "Yes or no"] for n in range(3)]
    content = xlsx(["Section", "Question", "Kind of answer"], *rows, also=also)

    client = client_of(amara)
    draft = upload(content, name="questions.xlsx", client=client)

    page = words(client.get(draft.url))
    assert "1 hidden row was left out." in page
    assert "Question 0?" in page
    assert "Question 1?" not in page


def test_a_question_struck_through_is_a_problem(upload):
    def also(sheet):
        sheet["B2"].font = Font(strike=True)

    titles = ["Section", "Question", "Kind of answer"]
    content = xlsx(titles, ["A. Leads", "Is it?", "Yes or no"], also=also)

    page = words(upload(content, name="questions.xlsx"))

    assert "This is struck through: delete the row or the line" in page
    assert not QuestionSet.objects.exists()


def test_a_file_with_problems_keeps_nothing_but_what_was_typed(upload):
    response = upload(as_csv(GOOD, ("", "Who?", "Poem", "", "")))

    assert not QuestionSet.objects.exists()
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("#id_title")["value"] == "Our audit"
    assert "Put right the problem below" in words(response)
    assert "Row 3 Kind of answer “Poem” is no kind of answer" in words(response)


def test_another_file_replaces_the_draft(upload):
    upload(as_csv(GOOD))

    upload(as_csv((*GOOD[:1], "Who deputises?", "Text", "", "")))

    question_set = QuestionSet.objects.get()
    assert [one.text for one in question_set.questions] == ["Who deputises?"]


def test_what_is_in_force_is_not_replaced(upload, amara):
    upload(as_csv(GOOD))
    put_in_force(QuestionSet.objects.get(), by=amara)

    response = upload(as_csv((*GOOD[:1], "Who deputises?", "Text", "", "")))

    assert "There is already a Our audit, 2026/27" in words(response)
    [question] = QuestionSet.objects.get().questions
    assert question.text == GOOD[1]


def test_questions_that_changed_since_are_not_put_in_force(upload, client_of, amara):
    upload(as_csv(GOOD))
    question_set = QuestionSet.objects.get()
    upload(as_csv((*GOOD[:1], "Who deputises?", "Text", "", "")))

    with pytest.raises(Changed):
        put_in_force(question_set, version=question_set.version, by=amara)
    page = client_of(amara).post(
        reverse("audits:put_in_force", args=[question_set.pk]),
        {"version": question_set.version},
        follow=True,
    )

    assert "The questions have changed. Check them again" in words(page)
    assert not QuestionSet.objects.in_force().exists()


@pytest.mark.parametrize("audience", bank.AUDIENCES)
def test_our_own_questions_are_used_without_a_file(client_of, amara, audience):
    client = client_of(amara)

    response = client.post(
        reverse("audits:use_bank"), {"audience": audience, "edition": "2026/27"}
    )

    question_set = QuestionSet.objects.get()
    ours = bank.questions_for(audience)
    assert response.url == question_set.get_absolute_url()
    assert (question_set.title, question_set.audience) == (ours.title, audience)
    assert len(question_set.questions) == len(ours.questions)
    assert question_set.contradictions.count() == len(ours.contradictions)


def test_nothing_is_begun_until_the_questions_are_chosen(client_of, amara):
    page = client_of(amara).post(reverse("audits:use_bank"), {"edition": "2026/27"})

    assert "Select the questions you want to use" in words(page)
    assert not QuestionSet.objects.exists()


@pytest.mark.parametrize("ending", ["xlsx", "yaml"])
@pytest.mark.parametrize("audience", bank.AUDIENCES)
def test_our_questions_are_downloaded_to_be_changed(client_of, amara, audience, ending):
    response = client_of(amara).get(
        reverse("audits:bank_file", args=[audience, ending])
    )

    ours = bank.questions_for(audience)
    assert files.read(response.content).contents.questions == ours.questions


@pytest.mark.parametrize("ending", ["xlsx", "yaml"])
def test_any_question_set_is_downloaded_and_uploaded_again(
    upload, client_of, amara, ending
):
    ours = bank.questions_for()
    first = draft_question_set(**ours.parts, title="Ours", edition="1", by=amara)
    client = client_of(amara)

    response = client.get(reverse("audits:question_set_file", args=[first.pk, ending]))
    upload(response.content, name=f"changed.{ending}", title="Theirs", client=client)

    second = QuestionSet.objects.exclude(pk=first.pk).get()
    assert second.title == "Theirs"
    assert rows_of(first) == rows_of(second)
    assert contents_of(first).contradictions == contents_of(second).contradictions


@pytest.mark.parametrize("name", ["schools.pdf", "nobody.yaml"])
def test_there_is_no_other_file_of_ours(client_of, amara, name):
    args = name.split(".")

    assert (
        client_of(amara).get(reverse("audits:bank_file", args=args)).status_code == 404
    )


def test_a_file_of_yaml_gives_the_title_that_was_not_typed(upload):
    content = as_yaml(replace(bank.questions_for(), edition="2030/31"))

    upload(content, name="questions.yml", title="", edition="")

    assert str(QuestionSet.objects.get()) == f"{bank.questions_for().title}, 2030/31"


def test_a_spreadsheet_has_no_title_to_give(upload):
    response = upload(as_csv(GOOD), title="")

    assert "Enter a title" in words(response)
    assert not QuestionSet.objects.exists()


def test_what_is_wrong_in_yaml_is_shown_by_its_line(upload):
    text = as_yaml(bank.questions_for()).decode().replace("kind: level", "kind: poem")

    page = words(upload(text.encode(), name="questions.yaml"))

    assert "Put right the problem below" in page
    assert "kind “poem” is no kind of answer" in page
