"""Appointing people to seats, and correcting who sat in them.

A seat has one holder on a day and any number of deputies. Who is appointed gains access
to the subgroup; who leaves their last seat in it loses what the seat gave.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people import roles
from partnership.people.models import Membership, Person
from partnership.people.roles import in_words
from subgroups.structure.models import Seat, SeatHolder

ONE_DAY = timedelta(days=1)
OF_SEATS = (Role.MEMBER, Role.DEPUTY)


@transaction.atomic
def seat_person(
    seat: Seat,
    *,
    person: Person,
    is_deputy: bool = False,
    from_date: date | None = None,
    to_date: date | None = None,
    term_ends_on: date | None = None,
    replaces: bool = False,
    by: Person | None,
    on: date,
) -> SeatHolder:
    """Appoint someone to a seat or as its deputy, with access to the subgroup.

    Where they replace the holder, the holder's time ends the day before.

    Raises:
        Refused: they already hold this seat, someone else does on one of these days,
            or the dates are not in order or outside those of the seat.
    """
    Seat.objects.select_for_update().get(pk=seat.pk)
    begins = from_date or on
    if seat.holders.filter(person=person, to_date=None).exists():
        raise Refused(f"{person.name} already holds this seat", field="person")
    holder = SeatHolder(
        seat=seat,
        person=person,
        is_deputy=is_deputy,
        from_date=begins,
        to_date=to_date,
        term_ends_on=term_ends_on,
    )
    if replaces and not is_deputy:
        _end_before(seat, begins, by=by)
    _check(holder)
    holder.save()
    _give_access(holder, by=by, on=begins)
    history.record(
        seat.subgroup,
        "deputy named" if is_deputy else "seat taken",
        by=by,
        seat=seat.label,
        person=person.name,
        from_date=begins.isoformat(),
    )
    return holder


def _end_before(seat: Seat, day: date, *, by: Person | None) -> None:
    """End the term of the person who holds a seat on a day, on the day before."""
    for former in seat.holders.filter(is_deputy=False).current(on=day):
        if former.from_date >= day:
            raise Refused(
                f"{former.person.name} only begins on {in_words(former.from_date)}. "
                "Correct or remove that appointment instead",
                field="person",
            )
        former.to_date = day - ONE_DAY
        former.save()
        _end_access(former, last_day=former.to_date, by=by)
        history.record(
            seat.subgroup,
            "seat left",
            by=by,
            seat=seat.label,
            person=former.person.name,
            last_day=former.to_date.isoformat(),
        )


@transaction.atomic
def correct_holder(
    holder: SeatHolder,
    *,
    person: Person,
    is_deputy: bool,
    from_date: date,
    to_date: date | None,
    term_ends_on: date | None,
    leave_from: date | None,
    leave_until: date | None,
    version: int | None = None,
    by: Person | None,
    on: date,
) -> None:
    """Correct who sat in a seat and when, or end someone's time in it.

    Raises:
        Refused: as for `seat_person`, or the leave is not in order.
    """
    holder.claim(version)
    before = holder.person
    holder.person, holder.is_deputy = person, is_deputy
    holder.from_date, holder.to_date = from_date, to_date
    holder.term_ends_on = term_ends_on
    holder.leave_from, holder.leave_until = leave_from, leave_until
    if leave_until and not leave_from:
        raise Refused("Enter the first day of leave", field="leave_from")
    if leave_until and leave_until < leave_from:
        raise Refused("Leave must end after it starts", field="leave_until")
    _check(holder)
    holder.save()
    if before != person:
        _end_access_of(before, holder.seat, last_day=on, by=by)
    if to_date is None or to_date >= on:
        _give_access(holder, by=by, on=max(on, from_date))
    if to_date is not None:
        _end_access(holder, last_day=max(to_date, on), by=by)
    history.record(
        holder.seat.subgroup,
        "seat holder corrected",
        by=by,
        seat=holder.seat.label,
        person=person.name,
        before=before.name if before != person else "",
        from_date=from_date.isoformat(),
        to_date=to_date.isoformat() if to_date else "",
    )


@transaction.atomic
def remove_holder(
    holder: SeatHolder, *, version: int | None = None, by: Person | None, on: date
) -> None:
    """Remove an appointment entered by mistake. The history keeps it."""
    holder.claim(version)
    history.record(
        holder.seat.subgroup,
        "appointment removed",
        by=by,
        seat=holder.seat.label,
        person=holder.person.name,
    )
    holder.delete()
    _end_access_of(holder.person, holder.seat, last_day=on, by=by)


def _check(holder: SeatHolder) -> None:
    """Refuse, with a clear message, what the constraints would refuse."""
    seat, begins, ends = holder.seat, holder.from_date, holder.to_date
    if ends is not None and ends < begins:
        raise Refused("The last day must be on or after the first", field="to_date")
    if holder.term_ends_on is not None and holder.term_ends_on < begins:
        raise Refused("The term must end after it begins", field="term_ends_on")
    if begins < seat.from_date:
        raise Refused(
            f"This seat exists from {in_words(seat.from_date)}", field="from_date"
        )
    if seat.to_date is not None and (ends is None or ends > seat.to_date):
        raise Refused(f"This seat ended on {in_words(seat.to_date)}", field="to_date")
    others = _meeting(seat, begins, ends).exclude(pk=holder.pk)
    if again := others.filter(person=holder.person_id).first():
        raise Refused(
            f"{holder.person.name} already holds this seat {_period(again)}",
            field="person",
        )
    if holder.is_deputy:
        return
    if other := others.filter(is_deputy=False).select_related("person").first():
        raise Refused(
            f"{other.person.name} holds this seat {_period(other)}. Two people cannot "
            "hold one seat on the same day",
            field="person",
        )


def _meeting(seat: Seat, begins: date, ends: date | None) -> QuerySet[SeatHolder]:
    """Those who hold or deputise for a seat on one of these days."""
    found = seat.holders.filter(Q(to_date=None) | Q(to_date__gte=begins))
    found = found.order_by("from_date", "pk")
    return found if ends is None else found.filter(from_date__lte=ends)


def _period(holder: SeatHolder) -> str:
    if holder.to_date is None:
        return f"from {in_words(holder.from_date)}"
    return f"from {in_words(holder.from_date)} to {in_words(holder.to_date)}"


def _give_access(holder: SeatHolder, *, by: Person | None, on: date) -> None:
    place = holder.seat.subgroup.organisation
    if not holder.person.memberships.filter(organisation=place, to_date=None).exists():
        role = Role.DEPUTY if holder.is_deputy else Role.MEMBER
        roles.join(holder.person, place, role, by=by, on=on)


def _end_access(holder: SeatHolder, *, last_day: date, by: Person | None) -> None:
    _end_access_of(holder.person, holder.seat, last_day=last_day, by=by)


def _end_access_of(
    person: Person, seat: Seat, *, last_day: date, by: Person | None
) -> None:
    """End the membership a seat gave, unless another seat here still does."""
    still = SeatHolder.objects.filter(
        Q(to_date=None) | Q(to_date__gt=last_day),
        seat__subgroup=seat.subgroup_id,
        person=person,
    )
    if still.exists():
        return
    for membership in Membership.objects.filter(
        person=person,
        organisation=seat.subgroup.organisation_id,
        role__in=OF_SEATS,
        to_date=None,
    ):
        roles.leave(membership, by=by, on=last_day)
