"""The pages of rounds, and the number of queries pages take."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audits.questions import bank as question_bank
from audits.returns import services
from audits.returns.models.answers import EarlierAnswer, Given
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from partnership.access import Role
from partnership.pages.forms.dates import date_data
from tests.audits.factories import (
    CLOSES,
    make_question_set,
    make_round,
    question,
    return_of,
)
from tests.audits.reading import errors, names, soup, url
from tests.factories import MembershipFactory, SchoolFactory

pytestmark = pytest.mark.django_db


class TestRounds:
    def test_shows_counts_and_schools_by_status(self, sent, oaks, amara, client_of):
        client = client_of(amara)

        page = client.get(sent.round.get_absolute_url())
        late = client.get(sent.round.get_absolute_url(), {"status": "not_started"})

        assertContains(page, "Elm Primary School")
        assertContains(page, "Oak Academy")
        assertContains(page, "<strong>1</strong> of 2 returns submitted")
        assertNotContains(late, "Elm Primary School")
        assertContains(late, "Oak Academy")

    def test_the_executive_sees_counts_but_no_schools(self, sent, eve, client_of):
        page = client_of(eve).get(sent.round.get_absolute_url())

        assertContains(page, "<strong>1</strong> of 2 returns submitted")
        assertNotContains(page, "Elm Primary School")

    def test_figures_from_few_schools_are_withheld_from_others(
        self, sent, eve, client_of
    ):
        page = client_of(eve).get(
            reverse("audits:analysis", kwargs={"pk": sent.round.pk})
        )

        assertContains(page, "Shown once 5 schools have answered", count=5)
        assertNotContains(page, "1 of 1")

    def test_analysis_shows_every_question_with_its_n(self, sent, amara, client_of):
        page = client_of(amara).get(
            reverse("audits:analysis", kwargs={"pk": sent.round.pk})
        )

        cells = [
            [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
            for row in soup(page).select("tbody tr")
        ]
        assert [row[:2] for row in cells] == [
            ["A1 Is your lead a senior leader?", "1"],
            ["A2 How many deputies?", "1"],
            ["B1 What has become harder?", "1"],
            ["B2 When was it reviewed?", "1"],
            ["B3 How many are trained?", "1"],
            ["B4 What works well?", "0"],
            ["B5 Is boarding safe?", "0"],
        ]
        assert cells[0][2] == "Yes: 0 of 1 Partly: 0 of 1 No: 1 of 1"
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

    def test_opening_a_round_shows_how_many_schools_and_people_it_invites(
        self, amara, dee, hal, elm, client_of
    ):
        elm.type_code, elm.status = 1, "open"
        elm.save()

        page = soup(client_of(amara).get(reverse("audits:open_round")))

        words = " ".join(page.main.get_text().split())
        assert "asks 1 school for a return" in words
        assert "emails an invitation to 2 people straight away" in words

    @time_machine.travel("2025-09-01T09:00:00Z", tick=False)
    def test_schools_without_a_contact_are_counted_and_listed(
        self, amara, dee, elm, client_of
    ):
        elm.type_code, elm.status = 1, "open"
        elm.save()
        SchoolFactory(urn=None, organisation__name="Ash School")
        unnamed = SchoolFactory(urn=None, organisation__name="Fir School")
        MembershipFactory(
            organisation=unnamed.organisation, role=Role.HEAD, person__email=""
        )
        client = client_of(amara)

        before = soup(client.get(reverse("audits:open_round")))
        response = client.post(
            reverse("audits:open_round"),
            {
                "question_set": make_question_set().pk,
                "title": "Safeguarding audit",
                "academic_year": "2024/25",
                **date_data("closes_on", CLOSES),
            },
            follow=True,
        )

        words = " ".join(before.main.get_text().split())
        assert "2 of 3 schools have no contact" in words
        assertContains(response, "Round opened: 1 school emailed, 2 without a contact")
        assertContains(response, "2 of 3 schools")
        page = client.get(response.request["PATH_INFO"], {"contact": "none"})
        assert [str(row.school) for row in page.context["page"]] == [
            "Ash School",
            "Fir School",
        ]

    @time_machine.travel("2025-09-01T09:00:00Z", tick=False)
    def test_a_round_without_valid_dates_is_not_opened(self, amara, client_of):
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
            "The deadline must be in the future",
        ]

    def test_a_closed_round_takes_no_more_answers(self, elms, amara, dee, client_of):
        path = reverse("audits:close_round", kwargs={"pk": elms.round.pk})
        client_of(amara).post(path)

        response = client_of(dee).get(url("section", elms, letter="A"))

        assertRedirects(response, url("whole", elms))


class TestQueries:
    """Pages take the same number of queries however many rows there are."""

    SIGNED_IN = 2  # the session; the user with person, roles and edition of the rules

    @pytest.fixture
    def bank(self, elm, dee):
        elm.type_code = 1
        elm.save()
        whole = make_question_set(
            "bank", sections=question_bank.questions_for().sections
        )
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

        # The return, its answers, its evidence.
        with django_assert_num_queries(self.SIGNED_IN + 3):
            page = client.get(url("section", bank, letter="E"))

        asked = bank.questions_of("E")
        assert len(soup(page).select("[data-question]")) == len(asked) > 15

    @pytest.mark.parametrize("count", [1, 100])
    def test_a_section_with_earlier_answers(
        self, count, bank, dee, cole, client_of, django_assert_num_queries
    ):
        one = question(bank, "file-transfer")
        for number in range(count):
            by = cole if number % 2 else dee
            EarlierAnswer.objects.create(
                audit_return=bank,
                question=one,
                choice="no",
                was_saved=True,
                by=by,
                at=bank.answers.first().at,
            )
        client = client_of(dee)

        # The evidence and the earlier answers besides.
        with django_assert_num_queries(self.SIGNED_IN + 4):
            page = client.get(url("section", bank, letter="E"))

        box = soup(page).find(id=f"q{one.pk}")
        assert len(box.select("details")[0].select(".govuk-body")) == count

    @pytest.mark.parametrize("name", ["tasks", "check"])
    def test_the_pages_of_a_whole_return(
        self, name, bank, dee, client_of, django_assert_max_num_queries
    ):
        client = client_of(dee)

        # Contradictions of our whole set, the answers they are about, colleagues,
        # comments, versions and signatures besides.
        with django_assert_max_num_queries(self.SIGNED_IN + 9):
            assert client.get(url(name, bank)).status_code == 200

    def test_the_whole_return(self, bank, amara, client_of, django_assert_num_queries):
        client = client_of(amara)

        with django_assert_num_queries(self.SIGNED_IN + 3):
            page = client.get(url("whole", bank))

        assert len(soup(page).select(".govuk-summary-list__row")) > 45

    def test_saving_one_answer(self, bank, dee, client_of, django_assert_num_queries):
        client = client_of(dee)
        name = names(bank)["file-transfer"]
        one = question(bank, "file-transfer")

        # The return, the answer between savepoint and release.
        with django_assert_num_queries(self.SIGNED_IN + 4):
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

        # The round, its counts, how many have no contact, the number of rows, the rows,
        # their DSLs and last answers.
        with django_assert_num_queries(self.SIGNED_IN + 7):
            page = client.get(round_.get_absolute_url())

        rows = soup(page).select("tbody tr")
        assert len(rows) == min(count, 25)

    @pytest.mark.parametrize("count", [1, 100])
    def test_the_list_of_returns(
        self, count, amara, client_of, django_assert_num_queries
    ):
        make_round(*SchoolFactory.create_batch(count))
        client = client_of(amara)

        with django_assert_num_queries(self.SIGNED_IN + 2):
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

        with django_assert_num_queries(self.SIGNED_IN + 2):
            page = client.get(reverse("audits:rounds"))

        assert len(soup(page).select("tbody tr")) == min(count, 25)
