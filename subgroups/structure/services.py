"""Adding and changing subgroups and their seats."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.organisations import services as organisations
from partnership.people.models import Organisation, Person
from partnership.people.roles import in_words
from subgroups.structure.models import Seat, Subgroup

UPWARDS = {Organisation.Kind.PARTNERSHIP, Organisation.Kind.SUBGROUP}


@transaction.atomic
def create_subgroup(
    *,
    name: str,
    short_name: str = "",
    reports_to: Organisation | None,
    kind: str = Subgroup.Kind.SUBGROUP,
    parent: Subgroup | None = None,
    finishes_on: date | None = None,
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
    return constitute(
        organisation,
        reports_to=reports_to,
        kind=kind,
        parent=parent,
        finishes_on=finishes_on,
        by=by,
    )


@transaction.atomic
def constitute(
    organisation: Organisation,
    *,
    reports_to: Organisation | None,
    kind: str = Subgroup.Kind.SUBGROUP,
    parent: Subgroup | None = None,
    finishes_on: date | None = None,
    by: Person | None,
) -> Subgroup:
    """Add a subgroup that is in the directory to the structure.

    Raises:
        Refused: the organisation is not a subgroup, or a subgroup cannot report there.
    """
    if organisation.kind != Organisation.Kind.SUBGROUP:
        raise Refused(f"{organisation.name} is not a subgroup")
    subgroup = Subgroup(
        organisation=organisation,
        reports_to=reports_to,
        kind=kind,
        parent=parent,
        finishes_on=finishes_on,
    )
    _check_place(subgroup)
    subgroup.save()
    history.record(
        subgroup, "created", by=by, reports_to=reports_to.name if reports_to else ""
    )
    return subgroup


@transaction.atomic
def edit_subgroup(
    subgroup: Subgroup,
    *,
    reports_to: Organisation | None,
    kind: str,
    parent: Subgroup | None,
    finishes_on: date | None,
    version: int | None = None,
    by: Person,
) -> None:
    """Change what kind of group it is, where it belongs and where it reports.

    Raises:
        Refused: it would belong or report to itself, directly or through others.
    """
    # One at a time, so that two changes cannot close a circle together.
    list(Subgroup.objects.select_for_update().order_by("pk").values_list("pk"))
    subgroup.claim(version)
    subgroup.reports_to, subgroup.kind = reports_to, kind
    subgroup.parent, subgroup.finishes_on = parent, finishes_on
    _check_place(subgroup)
    subgroup.save()
    history.record(
        subgroup,
        "structure changed",
        by=by,
        kind=subgroup.get_kind_display(),
        reports_to=reports_to.name if reports_to else "",
        parent=str(parent) if parent else "",
    )


def _check_place(subgroup: Subgroup) -> None:
    above = subgroup.reports_to
    if above is not None and (
        above.kind not in UPWARDS or above == subgroup.organisation
    ):
        raise Refused(
            "A subgroup reports to another subgroup or to the partnership",
            field="reports_to",
        )
    if subgroup.finishes_on and subgroup.kind != Subgroup.Kind.TASK:
        raise Refused(
            "Only a task and finish group has an end date", field="finishes_on"
        )
    if subgroup.pk is None:
        return
    groups = {one.pk: one for one in Subgroup.objects.all()}
    by_organisation = {one.organisation_id: one for one in groups.values()}
    ways = {
        "parent": lambda one: groups.get(one.parent_id),
        "reports_to": lambda one: by_organisation.get(one.reports_to_id),
    }
    for field, upwards in ways.items():
        one = upwards(subgroup)
        passed = set()
        while one is not None and one.pk not in passed:
            if one.pk == subgroup.pk:
                raise Refused(
                    "This group would end up above itself. Choose another",
                    field=field,
                )
            passed.add(one.pk)
            one = upwards(one)


@transaction.atomic
def add_seat(
    subgroup: Subgroup,
    *,
    agency: Organisation,
    label: str,
    appointed_by: str = "",
    is_statutory: bool = False,
    is_associate: bool = False,
    by: Person | None,
    on: date,
) -> Seat:
    """Add a seat for an agency from a day.

    Raises:
        Refused: there is already an open seat with this name, or it is an associate
            member's and a statutory partner's.
    """
    seat = Seat(
        subgroup=subgroup,
        agency=agency,
        label=label,
        appointed_by=appointed_by,
        is_statutory=is_statutory,
        is_associate=is_associate,
        from_date=on,
    )
    _check_seat(seat)
    seat.save()
    history.record(subgroup, "seat added", by=by, seat=label, agency=agency.name)
    return seat


@transaction.atomic
def edit_seat(
    seat: Seat,
    *,
    agency: Organisation,
    label: str,
    appointed_by: str,
    is_statutory: bool,
    is_associate: bool,
    from_date: date,
    to_date: date | None,
    version: int | None = None,
    by: Person,
) -> None:
    """Correct a seat, or end it.

    Raises:
        Refused: as for `add_seat`; or someone sits in it on a day outside its dates.
    """
    seat.claim(version)
    before = seat.label
    seat.agency, seat.label, seat.appointed_by = agency, label, appointed_by
    seat.is_statutory, seat.is_associate = is_statutory, is_associate
    seat.from_date, seat.to_date = from_date, to_date
    _check_seat(seat)
    seat.save()
    history.record(
        seat.subgroup,
        "seat changed",
        by=by,
        seat=label,
        before=before if before != label else "",
        agency=agency.name,
        to_date=to_date.isoformat() if to_date else "",
    )


def _check_seat(seat: Seat) -> None:
    """Refuse, with a clear message, what the constraints would refuse."""
    others = Seat.objects.filter(subgroup=seat.subgroup_id).exclude(pk=seat.pk)
    is_open = seat.to_date is None
    if is_open and others.filter(label__iexact=seat.label, to_date=None).exists():
        raise Refused("There is already a seat with this name", field="label")
    if seat.is_statutory and seat.is_associate:
        raise Refused(
            "An associate member’s seat cannot be a statutory partner’s",
            field="is_associate",
        )
    if not is_open and seat.to_date < seat.from_date:
        raise Refused("The seat must end after it begins", field="to_date")
    if seat.pk is None:
        return
    earlier = seat.holders.filter(from_date__lt=seat.from_date).order_by("from_date")
    if early := earlier.select_related("person").first():
        raise Refused(
            f"{early.person.name} sits in it from {in_words(early.from_date)}",
            field="from_date",
        )
    if not is_open:
        later = seat.holders.filter(Q(to_date=None) | Q(to_date__gt=seat.to_date))
        if late := later.select_related("person").order_by("from_date").first():
            raise Refused(
                f"End the time of {late.person.name} in this seat first",
                field="to_date",
            )
