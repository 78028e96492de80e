"""Makes a meeting with its minutes out of what was read and checked."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date, time

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.names import plain_name
from partnership.outbox import messages
from partnership.people.models import Person
from subgroups.agenda import services as agenda
from subgroups.imports.minutes import (
    APOLOGIES,
    VISITOR,
    ReadAction,
    ReadItem,
    ReadMinutes,
    ReadPerson,
)
from subgroups.imports.reading import read_minutes
from subgroups.meetings import services as meetings
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.services import Attended
from subgroups.minutes import services as minutes_services
from subgroups.structure.models import Seat, SeatHolder, Subgroup

KINDS = {
    APOLOGIES: Attendance.Kind.APOLOGIES,
    VISITOR: Attendance.Kind.VISITOR,
}
# Where the minutes do not say.
USUAL_START = time(9, 30)
NO_PLACE = "Not recorded"
NO_OWNER = "tbc"
LONGEST_TITLE, LONGEST_OWNERS, LONGEST_DUE = 250, 250, 120
MOST_ROLE, MOST_INITIALS = 200, 8


def minutes_in(*, file: File) -> ReadMinutes:
    """What an uploaded file of minutes says. The file is not kept.

    Raises:
        Refused: it cannot be read, or does not look like minutes.
    """
    try:
        return read_minutes(file.read(), name=file.name)
    except Refused as refusal:
        raise Refused(refusal.sentence, field="file") from None


@transaction.atomic
def import_minutes(
    subgroup: Subgroup,
    *,
    minutes: ReadMinutes,
    file_name: str,
    agreed_on: date | None = None,
    raises_actions: bool = True,
    confirmed: Sequence[str] = (),
    by: Person | None,
    on: date,
) -> Meeting:
    """Make the meeting of that day, or fill it if it is empty, in one piece.

    The meeting gets its attendance, items, notes, decisions and actions through the
    services that record them by hand; its actions are dated from its day. Minutes that
    a later meeting agreed are locked, and nobody is emailed about them. Actions that
    are not to be raised stay in the notes.

    Raises:
        Refused: there is no date, it lies ahead, its minutes are here already, or they
            could not have been agreed.
    """
    if minutes.held_on is None:
        raise Refused("Enter the date of the meeting", field="held_on")
    if minutes.held_on > on:
        raise Refused("The meeting must have been held", field="held_on")
    if agreed_on is not None and not minutes.held_on < agreed_on <= on:
        raise Refused(
            "The day they were agreed must be after the meeting and not after today",
            field="agreed_on",
        )
    with messages.silenced() if agreed_on else nullcontext():
        meeting = _meeting(subgroup, minutes, by)
        _record_people(meeting, minutes.people, by, on)
        if minutes.items:
            meeting.refresh_from_db()
        for item in minutes.items:
            _write_item(meeting, item, by, raises_actions=raises_actions)
        history.record(
            meeting,
            "minutes imported",
            by=by,
            file=file_name,
            **({"confirmed": list(confirmed)} if confirmed else {}),
        )
        if agreed_on is not None:
            _agree(meeting, agreed_on, by)
    return meeting


def _meeting(subgroup: Subgroup, minutes: ReadMinutes, by: Person | None) -> Meeting:
    """The empty meeting of that day, or a new one."""
    Subgroup.objects.select_for_update().get(pk=subgroup.pk)
    for meeting in subgroup.meetings.standing().filter(held_on=minutes.held_on):
        is_empty = not (meeting.items.exists() or meeting.attendances.exists())
        if not (is_empty and meeting.is_open):
            day = date_format(meeting.held_on, "j F Y")
            raise Refused(
                f"The meeting of {day} has minutes already. Nothing was changed.",
                field="held_on",
            )
        return meeting
    return meetings.plan_meeting(
        subgroup,
        held_on=minutes.held_on,
        starts_at=minutes.starts_at or USUAL_START,
        ends_at=minutes.ends_at,
        place=minutes.place or NO_PLACE,
        by=by,
    )


def _agree(meeting: Meeting, agreed_on: date, by: Person | None) -> None:
    """Record the meeting of that day as the one that agreed the minutes."""
    if by is None:
        raise Refused("Say who records that they were agreed", field="agreed_on")
    later = meeting.subgroup.meetings.standing().filter(held_on=agreed_on).first()
    later = later or meetings.plan_meeting(
        meeting.subgroup,
        held_on=agreed_on,
        starts_at=meeting.starts_at,
        place=NO_PLACE,
        by=by,
    )
    meeting.refresh_from_db()
    try:
        minutes_services.circulate_minutes(meeting, by=by, on=agreed_on)
        meeting.refresh_from_db()
        minutes_services.agree_minutes(
            meeting, agreed_at_meeting=later, by=by, on=agreed_on
        )
    except Refused as refusal:
        raise Refused(refusal.sentence, field="agreed_on") from None


def _record_people(
    meeting: Meeting, people: Sequence[ReadPerson], by: Person | None, on: date
) -> None:
    if not people:
        return
    seats: dict[int, Seat] = {}
    holders = SeatHolder.objects.filter(
        seat__subgroup=meeting.subgroup_id
    ).select_related("seat")
    for holder in holders.current(on=meeting.held_on):
        seats.setdefault(holder.person_id, holder.seat)
    attended = []
    for read in people:
        person = read.person or person_named(
            read.name, meeting.subgroup, on=meeting.held_on
        )
        kind = KINDS.get(read.kind, Attendance.Kind.PRESENT)
        is_visitor = kind == Attendance.Kind.VISITOR
        words = " – ".join(filter(None, [read.role, read.reason]))
        attended.append(
            Attended(
                person=person,
                name=read.name,
                initials=read.initials[:MOST_INITIALS],
                role_words=words[:MOST_ROLE],
                kind=kind,
                seat=None if is_visitor or person is None else seats.get(person.pk),
                is_chair=read.is_chair and kind == Attendance.Kind.PRESENT,
                is_minute_taker=read.is_minute_taker and kind != KINDS[APOLOGIES],
            )
        )
    meetings.record_attendance(meeting, attended=attended, by=by, on=on)


def person_named(name: str, subgroup: Subgroup, *, on: date) -> Person | None:
    """The only person of this name in the subgroup or, if none, in the directory."""
    called = Q(plain_name=plain_name(name))
    for people in (subgroup.people(on=on), Person.objects.known()):
        found = people.filter(called)[:2]
        if len(found) == 1:
            return found[0]
    return None


def _write_item(
    meeting: Meeting,
    read: ReadItem,
    by: Person | None,
    *,
    raises_actions: bool,
) -> None:
    item = agenda.add_agenda_item(
        meeting, title=(read.title or f"Item {read.number}")[:LONGEST_TITLE], by=by
    )
    notes = read.notes
    if not raises_actions:
        notes = "\n\n".join(filter(None, [notes, *map(in_words, read.actions)]))
    if notes:
        minutes_services.write_notes(item, notes=notes, by=by)
    for decision in read.decisions:
        minutes_services.record_decision(item, text=decision, by=by)
    for action in read.actions if raises_actions else []:
        try:
            minutes_services.raise_from_item(
                item,
                text=action.text,
                owner_words=("/".join(action.owners) or NO_OWNER)[:LONGEST_OWNERS],
                due_words=action.due_text[:LONGEST_DUE],
                keeps_unknown=True,
                by=by,
                on=meeting.held_on,
            )
        except Refused as refusal:
            raise Refused(
                refusal.sentence, field=f"actions of item {read.number}"
            ) from None


def in_words(action: ReadAction) -> str:
    owners = "/".join(action.owners) or NO_OWNER
    due = f" ({action.due_text})" if action.due_text else ""
    return f"Action {owners}: {action.text}{due}"
