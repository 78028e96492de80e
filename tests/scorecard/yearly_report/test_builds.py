"""The PDF being made: steps that are seen, one making at a time, failures in words."""

import io
import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from pypdf import PdfReader

from partnership.builds.services import MOST_ATTEMPTS
from partnership.dates import clock
from partnership.dates.years import ReportYear
from partnership.drawing import pdf
from partnership.history import services as history
from scorecard.yearly_report import services
from scorecard.yearly_report.models import ReportBuild
from scorecard.yearly_report.services import REPORTS
from tests.scorecard.factories import THEN, BuildFactory

pytestmark = pytest.mark.long

Status = ReportBuild.Status


@pytest.fixture
def edition(amara):
    return services.open_edition(ReportYear(2024), by=amara, on=date(2025, 4, 12))


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_asking_writes_a_row_and_tells_the_worker(edition, amara, outbox_delivers):
    with outbox_delivers() as told:
        build = services.ask_for_report(edition, by=amara)

    assert (build.asked_by, len(told)) == (amara, 1)
    build.refresh_from_db()
    assert (build.status, build.progress) == (Status.DONE, 100)


def test_asking_while_one_is_in_hand_is_asking_once(edition, amara, bryn):
    first = services.ask_for_report(edition, by=amara)
    second = services.ask_for_report(edition, by=bryn)

    assert first == second
    assert ReportBuild.objects.count() == 1


def test_a_new_one_may_be_asked_for_once_the_last_is_done(edition, amara):
    first = services.ask_for_report(edition, by=amara)
    services.build_report(first.pk)

    assert services.ask_for_report(edition, by=amara) != first


def test_the_pdf_is_tagged_titled_and_complete(edition, amara):
    chapter = edition.chapters.get(key="foreword")
    services.write_chapter(chapter, text="What mattered.\n\nAnd why.", by=amara)
    build = services.ask_for_report(edition, by=amara)

    assert services.build_report(build.pk) is True

    build.refresh_from_db()
    with build.file.open() as file:
        reader = PdfReader(io.BytesIO(file.read()))
    words = " ".join(page.extract_text() for page in reader.pages)
    catalogue = reader.trailer["/Root"]
    assert reader.metadata.title.startswith("Yearly report 2024/25")
    assert catalogue["/Lang"].startswith("en")
    assert (
        catalogue["/MarkInfo"]["/Marked"] is True or catalogue["/MarkInfo"]["/Marked"]
    )
    for heading in ("Contents", "Foreword", "What the figures say", "What this report"):
        assert heading in words
    assert "What mattered." in words
    assert build.file.name == f"yearly-reports/2024-25/{build.pk}.pdf"
    assert build.download_name == "yearly-report-2024-25.pdf"
    assert [event.event for event in history.of(edition)][:2] == [
        "PDF made",
        "PDF requested",
    ]


def test_a_second_delivery_of_the_task_finds_nothing_to_do(edition, amara):
    build = services.ask_for_report(edition, by=amara)
    services.build_report(build.pk)
    build.refresh_from_db()
    made = (build.file.name, build.finished_at, build.attempts)

    assert services.build_report(build.pk) is False

    build.refresh_from_db()
    assert (build.file.name, build.finished_at, build.attempts) == made


def test_without_pango_it_says_what_is_missing(edition, amara, monkeypatch):
    monkeypatch.setattr(pdf, "printing", lambda: None)
    build = services.ask_for_report(edition, by=amara)

    assert services.build_report(build.pk) is False

    build.refresh_from_db()
    assert build.status == Status.FAILED
    assert "Pango is not installed" in build.error


def test_a_fault_is_told_and_logged(edition, amara, settings, tmp_path):
    (tmp_path / "a file").write_text("where a folder should be")
    settings.MEDIA_ROOT = tmp_path / "a file"
    build = services.ask_for_report(edition, by=amara)

    with pytest.raises(OSError, match="a file"):
        services.build_report(build.pk)

    build.refresh_from_db()
    assert (build.status, build.error) == (
        Status.FAILED,
        "Something went wrong and has been logged. Try again.",
    )


def test_a_build_that_keeps_killing_its_worker_is_given_up(edition, amara):
    build = BuildFactory(edition=edition, status=Status.RUNNING, attempts=MOST_ATTEMPTS)

    assert services.build_report(build.pk) is False

    build.refresh_from_db()
    assert build.error == "The worker stopped 3 times while making it."


def test_one_that_a_dead_worker_left_is_made_by_the_next(edition, amara):
    build = BuildFactory(edition=edition, status=Status.RUNNING, attempts=1)

    assert services.build_report(build.pk) is True

    build.refresh_from_db()
    assert (build.status, build.attempts) == (Status.DONE, 2)


@pytest.mark.parametrize(
    ("seconds", "asked"), [(0, 0), (59, 0), (60, 0), (61, 1), (3600, 1)]
)
def test_the_sweep_asks_again_for_what_no_worker_heard_of(edition, seconds, asked):
    BuildFactory(edition=edition, asked_at=THEN)

    with clock.at(THEN + timedelta(seconds=seconds)):
        assert services.resume_builds() == asked

    assert ReportBuild.objects.filter(status=Status.DONE).count() == asked


def test_the_sweep_leaves_what_is_finished(edition):
    BuildFactory(edition=edition, status=Status.FAILED, error="Why", finished_at=THEN)

    assert services.resume_builds() == 0


@pytest.mark.django_db(transaction=True)
def test_a_worker_leaves_a_build_that_another_has_in_hand(amara):
    edition = services.open_edition(ReportYear(2024), by=amara, on=date(2025, 4, 12))
    build = services.ask_for_report(edition, at_once=False, by=amara)
    held, release = threading.Event(), threading.Event()

    def another_worker():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [REPORTS.lock, build.pk])
            held.set()
            release.wait(timeout=20)
            # A closed connection's locks go a moment later: this one goes now.
            cursor.execute(
                "SELECT pg_advisory_unlock(%s, %s)", [REPORTS.lock, build.pk]
            )
        connection.close()

    worker = threading.Thread(target=another_worker)
    worker.start()
    held.wait(timeout=20)
    assert services.build_report(build.pk) is False
    release.set()
    worker.join(timeout=20)

    build.refresh_from_db()
    assert build.status == Status.QUEUED
    assert services.build_report(build.pk) is True


@pytest.mark.django_db(transaction=True)
def test_each_step_is_committed_so_that_others_see_it(amara, monkeypatch):
    edition = services.open_edition(ReportYear(2024), by=amara, on=date(2025, 4, 12))
    build = services.ask_for_report(edition, at_once=False, by=amara)
    seen, watching = [], threading.Event()

    def watch():
        while not watching.is_set():
            row = ReportBuild.objects.values_list("progress", "step").get(pk=build.pk)
            if row not in seen:
                seen.append(row)
        connection.close()

    watcher = threading.Thread(target=watch)
    watcher.start()
    services.build_report(build.pk)
    watching.set()
    watcher.join(timeout=20)

    assert (50, "Creating pages") in seen
    assert [progress for progress, _ in seen] == sorted(p for p, _ in seen)
