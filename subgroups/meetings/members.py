"""Who is expected at a meeting: a line for each member, with or without a seat."""

from dataclasses import dataclass, field

from partnership.access import Role
from partnership.people.models import Person
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


def members_of(meeting: Meeting) -> list[Member]:
    """Seat holders of the day, and the chair and minute-taker without a seat."""
    on, members, deputies = meeting.held_on, {}, {}
    holders = SeatHolder.objects.filter(seat__subgroup=meeting.subgroup_id)
    for holder in holders.current(on=on):
        if holder.is_deputy:
            deputies.setdefault(holder.seat_id, []).append(holder.person)
        else:
            members.setdefault(holder.person_id, Member(holder.person, holder.seat))
    for member in members.values():
        member.deputies = deputies.get(member.seat.pk, [])
    for role in (Role.SUBGROUP_CHAIR, Role.MINUTE_TAKER):
        for person in meeting.subgroup.people(role, on=on):
            members.setdefault(person.pk, Member(person)).roles.add(role)
    return sorted(members.values(), key=lambda member: member.person.name.lower())
