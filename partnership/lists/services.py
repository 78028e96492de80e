"""Importing people and their roles from a list."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.lists.columns import COLUMNS
from partnership.lists.comparing import preview_of
from partnership.lists.known import BY_LIST, nearest_roles
from partnership.lists.models import PeopleList
from partnership.lists.preview import NEW_PERSON, OUTCOMES, PeoplePreview, PersonRow
from partnership.people.models import Membership, Person
from partnership.people.services import edit_person
from partnership.spreadsheets.columns import Columns
from partnership.spreadsheets.tables import Tables
from partnership.uploads.kinds import Kind


class ListsOfPeople(Kind):
    """The kind of file that lists people and their roles."""

    model = PeopleList
    outcomes = OUTCOMES
    noun, ours = "list", "directory"
    asks = "Who is this?"
    asks_because = "People are not matched by name alone."
    reads_several = False
    worded = {"role": "As a role"}
    unexplained = "Not a role: leave out these rows"

    def columns(self, uploaded: PeopleList) -> Columns:
        return COLUMNS

    def meanings(self, column: str, word: str) -> list[tuple[str, str]]:
        near = nearest_roles(word)
        others = [role for role in BY_LIST if role not in near]
        return [(role.value, role.label) for role in [*near, *others]]

    def compare(
        self, uploaded: PeopleList, tables: Tables, *, on: date
    ) -> PeoplePreview:
        return preview_of(uploaded, tables, on=on)

    def carry_out(
        self,
        preview: PeoplePreview,
        uploaded: PeopleList,
        *,
        by: Person | None,
        on: date,
    ) -> None:
        carry_out(preview, by=by)


LISTS = ListsOfPeople()


def carry_out(preview: PeoplePreview, *, by: Person | None) -> None:
    """Save the people and roles of a preview, in a few statements.

    Raises:
        Refused: someone else was adding one of them at the same moment.
    """
    try:
        with transaction.atomic():
            people = _add_people(preview, by=by)
            for row in preview.rows:
                if row.gains_email:
                    _give_address(row, by=by)
            _give_roles(preview, people, by=by)
    except IntegrityError:
        raise Refused(
            "Nothing was imported: somebody was entering one of these people at the "
            "same moment. Look at the list again"
        ) from None


def _add_people(preview: PeoplePreview, *, by: Person | None) -> dict[int, Person]:
    """The new people of a list, by the row that names them first."""
    rows = [row for row in preview.rows if row.outcome == NEW_PERSON]
    people = Person.objects.bulk_create(
        Person(
            name=row.line.name,
            initials=row.line.initials,
            email=row.line.email,
            job_title=row.line.job_title,
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


def _give_address(row: PersonRow, *, by: Person | None) -> None:
    """Add an email address for someone who had none."""
    person = Person.objects.get(pk=row.person.pk)
    edit_person(
        person,
        name=person.name,
        initials=person.initials,
        aliases=person.aliases,
        email=row.line.email,
        job_title=person.job_title,
        by=by,
    )


def _give_roles(
    preview: PeoplePreview, people: dict[int, Person], *, by: Person | None
) -> None:
    known = Person.objects.in_bulk(
        {row.person.pk for row in preview.rows if row.person and row.givings}
    )
    memberships = Membership.objects.bulk_create(
        Membership(
            person=known[row.person.pk] if row.person else people[row.first_row],
            organisation=giving.organisation,
            role=giving.role,
            from_date=giving.from_date,
        )
        for row in preview.rows
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
    """People who had left and have a later role have come back."""
    back = {
        one.person
        for one in memberships
        if one.person.left_on is not None and one.person.left_on < one.from_date
    }
    for person in back:
        person.left_on = None
    Person.objects.bulk_update(back, ["left_on"])
