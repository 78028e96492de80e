"""Taking over a file of actions: upload, preview, import. Only the import writes them.

The file lies in the database between the steps, so nothing that a browser sends back is
believed; it goes with the import, or after a day.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from django.core.files import File
from django.db import connection, transaction

from actions.imports.comparing import preview_of
from actions.imports.models import PlanImport
from actions.imports.preview import SAME, Preview
from actions.imports.services.applying import carry_out
from actions.imports.standing import standing_of
from actions.imports.tables import Tables, Understanding, tables_of
from actions.plans.models import Plan
from actions.register.models.actions import Action
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Organisation, Person
from partnership.policy import values as policy
from partnership.spreadsheets.limits import MOST_BYTES
from partnership.spreadsheets.reading import read

KEPT = timedelta(days=1)
ONE_IMPORT_AT_A_TIME = 7_175_177
SAID_AT_MOST = 5
MOST_ROWS_NAMED = 100


@transaction.atomic
def upload_import(
    *,
    file: File,
    plan: Plan | None = None,
    organisation: Organisation | None = None,
    by: Person | None,
    on: date,
) -> PlanImport:
    """Keep a file for its preview, understood as far as its titles say.

    Raises:
        Refused: it is no table, too large, without any row, or the plan has been
            superseded.
    """
    if file.size > MOST_BYTES:
        raise Refused(f"This file is larger than {MOST_BYTES >> 20} MB.", field="file")
    if plan is not None:
        plan.guard("import")
    content = file.read()
    try:
        preview = preview_for(
            content, Understanding(), {}, plan=plan, organisation=organisation, on=on
        )
    except Refused as refusal:
        raise Refused(refusal.sentence, field="file") from None
    return _keep(content, file.name, preview, by=by)


def _keep(
    content: bytes, name: str | None, preview: Preview, *, by: Person | None
) -> PlanImport:
    is_plan = preview.tables.is_plan
    plan_import = PlanImport.objects.create(
        plan=preview.target if is_plan else None,
        organisation=None if is_plan else preview.target,
        name=" ".join((name or "").split())[-200:] or "A file",
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
        uploaded_at=clock.now(),
        reading=Understanding().kept(),
        foreseen=preview.foreseen,
    )
    history.record(plan_import, "uploaded", by=by, rows=len(preview.rows))
    return plan_import


def preview_for(
    content: bytes,
    understanding: Understanding,
    answers: Mapping[str, str],
    *,
    plan: Plan | None,
    organisation: Organisation | None,
    on: date,
) -> Preview:
    """What importing a file would do today. Writes nothing.

    Raises:
        Refused: it is no table, or no row stands below its titles.
    """
    tables = tables_of(read(content), understanding, is_plan=plan is not None)
    with policy.reading():
        return preview_of(
            tables,
            understanding,
            answers,
            lambda lines: standing_of(lines, plan=plan, organisation=organisation),
            on=on,
        )


def preview_of_import(plan_import: PlanImport, *, on: date) -> Preview:
    """What importing an uploaded file would do today. Writes nothing."""
    if plan_import.applied_at:
        raise Refused("This file has been imported already, and is gone")
    return preview_for(
        bytes(plan_import.content),
        understanding_of(plan_import),
        plan_import.answers,
        plan=plan_import.plan,
        organisation=plan_import.organisation,
        on=on,
    )


def understanding_of(plan_import: PlanImport) -> Understanding:
    """How an uploaded file is read at present."""
    return Understanding.of(plan_import.reading)


def understanding_with(plan_import: PlanImport, **changes) -> Understanding:
    """How an uploaded file is read at present, with something corrected."""
    return replace(understanding_of(plan_import), **changes)


@transaction.atomic
def understand_import(
    plan_import: PlanImport,
    *,
    understanding: Understanding,
    version: int,
    by: Person,
    on: date,
) -> None:
    """Read a file as somebody says it is to be read. Changes no action.

    Raises:
        Refused: nothing then says what is to be done, or it has been imported.
    """
    _claim(plan_import, version)
    if understanding.columns is not None and not understanding.columns.get("text"):
        raise Refused("Say which column holds the actions", field="in_text")
    tables = preview_of_import(plan_import, on=on).tables
    # What was answered was answered of these rows, read in this way.
    former = understanding_of(plan_import)
    if not _reads_the_same(tables, former, understanding):
        plan_import.answers = {}
    plan_import.reading = understanding.kept()
    _foresee(plan_import, on=on)
    history.record(plan_import, "read otherwise", by=by)


def _reads_the_same(
    tables: Tables, former: Understanding, understanding: Understanding
) -> bool:
    """Whether the same sheets are read by the same columns as before."""
    sheets = {table.name for table in tables.read}
    if sheets != set(understanding.sheets or sheets):
        return False
    if understanding.columns is None:
        return former.columns is None
    chosen = {key: title for key, title in understanding.columns.items() if title}
    return chosen == tables.columns


@transaction.atomic
def answer_import(
    plan_import: PlanImport,
    *,
    answers: Mapping[str, str],
    version: int,
    by: Person,
    on: date,
) -> None:
    """Answer what only a person can say of a row. Changes no action yet.

    Raises:
        Refused: the register has changed, and something else would be asked now.
    """
    _claim(plan_import, version)
    if preview_of_import(plan_import, on=on).differences(plan_import.foreseen):
        raise Refused(
            "The register has changed since these questions were asked. Go back to the "
            "file and look again"
        )
    plan_import.answers = {**plan_import.answers, **answers}
    _foresee(plan_import, on=on)
    history.record(plan_import, "questions answered", by=by, answers=len(answers))


@transaction.atomic
def foresee_import_again(
    plan_import: PlanImport, *, version: int, by: Person, on: date
) -> None:
    """Look at the register again, which has changed since the preview.

    What was answered of one action is no answer about another.
    """
    _claim(plan_import, version)
    for row in preview_of_import(plan_import, on=on).rows:
        _, before, *_ = plan_import.foreseen.get(row.line.key) or (None, None)
        if before != row.foreseen[1]:
            plan_import.answers.pop(f"{row.line.key}:{SAME}", None)
    _foresee(plan_import, on=on)
    history.record(plan_import, "looked at again", by=by)


def _claim(plan_import: PlanImport, version: int | None) -> None:
    plan_import.claim(version)
    if plan_import.applied_at:
        raise Refused("This file has been imported already")


def _foresee(plan_import: PlanImport, *, on: date) -> None:
    plan_import.foreseen = preview_of_import(plan_import, on=on).foreseen
    plan_import.save()


@transaction.atomic
def apply_import(
    plan_import: PlanImport,
    *,
    version: int,
    by: Person | None,
    on: date,
) -> Preview:
    """Do what the preview of a file said, all of it or nothing.

    Raises:
        Refused: a question is open, it has been imported, it would come out otherwise
            than was previewed, or nobody says who closes what it has as done.
        Changed: a colleague has changed how it is read.
    """
    _claim(plan_import, version)
    plan = _hold_still(plan_import.plan, plan_import.organisation)
    if plan is not None:
        plan.guard("import")
    preview = preview_of_import(plan_import, on=on)
    if differences := preview.differences(plan_import.foreseen):
        said = ". ".join(differences[:SAID_AT_MOST])
        more = len(differences) - SAID_AT_MOST
        raise Refused(
            "Nothing was imported: the register has changed since the preview. "
            f"{said}{f'. And {more} more rows' if more > 0 else ''}. "
            "Look at the file again"
        )
    if preview.unanswered:
        where = preview.unanswered[0].line.where
        raise Refused(f"Answer the question about {where} first")
    _carry_out(plan_import, preview, by=by, on=on)
    return preview


def _carry_out(
    plan_import: PlanImport, preview: Preview, *, by: Person | None, on: date
) -> None:
    with policy.reading():
        carry_out(preview, plan_import, by=by, on=on)
    plan_import.content = b""
    plan_import.applied_at, plan_import.applied_by = clock.now(), by
    plan_import.totals = preview.totals
    plan_import.save()
    refused = [row.line.where for row in preview.refused_rows[:MOST_ROWS_NAMED]]
    counted = {words: count for words, count in preview.totals.items() if count}
    detail = {**counted, "rows_refused": ", ".join(refused)}
    history.record(
        plan_import, "imported", by=by, **detail, kept=_confirmed(plan_import)
    )
    if plan_import.plan:
        history.record(
            plan_import.plan, "file imported", by=by, file=plan_import.name, **detail
        )


def _confirmed(plan_import: PlanImport) -> str:
    """The rows of which somebody said that no child can be identified."""
    return ", ".join(
        key.removesuffix(":child")
        for key, answer in plan_import.answers.items()
        if key.endswith(":child") and answer == "keep"
    )


def _hold_still(plan: Plan | None, organisation: Organisation | None) -> Plan | None:
    """Let nobody change the actions or the plan until this is done; gives the plan."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT_AT_A_TIME])
    if plan is not None:
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        actions = Action.objects.filter(priority__plan=plan)
    else:
        actions = Action.objects.filter(organisation=organisation, priority=None)
    list(actions.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    return plan


@transaction.atomic
def import_plan(
    file: File, *, plan: Plan, dry_run: bool = False, by: Person | None, on: date
) -> Preview:
    """Read and import a file in one go; rows that raise a question are passed over.

    Raises:
        Refused: it is no table, has no row, or nobody says who closes what is done.
    """
    if file.size > MOST_BYTES:
        raise Refused(f"This file is larger than {MOST_BYTES >> 20} MB.")
    plan.guard("import")
    content = file.read()
    if not dry_run:
        _hold_still(plan, None).guard("import")
    preview = preview_for(
        content, Understanding(), {}, plan=plan, organisation=None, on=on
    )
    if not dry_run:
        plan_import = _keep(content, file.name, preview, by=by)
        _carry_out(plan_import, preview, by=by, on=on)
    return preview


def clear_imports() -> int:
    """Throw away files that were uploaded a day ago and not imported."""
    gone, _ = (
        PlanImport.objects.waiting().filter(uploaded_at__lt=clock.now() - KEPT).delete()
    )
    return gone
