"""The way of a register from the upload to the import. A worker reads and writes.

The import does exactly what was previewed, or nothing. The file is deleted once it is
imported or refused, or after a day.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

from celery import current_app
from django.core.files import File
from django.db import transaction

from partnership.dates import clock
from partnership.guards.locks import try_lock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from partnership.registers.models import RegisterFile
from partnership.schools.columns import check_header, is_register
from partnership.schools.preview import RegisterPreview
from partnership.schools.services import import_schools
from partnership.spreadsheets.streams import opened

logger = logging.getLogger(__name__)

KEPT = timedelta(days=1)
# The first number of the advisory lock. The second is the file.
REGISTERS = 7_176
MOST_ATTEMPTS = 3
# Time for the broker to hand a file to a worker.
PATIENCE = timedelta(seconds=60)
# The refused rows that are kept to be shown.
MOST_REFUSALS = 500
CHANGED_SINCE = (
    "Nothing was imported: the schools here have changed since the preview. This is "
    "what would happen now"
)
WENT_WRONG = "Something went wrong and has been logged. Upload the file again"


class _Different(Exception):
    """The import would come out otherwise than was previewed."""

    def __init__(self, preview: RegisterPreview) -> None:
        self.preview = preview


@transaction.atomic
def upload(*, file: File, la_codes: Sequence[str], by: Person | None) -> RegisterFile:
    """Keep a file of the register, and ask a worker to read it.

    Raises:
        Refused: it is not the register of schools.
    """
    try:
        with opened(file.file, is_register) as register:
            check_header(register.header)
    except Refused as refusal:
        raise Refused(refusal.sentence, field="file") from None
    register = RegisterFile(
        name=" ".join((file.name or "").split())[-200:] or "A file",
        la_codes=list(la_codes),
        uploaded_by=by,
        uploaded_at=clock.now(),
        asked_at=clock.now(),
    )
    file.seek(0)
    # A name of ours: that of the file is only shown.
    register.file.save("register", file, save=False)
    register.save()
    history.record(register, "uploaded", by=by, authorities=register.of_authorities)
    _ask_worker(register)
    return register


@transaction.atomic
def import_register(
    register: RegisterFile, *, version: int | None = None, by: Person | None
) -> None:
    """Ask a worker to do what was previewed.

    Raises:
        Refused: it is being read, or was imported.
        Changed: its preview has changed.
    """
    register.claim(version)
    register.move("import")
    register.applied_by, register.asked_at = by, clock.now()
    register.attempts, register.problem = 0, ""
    register.save()
    history.record(register, "import asked for", by=by)
    _ask_worker(register)


def _ask_worker(register: RegisterFile) -> None:
    transaction.on_commit(lambda: _notify(register.pk), robust=True)


def _notify(register_pk: int) -> None:
    """Notify the broker. If that fails, `resume` finds the row."""
    with suppress(Exception):
        current_app.signature(
            "partnership.tasks.work_on_register", args=[register_pk]
        ).apply_async(retry=False)


def resume() -> int:
    """Ask again for files that never reached a worker or whose worker died."""
    forgotten = RegisterFile.objects.at_work().filter(
        asked_at__lt=clock.now() - PATIENCE
    )
    for register in forgotten:
        _notify(register.pk)
    return len(forgotten)


def work_on(register_pk: int, *, on: date) -> None:
    """Read a file for its preview, or import it."""
    with try_lock(REGISTERS, register_pk) as is_ours:
        register = RegisterFile.objects.at_work().filter(pk=register_pk).first()
        if not is_ours or register is None:
            return
        register.attempts += 1
        register.save(update_fields=["attempts"])
        try:
            if register.attempts > MOST_ATTEMPTS:
                raise Refused(f"The worker stopped {MOST_ATTEMPTS} times. {WENT_WRONG}")
            if register.is_open_to("show"):
                _read(register, on=on)
            else:
                _carry_out(register, on=on)
        except Refused as refusal:
            _refuse(register_pk, refusal.sentence)
        except Exception:
            logger.exception("Register %s failed", register_pk)
            _refuse(register_pk, WENT_WRONG)
            raise


def _preview(register: RegisterFile, *, dry_run: bool, on: date) -> RegisterPreview:
    with register.file.open("rb") as file:
        return import_schools(
            file.file,
            la_codes=register.la_codes,
            dry_run=dry_run,
            tell=register.tell_rows,
            by=register.applied_by,
            on=on,
        )


def _read(register: RegisterFile, *, on: date) -> None:
    preview = _preview(register, dry_run=True, on=on)
    register.move("show")
    _show(register, preview)


def _carry_out(register: RegisterFile, *, on: date) -> None:
    try:
        with transaction.atomic():
            preview = _preview(register, dry_run=False, on=on)
            if preview.digest != register.foreseen:
                raise _Different(preview)
            _finish(register)
    except _Different as different:
        register.move("show_again")
        register.problem, register.applied_by = CHANGED_SINCE, None
        _show(register, different.preview)


def _show(register: RegisterFile, preview: RegisterPreview) -> None:
    register.foreseen, register.attempts = preview.digest, 0
    register.totals = {**preview.totals, "closed": preview.closed}
    register.refusals = [
        {"row": row.named, "problems": row.problems}
        for row in preview.refused_rows[:MOST_REFUSALS]
    ]
    register.remarks = [
        f"{row.named}: {'; '.join(row.all_remarks)}" for row in preview.remarked_rows
    ]
    register.version += 1
    register.save()


def _finish(register: RegisterFile) -> None:
    register.move("finish")
    register.applied_at = clock.now()
    _delete_file(register)
    register.save()
    totals = {key: number for key, number in register.totals.items() if number}
    history.record(register, "imported", by=register.applied_by, **totals)


@transaction.atomic
def _refuse(register_pk: int, sentence: str) -> None:
    register = RegisterFile.objects.get(pk=register_pk)
    register.move("refuse")
    register.problem, register.applied_by = sentence, None
    _delete_file(register)
    register.save()
    history.record(register, "refused", by=None, why=sentence)


def _delete_file(register: RegisterFile) -> None:
    """Forget the file, and delete it once that is certain."""
    storage, name = register.file.storage, register.file.name
    register.file = ""
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def clear() -> int:
    """Delete files uploaded more than a day ago and not imported."""
    old = RegisterFile.objects.not_imported().filter(uploaded_at__lt=clock.now() - KEPT)
    for register in old.select_for_update():
        if register.file:
            _delete_file(register)
    gone, _ = old.delete()
    return gone
