"""Every kind of question on the pages of a return, on paper and in Word."""

from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader
from pytest_django.asserts import assertRedirects

from audits.returns import services as returns
from audits.returns.models.answers import Given
from partnership.drawing import pdf
from tests.audits.factories import make_question_set, make_round, question, return_of
from tests.audits.reading import errors, soup, url
from tests.gates import require_or_skip

pytestmark = pytest.mark.django_db


def text_of(content):
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


class TestEveryKind:
    COLUMNS = (
        {"key": "name", "label": "Name", "kind": "text"},
        {"key": "trained", "label": "Trained on", "kind": "date"},
    )
    QUESTIONS = (
        {
            "code": "records",
            "kind": "rag",
            "text": "How good are your records?",
            "descriptors": {"amber": "Some are late"},
        },
        {"code": "culture", "kind": "level", "text": "How open is the culture?"},
        {
            "code": "referrals",
            "kind": "rate",
            "text": "How many referrals?",
            "unit": "per 100 pupils",
        },
        {
            "code": "deputies",
            "kind": "table",
            "text": "Who are the deputies?",
            "columns": [*COLUMNS],
        },
        {
            "code": "late",
            "kind": "text",
            "text": "Why are some late?",
            "show_if": [{"code": "records", "answers": ["amber", "red"]}],
        },
    )

    @pytest.fixture
    def every(self, elm):
        sections = [
            {"letter": "A", "title": "All", "questions": [*self.QUESTIONS]},
        ]
        question_set = make_question_set("every", sections)
        return return_of(make_round(elm, question_set=question_set), elm)

    def box(self, page, audit_return, code):
        return page.find(id=f"q{question(audit_return, code).pk}")

    def test_is_drawn_with_what_helps_to_answer_it(self, every, dee, client_of):
        page = soup(client_of(dee).get(url("section", every, letter="A")))

        colours = self.box(page, every, "records").select(".app-rag")
        assert [one.get_text() for one in colours] == ["Green", "Amber", "Red"]
        amber = self.box(page, every, "records").find(value="amber")
        assert page.find(id=amber["aria-describedby"]).get_text() == "Some are late"
        assert "Level 4 is the best, Level 1 the weakest." in self.box(
            page, every, "culture"
        ).get_text(" ", strip=True)
        rate = self.box(page, every, "referrals")
        assert rate.select_one(".govuk-input__suffix").get_text() == "per 100 pupils"
        late = self.box(page, every, "late")
        assert "Answer this only if A1 is Amber or Red." in late.get_text()

    def test_another_row_is_added_without_scripts(self, every, dee, client_of):
        name = f"q{question(every, 'deputies').pk}"
        client, path = client_of(dee), url("section", every, letter="A")

        response = client.post(
            path, {f"{name}-0-name": "Sam Roe", f"{name}-version": "0", "more": name}
        )

        assertRedirects(response, f"{path}#{name}")
        rows = soup(client.get(path)).find(id=name).select("[data-row]")
        assert [row.input["value"] for row in rows] == ["Sam Roe", ""]

    def test_an_error_in_what_is_not_asked_stops_nobody(self, every, dee, client_of):
        records, late = question(every, "records"), question(every, "late")

        response = client_of(dee).post(
            url("section", every, letter="A"),
            {f"q{records.pk}": "green", f"q{late.pk}": "x" * 20_001},
        )

        assertRedirects(response, url("check", every))
        assert [one.in_words for one in every.answers.all()] == ["Green"]

    def test_the_same_error_in_what_is_asked_is_shown(self, every, dee, client_of):
        records, late = question(every, "records"), question(every, "late")

        response = client_of(dee).post(
            url("section", every, letter="A"),
            {f"q{records.pk}": "red", f"q{late.pk}": "x" * 20_001},
        )

        assert errors(response) == ["Question A5 must be 20,000 characters or fewer"]

    def test_an_autosaved_answer_that_is_wrong_says_so(self, every, dee, client_of):
        late = question(every, "late")

        response = client_of(dee).post(
            url("save_answer", every, question=late.pk), {f"q{late.pk}": "x" * 20_001}
        )

        assert response.status_code == 422

    def test_nothing_is_saved_for_somebody_else(self, every, dee, cole, client_of):
        late = question(every, "late")

        response = client_of(cole).post(
            url("save_answer", every, question=late.pk),
            {f"q{late.pk}": "Staff left"},
            headers={"X-Written-By": str(dee.pk)},
        )

        assert (response.status_code, response.json()["who"]) == (409, cole.pk)
        assert not every.answers.exists()

    def test_the_questions_are_printed_with_their_conditions(
        self, every, dee, client_of
    ):
        require_or_skip(pdf.is_available(), "Pango is not installed")

        response = client_of(dee).get(url("blank", every))

        text = text_of(response.content)
        assert "Why are some late?" in text
        assert "Answer this only if A1 is Amber or Red." in text
        assert "Amber: Some are late" in text
        assert "Name, Trained on" in text

    def test_all_answers_are_a_word_file_at_any_time(self, every, dee, client_of):
        answer = {question(every, "records"): Given(choice="green", comment="Weekly")}
        returns.save_answers(every, answer, by=dee)

        response = client_of(dee).get(url("word", every))

        document = Document(BytesIO(response.content))
        [table] = document.tables
        assert [cell.text for cell in table.rows[1].cells] == [
            "A1 How good are your records?",
            "Green",
            "Weekly",
        ]
        assert [cell.text for cell in table.rows[2].cells][1:] == ["Not answered", ""]
        paragraphs = [one.text for one in document.paragraphs]
        assert "Not asked: A5 Why are some late? Only if A1 is Amber or Red." in (
            paragraphs
        )
