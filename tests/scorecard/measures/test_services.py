"""What changes the scorecard and the yearly report."""

from datetime import date
from decimal import Decimal

import pytest

from partnership.dates.years import ReportYear
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.policy import values as policy
from scorecard.measures import services as measures
from scorecard.measures.models import Figure
from scorecard.yearly_report import services as yearly_report
from scorecard.yearly_report.models import ReportEdition
from tests.scorecard.factories import EditionFactory, FigureFactory, MeasureFactory

Status = Figure.Status


def words_of(subject):
    return [event.event for event in history.of(subject)]


def value(**more):
    return {
        "status": Status.FINAL,
        "value": Decimal(36),
        "commentary": "Leavers who did not say where to",
        **more,
    }


def autumn(**more):
    return value(
        period_start=date(2025, 8, 1),
        period_end=date(2025, 10, 31),
        label="October 2025",
        **more,
    )


class TestMeasures:
    def fields(self, education, **more):
        return {
            "ref": "ED1",
            "title": "Children missing education",
            "definition": "On no roll",
            "source": "The team",
            "organisation": education,
            "owner": None,
            "unit": "count",
            "frequency": "monthly",
            "counted_from_month": None,
            "polarity": "low",
            "from_date": date(2025, 9, 1),
            **more,
        }

    def test_amara_adds_one_at_the_end(self, amara, education):
        first = measures.add_measure(**self.fields(education), by=amara)
        second = measures.add_measure(**self.fields(education, ref="ED2"), by=amara)

        assert [first.position, second.position] == [1, 2]
        assert words_of(second) == ["added"]

    def test_a_reference_is_used_once(self, amara, education):
        measures.add_measure(**self.fields(education), by=amara)

        with pytest.raises(Refused, match="already a measure ed1"):
            measures.add_measure(**self.fields(education, ref="ed1"), by=amara)

    def test_a_change_says_what_changed(self, amara, mo):
        measure = MeasureFactory()
        same = {
            name: getattr(measure, name)
            for name in ("title", "definition", "source", "polarity", "target")
        }

        measures.change_measure(measure, **same, owner=mo, version=1, by=amara)

        measure.refresh_from_db()
        assert (measure.owner, measure.version) == (mo, 2)
        assert history.of(measure)[0].detail == {"fields": ["owner"]}

    def test_the_slower_of_two_is_told(self, amara, bryn):
        measure = MeasureFactory()
        fields = {
            "title": "New",
            "definition": "New",
            "source": "New",
            "owner": None,
            "polarity": "low",
            "target": None,
        }
        measures.change_measure(measure, **fields, version=1, by=amara)

        with pytest.raises(Changed):
            measures.change_measure(
                measure, **{**fields, "title": "Newer"}, version=1, by=bryn
            )

        measure.refresh_from_db()
        assert measure.title == "New"


class TestFigures:
    def test_mo_records_one(self, mo):
        measure = MeasureFactory(owner=mo)

        figure = measures.record_figure(measure, **autumn(), version=1, by=mo)

        assert list(measure.figures.current()) == [figure]
        assert (figure.recorded_by, figure.words) == (mo, "36")
        assert history.of(measure)[0].detail == {
            "period": "October 2025",
            "value": "36",
        }

    def test_a_period_is_recorded_once(self, mo):
        measure = MeasureFactory()
        measures.record_figure(measure, **autumn(), by=mo)

        with pytest.raises(Refused, match="already a figure for this period"):
            measures.record_figure(measure, **autumn(), by=mo)

    @pytest.mark.parametrize(
        ("status", "given", "words"),
        [
            (Status.SUPPRESSED, Decimal(3), "Leave the value blank if it is suppr"),
            (Status.NOT_AVAILABLE, Decimal(0), "Leave the value blank if it is not"),
            (Status.FINAL, None, "Enter the value or select why"),
            (Status.PROVISIONAL, None, "Enter the value or select why"),
        ],
    )
    def test_value_and_status_agree(self, mo, status, given, words):
        measure = MeasureFactory()

        with pytest.raises(Refused, match=words) as refusal:
            measures.record_figure(measure, **autumn(status=status, value=given), by=mo)

        assert refusal.value.field == "value"
        assert not measure.figures.exists()

    def test_a_correction_keeps_the_old_one(self, mo, amara):
        measure = MeasureFactory()
        old = measures.record_figure(measure, **autumn(), by=mo)

        new = measures.correct_figure(
            old, **value(value=Decimal(34), commentary="Two counted twice"), by=amara
        )

        old.refresh_from_db()
        assert (old.value, old.is_current, new.corrects) == (36, False, old)
        assert list(measure.figures.current()) == [new]
        assert history.of(measure)[0].detail == {
            "period": "October 2025",
            "before": "36",
            "after": "34",
        }

    def test_a_figure_is_corrected_once(self, mo):
        figure = FigureFactory()
        measures.correct_figure(figure, **value(), by=mo)

        with pytest.raises(Refused, match="already been corrected"):
            measures.correct_figure(figure, **value(), by=mo)

    def test_two_corrections_at_once_are_seen(self, mo):
        figure = FigureFactory()
        measures.correct_figure(figure, **value(), version=1, by=mo)

        with pytest.raises(Changed):
            measures.correct_figure(figure, **value(), version=1, by=mo)


class TestTheReport:
    def test_opening_begins_its_chapters_and_its_checklist(self, amara, today):
        edition = yearly_report.open_edition(ReportYear(2024), by=amara, on=today)

        assert edition.year == "2024-25"
        assert [point.ref for point in edition.points.all()] == [
            str(number) for number in range(1, 14)
        ]
        assert {
            point.ref: point.chapter and point.chapter.key
            for point in edition.points.select_related("chapter")
        } == {
            "1": "partners",
            "2": "learning",
            "3": "difference",
            "4": "learning",
            "5": "little_progress",
            "6": "voice",
            "7": "money",
            "8": "education",
            "9": "data",
            "10": "scrutiny",
            "11": "arrangements",
            "12": "reforms",
            "13": None,
        }
        assert edition.chapters.count() == 14

    def test_an_edition_keeps_the_checklist_it_began_with(self, amara, today):
        edition = yearly_report.open_edition(ReportYear(2024), by=amara, on=today)
        shorter = [{"ref": "1", "words": "All of it", "evidence": "Everything"}]

        policy.change("yearly_report_checklist", shorter, by=amara)
        later = yearly_report.open_edition(ReportYear(2025), by=amara, on=today)

        assert (edition.points.count(), later.points.count()) == (13, 1)

    @pytest.mark.parametrize(
        ("on", "is_open"), [(date(2026, 3, 31), False), (date(2026, 4, 1), True)]
    )
    def test_a_year_that_has_begun_can_be_opened(self, amara, on, is_open):
        if is_open:
            yearly_report.open_edition(ReportYear(2026), by=amara, on=on)
        else:
            with pytest.raises(Refused, match="2026/27 has not started"):
                yearly_report.open_edition(ReportYear(2026), by=amara, on=on)

        assert ReportEdition.objects.exists() is is_open

    def test_a_year_has_one_report(self, amara, today):
        yearly_report.open_edition(ReportYear(2024), by=amara, on=today)

        with pytest.raises(Refused, match="already a report of 2024/25"):
            yearly_report.open_edition(ReportYear(2024), by=amara, on=today)

    def test_two_who_write_one_chapter_do_not_overwrite(self, amara, bryn, today):
        edition = yearly_report.open_edition(ReportYear(2024), by=amara, on=today)
        chapter = edition.chapters.get(key="foreword")
        yearly_report.write_chapter(chapter, text="Amara's", version=1, by=amara)

        with pytest.raises(Changed):
            yearly_report.write_chapter(chapter, text="Bryn's", version=1, by=bryn)

        chapter.refresh_from_db()
        assert chapter.text == "Amara's"

    def test_a_draft_goes_to_review_once_all_is_filled_or_explained(self, amara, today):
        edition = yearly_report.open_edition(ReportYear(2024), by=amara, on=today)
        for chapter in edition.chapters.exclude(key="money"):
            yearly_report.write_chapter(chapter, text="Written", by=amara)

        with pytest.raises(Refused, match="explain these points first: 7, 13"):
            yearly_report.send_for_review(edition, version=1, by=amara)
        for ref in ("7", "13"):
            point = edition.points.get(ref=ref)
            yearly_report.explain_point(point, explanation="None this year", by=amara)
        yearly_report.send_for_review(edition, version=1, by=amara)

        edition.refresh_from_db()
        assert edition.status == ReportEdition.Status.REVIEW
        yearly_report.return_to_drafting(edition, by=amara)
        assert edition.status == ReportEdition.Status.DRAFTING

    def test_what_is_published_no_longer_changes(self, amara, today):
        edition = yearly_report.open_edition(ReportYear(2024), by=amara, on=today)
        ReportEdition.objects.update(status="published", published_on=today)
        chapter = edition.chapters.get(key="foreword")
        point = edition.points.get(ref="13")

        with pytest.raises(Refused, match="published and cannot be changed"):
            yearly_report.write_chapter(chapter, text="New", by=amara)
        with pytest.raises(Refused, match="published and cannot be changed"):
            yearly_report.explain_point(point, explanation="New", by=amara)
        with pytest.raises(Refused):
            yearly_report.return_to_drafting(edition, by=amara)

        chapter.refresh_from_db()
        assert chapter.text == ""


def test_a_rolled_back_edition_leaves_nothing(amara):
    EditionFactory(year="2024-25")

    with pytest.raises(Refused):
        yearly_report.open_edition(ReportYear(2024), by=amara, on=date(2025, 4, 12))

    assert ReportEdition.objects.get().chapters.count() == 0
