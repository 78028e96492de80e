"""The scorecard’s rows in the table of every URL × every role."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils.timezone import localdate

from partnership.dates.years import ReportYear
from partnership.sign_in import keys as directory
from partnership.sign_in.models import ApiToken
from scorecard.calendars import services as calendars
from scorecard.measures.models import Figure, Measure
from scorecard.records.models import KeepingDecision
from scorecard.records.services import keeping
from scorecard.yearly_report import services
from scorecard.yearly_report.models import (
    Chapter,
    CoveragePoint,
    ReportBuild,
    ReportEdition,
)
from tests.factories import PersonFactory
from tests.scorecard.factories import THEN, FigureFactory, MeasureFactory

LEAK = "Whereabouts of forty-one children are not known"
SECRETS = {"Measure": "What only this subgroup counts"}


def rows(world) -> dict[type[Model], Model]:
    measure = MeasureFactory(
        organisation=world.subgroup,
        owner=world.named["Measure owner"],
        definition=SECRETS["Measure"],
    )
    MeasureFactory(organisation=world.other_subgroup, owner=world.named_elsewhere)
    figure = FigureFactory(measure=measure, value=Decimal(41), commentary=LEAK)
    edition = services.open_edition(
        ReportYear(2024), by=world.amara, on=date(2025, 4, 12)
    )
    chapter = edition.chapters.get(key="foreword")
    services.write_chapter(chapter, text=LEAK, by=world.amara)
    build = ReportBuild(
        edition=edition,
        asked_by=world.amara,
        asked_at=THEN,
        status=ReportBuild.Status.DONE,
        progress=100,
        finished_at=THEN,
    )
    build.file.save("report.pdf", ContentFile(b"%PDF-1.7 " + LEAK.encode()))
    token = directory.give_token(
        key=directory.new_key(),
        name=LEAK,
        person=world.amara,
        expires_on=localdate() + timedelta(days=30),
        by=world.amara,
        on=localdate(),
    )
    return {
        ApiToken: token,
        Measure: measure,
        Figure: figure,
        ReportEdition: edition,
        Chapter: chapter,
        CoveragePoint: edition.points.get(ref="13"),
        ReportBuild: build,
        KeepingDecision: _kept(world),
        "CalendarFeed of someone else": calendars.add_calendar(
            organisation=None, by=world.amara
        ),
    }


def _kept(world) -> KeepingDecision:
    keeping.keep_longer(
        PersonFactory(),
        keep_until=localdate() + timedelta(days=300),
        reason=LEAK,
        by=world.amara,
        on=localdate(),
    )
    return KeepingDecision.objects.get()


EXTRA_KWARGS = {
    "scorecard:held_about_file": lambda row: {"kind": "csv"},
    "scorecard:held_about_me_file": lambda row: {"kind": "json"},
}

POST = {
    "scorecard:review_keeping": {
        "version": "1",
        "decision": "keep",
        "keep_until-day": "1",
        "keep_until-month": "4",
        "keep_until-year": "2199",
        "reason": "A review is under way",
    },
    "scorecard:calendars": {"organisation": ""},
    "scorecard:give_key": {
        "name": "Power BI",
        "person": "amara@wexcombe.example",
        "expires_on-day": "1",
        "expires_on-month": "4",
        "expires_on-year": "2026",
    },
    "scorecard:add_measure": {
        "ref": "M900",
        "title": "Children on a part-time timetable",
        "definition": "Fewer hours than full time",
        "source": "Schools",
        "organisation": "",
        "owner": "",
        "polarity": "low",
        "unit": "count",
        "frequency": "monthly",
        "counted_from_month": "no",
        "from_date-day": "1",
        "from_date-month": "9",
        "from_date-year": "2025",
    },
    "scorecard:change_measure": {
        "version": "1",
        "title": "Children missing education",
        "definition": "On no roll",
        "source": "The team",
        "polarity": "low",
    },
    "scorecard:record_figure": {
        "version": "1",
        "label": "October 2025",
        "period_start-day": "1",
        "period_start-month": "8",
        "period_start-year": "2025",
        "period_end-day": "20",
        "period_end-month": "10",
        "period_end-year": "2025",
        "status": "final",
        "value": "36",
        "commentary": "Leavers who did not say where to",
    },
    "scorecard:correct_figure": {
        "version": "1",
        "status": "final",
        "value": "40",
        "commentary": "One was counted twice",
    },
    "scorecard:open_edition": {"year": "2023-24"},
    "scorecard:chapter": {"version": "2", "text": "What mattered this year"},
    "scorecard:explain": {"version": "1", "explanation": "None in the area"},
}
