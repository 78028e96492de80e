"""The import flow, from upload to import. Only the import changes data.

The file is kept in the database between the steps, so nothing the browser sends back
is trusted. It is deleted on import or after a day.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta

from django.core.files import File
from django.db import connection, transaction
from django.db.models import Model

from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from partnership.policy import values as policy
from partnership.spreadsheets.limits import MOST_BYTES
from partnership.spreadsheets.reading import read
from partnership.spreadsheets.tables import Tables, Understanding, tables_of
from partnership.uploads.kinds import Kind
from partnership.uploads.models import Upload
from partnership.uploads.previews import CHILD, KEEP, SAME, Preview

KEPT = timedelta(days=1)
# The first number of the advisory lock for imports of a kind.
IMPORTS = 7_175
SAID_AT_MOST = 5
MOST_ROWS_NAMED = 100


@transaction.atomic
def upload(kind: Kind, *, file: File, by: Person | None, on: date, **target) -> Upload:
    """Store a file for its preview, read by its titles.

    Raises:
        Refused: it is no table, too large, or without any row; or what it is for
            takes none.
    """
    try:
        uploaded = _read(kind, file, by=by, target=target)
    except Refused as refusal:
        raise Refused(refusal.sentence, field="file") from None
    kind.check(uploaded)
    try:
        preview = preview_of(kind, uploaded, on=on)
    except Refused as refusal:
        raise Refused(refusal.sentence, field="file") from None
    return _keep(uploaded, preview, by=by)


def _read(
    kind: Kind, file: File, *, by: Person | None, target: Mapping[str, object]
) -> Upload:
    """An unsaved upload."""
    if file.size > MOST_BYTES:
        raise Refused(f"This file is larger than {MOST_BYTES >> 20} MB.")
    content = file.read()
    return kind.model(
        **target,
        name=" ".join((file.name or "").split())[-200:] or "A file",
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
        uploaded_at=clock.now(),
        reading=Understanding().kept(),
    )


def _keep(uploaded: Upload, preview: Preview, *, by: Person | None) -> Upload:
    uploaded.foreseen = preview.foreseen
    uploaded.save()
    history.record(uploaded, "uploaded", by=by, rows=len(preview.rows))
    return uploaded


def preview_of(kind: Kind, uploaded: Upload, *, on: date) -> Preview:
    """The preview of an import today. Only reads.

    Raises:
        Refused: it is no table or has no row, or it has been imported.
    """
    with policy.reading():
        return kind.compare(uploaded, tables(kind, uploaded), on=on)


def tables(kind: Kind, uploaded: Upload) -> Tables:
    """A file as currently read."""
    if uploaded.applied_at:
        raise Refused(f"This {kind.noun} has been imported already, and is gone")
    return tables_of(
        read(bytes(uploaded.content), encoding=uploaded.understanding.encoding),
        kind.columns(uploaded),
        uploaded.understanding,
        reads_several=kind.reads_several,
    )


@transaction.atomic
def understand(
    kind: Kind,
    uploaded: Upload,
    *,
    understanding: Understanding,
    version: int,
    by: Person,
    on: date,
) -> None:
    """Read a file as someone chose.

    Raises:
        Refused: a column that it needs is not named, or it has been imported.
    """
    _claim(kind, uploaded, version)
    columns = kind.columns(uploaded)
    if understanding.columns is not None and columns.are_missing(
        key for key, title in understanding.columns.items() if title
    ):
        raise Refused(columns.missing, field=f"in_{columns.needed[0]}")
    # Answers apply to these rows, read in this way.
    if not _reads_the_same(tables(kind, uploaded), uploaded, understanding):
        uploaded.answers = {}
    uploaded.reading = understanding.kept()
    _foresee(kind, uploaded, on=on)
    history.record(uploaded, "read otherwise", by=by)


def _reads_the_same(
    present: Tables, uploaded: Upload, understanding: Understanding
) -> bool:
    """Whether the same sheets, columns and rows are read as before."""
    before = uploaded.understanding
    if (before.with_hidden, before.encoding) != (
        understanding.with_hidden,
        understanding.encoding,
    ):
        return False
    sheets = {table.name for table in present.read}
    if sheets != set(understanding.sheets or sheets):
        return False
    if understanding.columns is None:
        return uploaded.understanding.columns is None
    chosen = {key: title for key, title in understanding.columns.items() if title}
    return chosen == present.titled


@transaction.atomic
def answer(
    kind: Kind,
    uploaded: Upload,
    *,
    answers: Mapping[str, str],
    version: int,
    by: Person,
    on: date,
) -> None:
    """Save answers to questions about rows.

    Raises:
        Refused: the questions have changed, or it has been imported.
    """
    _claim(kind, uploaded, version)
    if preview_of(kind, uploaded, on=on).differences(uploaded.foreseen):
        raise Refused(
            f"The {kind.ours} has changed since these questions were asked. Go back to "
            f"the {kind.noun} and look again"
        )
    uploaded.answers = {**uploaded.answers, **answers}
    _foresee(kind, uploaded, on=on)
    history.record(uploaded, "questions answered", by=by, answers=len(answers))


@transaction.atomic
def look_again(
    kind: Kind, uploaded: Upload, *, version: int, by: Person, on: date
) -> None:
    """Compare a file again after the data changed.

    Answers about rows that changed are dropped.
    """
    _claim(kind, uploaded, version)
    for row in preview_of(kind, uploaded, on=on).rows:
        _, before, *_ = uploaded.foreseen.get(row.line.key) or (None, None)
        if before != row.about:
            uploaded.answers.pop(f"{row.line.key}:{SAME}", None)
    _foresee(kind, uploaded, on=on)
    history.record(uploaded, "looked at again", by=by)


def _claim(kind: Kind, uploaded: Upload, version: int | None) -> None:
    uploaded.claim(version)
    if uploaded.applied_at:
        raise Refused(f"This {kind.noun} has been imported already")


def _foresee(kind: Kind, uploaded: Upload, *, on: date) -> None:
    uploaded.foreseen = preview_of(kind, uploaded, on=on).foreseen
    uploaded.save()


@transaction.atomic
def apply(
    kind: Kind, uploaded: Upload, *, version: int, by: Person | None, on: date
) -> Preview:
    """Carry out the preview of a file, or nothing.

    Raises:
        Refused: a question is open, it has been imported, or the outcome would
            differ from the preview.
        Changed: someone else has changed how it is read.
    """
    _claim(kind, uploaded, version)
    _hold_still(kind, uploaded)
    preview = preview_of(kind, uploaded, on=on)
    _refuse_if_unclear(preview)
    if differences := preview.differences(uploaded.foreseen):
        said = ". ".join(differences[:SAID_AT_MOST])
        more = len(differences) - SAID_AT_MOST
        raise Refused(
            f"Nothing was imported: the {kind.ours} has changed since the preview. "
            f"{said}{f'. And {more} more rows' if more > 0 else ''}. "
            f"Look at the {kind.noun} again"
        )
    if preview.unanswered:
        where = preview.unanswered[0].line.where
        raise Refused(f"Answer the question about {where} first")
    _carry_out(kind, uploaded, preview, by=by, on=on)
    return preview


@transaction.atomic
def import_now(
    kind: Kind,
    file: File,
    *,
    dry_run: bool = False,
    by: Person | None,
    on: date,
    **target,
) -> Preview:
    """Read and import a file in one go, leaving out rows with a question.

    Raises:
        Refused: it is no table or has no row; or what it is for takes none.
    """
    uploaded = _read(kind, file, by=by, target=target)
    if dry_run:
        kind.check(uploaded)
        return preview_of(kind, uploaded, on=on)
    _hold_still(kind, uploaded)
    preview = preview_of(kind, uploaded, on=on)
    _refuse_if_unclear(preview)
    _keep(uploaded, preview, by=by)
    _carry_out(kind, uploaded, preview, by=by, on=on)
    return preview


def _refuse_if_unclear(preview: Preview) -> None:
    """Refuse a CSV file as long as it cannot be told how it was saved."""
    if preview.tables.is_open:
        programs = " or ".join(one.program for one in preview.tables.saved_by)
        raise Refused(
            f"It cannot be told whether this file was saved for {programs}. Say which, "
            "or save it as CSV UTF-8"
        )


def _hold_still(kind: Kind, uploaded: Upload) -> None:
    """Lock the rows this file is compared with until it is imported."""
    one_at_a_time(kind.model)
    kind.hold_still(uploaded)
    kind.check(uploaded)


def one_at_a_time(model: type[Model]) -> None:
    """Make other imports into this model wait."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, hashtext(%s))",
            [IMPORTS, model._meta.label],
        )


def _carry_out(
    kind: Kind, uploaded: Upload, preview: Preview, *, by: Person | None, on: date
) -> None:
    with policy.reading():
        kind.carry_out(preview, uploaded, by=by, on=on)
    uploaded.content = b""
    uploaded.applied_at, uploaded.applied_by = clock.now(), by
    uploaded.totals = preview.totals
    uploaded.save()
    history.record(uploaded, "imported", by=by, **counted(uploaded, preview))


def counted(uploaded: Upload, preview: Preview) -> dict[str, int | str]:
    """The history details of an import: rows by outcome, and rows left out.

    `kept` are rows confirmed not to identify a child.
    """
    refused = [row.line.where for row in preview.refused_rows[:MOST_ROWS_NAMED]]
    kept = [
        key.removesuffix(f":{CHILD}")
        for key, answered in uploaded.answers.items()
        if key.endswith(f":{CHILD}") and answered == KEEP
    ]
    return {
        **{outcome: number for outcome, number in preview.totals.items() if number},
        "rows_refused": ", ".join(refused),
        "kept": ", ".join(kept),
    }


def clear(kind: Kind) -> int:
    """Delete files uploaded more than a day ago and not imported."""
    gone, _ = (
        kind.model.objects.waiting().filter(uploaded_at__lt=clock.now() - KEPT).delete()
    )
    return gone
