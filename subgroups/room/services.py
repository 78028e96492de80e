"""What happens in the room: the item reached, notes as they are typed, interests.

What is recorded under an item is done by the rooms below; `once` sees to it that what a
device sends again after a lost answer counts only once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import models, transaction
from django.utils.timezone import localtime

from partnership.dates import clock
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem
from subgroups.meetings import roll
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes import services as minutes
from subgroups.minutes.owners import Table
from subgroups.room.models import AlsoWritten, Entry, Interest, ItemReached

Kind = Attendance.Kind
# What a tap on the attendance list can say.
NOT_RECORDED, REST = "none", "rest"
KINDS = (Kind.PRESENT, Kind.APOLOGIES, Kind.DEPUTY, Kind.ABSENT, NOT_RECORDED)
TIMES = ("arrived", "left", "throughout")
# Notes saved while they are typed are recorded in the history this often.
RECORDED_EVERY = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class NotesSaved:
    """The result of saving notes: their version, and what had to be kept beside."""

    version: int
    at: datetime
    beside: AlsoWritten | None = None
    standing: AgendaItem | None = None


@transaction.atomic
def once(
    service: Callable,
    subject: models.Model,
    *,
    meeting: Meeting,
    key: UUID,
    **given: object,
) -> object:
    """Call a service, unless something with this key has been entered already."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    _, is_new = Entry.objects.get_or_create(
        meeting=meeting, key=key, defaults={"at": clock.now()}
    )
    return service(subject, **given) if is_new else None


@transaction.atomic
def reach(item: AgendaItem, *, by: Person | None, on: date) -> None:
    """Record that the meeting has come to an item."""
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    meeting.guard("run", on=on)
    last = ItemReached.objects.filter(item__meeting=meeting).last()
    if last is None or last.item_id != item.pk:
        ItemReached.objects.create(item=item, at=clock.now())
        history.record(item, "reached", by=by)


@transaction.atomic
def save_notes(
    item: AgendaItem,
    *,
    notes: str,
    version: int,
    key: UUID,
    confirmed: Sequence[str] = (),
    by: Person,
) -> NotesSaved:
    """Save notes as they are typed. What someone else wrote meanwhile stands.

    Notes that were read at an older version are kept beside those that stand, as also
    written by this person; nothing is overwritten.
    """
    at = clock.now()
    if notes == item.notes:
        return NotesSaved(version=item.version, at=at)
    try:
        minutes.write_notes(
            item,
            notes=notes,
            version=version,
            is_recorded=_is_to_be_recorded(item, by, at),
            confirmed=confirmed,
            by=by,
        )
        return NotesSaved(version=item.version, at=at)
    except Changed as change:
        standing = change.subject
    if notes == standing.notes:
        return NotesSaved(version=standing.version, at=at)
    beside, is_new = AlsoWritten.objects.update_or_create(
        item=standing,
        key=key,
        defaults={"text": notes, "by": by, "at": at, "settled_at": None},
    )
    if is_new:
        history.record(item, "also written", by=by)
    return NotesSaved(version=standing.version, at=at, beside=beside, standing=standing)


def _is_to_be_recorded(item: AgendaItem, by: Person, at: datetime) -> bool:
    """Whether nothing has been recorded of their writing for a while."""
    lately = history.of(item).filter(
        event="notes written", by=by, at__gt=at - RECORDED_EVERY
    )
    return not lately.exists()


@transaction.atomic
def settle(item: AgendaItem, *, beside: int, is_added: bool, by: Person) -> None:
    """Add a second writer's notes below those that stand, or leave them as covered.

    Their words stay in the history in either case.

    Raises:
        Refused: they are not of this item.
    """
    rows = AlsoWritten.objects.select_for_update(of=("self",)).select_related("by")
    row = rows.filter(pk=beside, item=item).first()
    if row is None:
        raise Refused("Those notes belong to another item")
    if row.settled_at is not None:
        return
    row.settled_at = clock.now()
    row.save(update_fields=["settled_at"])
    if is_added:
        item.refresh_from_db()
        heading = f"Also written by {row.by.name}, {localtime(row.at):%H:%M}:"
        notes = "\n\n".join(filter(None, [item.notes, f"{heading}\n{row.text}"]))
        minutes.write_notes(item, notes=notes, by=by)
    event = "also written added" if is_added else "also written left out"
    history.record(item, event, by=by, writer=row.by.name, text=row.text)


@transaction.atomic
def declare_interest(
    meeting: Meeting,
    *,
    who: str,
    text: str,
    item: AgendaItem | None = None,
    withdraws: bool = False,
    confirmed: Sequence[str] = (),
    by: Person,
    on: date,
) -> Interest:
    """Minute an interest, with whether the person withdrew for the item.

    Raises:
        Refused: nobody in the room is called so, or more than one person is.
    """
    meeting.guard("run", on=on)
    attendance = _in_room(meeting, who)
    at = localtime(clock.now()).time().replace(second=0, microsecond=0)
    if withdraws and item is None:
        raise Refused("Select the item they withdrew for", field="withdraws")
    interest = Interest.objects.create(
        meeting=meeting,
        item=item,
        person=attendance.person,
        name=attendance.name,
        text=text,
        declared_at=at,
        withdrew_at=at if withdraws else None,
    )
    if withdraws:
        roll.withdraw(
            attendance, item_number=item.number, is_withdrawn=True, by=by, on=on
        )
    detail = {"confirmed": list(confirmed)} if confirmed else {}
    history.record(
        meeting,
        "interest declared",
        by=by,
        person=attendance.name,
        item=item.number if item else "",
        text="" if item and item.is_restricted else text,
        **detail,
    )
    return interest


def mark(
    meeting: Meeting,
    *,
    person: Person | None,
    what: str,
    deputy: str = "",
    at: time | None = None,
    by: Person,
    on: date,
) -> None:
    """Record one tap on the attendance list."""
    if what == REST:
        roll.mark_rest_present(meeting, by=by, on=on)
    elif what in TIMES:
        _mark_time(meeting, person=person, what=what, at=at, by=by, on=on)
    else:
        kind = "" if what == NOT_RECORDED else what
        roll.mark(meeting, person=person, kind=kind, deputy=deputy, by=by, on=on)


@transaction.atomic
def _mark_time(
    meeting: Meeting,
    *,
    person: Person,
    what: str,
    at: time | None,
    by: Person,
    on: date,
) -> None:
    """Record that someone came or left while the meeting was at its present item.

    Whoever leaves during an item no longer counts for it.

    Raises:
        Refused: the person is not recorded as present.
    """
    row = meeting.attendances.filter(person=person).select_related("meeting").first()
    if row is None:
        raise Refused(f"Record first whether {person.name} is present")
    last = (
        ItemReached.objects.filter(item__meeting=meeting).select_related("item").last()
    )
    number = last.item.number if last else 1
    times = {
        "arrived_at_item": row.arrived_at_item,
        "arrived_at": row.arrived_at,
        "left_after_item": row.left_after_item,
        "left_at": row.left_at,
    }
    if what == "arrived":
        times |= {"arrived_at_item": number, "arrived_at": at}
        times |= {"left_after_item": None, "left_at": None}
    elif what == "left":
        times |= {"left_after_item": number - 1, "left_at": at}
        if (times["arrived_at_item"] or 0) > number - 1:
            times |= {"left_after_item": times["arrived_at_item"]}
    else:
        times = dict.fromkeys(times)
    roll.time_presence(row, **times, by=by, on=on)


def _in_room(meeting: Meeting, who: str) -> Attendance:
    people = Table(meeting, on=meeting.held_on).people_called(who)
    rows = {row.person_id: row for row in meeting.attendances.select_related("person")}
    here = [rows[person.pk] for person in people if person.pk in rows]
    if len(here) > 1:
        names = " or ".join(row.name for row in here)
        raise Refused(f"{who} could be {names}. Enter the full name", field="who")
    if not here:
        raise Refused(f"Nobody recorded at this meeting is called {who}", field="who")
    return here[0]
