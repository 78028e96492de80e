"""Rows of the scorecard and of the yearly report, without surprises."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from scorecard.measures.models import Figure, Measure
from scorecard.yearly_report.models import Chapter, CoveragePoint, ReportBuild
from scorecard.yearly_report.models import ReportEdition as Edition
from tests.factories import OrganisationFactory

THEN = datetime(2025, 10, 1, 9, tzinfo=UTC)


class MeasureFactory(DjangoModelFactory):
    class Meta:
        model = Measure

    ref = factory.Sequence(lambda n: f"M{n}")
    title = "Children missing education, whereabouts unknown"
    definition = "On no roll, and nobody knows where"
    source = "Children missing education team"
    organisation = factory.SubFactory(OrganisationFactory)
    unit = Measure.Unit.COUNT
    frequency = Measure.Frequency.QUARTERLY
    polarity = Measure.Polarity.LOW
    from_date = date(2024, 2, 1)


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = Figure

    measure = factory.SubFactory(MeasureFactory)
    period_start = date(2025, 5, 1)
    period_end = date(2025, 7, 31)
    label = factory.LazyAttribute(lambda figure: f"{figure.period_end:%B %Y}")
    status = Figure.Status.FINAL
    value = Decimal(28)
    commentary = "Families who move at short notice"
    recorded_at = THEN


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = Edition

    year = "2024-25"
    opened_on = date(2025, 4, 12)


class ChapterFactory(DjangoModelFactory):
    class Meta:
        model = Chapter

    edition = factory.SubFactory(EditionFactory)
    key = "foreword"
    title = "Foreword"
    guidance = "From the partners jointly"
    position = 1


class CoveragePointFactory(DjangoModelFactory):
    class Meta:
        model = CoveragePoint

    edition = factory.SubFactory(EditionFactory)
    ref = "1"
    words = "What each partner put in"
    evidence = "Attendance, leads, funding"
    position = 1


class BuildFactory(DjangoModelFactory):
    class Meta:
        model = ReportBuild

    edition = factory.SubFactory(EditionFactory)
    asked_at = THEN
