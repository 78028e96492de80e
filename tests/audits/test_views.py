"""The pages of audits as people meet them."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audits import question_bank, services
from audits.models import AuditReturn, Given, Round
from partnership.foundation.forms import date_data
from tests.audits.factories import (
    ANSWERS,
    CLOSES,
    answer_all,
    make_question_set,
    make_round,
    question,
    return_of,
    submitted_return,
)
from tests.factories import MembershipFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def url(name, audit_return, **kwargs):
    return reverse(f"audits:{name}", kwargs={"pk": audit_return.pk, **kwargs})


def soup(response):
    return BeautifulSoup(response.content, "html5lib")


def errors(response):
    """What the error summary says, with where each error leads."""
    page = soup(response)
    links = page.select(".govuk-error-summary__list a")
    for link in links:
        assert page.find(id=link["href"].removeprefix("#")), link["href"]
    return [link.get_text(strip=True) for link in links]


def names(audit_return):
    """The name of each question's input, by code."""
    return {one.code: f"q{one.pk}" for one in audit_return.questions}


@pytest.fixture
def sent(elms, dee, hal, gwen):
    return submitted_return(
        elms, dsl=dee, head=hal, governor=gwen, dsl_in_leadership=Given(choice="no")
    )


class TestAnsweringASection:
    def test_saves_and_goes_on_to_the_next(self, elms, dee, client_of):
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

    def test_the_last_leads_to_checking(self, elms, dee, client_of):
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

    def test_a_wrong_number_keeps_the_rest(self, elms, dee, client_of):
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
        assertContains(response, "Everything without an error has been saved")

    def test_what_does_not_apply_needs_a_reason(self, elms, dee, client_of):
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

    def test_words_that_may_name_a_child_are_asked_about(self, elms, dee, client_of):
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

    def test_someone_faster_keeps_theirs_and_both_are_shown(
        self, elms, dee, cole, client_of
    ):
        first = question(elms, "dsl-in-leadership")
        services.save_answers(elms, {first: Given(choice="no")}, by=cole)
        client, path = client_of(dee), url("section", elms, letter="A")
        name = names(elms)["dsl-in-leadership"]

        refused = client.post(path, {name: "yes", f"{name}-version": "0"})

        assert errors(refused) == [
            "Question A1 was answered by Cole after you opened this page: “No”. What "
            "you typed is not saved; save again to replace that answer."
        ]
        assert elms.answers.get().choice == "no"
        page = soup(refused)
        assert page.find(attrs={"name": name, "value": "yes"}).has_attr("checked")
        version = page.find(attrs={"name": f"{name}-version"})["value"]

        client.post(path, {name: "yes", f"{name}-version": version})

        assert elms.answers.get().choice == "yes"

    def test_a_return_out_for_signing_keeps_what_was_typed(self, elms, dee, client_of):
        answer_all(elms, by=dee)
        services.declare_ready(elms, by=dee)
        name = names(elms)["deputies"]

        response = client_of(dee).post(url("section", elms, letter="A"), {name: "9"})

        assertContains(response, "This return is with its signatories")
        assert soup(response).find(id=f"id_{name}")["value"] == "9"
        assert elms.answers.get(question__code="deputies").number == 2

    def test_is_read_only_once_out_for_signing(self, elms, dee, client_of):
        answer_all(elms, by=dee)
        services.declare_ready(elms, by=dee)

        response = client_of(dee).get(url("section", elms, letter="A"))

        assertRedirects(response, url("whole", elms))

    def test_shows_last_times_answers(self, elms, elm, dee, hal, gwen, client_of):
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

    def test_a_section_that_is_not_asked_is_not_there(self, elms, dee, client_of):
        response = client_of(dee).get(url("section", elms, letter="Z"))

        assert response.status_code == 404


class TestAutosave:
    def post(self, client, elms, code, **fields):
        one = question(elms, code)
        named = {f"q{one.pk}{key}": value for key, value in fields.items()}
        return client.post(url("save_answer", elms, question=one.pk), named)

    @time_machine.travel("2025-10-22T09:42:00Z", tick=False)
    def test_saves_one_answer_and_says_when(self, elms, dee, client_of):
        response = self.post(
            client_of(dee), elms, "deputies", **{"": "3", "-version": "0"}
        )

        assert response.json() == {"saved": "10:42", "version": 1}
        assert elms.answers.get().number == 3

    def test_says_what_is_wrong(self, elms, dee, client_of):
        response = self.post(client_of(dee), elms, "trained", **{"": "120"})

        assert response.status_code == 422
        assert response.json() == {"errors": ["Question B3 must be 100 or fewer"]}
        assert elms.answers.count() == 0

    def test_shows_the_answer_of_someone_faster(self, elms, dee, cole, client_of):
        one = question(elms, "deputies")
        services.save_answer(elms, one, Given(number=Decimal(4)), by=cole)

        response = self.post(client_of(dee), elms, "deputies", **{"": "3"})

        assert response.status_code == 409
        assert response.json() == {"theirs": "4", "by": "Cole", "version": 1}

    def test_refuses_a_return_that_was_submitted(self, sent, dee, client_of):
        response = self.post(client_of(dee), sent, "deputies", **{"": "3"})

        assert response.status_code == 409
        assert response.json() == {
            "refused": "This return has been submitted and no longer changes"
        }

    def test_knows_only_questions_this_school_is_asked(self, elms, dee, client_of):
        boarding = next(one for one in elms.round.questions if one.code == "boarding")

        response = client_of(dee).post(
            url("save_answer", elms, question=boarding.pk), {f"q{boarding.pk}": "yes"}
        )

        assert response.status_code == 404


def test_a_return_goes_from_its_first_answer_to_its_receipt(
    elms, dee, hal, gwen, client_of, outbox_delivers, mailoutbox
):
    answer_all(elms, by=dee, deputies=Given(number=Decimal(0)))
    lead, head, governor = client_of(dee), client_of(hal), client_of(gwen)
    name = f"g{question(elms, 'deputies').pk}"

    plan = lead.post(
        url("gaps", elms),
        {
            "version": "1",
            f"{name}-decision": "action",
            f"{name}-action_text": "Train Mr Bell",
            f"{name}-owner_words": "Head",
            f"{name}-due_text": "31 March 2026",
        },
    )
    ready = lead.post(url("check", elms), {"version": "2"})
    signing = {"name": "Hal Brightwater", "agrees": "on"}
    signed = head.post(url("sign_as_head", elms), {"version": "3", **signing})
    signing = {"name": "Gwen Tolliver", "agrees": "on"}
    agreed = governor.post(url("sign_as_governor", elms), {"version": "4", **signing})
    with outbox_delivers():
        done = lead.post(url("submit", elms), {"version": "5"})

    for response in (plan, ready, signed, agreed):
        assertRedirects(response, url("tasks", elms), fetch_redirect_response=False)
    assertRedirects(done, url("receipt", elms), fetch_redirect_response=False)
    elms.refresh_from_db()
    assert elms.is_submitted
    page = lead.get(url("receipt", elms))
    assertContains(page, elms.receipt_number)
    assertContains(page, "Train Mr Bell")
    assertContains(page, "Hal Brightwater")
    receipts = [m for m in mailoutbox if elms.receipt_number in m.subject]
    assert {m.to[0].partition("@")[0] for m in receipts} == {"dee", "hal", "gwen"}


def test_the_task_list_shows_whose_turn_it_is(elms, dee, hal, gwen, client_of):
    answer_all(elms, by=dee)
    services.declare_ready(elms, by=dee)

    assertContains(client_of(hal).get(url("tasks", elms)), "Waits for you", count=1)
    assertNotContains(client_of(gwen).get(url("tasks", elms)), "Waits for you")
    assertContains(client_of(gwen).get(url("tasks", elms)), "Waiting", count=1)


def test_a_return_with_answers_missing_is_not_sent_for_signing(elms, dee, client_of):
    response = client_of(dee).post(url("check", elms), {"version": "1"})

    assertContains(response, "Answer A1, A2, B2, B3 first")


def test_checking_shows_every_answer_and_where_to_change_it(elms, dee, client_of):
    answer_all(elms, by=dee, dsl_in_leadership=Given(choice="no"))

    page = soup(client_of(dee).get(url("check", elms)))

    rows = page.select(".govuk-summary-list__row")
    assert len(rows) == 6
    assert rows[0].find("dd").get_text(" ", strip=True) == "No Gap"
    assert rows[0].find("a")["href"].startswith(url("section", elms, letter="A"))


def test_a_gap_needs_an_action_or_a_reason(elms, dee, client_of):
    answer_all(elms, by=dee, deputies=Given(number=Decimal(0)))
    name = f"g{question(elms, 'deputies').pk}"

    neither = client_of(dee).post(
        url("gaps", elms), {"version": "1", f"{name}-decision": "none"}
    )
    empty = client_of(dee).post(
        url("gaps", elms), {"version": "1", f"{name}-decision": "action"}
    )

    assert errors(neither) == ["Enter why no action is needed"]
    assert errors(empty) == ["Enter what you will do"]
    assert elms.gaps.count() == 0


def test_the_head_cannot_sign_for_the_governor_too(elms, hal, dee, client_of):
    MembershipFactory(
        person=hal, organisation=elms.school.organisation, role="governor"
    )
    answer_all(elms, by=dee)
    services.declare_ready(elms, by=dee)
    client = client_of(hal)
    form = {"name": "Hal Brightwater", "agrees": "on"}
    client.post(url("sign_as_head", elms), {**form, "version": "2"})

    response = client.post(url("sign_as_governor", elms), {**form, "version": "3"})

    assertContains(response, "You have already signed this return")
    assert elms.signatures.count() == 1


def test_another_schools_return_is_not_there(elms, ola, client_of):
    answer_all(elms, by=ola)

    for name in ("tasks", "check", "gaps", "submit", "receipt", "whole", "pdf"):
        assert client_of(ola).get(url(name, elms)).status_code == 404
    assert client_of(ola).get(url("section", elms, letter="A")).status_code == 404
    first = question(elms, "deputies").pk
    post = client_of(ola).post(url("save_answer", elms, question=first), {})
    assert post.status_code == 404


def test_officers_read_a_return_and_change_nothing(sent, amara, client_of):
    page = client_of(amara).get(url("whole", sent))

    assertContains(page, sent.receipt_number)
    assert client_of(amara).get(url("section", sent, letter="A")).status_code == 403
    assert client_of(amara).post(url("take_back", sent)).status_code == 403


class TestQueries:
    """Five rows or five hundred thousand: what a page asks the database stays few."""

    SIGNED_IN = 3  # the session, the user with their person, and their roles

    @pytest.fixture
    def bank(self, elm, dee):
        elm.type_code = 1
        elm.save()
        whole = make_question_set("bank", sections=question_bank.SECTIONS)
        audit_return = return_of(make_round(elm, question_set=whole), elm)
        services.save_answers(
            audit_return,
            {
                one: Given(choice="yes")
                for one in audit_return.questions
                if one.kind == "yes_partly_no"
            },
            by=dee,
        )
        return audit_return

    def test_a_section(self, bank, dee, client_of, django_assert_num_queries):
        client = client_of(dee)

        # The return, its questions, its answers; and the partnership's settings.
        with django_assert_num_queries(self.SIGNED_IN + 4):
            page = client.get(url("section", bank, letter="E"))

        assert len(soup(page).select("[data-question]")) == 6

    def test_the_whole_return(self, bank, amara, client_of, django_assert_num_queries):
        client = client_of(amara)

        with django_assert_num_queries(self.SIGNED_IN + 4):
            page = client.get(url("whole", bank))

        assert len(soup(page).select(".govuk-summary-list__row")) > 45

    def test_saving_one_answer(self, bank, dee, client_of, django_assert_num_queries):
        client = client_of(dee)
        name = names(bank)["file-transfer"]
        one = question(bank, "file-transfer")

        # The return, the question, the answer between savepoint and release.
        with django_assert_num_queries(self.SIGNED_IN + 5):
            response = client.post(
                url("save_answer", bank, question=one.pk),
                {name: "no", f"{name}-version": "1"},
            )

        assert response.json()["version"] == 2

    @pytest.mark.parametrize("count", [1, 100])
    def test_who_has_answered(self, count, amara, client_of, django_assert_num_queries):
        schools = SchoolFactory.create_batch(count)
        for school in schools:
            MembershipFactory(organisation=school.organisation, role="dsl")
        round_ = make_round(*schools)
        client = client_of(amara)

        # The round, its counts, the number of rows, the rows, their DSLs; settings.
        with django_assert_num_queries(self.SIGNED_IN + 6):
            page = client.get(round_.get_absolute_url())

        rows = soup(page).select("tbody tr")
        assert len(rows) == min(count, 25)
        assert all("@" in row.find("a", href=True)["href"] or row for row in rows)

    @pytest.mark.parametrize("count", [1, 100])
    def test_the_list_of_returns(
        self, count, amara, client_of, django_assert_num_queries
    ):
        make_round(*SchoolFactory.create_batch(count))
        client = client_of(amara)

        with django_assert_num_queries(self.SIGNED_IN + 3):
            page = client.get(reverse("audits:returns"))

        assert len(soup(page).select("tbody tr")) == min(count, 25)

    @pytest.mark.parametrize("count", [1, 100])
    def test_the_list_of_rounds(
        self, count, elm, amara, client_of, django_assert_num_queries
    ):
        questions = make_question_set()
        for number in range(count):
            make_round(elm, question_set=questions, academic_year=f"{number}")
        client = client_of(amara)

        with django_assert_num_queries(self.SIGNED_IN + 3):
            page = client.get(reverse("audits:rounds"))

        assert len(soup(page).select("tbody tr")) == min(count, 25)


class TestRounds:
    def test_shows_counts_and_schools_by_status(self, sent, oaks, amara, client_of):
        client = client_of(amara)

        page = client.get(sent.round.get_absolute_url())
        late = client.get(sent.round.get_absolute_url(), {"status": "not_started"})

        assertContains(page, "Elm Primary School")
        assertContains(page, "Oak Academy")
        assertContains(page, "<strong>1</strong> of 2 returns in")
        assertNotContains(late, "Elm Primary School")
        assertContains(late, "Oak Academy")

    def test_the_executive_sees_counts_but_no_school(self, sent, eve, client_of):
        page = client_of(eve).get(sent.round.get_absolute_url())

        assertContains(page, "<strong>1</strong> of 2 returns in")
        assertNotContains(page, "Elm Primary School")

    def test_analysis_shows_every_question_with_its_n(self, sent, eve, client_of):
        page = client_of(eve).get(
            reverse("audits:analysis", kwargs={"pk": sent.round.pk})
        )

        captions = [one.get_text(strip=True) for one in soup(page).select("caption")]
        assert captions == [
            "A1 Is your lead a senior leader? (n = 1)",
            "A2 How many deputies? (n = 1)",
            "B1 What has become harder? (n = 1)",
            "B3 How many are trained? (n = 1)",
        ]
        assertNotContains(page, "Elm Primary School")

    @time_machine.travel("2025-09-01T09:00:00Z", tick=False)
    def test_an_officer_opens_a_round(
        self, amara, dee, elm, client_of, outbox_delivers, mailoutbox
    ):
        elm.type_code, elm.status = 1, "open"
        elm.save()
        questions = make_question_set()

        with outbox_delivers():
            response = client_of(amara).post(
                reverse("audits:open_round"),
                {
                    "question_set": questions.pk,
                    "title": "Safeguarding audit",
                    "academic_year": "2024/25",
                    **date_data("closes_on", CLOSES),
                },
            )

        round_ = Round.objects.get()
        assertRedirects(response, round_.get_absolute_url())
        assert [row.school for row in AuditReturn.objects.filter(round=round_)] == [elm]
        assert [m.to for m in mailoutbox] == [[dee.email]]

    @time_machine.travel("2025-09-01T09:00:00Z", tick=False)
    def test_a_round_without_its_days_is_not_opened(self, amara, client_of):
        response = client_of(amara).post(
            reverse("audits:open_round"),
            {
                "title": "Safeguarding audit",
                "academic_year": "2024/26",
                **date_data("closes_on", date(2025, 8, 1)),
            },
        )

        assert errors(response) == [
            "Select the questions",
            "Enter a school year in the format 2025/26",
            "The last day must be in the future",
        ]

    def test_a_closed_round_takes_no_more_answers(self, elms, amara, dee, client_of):
        path = reverse("audits:close_round", kwargs={"pk": elms.round.pk})
        client_of(amara).post(path)

        response = client_of(dee).get(url("section", elms, letter="A"))

        assertRedirects(response, url("whole", elms))


def test_the_pdf_holds_the_receipt_and_every_answer(sent, dee, client_of):
    pypdf = pytest.importorskip("pypdf")
    response = client_of(dee).get(url("pdf", sent))

    reader = pypdf.PdfReader(__import__("io").BytesIO(response.content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert sent.receipt_number in text
    assert "Elm Primary School" in text
    assert all(one.ref in text for one in sent.questions)
    assert set(ANSWERS) <= {one.code for one in sent.questions}
