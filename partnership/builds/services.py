"""Asking a worker for a file, making it, and asking again where one was forgotten."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from celery import current_app
from django.core.files.base import ContentFile
from django.db import models, transaction

from partnership.builds.models import Build
from partnership.dates import clock
from partnership.drawing.pdf import PdfUnavailable
from partnership.guards.locks import try_lock
from partnership.history import services as history
from partnership.people.models import Person

logger = logging.getLogger(__name__)

# Give up on a file after so many attempts.
MOST_ATTEMPTS = 3
# Time for the broker to hand a build to a worker.
PATIENCE = timedelta(seconds=60)


@dataclass(frozen=True, kw_only=True)
class Maker:
    """How one kind of file is made."""

    model: type[Build]
    # The name of the Celery task that calls `run`.
    task: str
    # The first number of the advisory lock. The second is the build.
    lock: int
    # What the history calls it.
    called: str
    make: Callable[[Build], bytes]
    # What the history keeps of a file that was made.
    told: Callable[[Build, bytes], dict] = field(default=lambda build, content: {})


@transaction.atomic
def ask_for(
    maker: Maker, about: models.Model, *, at_once: bool, by: Person | None, **fields
) -> Build:
    """Ask a worker to make a file, or leave it to the sweep if not `at_once`.

    `fields` say of what. If a build of it is in hand, returns that and asks the worker
    again in case the first request was lost.
    """
    type(about).objects.select_for_update().get(pk=about.pk)
    build = maker.model.objects.unfinished().filter(**fields).first()
    if build is None:
        build = maker.model(**fields, asked_at=clock.now(), step="Waiting to start")
        if hasattr(build, "asked_by_id"):
            build.asked_by = by
        build.save()
        history.record(about, f"{maker.called} requested", by=by)
    if at_once:
        transaction.on_commit(lambda: _ask_worker(maker, build.pk), robust=True)
    return build


def _ask_worker(maker: Maker, pk: int) -> None:
    """Notify the broker. If that fails, `resume` finds the row."""
    with suppress(Exception):
        current_app.signature(maker.task, args=[pk]).apply_async(retry=False)


def resume(maker: Maker) -> int:
    """Ask again for what never reached a worker or whose worker died; says how many."""
    since = clock.now() - PATIENCE
    forgotten = maker.model.objects.unfinished().filter(asked_at__lt=since)
    for build in forgotten:
        _ask_worker(maker, build.pk)
    return len(forgotten)


def run(maker: Maker, pk: int) -> bool:
    """Make a file, each step committed. Returns whether this call made it."""
    with try_lock(maker.lock, pk) as is_ours:
        if not is_ours:
            return False
        build = maker.model.objects.get(pk=pk)
        if build.is_finished:
            return False
        build.move("run")
        build.attempts += 1
        if build.attempts > MOST_ATTEMPTS:
            words = f"The worker stopped {MOST_ATTEMPTS} times while making it."
            _fail(maker, build, words)
            return False
        build.save(update_fields=["status", "attempts"])
        try:
            _finish(maker, build, maker.make(build))
        except PdfUnavailable as refusal:
            _fail(maker, build, refusal.sentence)
            return False
        except Exception:
            logger.exception("Making %s %s failed", maker.called, build.pk)
            _fail(maker, build, "Something went wrong and has been logged. Try again.")
            raise
        return True


def show(build: Build, step: str, progress: int) -> None:
    """Show what is being done, and how far it is in per cent."""
    build.step, build.progress = step[:250], progress
    build.save(update_fields=["step", "progress"])


@transaction.atomic
def _finish(maker: Maker, build: Build, content: bytes) -> None:
    build.file.save(build.download_name, ContentFile(content), save=False)
    build.move("finish")
    build.step, build.progress, build.finished_at = "Ready", 100, clock.now()
    build.save()
    details = maker.told(build, content)
    history.record(build.about, f"{maker.called} made", by=None, **details)


@transaction.atomic
def _fail(maker: Maker, build: Build, words: str) -> None:
    build.move("fail")
    build.error, build.finished_at = words, clock.now()
    build.save()
    history.record(build.about, f"{maker.called} failed", by=None, words=words)
