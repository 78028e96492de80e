"""What happens to seats and attendance when someone leaves or is merged."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.handing_over import Holding, pks_of
from partnership.people.models import Person
from partnership.people.named_in import move_all
from subgroups.agenda.models import ItemReader
from subgroups.held import DEPUTIES, SEATS, TRACES, holdings
from subgroups.meetings.models.attendance import Attendance
from subgroups.structure.models import SeatHolder
from subgroups.structure.seating import seat_person

ONE_DAY = timedelta(days=1)
Kind = Attendance.Kind
# Where one person has two lines, the fuller one is kept.
SAYS_MORE = [Kind.PRESENT, Kind.DEPUTY, Kind.VISITOR, Kind.APOLOGIES, Kind.ABSENT]


@transaction.atomic
def hand_over(
    *,
    leaver: Person,
    taker: Person | None,
    rows: Sequence[Holding] | None = None,
    last_day: date,
    by: Person | None,
    on: date,
) -> list[Holding]:
    """End seats on the last day. Whoever takes one over holds it from the next day.

    A deputy who takes over a seat is no longer its deputy. Seats are few, so each
    goes through `seat_person`, which holds the rules.

    Raises:
        Refused: someone would take over from themselves.
    """
    if taker == leaver:
        raise Refused("Choose someone else to take over")
    rows = holdings(leaver, on=on) if rows is None else rows
    held = list(
        SeatHolder.objects.filter(
            Q(to_date=None) | Q(to_date__gte=on),
            person=leaver,
            pk__in=[*pks_of(rows, SEATS), *pks_of(rows, DEPUTIES)],
        )
        .select_for_update(of=("self",))
        .select_related("seat__subgroup__organisation")
        .order_by("pk")
    )
    begins = max(on, last_day + ONE_DAY)
    for holder in held:
        until = holder.to_date
        _end(holder, last_day)
        if taker is not None and (until is None or until >= begins):
            _succeed(holder, taker, until=until, by=by, on=begins)
    history.record_many(
        (
            (
                holder.seat.subgroup,
                "seat handed over",
                {
                    "before": leaver.name,
                    "after": taker.name if taker else "nobody",
                    "seat": holder.seat.label,
                    "last_day": last_day.isoformat(),
                },
            )
            for holder in held
        ),
        by=by,
    )
    moved = {holder.pk for holder in held} if held else set()
    return [row for row in rows if row.pk in moved and row.kind in {SEATS, DEPUTIES}]


def _end(holder: SeatHolder, last_day: date) -> None:
    """End a seat on a day. One that would start later never does."""
    if holder.from_date > last_day:
        SeatHolder.objects.filter(pk=holder.pk).delete()
    elif holder.to_date is None or holder.to_date > last_day:
        holder.to_date = last_day
        holder.save(update_fields=["to_date"])


def _succeed(
    holder: SeatHolder,
    taker: Person,
    *,
    until: date | None,
    by: Person | None,
    on: date,
) -> None:
    """Give the taker the rest of the leaver's time in a seat."""
    standing = holder.seat.holders.filter(person=taker, to_date=None).first()
    if standing is not None:
        if not standing.is_deputy and standing.from_date > on:
            standing.from_date = on
            standing.save(update_fields=["from_date"])
        if holder.is_deputy or not standing.is_deputy:
            return
        if standing.from_date < on:
            standing.to_date = on - ONE_DAY
            standing.save(update_fields=["to_date"])
        else:
            standing.delete()
    seat_person(
        holder.seat,
        person=taker,
        is_deputy=holder.is_deputy,
        to_date=until,
        by=by,
        on=on,
    )


@transaction.atomic
def merge_people(
    *, kept: Person, gone: Person, by: Person | None, on: date
) -> dict[str, int]:
    """Move the seats and attendance of one entry to another, and count them.

    Agreed minutes stay as they are. In others the person is listed once, with the
    fuller line.
    """
    _merge_seats(kept, gone, by=by)
    _merge_attendance(kept, gone, by=by)
    # Named under both entries, they are named once.
    ItemReader.objects.filter(person=gone, item__named__person=kept).delete()
    return move_all(TRACES, gone=gone, kept=kept)


def _merge_seats(kept: Person, gone: Person, *, by: Person | None) -> None:
    """Where one person holds a seat twice, the longer and fuller holding is kept."""
    open_seats = SeatHolder.objects.filter(to_date=None).select_related(
        "seat__subgroup"
    )
    theirs = {holder.seat_id: holder for holder in open_seats.filter(person=gone)}
    doubles = []
    for holder in open_seats.filter(person=kept, seat__in=theirs):
        other = theirs[holder.seat_id]
        doubles.append(other)
        SeatHolder.objects.filter(pk=other.pk).delete()
        if holder.is_deputy == other.is_deputy:
            holder.from_date = min(holder.from_date, other.from_date)
        elif holder.is_deputy:
            holder.from_date, holder.is_deputy = other.from_date, False
        holder.save(update_fields=["from_date", "is_deputy"])
    history.record_many(
        (
            (
                other.seat.subgroup,
                "holder’s two entries merged",
                {
                    "before": gone.name,
                    "after": kept.name,
                    "seat": other.seat.label,
                    "from_date": other.from_date.isoformat(),
                },
            )
            for other in doubles
        ),
        by=by,
    )


def _merge_attendance(kept: Person, gone: Person, *, by: Person | None) -> None:
    written = Attendance.objects.exclude(meeting__status="agreed")
    # No one is their own deputy: they were present.
    written.filter(
        Q(person=gone, deputy_for=kept) | Q(person=kept, deputy_for=gone)
    ).update(kind=Kind.PRESENT, deputy_for=None)
    listed = defaultdict(list)
    for row in written.filter(person__in=[kept, gone]).select_related("meeting"):
        listed[row.meeting_id].append(row)
    for rows in listed.values():
        if len(rows) == 2:
            _merge_lines(rows, kept, gone, by=by)


def _merge_lines(
    rows: list[Attendance], kept: Person, gone: Person, *, by: Person | None
) -> None:
    """Keep the fuller line, with the marks and the seat of the other."""
    stands, goes = sorted(
        rows, key=lambda row: (SAYS_MORE.index(row.kind), row.person_id != kept.pk)
    )
    goes.delete()
    was_there = stands.kind in {Kind.PRESENT, Kind.DEPUTY}
    stands.person = kept
    stands.is_chair = stands.is_chair or (goes.is_chair and was_there)
    stands.is_minute_taker = stands.is_minute_taker or (
        goes.is_minute_taker and not stands.is_away
    )
    if stands.seat_id is None and stands.kind != Kind.VISITOR:
        stands.seat_id = goes.seat_id
    stands.initials = stands.initials or goes.initials
    stands.save()
    history.record(
        stands.meeting,
        "two lines of one person merged",
        by=by,
        before=[f"{row.name}: {row.get_kind_display().lower()}" for row in rows],
        after=f"{stands.name}: {stands.get_kind_display().lower()}",
    )
