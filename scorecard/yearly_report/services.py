"""Changing editions of the yearly report, and building the PDF."""

import logging
from contextlib import suppress
from datetime import date, timedelta

from celery import current_app
from django.core.files.base import ContentFile
from django.db import transaction

from partnership.dates import clock
from partnership.dates.years import ReportYear
from partnership.drawing.pdf import PdfUnavailable, render_pdf
from partnership.guards.locks import try_lock
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

logger = logging.getLogger(__name__)

# The first number of the advisory lock. The second is the build.
BUILDS = 7303
# Give up on a build after this many attempts.
MOST_ATTEMPTS = 3
# Time for the broker to hand a build to a worker.
PATIENCE = timedelta(seconds=60)


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


@transaction.atomic
def ask_for_report(
    edition: ReportEdition, *, at_once: bool = True, by: Person
) -> ReportBuild:
    """Ask a worker to build the PDF, or leave it to the sweep if not `at_once`.

    If a build is in progress, returns it and asks the worker again in case the first
    request was lost.
    """
    ReportEdition.objects.select_for_update().get(pk=edition.pk)
    build = edition.builds.unfinished().first()
    if build is None:
        build = ReportBuild.objects.create(
            edition=edition, asked_by=by, asked_at=clock.now(), step="Waiting to start"
        )
        history.record(edition, "PDF requested", by=by)
    if at_once:
        transaction.on_commit(lambda: _ask_worker(build.pk), robust=True)
    return build


def _ask_worker(build_pk: int) -> None:
    """Notify the broker. If that fails, `resume_builds` finds the row."""
    with suppress(Exception):
        current_app.signature(
            "scorecard.tasks.build_report", args=[build_pk]
        ).apply_async(retry=False)


def resume_builds() -> int:
    """Ask again for builds that never reached a worker or whose worker died.

    Returns the number of builds.
    """
    forgotten = ReportBuild.objects.unfinished().filter(
        asked_at__lt=clock.now() - PATIENCE
    )
    for build in forgotten:
        _ask_worker(build.pk)
    return len(forgotten)


def build_report(build_pk: int) -> bool:
    """Build the PDF. Returns whether this call built it.

    Each step is committed, so that the page shows progress.
    """
    with try_lock(BUILDS, build_pk) as is_ours:
        if not is_ours:
            return False
        build = ReportBuild.objects.select_related("edition").get(pk=build_pk)
        if build.is_finished:
            return False
        build.move("run")
        build.attempts += 1
        if build.attempts > MOST_ATTEMPTS:
            _fail(build, f"The worker stopped {MOST_ATTEMPTS} times while making it.")
            return False
        build.save(update_fields=["status", "attempts"])
        try:
            _finish(build, _make(build))
        except PdfUnavailable as refusal:
            _fail(build, str(refusal))
            return False
        except Exception:
            logger.exception("Report build %s failed", build.pk)
            _fail(build, "Something went wrong and has been logged. Try again.")
            raise
        return True


def _make(build: ReportBuild) -> bytes:
    """Assemble and render the report, recording each step."""
    done = 0

    def tell(title: str) -> None:
        nonlocal done
        _show(build, f"Gathering: {title}", 5 + 40 * done // len(SECTIONS))
        done += 1

    report = YearlyReport.for_edition(build.edition, tell=tell)
    _show(build, "Creating pages", 50)
    return render_pdf(
        "scorecard/yearly_report/yearly_report_pdf.html", {"report": report}
    )


def _show(build: ReportBuild, step: str, progress: int) -> None:
    build.step, build.progress = step, progress
    build.save(update_fields=["step", "progress"])


@transaction.atomic
def _finish(build: ReportBuild, pdf: bytes) -> None:
    build.file.save(build.download_name, ContentFile(pdf), save=False)
    build.move("finish")
    build.step, build.progress, build.finished_at = "Ready", 100, clock.now()
    build.save()
    history.record(build.edition, "PDF made", by=None, size=len(pdf))


@transaction.atomic
def _fail(build: ReportBuild, words: str) -> None:
    build.move("fail")
    build.error, build.finished_at = words, clock.now()
    build.save()
    history.record(build.edition, "PDF failed", by=None, words=words)
