"""The report and the letters over a real worker and a real broker."""

import os
import subprocess
import sys
import time
from datetime import date

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection
from django.urls import reverse

from partnership.access import Role
from partnership.dates.years import ReportYear
from partnership.outbox.models import Message
from partnership.policy import values as policy
from scorecard import tasks
from scorecard.yearly_report import services
from scorecard.yearly_report.models import ReportBuild
from tests.cast import person
from tests.scorecard.factories import FigureFactory, MeasureFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PATIENCE = 60


@pytest.fixture
def over_the_broker(settings, tmp_path):
    """Tasks go to the broker, and files to a folder that the worker shares."""
    settings.MEDIA_ROOT = tmp_path / "media"
    conf = current_app.conf
    was_eager, conf.task_always_eager = conf.task_always_eager, False
    current_app.control.purge()
    yield
    conf.task_always_eager = was_eager
    current_app.control.purge()


class Workers:
    """Worker processes on the test database; a stopped one first finishes its task."""

    def __init__(self, folder):
        self.folder = folder
        self.processes = []

    def start(self, count=1):
        database = connection.settings_dict
        address = (
            f"postgres://{database['USER']}:{database['PASSWORD']}"
            f"@{database['HOST']}:{database['PORT']}/{database['NAME']}"
        )
        for _ in range(count):
            self.processes.append(
                subprocess.Popen(
                    [sys.executable, "-m", "celery", "-A", "partnership", "worker"]
                    + ["--pool=solo", "--loglevel=WARNING", "--without-gossip"]
                    + ["--without-mingle", "--without-heartbeat"]
                    + [f"-ntest{len(self.processes)}"],
                    cwd=settings.BASE_DIR,
                    env={
                        **os.environ,
                        "DATABASE_URL": address,
                        "DATA_DIR": str(self.folder / "data"),
                        "MEDIA_ROOT": str(self.folder / "media"),
                        "TASKS_EAGER": "false",
                    },
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            )

    def stop(self):
        while self.processes:
            process = self.processes.pop()
            process.terminate()
            try:
                process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def workers(over_the_broker, tmp_path):
    workers = Workers(tmp_path)
    yield workers
    workers.stop()


def wait_until(happened):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := happened():
            return found
        time.sleep(0.1)
    raise AssertionError(f"Not within {PATIENCE} seconds")


@pytest.fixture
def edition(amara):
    edition = services.open_edition(ReportYear(2024), by=amara, on=date(2025, 4, 12))
    services.write_chapter(
        edition.chapters.get(key="foreword"), text="What mattered.", by=amara
    )
    return edition


def finished():
    return ReportBuild.objects.exclude(finished_at=None).first()


def test_amara_asks_a_worker_makes_it_and_she_has_the_pdf(
    workers, amara, edition, client_of
):
    amaras = client_of(amara)
    ask = reverse("scorecard:ask_for_report", kwargs={"pk": edition.pk})

    page = amaras.post(ask, follow=True)
    assert "Waiting to start" in page.content.decode()
    assert 'hx-trigger="load delay:2s"' in page.content.decode()

    workers.start()
    build = wait_until(finished)

    assert (build.status, build.progress, build.error) == ("done", 100, "")
    page = amaras.get(build.get_absolute_url()).content.decode()
    assert "The PDF is ready" in page
    assert "hx-trigger" not in page
    answer = amaras.get(reverse("scorecard:download", kwargs={"pk": build.pk}))
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert 'filename="yearly-report-2024-25.pdf"' in answer["Content-Disposition"]


def test_what_the_broker_never_heard_of_is_made_after_the_next_sweep(
    workers, amara, edition
):
    build = services.ask_for_report(edition, at_once=False, by=amara)
    ReportBuild.objects.update(asked_at="2025-04-12T10:00Z")
    workers.start()

    tasks.resume_builds()

    assert wait_until(finished) == build


def test_a_task_delivered_three_times_to_two_workers_is_done_once(
    workers, amara, edition
):
    build = services.ask_for_report(edition, at_once=False, by=amara)
    for _ in range(3):
        tasks.build_report.delay(build.pk)
    workers.start(2)

    wait_until(finished)
    wait_until(nothing_waits)
    workers.stop()

    build.refresh_from_db()
    assert (build.status, build.attempts) == ("done", 1)


def nothing_waits():
    with current_app.connection_or_acquire() as broker:
        return broker.default_channel.client.llen("celery") == 0


def test_two_workers_told_at_once_send_one_letter(workers, education, tmp_path):
    mo = person("Mo", education, Role.MEMBER)
    FigureFactory(
        measure=MeasureFactory(owner=mo),
        period_start=date(2020, 1, 1),
        period_end=date(2020, 3, 31),
    )
    policy.change("digest_from_hour", 0, by=None)
    for _ in range(4):
        tasks.send_digests.delay()
    workers.start(2)

    wait_until(nothing_waits)
    wait_until(lambda: Message.objects.filter(status="sent").exists())
    workers.stop()

    assert [message.person for message in Message.objects.all()] == [mo]
    assert len(list((tmp_path / "data" / "mail").iterdir())) == 1
