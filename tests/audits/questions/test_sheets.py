"""Question sets as spreadsheets: read, with what is wrong by row and column."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl.styles import Font

from audits.questions import bank, files
from audits.questions.contents import contents_of
from audits.questions.models import Question, QuestionSet
from audits.questions.services import draft_question_set, put_in_force
from audits.questions.sheets import as_spreadsheet, contents_in
from audits.questions.yamls import as_yaml
from partnership.guards.outcomes import Changed, Refused
from tests.partnership.sheets import xlsx

TITLES = ("Section", "Question", "Kind of answer", "Answers", "Answers that show a gap")
GOOD = ("A. Leads", "Is your DSL a senior leader?", "Yes or no", "", "No")


def as_csv(*rows, titles=TITLES) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([titles, *rows])
    return text.getvalue().encode()


def faults(*rows, titles=TITLES) -> list[tuple[str, str, str]]:
    reading = contents_in(as_csv(*rows, titles=titles))
    return [(one.where, one.column, one.words) for one in reading.faults]


def rows_of(question_set) -> list[dict]:
    fields = [
        field.attname
        for field in Question._meta.concrete_fields
        if field.attname not in {"id", "section_id"}
    ]
    return [
        {
            "section": (one.section.letter, one.section.title, one.section.guidance),
            **{name: getattr(one, name) for name in fields},
        }
        for one in question_set.questions
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("audience", bank.AUDIENCES)
def test_our_questions_come_back_from_a_spreadsheet_as_they_went(audience):
    contents = bank.questions_for(audience)

    reading = contents_in(as_spreadsheet(contents))

    ours, theirs = (
        draft_question_set(**each.parts, title="Audit", edition=edition, by=None)
        for edition, each in (("1", contents), ("2", reading.contents))
    )
    assert reading.faults == []
    assert rows_of(ours) == rows_of(theirs)
    assert ours.audience == theirs.audience == audience
    assert contents_of(ours).contradictions == contents_of(theirs).contradictions


def test_sections_are_named_by_letter_by_title_or_by_the_row_above():
    reading = contents_in(
        as_csv(
            GOOD,
            ("", "Who deputises?", "Text", "", ""),
            ("Training", "When was it?", "A date", "", ""),
            ("A", "How many leads?", "A number", "", ""),
        )
    )

    assert reading.faults == []
    assert [
        (one["letter"], one["title"], [q["text"] for q in one["questions"]])
        for one in reading.sections
    ] == [
        (
            "A",
            "Leads",
            ["Is your DSL a senior leader?", "Who deputises?", "How many leads?"],
        ),
        ("B", "Training", ["When was it?"]),
    ]


def test_every_field_is_read():
    titles = (
        "Section", "Question", "Type", "Answers", "Gap below", "Statutory", "Optional",
        "May be not applicable", "Phases", "Sectors", "Boarders", "Asked from",
        "Asked until", "Code", "Ref", "Why we ask",
    )  # fmt: skip
    row = (
        "A. Leads", "How many?", "percentage", "", "95%", "yes", "No", "no",
        "Primary; Secondary", "Academy", "Yes", "2026-09-01", "2027-08-31",
        "How many", "A1a", "It helps",
    )  # fmt: skip
    row = tuple(
        {"percentage": "A percentage", "Academy": "academy"}.get(cell, cell)
        for cell in row
    )

    reading = contents_in(as_csv(row, titles=titles))

    assert reading.faults == []
    assert reading.sections[0]["questions"] == [
        {
            "text": "How many?",
            "kind": "percent",
            "code": "how-many",
            "ref": "A1a",
            "gap_below": Decimal(95),
            "why_we_ask": "It helps",
            "is_statutory": True,
            "allows_not_applicable": False,
            "applies_to": {
                "phases": ["primary", "secondary"],
                "sectors": ["academy"],
                "has_boarders": True,
            },
            "from_date": date(2026, 9, 1),
            "to_date": date(2027, 8, 31),
        }
    ]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (("", "Who?", "Text", "", ""), "Section", "there is no section"),
        (("A", "Who?", "Text", "", ""), "Section title", "section A has no title"),
        (("A. Leads", "", "Text", "", ""), "Question", "there is no question"),
        (("A. Leads", "Who?", "Poem", "", ""), "Kind of answer", "“Poem” is no kind"),
        (("A. Leads", "Who?", "", "", ""), "Kind of answer", "is empty. Use"),
        (
            ("A. Leads", "Who?", "One of several", "", ""),
            "Answers",
            "list the answers, separated by semicolons",
        ),
        (
            ("A. Leads", "Who?", "Text", "Me; You", ""),
            "Answers",
            "“Text” takes no answers",
        ),
        (
            ("A. Leads", "Who?", "One of several", "Me; me", ""),
            "Answers",
            "two answers are the same",
        ),
        (
            ("A. Leads", "Who?", "Yes or no", "", "Perhaps"),
            "Answers that show a gap",
            "“Perhaps” is not one of the answers",
        ),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column(row, column, words):
    [(where, at, said)] = faults(row)

    assert (where, at) == ("row 2", column)
    assert words in said


@pytest.mark.parametrize(
    ("title", "cell", "words"),
    [
        ("Gap below", "ten", "“ten” is not a number"),
        ("Gap below", "NaN", "“NaN” is not a number"),
        ("Statutory", "maybe", "“maybe” is neither yes nor no"),
        ("Phases", "Tertiary", "“Tertiary” is not known"),
        ("Asked from", "Easter", "“Easter” is not a date, like 2026-09-01"),
        ("Reference", "A123456789", "is longer than 8 characters"),
        ("Gap after months", "12", "only dates can be too long ago"),
        ("Columns", "Name", "only tables have columns"),
        ("Level 1 is best", "Yes", "only levels have a direction"),
        (
            "What each answer means",
            "Green",
            "write “Green” as an answer = what it means",
        ),
        ("Show if", "B7 is above 3", "“B7” is no earlier question"),
        (
            "Show if",
            "Often",
            "“Often” is no condition. Write “A3 is Yes” or “E1 is above 5”",
        ),
        ("Ages", "toddlers", "give the lowest and the highest age, like 2 to 5"),
        ("Ages", "5 to 2", "give the lowest and the highest age, like 2 to 5"),
    ],
)
def test_what_is_wrong_with_any_other_column_too(title, cell, words):
    titles = ("Section", "Question", "Kind of answer", title)

    found = faults(("A. Leads", "How many?", "A number", cell), titles=titles)

    assert found == [("row 2", title, words)]


def test_every_problem_of_a_file_is_found_at_once():
    found = faults(GOOD, GOOD, ("B. More", "Who?", "Poem", "", ""))

    assert [(where, column) for where, column, _ in found] == [
        ("row 3", "Code"),
        ("row 4", "Kind of answer"),
    ]
    assert "is already used in row 2" in found[0][2]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty"),
        (b"Name,Town\nAnn,Vale\n", "a column called “Question”"),
    ],
)
def test_what_is_no_question_set_is_refused(content, words):
    with pytest.raises(Refused, match=words):
        contents_in(content)


# The pages


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
