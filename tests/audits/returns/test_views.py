"""Answering a section at a time, and saving each answer as it is typed."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertRedirects

from audits.returns import services as returns
from audits.returns.models.answers import Given
from audits.signing import services as signing
from partnership.pages.forms.dates import date_data
from tests.audits.factories import (
    answer_all,
    make_round,
    question,
    return_of,
    submitted_return,
)
from tests.audits.reading import errors, names, soup, url

pytestmark = pytest.mark.django_db


class TestAnsweringASection:
    def test_saves_and_goes_to_the_next_section(self, elms, dee, client_of):
        name = names(elms)

        response = client_of(dee).post(
            url("section", elms, letter="A"),
            {
                name["dsl-in-leadership"]: "yes",
                f"{name['dsl-in-leadership']}-version": "0",
                name["deputies"]: "1,200",
                f"{name['deputies']}-version": "0",
                f"{name['deputies']}-comment": "A large site",
            },
        )

        assertRedirects(response, url("section", elms, letter="B"))
        kept = {
            answer.question.code: (answer.in_words, answer.comment, answer.by)
            for answer in elms.answers.select_related("question", "by")
        }
        assert kept == {
            "dsl-in-leadership": ("Yes", "", dee),
            "deputies": ("1,200", "A large site", dee),
        }

    def test_the_last_section_leads_to_the_check_page(self, elms, dee, client_of):
        name = names(elms)

        response = client_of(dee).post(
            url("section", elms, letter="B"),
            {
                name["challenges"]: ["time", "help"],
                **date_data(name["reviewed"], date(2025, 6, 3)),
                name["trained"]: "97.5",
                name["practice"]: "Short “updates”\r\nall year",
            },
        )

        assertRedirects(response, url("check", elms))
        assert [a.in_words for a in elms.answers.order_by("question__position")] == [
            "Time, Early help",
            "3 June 2025",
            "97.5%",
            "Short “updates”\nall year",
        ]

    def test_an_error_does_not_stop_other_answers_being_saved(
        self, elms, dee, client_of
    ):
        name = names(elms)

        response = client_of(dee).post(
            url("section", elms, letter="A"),
            {name["dsl-in-leadership"]: "partly", name["deputies"]: "two or three"},
        )

        assert errors(response) == ["Question A2 must be a number, like 30"]
        assert [a.in_words for a in elms.answers.all()] == ["Partly"]
        page = soup(response)
        assert page.title.get_text().startswith("Error: ")
        assert page.find(id=f"id_{name['deputies']}")["value"] == "two or three"
        version = page.find(attrs={"name": f"{name['dsl-in-leadership']}-version"})
        assert version["value"] == "1"
        assertContains(response, "Answers without errors have been saved")

    def test_a_question_that_does_not_apply_needs_a_reason(self, elms, dee, client_of):
        name = names(elms)

        response = client_of(dee).post(
            url("section", elms, letter="A"),
            {
                name["dsl-in-leadership"]: "not_applicable",
                name["deputies"]: "abc",
                f"{name['deputies']}-na": "on",
                f"{name['deputies']}-reason": "We share the trust’s",
            },
        )

        assert errors(response) == ["Enter why question A1 does not apply to you"]
        assert [a.in_words for a in elms.answers.all()] == [
            "Not applicable: We share the trust’s"
        ]

    def test_text_that_may_identify_a_child_needs_confirmation(
        self, elms, dee, client_of
    ):
        name = f"{names(elms)['deputies']}-comment"
        text = "Talked about Freya Marsh (3 May 2015) with the trust"
        client, path = client_of(dee), url("section", elms, letter="A")

        asked = client.post(path, {name: text})

        assert len(errors(asked)) == 1
        assert elms.answers.count() == 0
        box = soup(asked).find(attrs={"name": f"{name}-confirmed"})
        assert soup(asked).find(id=f"id_{name}").get_text().strip() == text

        confirmed = client.post(path, {name: text, box["name"]: box["value"]})

        assertRedirects(confirmed, url("section", elms, letter="B"))
        assert elms.answers.get().comment == text

    def test_an_answer_someone_gave_first_is_kept_and_both_are_shown(
        self, elms, dee, cole, client_of
    ):
        first = question(elms, "dsl-in-leadership")
        returns.save_answers(elms, {first: Given(choice="no")}, by=cole)
        client, path = client_of(dee), url("section", elms, letter="A")
        name = names(elms)["dsl-in-leadership"]

        refused = client.post(path, {name: "yes", f"{name}-version": "0"})

        assert errors(refused) == [
            "Cole answered question A1 after you opened this page: “No”. Both answers "
            "are kept. Save again to use yours."
        ]
        assert elms.answers.get().choice == "no"
        page = soup(refused)
        assert page.find(attrs={"name": name, "value": "yes"}).has_attr("checked")
        version = page.find(attrs={"name": f"{name}-version"})["value"]

        assert "Cole answered at" in page.find(id=f"{name}-theirs").get_text()

        client.post(path, {name: "yes", f"{name}-version": version})

        assert elms.answers.get().choice == "yes"
        again = soup(client.get(path)).find(id=name).get_text(" ", strip=True)
        assert "Earlier answers" in again
        assert "No" in again.partition("Earlier answers")[2]

    def test_what_the_slower_typed_waits_on_the_page_until_they_come_back(
        self, elms, dee, cole, client_of
    ):
        one = question(elms, "practice")
        returns.save_answer(elms, one, Given(words="Briefings"), by=cole)
        client, path = client_of(dee), url("section", elms, letter="B")
        client.post(path, {f"q{one.pk}": "Drills", f"q{one.pk}-version": "0"})

        box = soup(client.get(path)).find(id=f"q{one.pk}")

        assert box.textarea.get_text().strip() == "Briefings"
        assert "typed while someone else was answering" in box.get_text()
        assert "Drills" in box.get_text()

    def test_typed_answers_stay_on_the_page_of_a_return_sent_for_signing(
        self, elms, dee, client_of
    ):
        answer_all(elms, by=dee)
        signing.declare_ready(elms, by=dee)
        name = names(elms)["deputies"]

        response = client_of(dee).post(url("section", elms, letter="A"), {name: "9"})

        assertContains(response, "This return has been sent for signing")
        assert soup(response).find(id=f"id_{name}")["value"] == "9"
        assert elms.answers.get(question__code="deputies").number == 2

    def test_is_read_only_once_sent_for_signing(self, elms, dee, client_of):
        answer_all(elms, by=dee)
        signing.declare_ready(elms, by=dee)

        response = client_of(dee).get(url("section", elms, letter="A"))

        assertRedirects(response, url("whole", elms))

    def test_shows_last_years_answers(self, elms, elm, dee, hal, gwen, client_of):
        submitted_return(
            elms, dsl=dee, head=hal, governor=gwen, deputies=Given(number=Decimal(7))
        )
        later = make_round(
            elm,
            academic_year="2025/26",
            opens_on=date(2026, 9, 1),
            closes_on=date(2026, 10, 31),
        )

        response = client_of(dee).get(url("section", return_of(later, elm), letter="A"))

        assertContains(response, "Last time you answered: <strong>7</strong>")
        assertContains(response, "Last time you answered: <strong>Yes</strong>")

    def test_a_section_that_does_not_exist_is_not_found(self, elms, dee, client_of):
        response = client_of(dee).get(url("section", elms, letter="Z"))

        assert response.status_code == 404


class TestAutosave:
    def post(self, client, elms, code, **fields):
        one = question(elms, code)
        named = {f"q{one.pk}{key}": value for key, value in fields.items()}
        return client.post(url("save_answer", elms, question=one.pk), named)

    @time_machine.travel("2025-10-22T09:42:00Z", tick=False)
    def test_saves_one_answer_and_shows_the_time(self, elms, dee, client_of):
        response = self.post(
            client_of(dee), elms, "deputies", **{"": "3", "-version": "0"}
        )

        assert response.json() == {"saved": "10:42", "version": 1}
        assert elms.answers.get().number == 3

    def test_shows_errors(self, elms, dee, client_of):
        response = self.post(client_of(dee), elms, "trained", **{"": "120"})

        assert response.status_code == 422
        assert response.json() == {"errors": ["Question B3 must be 100 or fewer"]}
        assert elms.answers.count() == 0

    def test_shows_an_answer_someone_else_gave_first(self, elms, dee, cole, client_of):
        one = question(elms, "deputies")
        returns.save_answer(elms, one, Given(number=Decimal(4)), by=cole)

        response = self.post(client_of(dee), elms, "deputies", **{"": "3"})

        assert response.status_code == 409
        assert response.json() == {"theirs": "4", "by": "Cole", "version": 1}

    def test_refuses_a_return_that_was_submitted(self, sent, dee, client_of):
        response = self.post(client_of(dee), sent, "deputies", **{"": "3"})

        assert response.status_code == 409
        assert response.json() == {
            "refused": "This return has been submitted and cannot be changed"
        }

    def test_refuses_questions_that_are_not_for_this_school(self, elms, dee, client_of):
        boarding = next(one for one in elms.round.questions if one.code == "boarding")

        response = client_of(dee).post(
            url("save_answer", elms, question=boarding.pk), {f"q{boarding.pk}": "yes"}
        )

        assert response.status_code == 404
