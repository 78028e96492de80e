"""Reads the owners of minuted actions: “AO/EG”, “JP and the board office”, “all”.

Initials are unique within a meeting. Aliases of the people listed are understood too
(a member listed as JLP is minuted as JP). Whatever could be two people is never
guessed: it is asked about.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from actions.register.words import OwnerAs
from partnership.access import Role
from partnership.names import plain, plain_initials, plain_name
from partnership.people.models import Organisation, Person
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.structure.models import SeatHolder

BETWEEN_OWNERS = re.compile(r"\s*(?:/|,|;|\+)\s*")
WITHIN_OWNERS = re.compile(r"\s*(?:&|\band\b)\s*")
LOOKS_LIKE_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z][A-Za-z]?|[A-Z]{2}[a-z]{0,2}")
EVERYONE = {"all", "everyone", "all members", "all present", "all attendees"}
CHAIR = {"chair", "the chair"}
MINUTE_TAKER = {"minutes", "minute taker", "the minute taker", "clerk"}
BODIES = (
    Organisation.Kind.AGENCY,
    Organisation.Kind.SUBGROUP,
    Organisation.Kind.PARTNERSHIP,
)
# The longest role that an owner is kept with.
LONGEST_ROLE = 120


@dataclass(frozen=True, kw_only=True)
class OwnersRead:
    """The owners understood, and what the minute-taker has to check.

    `several` gives the people whom words could mean. Until one is chosen, those words
    are an owner without a person.
    """

    owners: tuple[OwnerAs, ...]
    unknown: tuple[str, ...] = ()
    several: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)
    not_in_room: tuple[str, ...] = ()


def read_owners(
    words: str,
    meeting: Meeting,
    *,
    on: date,
    chosen: Mapping[str, Person | None] | None = None,
) -> OwnersRead:
    """Find owners among the people of a meeting, then in the directory.

    `chosen` holds answers about words: the person meant, or None to keep the words.
    """
    return Table(meeting, on=on).read(words, chosen=chosen or {})


class Table:
    """The people round the table at a meeting, by what an owner may be called."""

    def __init__(self, meeting: Meeting, *, on: date) -> None:
        self.meeting, self.on = meeting, on
        self.attendances = list(meeting.attendances.select_related("person", "seat"))
        holders = SeatHolder.objects.filter(seat__subgroup=meeting.subgroup_id)
        self.holders = list(holders.current(on=on))
        self.listed = {row.person_id: row for row in self.attendances}
        self.people = {row.person_id: row.person for row in self.attendances}
        for holder in self.holders:
            self.people.setdefault(holder.person_id, holder.person)

    def read(self, words: str, *, chosen: Mapping[str, Person | None]) -> OwnersRead:
        owners, unknown, several, not_in_room = [], [], {}, []
        for part in self.parts_of(words):
            if part in chosen:
                owners.append(self._owner(part, chosen[part]))
                continue
            found = self.people_called(part)
            person = found[0] if len(found) == 1 else None
            body = None if found else self.body_called(part)
            owners.append(
                OwnerAs(words=part, organisation=body)
                if body
                else self._owner(part, person)
            )
            if len(found) > 1:
                several[part] = tuple(found)
            elif not found and body is None and looks_like_initials(part):
                unknown.append(part)
            if person is not None and self._sent_apologies(person):
                not_in_room.append(part)
        return OwnersRead(
            owners=tuple(owners),
            unknown=tuple(unknown),
            several=several,
            not_in_room=tuple(not_in_room),
        )

    def names_owner(self, words: str) -> bool:
        """Whether every part of some words names an owner, or may be initials."""
        parts = self.parts_of(words)
        return bool(parts) and all(
            looks_like_initials(part) or self._is_known(part) for part in parts
        )

    def parts_of(self, words: str) -> list[str]:
        """The owners in some words. A name that has “and” in it stays whole."""
        parts = []
        for part in filter(None, BETWEEN_OWNERS.split(words.strip())):
            within = [one for one in WITHIN_OWNERS.split(part) if one]
            is_one = len(within) < 2 or self._is_known(part)
            parts += [part] if is_one else within
        return parts

    def people_called(self, part: str) -> list[Person]:
        """The people that words may mean: none, one, or several to choose from."""
        return (
            self._by_initials(plain_initials(part))
            or self._by_role(plain(part))
            or self._by_name(part)
        )

    def body_called(self, part: str) -> Organisation | None:
        """The organisation that words name. “All” is the subgroup itself."""
        if plain(part) in EVERYONE:
            return self.meeting.subgroup.organisation
        named = Organisation.objects.filter(kind__in=BODIES, closed_on=None)
        for found in (
            named.filter(plain_name=plain(part))[:2],
            named.filter(short_name__iexact=part)[:2],
        ):
            if len(found) == 1:
                return found[0]
        return None

    def _is_known(self, part: str) -> bool:
        return bool(self.people_called(part)) or self.body_called(part) is not None

    def _owner(self, part: str, person: Person | None) -> OwnerAs:
        """An owner with the role of the day of the meeting."""
        row = self.listed.get(person.pk) if person else None
        role = row.role_words if row else person.job_title if person else ""
        return OwnerAs(words=part, person=person, role_words=role[:LONGEST_ROLE])

    def _by_initials(self, initials: str) -> list[Person]:
        """People minuted under these initials, then those who have them as well.

        Someone else in the room whose own initials these are could be meant too. An
        alias is only looked at when nobody is minuted so.
        """
        if not initials:
            return []
        minuted = [
            row.person
            for row in self.attendances
            if plain_initials(row.initials) == initials
        ]
        if minuted:
            own = [
                row.person
                for row in self.attendances
                if plain_initials(row.person.initials) == initials and not row.is_away
            ]
            return list({person.pk: person for person in [*minuted, *own]}.values())
        return [
            person
            for person in self.people.values()
            if initials in map(plain_initials, person.all_initials)
        ]

    def _by_role(self, role: str) -> list[Person]:
        """The chair, the minute-taker, or whoever sits in a seat that is named."""
        for called, mark, held in (
            (CHAIR, "is_chair", Role.SUBGROUP_CHAIR),
            (MINUTE_TAKER, "is_minute_taker", Role.MINUTE_TAKER),
        ):
            if role in called:
                marked = [row.person for row in self.attendances if getattr(row, mark)]
                return marked or list(self.meeting.subgroup.people(held, on=self.on))
        seated = [
            row.person
            for row in self.attendances
            if row.seat and plain(row.seat.label) == role and not row.is_away
        ]
        return seated or [
            holder.person
            for holder in self.holders
            if plain(holder.seat.label) == role and not holder.is_deputy
        ]

    def _by_name(self, words: str) -> list[Person]:
        """People round the table with this full name, then those in the directory."""
        name = plain_name(words)
        here = [p for p in self.people.values() if plain_name(p.name) == name]
        if here or " " not in name:
            return here
        return list(Person.objects.known().filter(plain_name=name)[:5])

    def _sent_apologies(self, person: Person) -> bool:
        row = self.listed.get(person.pk)
        return row is not None and row.kind == Attendance.Kind.APOLOGIES


def looks_like_initials(part: str) -> bool:
    return LOOKS_LIKE_INITIALS.fullmatch(plain_initials(part)) is not None
