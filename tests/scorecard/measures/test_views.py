"""The pages of the scorecard, as people meet them."""

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scorecard.measures import services
from scorecard.measures.models import Figure, Measure
from tests.scorecard.factories import FigureFactory, MeasureFactory
from tests.scorecard.pages import address, errors, words


@pytest.fixture(autouse=True)
def _a_day_and_files_of_their_own(time_machine, today, settings, tmp_path):
    time_machine.move_to(f"{today} 12:00 +0000", tick=False)
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def measure(education, mo):
    measure = MeasureFactory(ref="ED3", organisation=education, owner=mo)
    FigureFactory(
        measure=measure,
        period_start=date(2025, 2, 1),
        period_end=date(2025, 4, 30),
        value=28,
    )
    FigureFactory(measure=measure, value=36)
    return measure


class TestTheScorecard:
    def test_a_row_says_figure_comparison_and_judgement(self, measure, eve, client_of):
        page = words(client_of(eve).get(address("measures")))

        assert "July 2025 36 April 2025 28 Worse +8" in page

    @pytest.mark.parametrize("count", [1, 100])
    def test_any_number_of_measures_takes_the_same_queries(
        self, count, eve, education, client_of
    ):
        for number in range(count):
            measure = MeasureFactory(
                organisation=education, title=f"Row {number}.", position=number
            )
            FigureFactory(measure=measure, value=number)
        client = client_of(eve)

        with CaptureQueriesContext(connection) as queries:
            response = client.get(address("measures"))

        assert len(queries) == 5
        assert len(response.context["rows"]) == min(count, 25)
        assert "Row 0." in words(response)
        assert (f"1 to 25 of {count}" in words(response)) is (count > 25)

    def test_an_empty_one_says_what_to_do_next(self, amara, mo, client_of):
        assert "Add what you count" in words(client_of(amara).get(address("measures")))
        assert "officers add" in words(client_of(mo).get(address("measures")))


class TestAMeasure:
    def test_shows_chart_table_commentary_and_history(self, measure, mo, client_of):
        services.correct_figure(
            measure.figures.current()[0],
            status="final",
            value=Decimal(35),
            commentary="One was counted twice",
            by=mo,
        )

        response = client_of(mo).get(measure.get_absolute_url())

        page = words(response)
        assert "+7" in page
        assert "One was counted twice" in page
        assert "Corrected since" in page
        assert "Figure for July 2025 corrected from 36 to 35" in page
        assert page.count("Correct July 2025") == 1  # the current one's link
        assert BeautifulSoup(response.content, "html.parser").select("figure > svg")

    def test_without_figures_it_asks_for_the_first(self, education, mo, client_of):
        measure = MeasureFactory(organisation=education, owner=mo)

        page = words(client_of(mo).get(measure.get_absolute_url()))

        assert "No figures yet" in page
        assert "Record a figure" in page

    @pytest.mark.parametrize("count", [1, 100])
    def test_any_number_of_figures_takes_the_same_queries(
        self, count, measure, eve, client_of
    ):
        measure.figures.all().delete()
        for number in range(count):
            year, month = divmod(2018 * 12 + number % 96, 12)
            FigureFactory(
                measure=measure,
                period_start=date(2010, 1, 1),
                period_end=date(year, month + 1, 1 + number // 96),
                value=number,
                commentary=f"Reason {number}.",
            )
        client = client_of(eve)

        with CaptureQueriesContext(connection) as queries:
            response = client.get(measure.get_absolute_url())

        assert len(queries) == 7
        assert len(response.context["page"].object_list) == min(count, 25)
        assert "Reason " in words(response)

    def test_its_owner_may_open_it_from_outside(self, dee, quality, client_of):
        measure = MeasureFactory(organisation=quality, owner=dee)

        response = client_of(dee).get(measure.get_absolute_url())

        assert response.status_code == 200
        assert "Back to the scorecard" not in response.content.decode()


class TestRecording:
    def form(self, **more):
        return {
            "version": "1",
            "label": "October 2025",
            "period_start-day": "1",
            "period_start-month": "8",
            "period_start-year": "2025",
            "period_end-day": "22",
            "period_end-month": "10",
            "period_end-year": "2025",
            "status": "final",
            "value": "40",
            "commentary": "Leavers who did not say where to",
            **more,
        }

    def test_mo_records_the_next_figure(self, measure, mo, client_of):
        mos, page = client_of(mo), address("record_figure", measure)

        offered = BeautifulSoup(mos.get(page).content, "html.parser")
        response = mos.post(page, self.form(), follow=True)

        assert offered.find(id="id_period_start-day")["value"] == "1"
        assert offered.find(id="id_period_end-month")["value"] == "10"
        assert "Figure recorded" in words(response)
        latest = measure.figures.current().first()
        assert (latest.value, latest.recorded_by) == (40, mo)

    @pytest.mark.parametrize(
        ("typed", "wrong"),
        [
            (
                {"commentary": ""},
                ("Enter a commentary", "#id_commentary"),
            ),
            (
                {"value": ""},
                ("Enter the value or select why there is none", "#id_value"),
            ),
            (
                {"status": "suppressed"},
                ("Leave the value blank if it is suppressed", "#id_value"),
            ),
            (
                {"period_end-year": "26"},
                ("Year must include 4 numbers", "#id_period_end-year"),
            ),
            (
                {"period_end-day": "23"},
                (
                    "Last day of the period must be today or in the past",
                    "#id_period_end-day",
                ),
            ),
            (
                {"period_start-day": "31", "period_start-month": "10"},
                ("Enter a last day that is after the first day", "#id_period_end-day"),
            ),
            (
                {"numerator": "3"},
                (
                    "Enter both the numerator and the denominator, or neither",
                    "#id_denominator",
                ),
            ),
            (
                {"period_end-day": "31", "period_end-month": "7"},
                (
                    "Enter a last day that is after the first day",
                    "#id_period_end-day",
                ),
            ),
            (
                {
                    "period_start-month": "5",
                    "period_end-day": "31",
                    "period_end-month": "7",
                },
                (
                    "There is already a figure for this period. Correct that one.",
                    "#id_period_end-day",
                ),
            ),
        ],
    )
    def test_what_is_wrong_is_said_beside_it_and_kept(
        self, measure, mo, client_of, typed, wrong
    ):
        response = client_of(mo).post(
            address("record_figure", measure), self.form(**typed)
        )

        assert errors(response) == [wrong]
        assert "October 2025" in response.content.decode()
        assert measure.figures.count() == 2

    def test_two_who_record_at_once_are_told(self, measure, mo, amara, client_of):
        client_of(amara).post(address("record_figure", measure), self.form())

        response = client_of(mo).post(
            address("record_figure", measure), self.form(value="41")
        )

        assert "Someone else changed this while you were editing it" in words(response)
        assert measure.figures.current().first().value == 40

    def test_mo_corrects_one(self, measure, mo, client_of):
        figure = measure.figures.current().first()

        response = client_of(mo).post(
            address("correct_figure", figure),
            {
                "version": "1",
                "status": "suppressed",
                "value": "",
                "commentary": "Too few to show",
            },
            follow=True,
        )

        assert "Figure corrected. The previous figure is kept" in words(response)
        assert measure.figures.current().first().status == Figure.Status.SUPPRESSED


class TestMeasures:
    def form(self, education, **more):
        return {
            "ref": "ED10",
            "title": "Part-time timetables",
            "definition": "Fewer hours than full time",
            "source": "Schools",
            "organisation": education.pk,
            "owner": "",
            "polarity": "low",
            "target": "",
            "unit": "count",
            "rate_per": "",
            "frequency": "monthly",
            "counted_from_month": "no",
            "from_date-day": "1",
            "from_date-month": "9",
            "from_date-year": "2025",
            **more,
        }

    def test_amara_adds_one(self, amara, education, client_of):
        response = client_of(amara).post(
            address("add_measure"), self.form(education), follow=True
        )

        assert "Measure added" in words(response)
        measure = Measure.objects.get(ref="ED10")
        assert (measure.organisation, measure.is_cumulative) == (education, False)

    def test_amara_adds_a_rate_that_adds_up(self, amara, education, client_of):
        form = self.form(
            education, unit="rate", rate_per="1,000", counted_from_month="9"
        )

        client_of(amara).post(address("add_measure"), form)

        measure = Measure.objects.get()
        assert (measure.rate_per, measure.counted_from_month) == (1000, 9)

    @pytest.mark.parametrize(
        ("typed", "wrong"),
        [
            ({"unit": "rate"}, ("Enter per how many the rate is", "#id_rate_per")),
            ({"ref": ""}, ("Enter a reference", "#id_ref")),
            ({"ref": "ed3"}, ("There is already a measure ed3", "#id_ref")),
            ({"from_date-year": ""}, None),
        ],
    )
    def test_what_is_wrong_is_said(
        self, amara, measure, education, client_of, typed, wrong
    ):
        response = client_of(amara).post(
            address("add_measure"), self.form(education, **typed)
        )

        wrong = wrong or (
            "First day it is reported for must include a year",
            "#id_from_date-year",
        )
        assert errors(response) == [wrong]
        assert Measure.objects.count() == 1

    def test_amara_hands_one_over(self, amara, dara, measure, client_of):
        page = address("change_measure", measure)
        amaras = client_of(amara)
        shown = BeautifulSoup(amaras.get(page).content, "html.parser")
        assert shown.find(id="id_title")["value"] == measure.title

        response = amaras.post(
            page,
            {
                "version": "1",
                "title": "New title",
                "definition": "D",
                "source": "S",
                "owner": dara.pk,
                "polarity": "low",
                "target": "20",
            },
            follow=True,
        )

        assert "Measure saved" in words(response)
        measure.refresh_from_db()
        assert (measure.owner, measure.target_words) == (dara, "20")
