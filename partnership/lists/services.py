"""Taking over a list of people: upload, preview, import. Only the import writes people.

The file lies in the database between the steps, so nothing that a browser sends back is
believed; it goes with the import, or after a day.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from django.core.files import File
from django.db import IntegrityError, connection, transaction

from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.lists import columns as known_columns
from partnership.lists.known import Directory
from partnership.lists.models import PeopleList
from partnership.lists.planning import plan_of
from partnership.lists.preview import NEW_PERSON, Plan, PlannedRow, Understanding
from partnership.people.models import Membership, Person
from partnership.people.roles import PLACES
from partnership.people.services import edit_person
from partnership.spreadsheets.headers import header_of
from partnership.spreadsheets.limits import MOST_BYTES
from partnership.spreadsheets.reading import read

KEPT = timedelta(days=1)
ONE_IMPORT_AT_A_TIME = 7_175_176
SAID_AT_MOST = 5
MOST_ROWS_NAMED = 100


@transaction.atomic
def upload_list(*, file: File, by: Person | None, on: date) -> PeopleList:
    """Keep a list for its preview, understood as far as its titles say.

    Raises:
        Refused: it is no table, too large, or there is nobody in it.
    """
    if file.size > MOST_BYTES:
        raise Refused(f"This file is larger than {MOST_BYTES >> 20} MB.", field="file")
    content = file.read()
    try:
        plan = plan_for(content, Understanding(), {}, on=on)
    except Refused as refusal:
        raise Refused(refusal.sentence, field="file") from None
    people_list = PeopleList.objects.create(
        name=" ".join((file.name or "").split())[-200:] or "A list",
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
        uploaded_at=clock.now(),
        reading=_kept(Understanding(plan.header.sheet, dict(plan.columns))),
        foreseen=plan.foreseen,
    )
    history.record(people_list, "uploaded", by=by, rows=len(plan.rows))
    return people_list


def plan_for(
    content: bytes,
    understanding: Understanding,
    answers: Mapping[str, str],
    *,
    on: date,
) -> Plan:
    """What importing a list would do today. Writes nothing.

    Raises:
        Refused: it is no table, or there is nobody in it.
    """
    header = header_of(read(content), known_columns.meaning, sheet=understanding.sheet)
    if not header.rows:
        raise Refused("There is nobody in this list: no row stands below its titles.")
    look_up = partial(Directory.look_up, places=PLACES, on=on)
    return plan_of(header, understanding, answers, look_up)


def plan_of_list(people_list: PeopleList, *, on: date) -> Plan:
    """What importing an uploaded list would do today. Writes nothing."""
    return plan_for(
        _content_of(people_list),
        understanding_of(people_list),
        people_list.answers,
        on=on,
    )


def sheets_of_list(people_list: PeopleList) -> list[str]:
    """The names of the sheets of an uploaded list; one without a name for CSV."""
    return [one.name for one in read(_content_of(people_list)).sheets]


def _content_of(people_list: PeopleList) -> bytes:
    if people_list.imported_at:
        raise Refused("This list has been imported already; its file is gone")
    return bytes(people_list.content)


def understanding_of(people_list: PeopleList) -> Understanding:
    """How an uploaded list is read at present."""
    return Understanding(**people_list.reading)


def understanding_with(people_list: PeopleList, **changes) -> Understanding:
    """How an uploaded list is read at present, with something corrected."""
    return replace(understanding_of(people_list), **changes)


def _kept(understanding: Understanding) -> dict:
    return {
        "sheet": understanding.sheet,
        "columns": understanding.columns,
        "roles": dict(understanding.roles),
        "role": understanding.role,
        "organisation": understanding.organisation,
    }


@transaction.atomic
def understand_list(
    people_list: PeopleList,
    *,
    understanding: Understanding,
    version: int,
    by: Person,
    on: date,
) -> None:
    """Read a list as somebody says it is to be read. Changes nobody.

    Raises:
        Refused: nothing then says who is meant, or it has been imported.
    """
    _claim(people_list, version)
    if understanding.columns is not None and (
        missing := known_columns.missing(understanding.columns)
    ):
        raise Refused(missing, field="name")
    if understanding.sheet != people_list.reading.get("sheet"):
        people_list.answers = {}
    people_list.reading = _kept(understanding)
    _foresee(people_list, on=on)
    history.record(people_list, "read otherwise", by=by)


@transaction.atomic
def answer_list(
    people_list: PeopleList,
    *,
    answers: Mapping[str, str],
    version: int,
    by: Person,
    on: date,
) -> None:
    """Say who is meant where a list gives only a name. Changes nobody yet."""
    _claim(people_list, version)
    people_list.answers = {**people_list.answers, **answers}
    _foresee(people_list, on=on)
    history.record(people_list, "questions answered", by=by, answers=len(answers))


@transaction.atomic
def foresee_again(
    people_list: PeopleList, *, version: int, by: Person, on: date
) -> None:
    """Look at the directory again, which has changed since the preview."""
    _claim(people_list, version)
    _foresee(people_list, on=on)
    history.record(people_list, "looked at again", by=by)


def _claim(people_list: PeopleList, version: int | None) -> None:
    people_list.claim(version)
    if people_list.imported_at:
        raise Refused("This list has been imported already")


def _foresee(people_list: PeopleList, *, on: date) -> None:
    people_list.foreseen = plan_of_list(people_list, on=on).foreseen
    people_list.save()


@transaction.atomic
def import_list(
    people_list: PeopleList, *, version: int, by: Person | None, on: date
) -> Plan:
    """Do what the preview of a list said, all of it or nothing.

    Raises:
        Refused: a question is open, it has been imported, or it would come out
            otherwise than was previewed.
        Changed: a colleague has changed how it is read.
    """
    _claim(people_list, version)
    _one_at_a_time()
    plan = plan_of_list(people_list, on=on)
    if differences := plan.differences(people_list.foreseen):
        said = ". ".join(differences[:SAID_AT_MOST])
        more = len(differences) - SAID_AT_MOST
        raise Refused(
            "Nothing was imported: the directory has changed since the preview. "
            f"{said}{f'. And {more} more rows' if more > 0 else ''}. "
            "Look at the list again"
        )
    if plan.unanswered:
        raise Refused(
            f"Answer the question about row {plan.unanswered[0].number} first"
        )
    carry_out(plan, by=by, on=on)
    people_list.content = b""
    people_list.imported_at, people_list.imported_by = clock.now(), by
    people_list.totals = plan.totals
    people_list.save()
    history.record(
        people_list,
        "imported",
        by=by,
        **plan.totals,
        rows_refused=", ".join(map(str, plan.refused_rows[:MOST_ROWS_NAMED])),
    )
    return plan


@transaction.atomic
def import_people(
    content: bytes, *, dry_run: bool = False, by: Person | None, on: date
) -> Plan:
    """Read and import a list in one go; rows that raise a question are passed over.

    Raises:
        Refused: it is no table, or there is nobody in it.
    """
    _one_at_a_time()
    plan = plan_for(content, Understanding(), {}, on=on)
    if not dry_run:
        carry_out(plan, by=by, on=on)
    return plan


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT_AT_A_TIME])


def carry_out(plan: Plan, *, by: Person | None, on: date) -> None:
    """Write the people and roles of a plan, in a few statements however long it is.

    Raises:
        Refused: somebody else was entering one of them at the same moment.
    """
    try:
        with transaction.atomic():
            people = _add_people(plan, by=by)
            for row in plan.rows:
                if row.gains_email:
                    _give_address(row, by=by)
            _give_roles(plan, people, by=by)
    except IntegrityError:
        raise Refused(
            "Nothing was imported: somebody was entering one of these people at the "
            "same moment. Look at the list again"
        ) from None


def _add_people(plan: Plan, *, by: Person | None) -> dict[int, Person]:
    """The new people of a list, by the row that names them first."""
    rows = [row for row in plan.rows if row.outcome == NEW_PERSON]
    people = Person.objects.bulk_create(
        Person(
            name=row.entry.name,
            initials=row.entry.initials,
            email=row.entry.email,
            job_title=row.entry.job_title,
        )
        for row in rows
    )
    history.record_many(
        (
            (person, "added", {"name": person.name, "from": "a list"})
            for person in people
        ),
        by=by,
    )
    return {row.number: person for row, person in zip(rows, people, strict=True)}


def _give_address(row: PlannedRow, *, by: Person | None) -> None:
    """An address for someone here who had none; there are few of these."""
    person = Person.objects.get(pk=row.person.pk)
    edit_person(
        person,
        name=person.name,
        initials=person.initials,
        aliases=person.aliases,
        email=row.entry.email,
        job_title=person.job_title,
        by=by,
    )


def _give_roles(plan: Plan, people: dict[int, Person], *, by: Person | None) -> None:
    known = Person.objects.in_bulk(
        {row.person.pk for row in plan.rows if row.person and row.givings}
    )
    memberships = Membership.objects.bulk_create(
        Membership(
            person=known[row.person.pk] if row.person else people[row.first_row],
            organisation=giving.organisation,
            role=giving.role,
            from_date=giving.from_date,
        )
        for row in plan.rows
        if row.will_happen
        for giving in row.givings
    )
    _note_return(memberships)
    history.record_many(
        (
            (
                membership.person,
                "joined",
                {
                    "role": membership.get_role_display(),
                    "organisation": membership.organisation.name,
                    "from_date": membership.from_date.isoformat(),
                },
            )
            for membership in memberships
        ),
        by=by,
    )


def _note_return(memberships: Iterable[Membership]) -> None:
    """Whoever had left and has a role from a later day on has come back."""
    back = {
        one.person
        for one in memberships
        if one.person.left_on is not None and one.person.left_on < one.from_date
    }
    for person in back:
        person.left_on = None
    Person.objects.bulk_update(back, ["left_on"])


def clear_lists() -> int:
    """Throw away lists that were uploaded a day ago and not imported."""
    gone, _ = (
        PeopleList.objects.waiting().filter(uploaded_at__lt=clock.now() - KEPT).delete()
    )
    return gone
