"""Who is expected at a meeting: a line for each member, with or without a seat."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from partnership.access import Role
from partnership.people.models import Membership, MembershipQuerySet, Person
from subgroups.meetings.models.meetings import Meeting
from subgroups.structure.models import Seat, SeatHolder


@dataclass
class Member:
    """Someone expected at a meeting, with their seat and its deputies."""

    person: Person
    seat: Seat | None = None
    deputies: list[Person] = field(default_factory=list)
    # The roles here that matter at a meeting: chair and minute-taker.
    roles: set[Role] = field(default_factory=set)

    @property
    def key(self) -> int:
        return self.person.pk


def members_of(
    meeting: Meeting, *, seats: Iterable[Seat] | None = None
) -> list[Member]:
    """Seat holders of the day, and the chair and minute-taker without a seat.

    `seats` are those of the day as `meeting.seats()` loads them.
    """
    on, members, deputies = meeting.held_on, {}, {}
    for holder in _holders(meeting.seats() if seats is None else seats, on=on):
        if holder.is_deputy:
            deputies.setdefault(holder.seat_id, []).append(holder.person)
        else:
            members.setdefault(holder.person_id, Member(holder.person, holder.seat))
    for member in members.values():
        member.deputies = deputies.get(member.seat.pk, [])
    for membership in _chair_and_minute_taker(meeting):
        person = membership.person
        members.setdefault(person.pk, Member(person)).roles.add(membership.role)
    return sorted(members.values(), key=lambda member: member.person.name.lower())


def _holders(seats: Iterable[Seat], *, on: date) -> list[SeatHolder]:
    """Holders and deputies on a day, by name."""
    holders = [holder for seat in seats for holder in seat.holders.all()]
    return sorted(
        (holder for holder in holders if holder.is_in_force(on)),
        key=lambda holder: (holder.person.name.lower(), holder.pk),
    )


def _chair_and_minute_taker(meeting: Meeting) -> MembershipQuerySet:
    return (
        Membership.objects.current(on=meeting.held_on)
        .filter(
            organisation=meeting.subgroup.organisation_id,
            role__in=(Role.SUBGROUP_CHAIR, Role.MINUTE_TAKER),
        )
        .select_related("person")
        .order_by()
    )
