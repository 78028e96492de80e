"""Changing editions of the yearly report, and building the PDF."""

from datetime import date

from django.db import transaction

from partnership.builds import services as builds
from partnership.dates.years import ReportYear
from partnership.drawing.pdf import render_pdf
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from partnership.policy import values as policy
from scorecard.yearly_report.models import (
    Chapter,
    CoveragePoint,
    ReportBuild,
    ReportEdition,
)
from scorecard.yearly_report.report import NARRATIVES, SECTIONS, YearlyReport


@transaction.atomic
def open_edition(year: ReportYear, *, by: Person, on: date) -> ReportEdition:
    """Start the report of a year, with its chapters and points to cover.

    The edition keeps today's checklist if the policy changes later.

    Raises:
        Refused: there is already one for the year, or the year has not started.
    """
    if year.start > on:
        raise Refused(f"{year.label} has not started yet", field="year")
    if ReportEdition.objects.filter(year=year.slug).exists():
        raise Refused(f"There is already a report of {year.label}", field="year")
    edition = ReportEdition.objects.create(year=year.slug, opened_by=by, opened_on=on)
    chapters = Chapter.objects.bulk_create(
        Chapter(
            edition=edition,
            key=narrative.key,
            title=narrative.title,
            guidance=narrative.guidance,
            position=position,
        )
        for position, narrative in enumerate(NARRATIVES, 1)
    )
    answered_by = {
        ref: chapter
        for chapter, narrative in zip(chapters, NARRATIVES, strict=True)
        for ref in narrative.covers
    }
    CoveragePoint.objects.bulk_create(
        CoveragePoint(
            edition=edition,
            ref=row["ref"],
            words=row["words"],
            evidence=row["evidence"],
            chapter=answered_by.get(row["ref"]),
            position=position,
        )
        for position, row in enumerate(policy.get("yearly_report_checklist"), 1)
    )
    history.record(edition, "opened", by=by)
    return edition


@transaction.atomic
def write_chapter(
    chapter: Chapter, *, text: str, version: int | None = None, by: Person
) -> None:
    """Save a chapter. Refused once the report is published."""
    _refuse_when_published(chapter.edition)
    chapter.claim(version)
    chapter.text = text
    chapter.save()
    history.record(chapter.edition, "chapter written", by=by, chapter=chapter.title)


@transaction.atomic
def explain_point(
    point: CoveragePoint, *, explanation: str, version: int | None = None, by: Person
) -> None:
    """Explain why the report does not cover a point, or where it is covered."""
    _refuse_when_published(point.edition)
    point.claim(version)
    point.explanation = explanation
    point.save()
    history.record(point.edition, "coverage explained", by=by, point=point.ref)


def _refuse_when_published(edition: ReportEdition) -> None:
    """Checks again under a lock, since it may just have been published."""
    ReportEdition.objects.select_for_update().get(pk=edition.pk).guard("write")


@transaction.atomic
def send_for_review(
    edition: ReportEdition, *, version: int | None = None, by: Person
) -> None:
    """Send the draft to the scrutineer and partners for review.

    Raises:
        Refused: a point of the checklist is neither filled nor explained.
    """
    edition.claim(version)
    edition.move("review")
    edition.save()
    history.record(edition, "sent for review", by=by)


@transaction.atomic
def return_to_drafting(
    edition: ReportEdition, *, version: int | None = None, by: Person
) -> None:
    edition.claim(version)
    edition.move("draft")
    edition.save()
    history.record(edition, "returned to drafting", by=by)


def _make(build: ReportBuild) -> bytes:
    """Assemble and render the report, recording each step."""
    done = 0

    def tell(title: str) -> None:
        nonlocal done
        builds.show(build, f"Gathering: {title}", 5 + 40 * done // len(SECTIONS))
        done += 1

    report = YearlyReport.for_edition(build.edition, tell=tell)
    builds.show(build, "Creating pages", 50)
    return render_pdf(
        "scorecard/yearly_report/yearly_report_pdf.html", {"report": report}
    )


REPORTS = builds.Maker(
    model=ReportBuild,
    task="scorecard.tasks.build_report",
    lock=7303,
    called="PDF",
    make=_make,
    told=lambda build, content: {"size": len(content)},
)


def ask_for_report(
    edition: ReportEdition, *, at_once: bool = True, by: Person
) -> ReportBuild:
    """Ask a worker to build the PDF, or leave it to the sweep if not `at_once`."""
    return builds.ask_for(REPORTS, edition, edition=edition, at_once=at_once, by=by)


def build_report(build_pk: int) -> bool:
    """Build the PDF. Returns whether this call built it."""
    return builds.run(REPORTS, build_pk)


def resume_builds() -> int:
    """Ask again for PDFs that no worker has. Returns how many."""
    return builds.resume(REPORTS)
