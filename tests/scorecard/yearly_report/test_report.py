"""What the scorecard tells the yearly report, and the report put together."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnership.dates.years import ReportYear
from partnership.drawing.charts import Series
from scorecard.measures import yearly as reporting
from scorecard.measures.models import Figure
from scorecard.yearly_report import services
from scorecard.yearly_report.report import CONTENTS, NARRATIVES, YearlyReport
from tests.scorecard.factories import FigureFactory, MeasureFactory

YEAR = ReportYear(2025)  # April 2025 to March 2026


def figures(measure, *ends_and_values):
    return [
        FigureFactory(
            measure=measure,
            period_start=date(end.year, end.month, 1),
            period_end=end,
            value=value,
            status=Figure.Status.FINAL if value is not None else "suppressed",
        )
        for end, value in ends_and_values
    ]


@pytest.fixture
def measure(education):
    measure = MeasureFactory(
        ref="ED3",
        title="Whereabouts unknown",
        organisation=education,
        frequency="monthly",
        target=Decimal(20),
    )
    figures(
        measure,
        (date(2025, 1, 31), 25),
        (date(2025, 2, 28), 28),
        (date(2026, 3, 31), 36),
        (date(2026, 4, 30), 99),
    )
    return measure


def test_the_last_figure_of_the_year_is_told(measure):
    summary = reporting.summarise(YEAR)

    (told,) = summary.measures
    assert (told.ref, told.value, told.previous, told.target) == (
        "ED3",
        "36",
        "28",
        "20",
    )
    assert (told.period, told.movement.words) == ("March 2026", "+8, worse")
    assert (summary.better, summary.worse, summary.not_comparable) == (0, 1, 0)
    assert told.chart.labels == ["January 2025", "February 2025", "March 2026"]
    assert told.chart.series == [
        Series(
            name="Number",
            values=[25.0, 28.0, 36.0],
            statuses=["", "", ""],
        )
    ]


@pytest.mark.parametrize(
    ("year", "told"),
    [
        (ReportYear(2023), ()),
        (ReportYear(2024), ("28",)),
        (ReportYear(2025), ("36",)),
        (ReportYear(2026), ("99",)),
    ],
)
def test_a_year_tells_only_its_own(measure, year, told):
    assert tuple(m.value for m in reporting.summarise(year).measures) == told


def test_a_measure_without_a_figure_in_the_year_is_named(measure):
    summary = reporting.summarise(ReportYear(2027))

    assert summary.measures == ()
    assert summary.without_figures == ("ED3 Whereabouts unknown",)


def test_one_organisations_measures_alone(measure, education, quality):
    figures(MeasureFactory(ref="QA1", organisation=quality), (date(2026, 3, 31), 1))

    def refs(**asked):
        return [m.ref for m in reporting.summarise(YEAR, **asked).measures]

    assert sorted(refs()) == ["ED3", "QA1"]
    assert refs(organisation=quality) == ["QA1"]


def test_a_chart_shows_what_is_missing_as_missing(education):
    measure = MeasureFactory(organisation=education, counted_from_month=9)
    figures(measure, (date(2025, 10, 31), 4), (date(2025, 11, 30), None))

    chart = reporting.chart_of(measure, list(measure.figures.current()))

    assert (chart.kind, chart.labels) == ("bar", ["October 2025", "November 2025"])
    assert [row["cells"][0]["words"] for row in chart.rows] == ["4", "Suppressed"]
    assert chart.takeaway == "November 2025: Suppressed (Latest is suppressed)"


@pytest.mark.parametrize("count", [1, 100])
def test_any_number_of_measures_takes_two_queries(
    count, education, django_assert_num_queries
):
    for _ in range(count):
        figures(MeasureFactory(organisation=education), (date(2026, 3, 31), 5))

    with django_assert_num_queries(2):
        summary = reporting.summarise(YEAR)

    assert len(summary.measures) == count


class TestTheReport:
    @pytest.fixture
    def edition(self, amara):
        return services.open_edition(YEAR, by=amara, on=date(2026, 4, 12))

    def test_has_every_chapter_and_section_in_order(self, edition):
        report = YearlyReport.for_edition(edition)

        assert [part.key for part in report.parts] == [entry.key for entry in CONTENTS]
        assert {
            part.key: type(part.section).__name__
            for part in report.parts
            if part.section
        } == {
            "actions": "ActionsYear",
            "subgroups": "SubgroupsYear",
            "audits": "AuditsYear",
            "scorecard": "ScorecardYear",
        }

    def test_counts_what_is_covered(self, edition, amara):
        services.write_chapter(
            edition.chapters.get(key="learning"), text="Two reviews", by=amara
        )
        services.explain_point(
            edition.points.get(ref="13"), explanation="None in the area", by=amara
        )

        report = YearlyReport.for_edition(edition)

        assert report.covered == 3
        assert [point.ref for point in report.uncovered] == [
            "1", "3", "5", "6", "7", "8", "9", "10", "11", "12",
        ]  # fmt: skip

    def test_every_point_of_the_default_checklist_has_its_chapter_but_restraint(self):
        covered = [ref for narrative in NARRATIVES for ref in narrative.covers]

        assert sorted(covered, key=int) == [str(number) for number in range(1, 13)]

    def test_tells_what_it_gathers(self, edition):
        heard = []

        YearlyReport.for_edition(edition, tell=heard.append)

        assert heard == [
            entry.title for entry in CONTENTS if not hasattr(entry, "guidance")
        ]

    def test_a_chapter_an_older_edition_lacks_is_left_out(self, edition):
        edition.points.update(chapter=None)
        edition.chapters.filter(key="reforms").delete()

        keys = [part.key for part in YearlyReport.for_edition(edition).parts]

        assert "reforms" not in keys
        assert len(keys) == len(CONTENTS) - 1

    def test_costs_the_same_queries_whatever_is_in_it(self, edition, education):
        counts = []
        for measures in (1, 30):
            for _ in range(measures):
                figures(MeasureFactory(organisation=education), (date(2026, 3, 31), 5))
            with CaptureQueriesContext(connection) as queries:
                YearlyReport.for_edition(edition)
            counts.append(len(queries))

        assert counts[0] == counts[1]
