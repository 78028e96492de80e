"""Attendance as it is taken in the room: one person, one tap at a time."""

from collections.abc import Sequence
from datetime import date, time

from django.db import transaction

from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.names import plain_initials, plain_name
from partnership.people.models import Person
from subgroups.meetings.checking import lapse_check
from subgroups.meetings.members import Member, members_of
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.services import (
    Attended,
    attendance_of,
    check_list,
    record_attendance,
)

Kind = Attendance.Kind
LONGEST_INITIALS = 8


@transaction.atomic
def mark(
    meeting: Meeting,
    *,
    person: Person,
    kind: str,
    deputy: str = "",
    by: Person | None,
    on: date,
) -> None:
    """Record how one member attends, or with no kind that nothing is recorded yet.

    Marking someone as they are already marked changes nothing, so that a tap sent
    twice counts once.

    Raises:
        Refused: the person is not a member, a deputy has no name, or attendance can no
            longer be recorded.
    """
    _open(meeting, on)
    member = next((one for one in members_of(meeting) if one.person == person), None)
    if member is None:
        raise Refused("This person is not a member of the subgroup", field="person")
    if kind == Kind.DEPUTY and not deputy.strip():
        raise Refused(f"Enter the deputy for {person.name}", field="deputy")
    rows = list(meeting.attendances.all())
    own = [row for row in rows if person.pk in {row.person_id, row.deputy_for_id}]
    lines = _lines(member, kind, deputy.strip(), rows)
    if _says_so_already(own, lines):
        return
    _replace(meeting, own, lines, by=by, on=on)
    what = dict(Kind.choices)[kind].lower() if kind else "not recorded"
    words = f"{what}: {deputy.strip()}" if kind == Kind.DEPUTY else what
    history.record(meeting, "attendance marked", by=by, person=person.name, what=words)


@transaction.atomic
def mark_rest_present(meeting: Meeting, *, by: Person | None, on: date) -> int:
    """Record as present every member not recorded yet. Returns how many."""
    _open(meeting, on)
    rows = list(meeting.attendances.all())
    recorded = {pk for row in rows for pk in (row.person_id, row.deputy_for_id)}
    lines = []
    for member in members_of(meeting):
        if member.person.pk not in recorded:
            lines += _lines(member, Kind.PRESENT, "", [*rows, *lines])
    if lines:
        _replace(meeting, [], lines, by=by, on=on)
        history.record(meeting, "the rest marked present", by=by, people=len(lines))
    return len(lines)


@transaction.atomic
def record_with_rest_present(
    meeting: Meeting,
    *,
    attended: Sequence[Attended],
    version: int | None = None,
    by: Person | None,
    on: date,
) -> None:
    """Record the attendance as listed, and every member who is not listed as present.

    Raises:
        Refused: for the reasons of `record_attendance`.
    """
    record_attendance(meeting, attended=attended, version=version, by=by, on=on)
    mark_rest_present(meeting, by=by, on=on)


@transaction.atomic
def add_visitor(
    meeting: Meeting,
    *,
    name: str,
    initials: str = "",
    role_words: str = "",
    by: Person | None,
    on: date,
) -> None:
    """Record a visitor, who never counts towards the quorum."""
    _open(meeting, on)
    visitor = Attended(
        name=name, initials=initials, role_words=role_words, kind=Kind.VISITOR
    )
    _replace(meeting, [], [visitor], by=by, on=on)
    history.record(meeting, "attendance marked", by=by, person=name, what="visitor")


@transaction.atomic
def time_presence(
    attendance: Attendance,
    *,
    arrived_at_item: int | None,
    left_after_item: int | None,
    arrived_at: time | None = None,
    left_at: time | None = None,
    by: Person | None,
    on: date,
) -> None:
    """Record from which item to which someone was in the room, and at what time.

    Raises:
        Refused: they were not there, or left before they arrived.
    """
    meeting = attendance.meeting
    _open(meeting, on)
    if attendance.is_away:
        raise Refused(f"{attendance.name} is not recorded as present")
    if None not in {arrived_at_item, left_after_item} and (
        left_after_item < arrived_at_item
    ):
        raise Refused(f"{attendance.name} cannot leave before arriving")
    attendance.arrived_at_item = arrived_at_item
    attendance.left_after_item = left_after_item
    attendance.arrived_at = arrived_at if arrived_at_item is not None else None
    attendance.left_at = left_at if left_after_item is not None else None
    attendance.save()
    what = ", ".join(filter(None, [attendance.arrived_words, attendance.left_words]))
    history.record(
        meeting,
        "attendance marked",
        by=by,
        person=attendance.name,
        what=what or "present throughout",
    )


@transaction.atomic
def withdraw(
    attendance: Attendance,
    *,
    item_number: int,
    is_withdrawn: bool,
    by: Person | None,
    on: date,
) -> None:
    """Record that someone withdrew for an item because of an interest, or did not."""
    meeting = attendance.meeting
    _open(meeting, on)
    if attendance.is_away:
        raise Refused(f"{attendance.name} is not recorded as present")
    others = set(attendance.withdrew_for) - {item_number}
    attendance.withdrew_for = sorted(
        others | ({item_number} if is_withdrawn else set())
    )
    attendance.save(update_fields=["withdrew_for"])
    verb = "withdrew" if is_withdrawn else "did not withdraw"
    history.record(
        meeting,
        "attendance marked",
        by=by,
        person=attendance.name,
        what=f"{verb} for item {item_number}",
    )


def _open(meeting: Meeting, on: date) -> None:
    """Lock the meeting, so that an attendance page opened earlier notices."""
    meeting.claim(None)
    meeting.guard("record_attendance", on=on)
    if meeting.is_open_to("hold"):
        meeting.move("hold")
    meeting.save()
    lapse_check(meeting)


def _lines(
    member: Member, kind: str, deputy: str, taken: Sequence[Attendance | Attended]
) -> list[Attended]:
    """What is to be recorded of a member, with the deputy if one is sent."""
    if not kind:
        return []
    person, is_present = member.person, kind == Kind.PRESENT
    others = [one for one in taken if one.person != person]
    own = Attended(
        person=person,
        kind=Kind.APOLOGIES if kind == Kind.DEPUTY else kind,
        seat=member.seat,
        initials=_initials(person, others),
        is_chair=is_present
        and Role.SUBGROUP_CHAIR in member.roles
        and not any(one.is_chair for one in others),
        is_minute_taker=is_present
        and Role.MINUTE_TAKER in member.roles
        and not any(one.is_minute_taker for one in others),
    )
    if kind != Kind.DEPUTY:
        return [own]
    if member.seat is None:
        raise Refused(f"{person.name} holds no seat, so has no deputy", field="deputy")
    known = plain_name(deputy)
    named = next((p for p in member.deputies if plain_name(p.name) == known), None)
    stand_in = Attended(
        person=named,
        name=deputy,
        kind=Kind.DEPUTY,
        seat=member.seat,
        deputy_for=person,
        initials=_initials(named, others) if named else "",
    )
    return [own, stand_in]


def _initials(person: Person, taken: Sequence[Attendance | Attended]) -> str:
    """Someone's initials, with more letters of the surname if another has them here.

    Amrita Sharma is minuted as ASh beside Ann Seal (AS).
    """
    used = {plain_initials(one.initials).lower() for one in taken if one.initials}
    initials = person.initials
    for letter in person.name.split()[-1][1:].lower():
        if plain_initials(initials).lower() not in used:
            break
        initials += letter
    return initials[:LONGEST_INITIALS]


def _says_so_already(rows: list[Attendance], lines: list[Attended]) -> bool:
    before = {(row.kind, plain_name(row.name)) for row in rows}
    after = {
        (line.kind, plain_name(line.person.name if line.person else line.name))
        for line in lines
    }
    return before == after


def _replace(
    meeting: Meeting,
    rows: list[Attendance],
    lines: list[Attended],
    *,
    by: Person | None,
    on: date,
) -> None:
    fresh = [attendance_of(meeting, line, by, on) for line in lines]
    gone = {row.pk for row in rows}
    staying = [row for row in meeting.attendances.all() if row.pk not in gone]
    check_list([*staying, *fresh])
    meeting.attendances.filter(pk__in=gone).delete()
    Attendance.objects.bulk_create(fresh)
