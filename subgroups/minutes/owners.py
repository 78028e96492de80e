"""Reads the owners of minuted actions: “AO/EG”, “JP and the board office”.

Initials are unique within a meeting. Aliases of the people listed are understood
too (a member listed as JLP is minuted as JP).
"""

import re
from dataclasses import dataclass
from datetime import date

from actions.register.words import OwnerAs
from partnership.names import plain_initials, plain_name
from partnership.people.models import Person
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.structure.models import SeatHolder

BETWEEN_OWNERS = re.compile(r"\s*(?:/|,|;|&|\+|\band\b)\s*")
LOOKS_LIKE_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z][A-Za-z]?|[A-Z]{2}[a-z]{0,2}")


@dataclass(frozen=True, kw_only=True)
class OwnersRead:
    """The owners understood, and the initials for the minute-taker to check."""

    owners: tuple[OwnerAs, ...]
    unknown: tuple[str, ...] = ()
    not_in_room: tuple[str, ...] = ()


def read_owners(words: str, meeting: Meeting, *, on: date) -> OwnersRead:
    """Find owners among the people of a meeting, then in the directory."""
    people = _people_by_initials(meeting, on)
    away = set(
        meeting.attendances.filter(kind=Attendance.Kind.APOLOGIES).values_list(
            "person_id", flat=True
        )
    )
    owners, unknown, not_in_room = [], [], []
    for part in filter(None, BETWEEN_OWNERS.split(words.strip())):
        person = people.get(plain_initials(part)) or _by_name(part)
        owners.append(OwnerAs(words=part, person=person))
        if person is None and LOOKS_LIKE_INITIALS.fullmatch(plain_initials(part)):
            unknown.append(part)
        if person is not None and person.pk in away:
            not_in_room.append(part)
    return OwnersRead(
        owners=tuple(owners), unknown=tuple(unknown), not_in_room=tuple(not_in_room)
    )


def _people_by_initials(meeting: Meeting, on: date) -> dict[str, Person]:
    """People by initials as minuted, then by unambiguous aliases, absent ones last."""
    minuted, others = {}, {}
    attendances = meeting.attendances.select_related("person")
    for attendance in attendances:
        if attendance.initials:
            minuted[plain_initials(attendance.initials)] = attendance.person
    members = [
        holder.person
        for holder in SeatHolder.objects.filter(
            seat__subgroup=meeting.subgroup_id
        ).current(on=on)
    ]
    for person in {*members, *(attendance.person for attendance in attendances)}:
        for initials in {*map(plain_initials, person.all_initials)}:
            others.setdefault(initials, set()).add(person)
    alone = {key: people.pop() for key, people in others.items() if len(people) == 1}
    return alone | minuted


def _by_name(words: str) -> Person | None:
    """The only person in the directory with this full name."""
    if " " not in words:
        return None
    named = Person.objects.known().filter(plain_name=plain_name(words))[:2]
    return named[0] if len(named) == 1 else None
