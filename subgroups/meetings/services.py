"""Planning a meeting, recording attendance and the chair's decision on quorum.

A whole year, and what changes afterwards, is in `planning`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.db.models import Q

from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.names import plain_initials, plain_name
from partnership.people import services as directory
from partnership.people.models import Person
from subgroups.meetings.checking import lapse_check
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.structure.models import Seat, Subgroup

Kind = Attendance.Kind


@dataclass(frozen=True, kw_only=True)
class Attended:
    """A line of attendance to be recorded.

    Without a person, the name is looked up among the subgroup's people and then in
    the directory. If there is no match, a contact is added.
    """

    person: Person | None = None
    name: str = ""
    kind: str
    seat: Seat | None = None
    deputy_for: Person | None = None
    initials: str = ""
    role_words: str = ""
    is_chair: bool = False
    is_minute_taker: bool = False
    arrived_at_item: int | None = None
    left_after_item: int | None = None
    withdrew_for: Sequence[int] = ()


@transaction.atomic
def plan_meeting(
    subgroup: Subgroup,
    *,
    held_on: date,
    starts_at: time,
    ends_at: time | None = None,
    place: str,
    by: Person | None,
) -> Meeting:
    """Add a meeting to the subgroup's calendar.

    Raises:
        Refused: the subgroup already meets then, or the meeting ends before it starts.
    """
    check_times(starts_at, ends_at)
    check_is_free(subgroup, held_on, starts_at, field="held_on")
    meeting = Meeting.objects.create(
        subgroup=subgroup,
        held_on=held_on,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
    )
    history.record(meeting, "planned", by=by, day=held_on.isoformat(), place=place)
    return meeting


def check_times(starts_at: time, ends_at: time | None) -> None:
    if ends_at is not None and ends_at <= starts_at:
        raise Refused("The meeting must end after it starts", field="ends_at")


def check_is_free(
    subgroup: Subgroup,
    held_on: date,
    starts_at: time,
    *,
    field: str,
    apart_from: Meeting | None = None,
) -> None:
    others = subgroup.meetings.standing().filter(held_on=held_on, starts_at=starts_at)
    if others.exclude(pk=apart_from and apart_from.pk).exists():
        raise Refused("This subgroup already meets then", field=field)


@transaction.atomic
def record_attendance(
    meeting: Meeting,
    *,
    attended: Sequence[Attended],
    version: int | None = None,
    by: Person | None,
    on: date,
) -> None:
    """Record the whole attendance, replacing any recorded before.

    Names, roles and initials are stored as on the day, since minutes do not change
    when a person marries or moves on. People not listed are not recorded yet. The
    times taken in the room stay with the items they were taken for.

    Raises:
        Refused: the meeting is still to come, its minutes have been circulated, or
            the list contradicts itself.
    """
    meeting.claim(version)
    meeting.guard("record_attendance", on=on)
    rows = [attendance_of(meeting, line, by, on) for line in attended]
    check_list(rows)
    _keep_times(meeting, rows)
    if meeting.is_open_to("hold"):
        meeting.move("hold")
    meeting.save()
    lapse_check(meeting)
    meeting.attendances.all().delete()
    Attendance.objects.bulk_create(rows)
    counts = {kind.value: sum(row.kind == kind for row in rows) for kind in Kind}
    history.record(meeting, "attendance recorded", by=by, **counts)


def _keep_times(meeting: Meeting, rows: list[Attendance]) -> None:
    before = {row.person_id: row for row in meeting.attendances.all()}
    for row in rows:
        was = before.get(row.person_id)
        if was is None:
            continue
        if was.arrived_at_item == row.arrived_at_item:
            row.arrived_at = was.arrived_at
        if was.left_after_item == row.left_after_item:
            row.left_at = was.left_at


def attendance_of(
    meeting: Meeting, line: Attended, by: Person | None, on: date
) -> Attendance:
    """The row of a line, unsaved, with the name, role and initials of the day."""
    person = line.person or _person_named(line, meeting, by, on)
    return Attendance(
        meeting=meeting,
        person=person,
        name=person.name,
        initials=line.initials or person.initials,
        role_words=line.role_words or person.job_title,
        kind=line.kind,
        seat=line.seat,
        deputy_for=line.deputy_for,
        is_chair=line.is_chair,
        is_minute_taker=line.is_minute_taker,
        arrived_at_item=line.arrived_at_item,
        left_after_item=line.left_after_item,
        withdrew_for=sorted(line.withdrew_for),
    )


def _person_named(
    line: Attended, meeting: Meeting, by: Person | None, on: date
) -> Person:
    """The person with this name in the subgroup or directory, or a new contact."""
    called = Q(plain_name=plain_name(line.name))
    own = meeting.subgroup.people(on=on).filter(called)[:2]
    anyone = Person.objects.known().filter(called)[:2]
    for found in (own, anyone):
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise Refused(f"More than one person is called {line.name}")
    return directory.add_person(
        name=line.name, initials=line.initials, job_title=line.role_words[:120], by=by
    )


def check_list(rows: list[Attendance]) -> None:
    """Refuse, with a clear message, what the constraints would refuse."""
    people, initials = set(), {}
    for row in rows:
        if row.person_id in people:
            raise Refused(f"{row.name} is listed twice")
        people.add(row.person_id)
        other = initials.setdefault(
            plain_initials(row.initials).lower() or row.person_id, row
        )
        if other is not row:
            raise Refused(
                f"{other.name} and {row.name} are both minuted as {row.initials}. "
                "Give one of them other initials for this meeting."
            )
        if row.kind == Kind.DEPUTY and (row.deputy_for is None or row.seat is None):
            raise Refused(f"Say for whom {row.name} deputises")
        if row.kind == Kind.VISITOR and row.seat is not None:
            raise Refused(f"{row.name} holds a seat and so is no visitor")
        if row.is_chair and row.kind not in {Kind.PRESENT, Kind.DEPUTY}:
            raise Refused(f"{row.name} cannot chair without being present")
        if row.is_minute_taker and row.is_away:
            raise Refused(f"{row.name} cannot take minutes without being there")
    for mark, words in [("is_chair", "chair"), ("is_minute_taker", "minute-taker")]:
        if sum(getattr(row, mark) for row in rows) > 1:
            raise Refused(f"A meeting has one {words}")


@transaction.atomic
def determine_quorum(
    meeting: Meeting,
    *,
    is_quorate: bool,
    reason: str,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Record the chair's decision on quorum with its reason, for the minutes.

    Raises:
        Refused: there is no reason, the meeting is still to come, or its minutes
            have been circulated.
    """
    meeting.claim(version)
    meeting.guard("determine_quorum")
    if not reason.strip():
        raise Refused("Enter the chair’s reason", field="reason")
    meeting.is_quorate_by_chair = is_quorate
    meeting.quorum_reason = reason.strip()
    meeting.quorum_by = _chair_of(meeting, on) or by
    meeting.save()
    lapse_check(meeting)
    history.record(
        meeting,
        "quorum determined",
        by=by,
        is_quorate=is_quorate,
        reason=reason.strip(),
    )


def _chair_of(meeting: Meeting, on: date) -> Person | None:
    """Who chaired the meeting or, if not recorded, the subgroup's chair."""
    chairing = (
        meeting.attendances.filter(is_chair=True).select_related("person").first()
    )
    if chairing is not None:
        return chairing.person
    return meeting.subgroup.people(Role.SUBGROUP_CHAIR, on=on).first()
