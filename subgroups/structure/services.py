"""Adding subgroups and seats, and appointing people to seats."""

from datetime import date

from django.db import transaction

from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.organisations import services as organisations
from partnership.people import roles
from partnership.people.models import Organisation, Person
from subgroups.structure.models import Seat, SeatHolder, Subgroup


@transaction.atomic
def create_subgroup(
    *,
    name: str,
    short_name: str = "",
    reports_to: Organisation | None,
    by: Person | None,
) -> Subgroup:
    """Add a subgroup to the directory and the structure.

    Raises:
        Refused: there is already an open subgroup with this name.
    """
    if Organisation.objects.filter(
        kind=Organisation.Kind.SUBGROUP, name__iexact=name, closed_on=None
    ).exists():
        raise Refused("There is already a subgroup with this name", field="name")
    organisation = organisations.add_organisation(
        kind=Organisation.Kind.SUBGROUP, name=name, short_name=short_name, by=by
    )
    return constitute(organisation, reports_to=reports_to, by=by)


@transaction.atomic
def constitute(
    organisation: Organisation, *, reports_to: Organisation | None, by: Person | None
) -> Subgroup:
    """Add a subgroup that is in the directory to the structure.

    Raises:
        Refused: the organisation is not a subgroup, or a subgroup cannot report there.
    """
    if organisation.kind != Organisation.Kind.SUBGROUP:
        raise Refused(f"{organisation.name} is not a subgroup")
    upwards = {Organisation.Kind.PARTNERSHIP, Organisation.Kind.SUBGROUP}
    if reports_to is not None and (
        reports_to.kind not in upwards or reports_to == organisation
    ):
        raise Refused(
            "A subgroup reports to another subgroup or to the partnership",
            field="reports_to",
        )
    subgroup = Subgroup.objects.create(organisation=organisation, reports_to=reports_to)
    history.record(
        subgroup, "created", by=by, reports_to=reports_to.name if reports_to else ""
    )
    return subgroup


@transaction.atomic
def add_seat(
    subgroup: Subgroup,
    *,
    agency: Organisation,
    label: str,
    is_statutory: bool = False,
    by: Person | None,
    on: date,
) -> Seat:
    """Add a seat for an agency from a day.

    Raises:
        Refused: there is already an open seat with this name.
    """
    if subgroup.seats.filter(label__iexact=label, to_date=None).exists():
        raise Refused("There is already a seat with this name", field="label")
    seat = Seat.objects.create(
        subgroup=subgroup,
        agency=agency,
        label=label,
        is_statutory=is_statutory,
        from_date=on,
    )
    history.record(subgroup, "seat added", by=by, seat=label, agency=agency.name)
    return seat


@transaction.atomic
def seat_person(
    seat: Seat,
    *,
    person: Person,
    is_deputy: bool = False,
    by: Person | None,
    on: date,
) -> SeatHolder:
    """Appoint someone to a seat or as its deputy, with access to the subgroup.

    Raises:
        Refused: they already hold this seat.
    """
    if seat.holders.filter(person=person, to_date=None).exists():
        raise Refused(f"{person.name} already holds this seat", field="person")
    holder = SeatHolder.objects.create(
        seat=seat, person=person, is_deputy=is_deputy, from_date=on
    )
    organisation = seat.subgroup.organisation
    if not person.memberships.filter(organisation=organisation, to_date=None).exists():
        role = Role.DEPUTY if is_deputy else Role.MEMBER
        roles.join(person, organisation, role, by=by, on=on)
    history.record(
        seat.subgroup,
        "deputy named" if is_deputy else "seat taken",
        by=by,
        seat=seat.label,
        person=person.name,
    )
    return holder
