"""What is left of a return, last year's answers, and answers that contradict."""

from datetime import date
from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from audits.returns import services as returns
from audits.returns.models.answers import Given
from tests.audits.factories import (
    answer_all,
    make_question_set,
    make_round,
    question,
    return_of,
    submitted_return,
)
from tests.audits.reading import errors, soup, url

pytestmark = pytest.mark.django_db


class TestLastYear:
    @pytest.fixture
    def later(self, elms, elm, dee, hal, gwen):
        submitted_return(elms, dsl=dee, head=hal, governor=gwen)
        round_ = make_round(
            elm,
            academic_year="2025/26",
            opens_on=date(2026, 9, 1),
            closes_on=date(2026, 10, 31),
        )
        return return_of(round_, elm)

    def test_one_press_confirms_what_a_list_names(self, later, dee, client_of):
        client, path = client_of(dee), url("last_year", later, letter="B")

        page = soup(client.get(path))

        boxes = page.select("input[name=chosen]")
        assert all(box.has_attr("checked") for box in boxes)
        labels = [page.find("label", attrs={"for": box["id"]}) for box in boxes]
        assert [label.get_text(strip=True) for label in labels] == [
            "B1 What has become harder?: Early help",
            "B2 When was it reviewed?: 3 June 2025",
            "B3 How many are trained?: 97.5%",
        ]

        response = client.post(path, {"chosen": [box["value"] for box in boxes]})

        assertRedirects(response, url("section", later, letter="B"))
        assert [a.in_words for a in later.answers.order_by("question__position")] == [
            "Early help",
            "3 June 2025",
            "97.5%",
        ]

    def test_none_chosen_is_asked_about(self, later, dee, client_of):
        response = client_of(dee).post(
            url("last_year", later, letter="B"), {"csrfmiddlewaretoken": "x"}
        )

        assert errors(response) == ["Select the answers that are still right"]

    def test_one_question_takes_last_years_answer(self, later, dee, client_of):
        client, path = client_of(dee), url("section", later, letter="A")
        deputies = f"q{question(later, 'deputies').pk}"
        lead = f"q{question(later, 'dsl-in-leadership').pk}"
        button = soup(client.get(path)).find(attrs={"name": "same", "value": deputies})
        assert button.get_text(" ", strip=True) == "Same as last time for A2"

        response = client.post(path, {"same": deputies, lead: "no", deputies: "abc"})

        assertRedirects(response, f"{path}#{deputies}")
        assert {a.in_words for a in later.answers.all()} == {"2", "No"}
        assert not soup(client.get(path)).find(attrs={"name": "same"})


class TestContradictions:
    @pytest.fixture
    def alone(self, elm, dee):
        conditions = [{"code": "deputies", "below": 1}]
        contradictions = [("You have no deputy", conditions)]
        question_set = make_question_set("x", contradictions=contradictions)
        row = return_of(make_round(elm, question_set=question_set), elm)
        answer_all(row, by=dee, deputies=Given(number=Decimal(0)))
        return row

    def path(self, audit_return):
        contradiction = audit_return.round.question_set.contradictions.get()
        return url("explain", audit_return, contradiction=contradiction.pk)

    def test_the_task_list_and_the_check_page_lead_there(self, alone, dee, client_of):
        for name in ("tasks", "check"):
            page = soup(client_of(dee).get(url(name, alone)))

            assert "You have no deputy" in page.main.get_text()
            assert page.main.find("a", href=self.path(alone))
            deputies = question(alone, "deputies")
            section = url("section", alone, letter="A")
            assert page.main.find("a", href=f"{section}#q{deputies.pk}")

    def test_a_reason_explains_it(self, alone, dee, client_of):
        client = client_of(dee)

        assert errors(client.post(self.path(alone), {"reason": ""})) == [
            "Enter why these answers are right"
        ]
        response = client.post(self.path(alone), {"reason": "We share the trust’s"})

        assertRedirects(response, url("tasks", alone))
        page = client.get(url("tasks", alone))
        assertContains(page, "We share the trust’s")
        assertContains(page, "Check your answers and send the return for signing.")

    def test_one_that_is_gone_leads_to_the_task_list(self, alone, dee, client_of):
        path = self.path(alone)
        answer = {question(alone, "deputies"): Given(number=Decimal(1), version=1)}
        returns.save_answers(alone, answer, by=dee)

        assertRedirects(client_of(dee).get(path), url("tasks", alone))


class TestTaskList:
    def test_begins_with_what_to_do_next(self, elms, dee, client_of):
        returns.save_answer(
            elms, question(elms, "dsl-in-leadership"), Given(choice="yes"), by=dee
        )

        page = soup(client_of(dee).get(url("tasks", elms)))

        assert "3 questions left, about 3 minutes." in page.main.get_text()
        first = page.main.select_one(".govuk-button")
        assert first.get_text(strip=True) == "Continue with Leads"
        assert first["href"] == url("section", elms, letter="A")

    def test_a_section_that_never_applies_is_pointed_out(self, elms, dee, client_of):
        no = Given(not_applicable_reason="We share the trust’s")
        answers = dict.fromkeys(elms.questions_of("A"), no)
        returns.save_answers(elms, answers, by=dee)

        page = client_of(dee).get(url("tasks", elms))

        assertContains(page, "You have answered that nothing in A. Leads applies")
