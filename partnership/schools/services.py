"""Comparing the register with the schools we know, and importing what differs.

Never deletes; a second run of the same file changes nothing. All or nothing: the whole
file is one transaction, though it is read and written in batches.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import BinaryIO

from django.db import transaction

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Organisation, Person
from partnership.schools.columns import is_register
from partnership.schools.copying import copy_in, copy_over, measure
from partnership.schools.models import School, derive_phase
from partnership.schools.preview import (
    CHANGED,
    NEW,
    OUTSIDE,
    RegisterPreview,
    SchoolRow,
)
from partnership.schools.rows import Reader, SchoolLine
from partnership.schools.trusts import Trusts
from partnership.spreadsheets.streams import opened
from partnership.uploads.previews import ALREADY
from partnership.uploads.services import one_at_a_time

BATCH = 2000

OF_THE_ORGANISATION = {"name", "closed_on"}


@transaction.atomic
def import_schools(
    source: BinaryIO,
    *,
    la_codes: Collection[str] = (),
    dry_run: bool = False,
    tell: Callable[[int], None] = lambda rows: None,
    by: Person | None,
    on: date,
) -> RegisterPreview:
    """Import a file of the national register, or only say what would happen.

    With `la_codes`, schools of other authorities are left alone. `tell` hears how many
    rows have been read.

    Raises:
        Refused: the file is not a register of establishments.
    """
    one_at_a_time(School)
    preview = RegisterPreview()
    trusts = Trusts(dry_run=dry_run, by=by)
    with opened(source, is_register) as register:
        reader = Reader(register)
        for rows in _batches(SchoolRow(line) for line in reader):
            compare(rows, trusts, la_codes=la_codes, on=on)
            if not dry_run:
                carry_out(rows, by=by)
            preview.add(rows)
            tell(preview.totals.total())
        preview.blank = reader.blank
    if preview.totals[NEW] >= BATCH and not dry_run:
        measure(School, Organisation)
    if not any(preview.totals.values()):
        raise Refused("There is no school in this file.")
    return preview


def _batches(rows: Iterable[SchoolRow]) -> Iterator[list[SchoolRow]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def compare(
    rows: list[SchoolRow],
    trusts: Trusts,
    *,
    la_codes: Collection[str] = (),
    on: date,
) -> None:
    """Say what would become of rows of the register; the schools are only locked."""
    lines = []
    for row in rows:
        is_outside = la_codes and row.line.la_code not in la_codes
        if not row.line.problems and is_outside:
            row.outcome = OUTSIDE
        elif not row.line.problems:
            lines.append(row.line)
    known = {
        school.urn: school
        for school in School.objects.filter(urn__in=[line.urn for line in lines])
        .select_related("organisation")
        .select_for_update(of=("self", "organisation"))
    }
    trusts.learn(line.trust for line in lines if line.trust)
    for row in rows:
        if row.line.problems or row.outcome == OUTSIDE:
            continue
        school = known.get(row.line.urn) or _new(row.line)
        if _closes_too_early(school, row.line):
            row.line.refuse("it closes before it opens")
            continue
        row.school = school
        row.changes = _take_over(school, row.line, trusts, on=on)
        if school.pk is None:
            row.outcome = NEW
        else:
            row.outcome = CHANGED if row.changes else ALREADY


def _new(line: SchoolLine) -> School:
    organisation = Organisation(kind=Organisation.Kind.SCHOOL, name=line.name)
    return School(urn=line.urn, organisation=organisation, **line.facts)


def carry_out(rows: list[SchoolRow], *, by: Person | None) -> None:
    """Write the schools that are new, and what has changed of the others."""
    _write_new([row.school for row in rows if row.outcome == NEW], by=by)
    _write_changed([row for row in rows if row.outcome == CHANGED], by=by)


def _closes_too_early(school: School, line: SchoolLine) -> bool:
    """Whether it would close before it opens, with stored dates for missing ones."""
    opened_on = line.facts.get("opened_on", school.opened_on)
    closed_on = line.facts.get("closed_on", school.closed_on)
    return bool(opened_on and closed_on and closed_on < opened_on)


def _take_over(school: School, line: SchoolLine, trusts: Trusts, *, on: date) -> dict:
    """Set what the register says; answers with what that changed, old and new.

    Fields that an officer has corrected are not changed.
    """
    changes = {}
    for name, value in line.facts.items():
        if name in school.edited_fields:
            continue
        before = getattr(school, name)
        if before != value:
            changes[name] = [before, value]
            setattr(school, name, value)
    school.derived_phase = derive_phase(
        school.phase,
        type_code=school.type_code,
        low_age=school.low_age,
        high_age=school.high_age,
    )
    if line.says_trust:
        before, after = school.trust_id, trusts.organisation_of(line.trust)
        if before != after:
            changes["trust"] = [trusts.name_of(before), trusts.name_of(after)]
            school.trust_id = after
    organisation = school.organisation
    if organisation.name != line.name:
        changes["name"] = [organisation.name, line.name]
        organisation.name = line.name
    closed_on = organisation.closed_on
    if school.status == School.Status.CLOSED:
        closed_on = school.closed_on or organisation.closed_on or on
    elif "status" in changes:
        closed_on = None
    if organisation.closed_on != closed_on:
        changes.setdefault("closed_on", [organisation.closed_on, closed_on])
        organisation.closed_on = closed_on
    return changes


def _kept(value: object) -> str | int | bool | None:
    """A value as the history stores it, which has no dates or decimals."""
    return value if value is None or isinstance(value, bool | int) else str(value)


def _write_new(schools: list[School], *, by: Person | None) -> None:
    copy_in([school.organisation for school in schools])
    for school in schools:
        school.organisation_id = school.organisation.pk
    copy_in(schools)
    history.record_many(
        (
            (school, "added from the register", {"status": school.status})
            for school in schools
        ),
        by=by,
    )


def _write_changed(rows: list[SchoolRow], *, by: Person | None) -> None:
    renamed = [row for row in rows if row.changes.keys() & OF_THE_ORGANISATION]
    for row in rows:
        row.school.version += 1
    for row in renamed:
        row.school.organisation.version += 1
    copy_over([row.school for row in rows])
    copy_over([row.school.organisation for row in renamed])
    history.record_many(
        (
            (
                row.school,
                "closed in the register"
                if "status" in row.changes and row.is_closed
                else "changed by the register",
                {
                    "before": {
                        key: _kept(old) for key, (old, _) in row.changes.items()
                    },
                    "after": {key: _kept(new) for key, (_, new) in row.changes.items()},
                },
            )
            for row in rows
        ),
        by=by,
    )
