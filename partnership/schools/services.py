"""Updating schools from the national register.

Nothing is ever deleted, and importing the same file again changes nothing. The whole
file is one transaction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import BinaryIO

from django.db import connection, transaction

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Organisation, Person
from partnership.schools.copying import copy_in, copy_over, measure
from partnership.schools.files import opened
from partnership.schools.models import School, derive_phase
from partnership.schools.rows import Entry, Reader, Refusal
from partnership.schools.trusts import Trusts

BATCH = 2000
ONE_IMPORT_AT_A_TIME = 7_175_175

OF_THE_ORGANISATION = {"name", "closed_on"}


@dataclass
class Outcome:
    """The result of an import or dry run."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    outside: int = 0
    blank: int = 0
    refused: list[Refusal] = field(default_factory=list)

    @property
    def accepted(self) -> int:
        return self.created + self.changed + self.unchanged


@transaction.atomic
def import_schools(
    source: BinaryIO,
    *,
    la_code: str = "",
    dry_run: bool = False,
    by: Person | None,
    on: date,
) -> Outcome:
    """Update schools from a file of the national register, or only report the changes.

    With `la_code`, schools in other authorities are ignored and counted as outside.

    Raises:
        Refused: the file is not a register of establishments.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT_AT_A_TIME])
    outcome = Outcome()
    trusts = Trusts(dry_run=dry_run, by=by)
    with opened(source) as register:
        reader = Reader(register)
        for entries in _batches(_accepted(reader, outcome, la_code)):
            _apply(entries, outcome, trusts, dry_run=dry_run, by=by, on=on)
        outcome.blank = reader.blank
    if outcome.created >= BATCH and not dry_run:
        measure(School, Organisation)
    if not (outcome.accepted or outcome.refused or outcome.outside):
        raise Refused("There is no school in this file.")
    return outcome


def _accepted(reader: Reader, outcome: Outcome, la_code: str) -> Iterator[Entry]:
    for read in reader:
        if isinstance(read, Refusal):
            outcome.refused.append(read)
        elif la_code and read.la_code != la_code:
            outcome.outside += 1
        else:
            yield read


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    entries = iter(entries)
    while batch := list(islice(entries, BATCH)):
        yield batch


def _apply(
    entries: list[Entry],
    outcome: Outcome,
    trusts: Trusts,
    *,
    dry_run: bool,
    by: Person | None,
    on: date,
) -> None:
    known = {
        school.urn: school
        for school in School.objects.filter(urn__in=[entry.urn for entry in entries])
        .select_related("organisation")
        .select_for_update(of=("self", "organisation"))
    }
    trusts.learn(entry.trust for entry in entries if entry.trust)
    new, changed = [], []
    for entry in entries:
        school = known.get(entry.urn) or School(
            urn=entry.urn, organisation=Organisation(kind=Organisation.Kind.SCHOOL)
        )
        if _closes_too_early(school, entry):
            outcome.refused.append(entry.refused("it closes before it opens"))
            continue
        changes = _take_over(school, entry, trusts, on=on)
        outcome.closed += school.status == School.Status.CLOSED
        if school.pk is None:
            outcome.created += 1
            new.append(school)
        elif changes:
            outcome.changed += 1
            changed.append((school, changes))
        else:
            outcome.unchanged += 1
    if not dry_run:
        _write_new(new, by=by)
        _write_changed(changed, by=by)


def _closes_too_early(school: School, entry: Entry) -> bool:
    """Whether it would close before it opens, with stored dates for missing ones."""
    opened_on = entry.facts.get("opened_on", school.opened_on)
    closed_on = entry.facts.get("closed_on", school.closed_on)
    return bool(opened_on and closed_on and closed_on < opened_on)


def _take_over(school: School, entry: Entry, trusts: Trusts, *, on: date) -> dict:
    """Update a school from its entry; return old and new values of changed fields.

    Fields that an officer has corrected are not changed.
    """
    changes = {}
    for name, value in entry.facts.items():
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
    if entry.says_trust:
        before, after = school.trust_id, trusts.organisation_of(entry.trust)
        if before != after:
            changes["trust"] = [trusts.name_of(before), trusts.name_of(after)]
            school.trust_id = after
    organisation = school.organisation
    if organisation.name != entry.name:
        changes["name"] = [organisation.name, entry.name]
        organisation.name = entry.name
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


def _write_changed(changed: list[tuple[School, dict]], *, by: Person | None) -> None:
    for school, changes in changed:
        school.version += 1
        if changes.keys() & OF_THE_ORGANISATION:
            school.organisation.version += 1
    copy_over([school for school, _ in changed])
    copy_over(
        [
            school.organisation
            for school, changes in changed
            if changes.keys() & OF_THE_ORGANISATION
        ]
    )
    history.record_many(
        (
            (
                school,
                "closed in the register"
                if "status" in changes and school.status == School.Status.CLOSED
                else "changed by the register",
                {
                    "before": {name: _kept(old) for name, (old, _) in changes.items()},
                    "after": {name: _kept(new) for name, (_, new) in changes.items()},
                },
            )
            for school, changes in changed
        ),
        by=by,
    )
