"""The pages of the yearly report and of its PDF, as people meet them."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnership.dates.years import ReportYear
from scorecard.yearly_report import services
from scorecard.yearly_report.models import ReportBuild, ReportEdition
from tests.scorecard.factories import THEN, BuildFactory, EditionFactory
from tests.scorecard.pages import address, errors, words


@pytest.fixture(autouse=True)
def _a_day_and_files_of_their_own(time_machine, today, settings, tmp_path):
    time_machine.move_to(f"{today} 12:00 +0000", tick=False)
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def edition(amara):
    return services.open_edition(ReportYear(2024), by=amara, on=date(2025, 4, 12))


class TestTheYearlyReport:
    @pytest.mark.parametrize("count", [1, 100])
    def test_any_number_of_reports_takes_the_same_queries(self, count, eve, client_of):
        for number in range(count):
            EditionFactory(year=ReportYear(2024 - number).slug)
        client = client_of(eve)

        with CaptureQueriesContext(connection) as queries:
            response = client.get(address("editions"))

        assert len(queries) == 4
        assert "Yearly report 2024/25" in words(response)
        assert len(response.context["page"].object_list) == min(count, 25)

    def test_amara_opens_last_years(self, amara, client_of):
        amaras = client_of(amara)
        offered = amaras.get(address("open_edition")).context["form"].fields["year"]

        response = amaras.post(
            address("open_edition"), {"year": "2024-25"}, follow=True
        )

        assert [slug for slug, _ in offered.choices] == [
            "2025-26",
            "2024-25",
            "2023-24",
            "2022-23",
        ]
        page = words(response)
        assert "0 of 13 points of the checklist filled or explained" in page
        assert page.count("Not written") == 14
        assert page.count("Explain point") == 13
        assert "Fill or explain these points first: 1, 2, 3" in page

    def test_a_year_opened_already_is_said(self, amara, edition, client_of):
        response = client_of(amara).post(address("open_edition"), {"year": "2024-25"})

        assert errors(response) == [
            ("There is already a report of 2024/25", "#id_year")
        ]

    def test_amara_writes_a_chapter_and_eve_reads_it(
        self, amara, eve, edition, client_of
    ):
        chapter = edition.chapters.get(key="foreword")

        client_of(amara).post(
            address("chapter", chapter),
            {"version": "1", "text": "What mattered.\r\n\r\nAnd why."},
        )
        page = words(client_of(eve).get(address("yearly_report", edition)))

        assert "Foreword What mattered. And why. " in page
        assert "What the figures say" in page

    def test_text_that_looks_like_a_child_is_asked_about(
        self, amara, edition, client_of
    ):
        chapter = edition.chapters.get(key="learning")

        response = client_of(amara).post(
            address("chapter", chapter),
            {"version": "1", "text": "Tom Fictitious, born 03/04/2012, was seen."},
        )

        assert "Not saved: this looks" in words(response)
        assert "Tom Fictitious" in response.content.decode()
        chapter.refresh_from_db()
        assert chapter.text == ""

    def test_amara_explains_a_point(self, amara, edition, client_of):
        point = edition.points.get(ref="13")

        page = words(
            client_of(amara).post(
                address("explain", point),
                {"version": "1", "explanation": "None in the area"},
                follow=True,
            )
        )

        assert "No chapter. None in the area Explained" in page

    def test_review_waits_for_the_checklist(self, amara, edition, client_of):
        response = client_of(amara).post(address("review", edition))

        assert response.status_code == 409
        assert "Fill or explain these points first: 1, 2" in words(response)

    def test_review_and_back(self, amara, edition, client_of):
        edition.points.update(explanation="Elsewhere")
        amaras = client_of(amara)

        there = words(amaras.post(address("review", edition), follow=True))
        back = words(amaras.post(address("draft", edition), follow=True))

        assert "With scrutineer and partners" in there
        assert "Returned to drafting" in back
        edition.refresh_from_db()
        assert edition.status == ReportEdition.Status.DRAFTING

    def test_eve_reads_and_changes_nothing(self, eve, edition, client_of):
        page = client_of(eve).get(edition.get_absolute_url())

        for act in ("Create PDF", "Explain point", "Send for review"):
            assert act not in words(page)
        for link in BeautifulSoup(page.content, "html.parser").select("main a"):
            assert "/chapters/" not in link["href"]
        assert (
            client_of(eve).post(address("ask_for_report", edition)).status_code == 403
        )

    @pytest.mark.parametrize("count", [1, 100])
    def test_any_number_of_pdfs_takes_the_same_queries(
        self, count, eve, edition, client_of
    ):
        for _ in range(count):
            BuildFactory(
                edition=edition, status="failed", error="Why", finished_at=THEN
            )
        client = client_of(eve)

        with CaptureQueriesContext(connection) as queries:
            response = client.get(edition.get_absolute_url())

        assert len(queries) == 7
        assert words(response).count("Failed") == min(count, 5)


class TestThePdf:
    def test_htmx_asks_for_the_fragment_alone(self, eve, edition, client_of):
        build = BuildFactory(
            edition=edition, status="running", progress=50, step="Creating pages"
        )
        eves, page = client_of(eve), build.get_absolute_url()

        whole = eves.get(page).content.decode()
        fragment = eves.get(page, headers={"HX-Request": "true"}).content.decode()

        assert "<html" in whole
        assert "<html" not in fragment
        for answer in (whole, fragment):
            assert "Creating pages" in answer
            assert f'hx-get="{page}"' in answer
            assert ">Refresh</a>" in answer

    def test_a_failure_says_why_and_offers_to_try_again(
        self, amara, eve, edition, client_of
    ):
        build = BuildFactory(
            edition=edition,
            status="failed",
            error="Pango is not installed.",
            finished_at=THEN,
        )
        page = build.get_absolute_url()

        assert "Pango is not installed." in words(client_of(amara).get(page))
        assert "Try again" in words(client_of(amara).get(page))
        assert "Try again" not in words(client_of(eve).get(page))
        assert "hx-get" not in client_of(amara).get(page).content.decode()

    def test_one_that_is_not_ready_is_not_sent(self, eve, edition, client_of):
        build = BuildFactory(edition=edition)

        response = client_of(eve).get(address("download", build))

        assert response.status_code == 409
        assert "This PDF is not ready" in words(response)

    def test_it_is_asked_for_once_however_often_the_button_is_pressed(
        self, amara, edition, client_of
    ):
        amaras = client_of(amara)
        for _ in range(2):
            amaras.post(address("ask_for_report", edition))

        assert ReportBuild.objects.count() == 1

    def test_mo_cannot_have_the_file(self, mo, edition, client_of):
        build = BuildFactory(edition=edition)

        assert client_of(mo).get(address("download", build)).status_code == 404


def test_the_contents_list_names_each_part_as_its_own_heading_does(
    eve, edition, client_of
):
    response = client_of(eve).get(address("yearly_report", edition))

    page = BeautifulSoup(response.content, "html.parser")
    contents = page.select("nav[aria-labelledby=contents] a")
    assert [
        page.select_one(link["href"]).find("h2").get_text(strip=True)
        for link in contents
    ] == [link.get_text(strip=True) for link in contents]
    assert len(contents) == 20
