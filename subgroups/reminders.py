"""The reminders about meetings and terms of reference on a day. Only reads.

Each reminder stays due for several days, so that a digest that missed a day catches
up. Its step stays the same, so that no one is reminded twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.utils.formats import date_format

from partnership.access import Role
from partnership.dates.years import add_working_days
from partnership.outbox.reminders import Reminder
from partnership.pages import addresses
from partnership.people.models import Membership, Person
from partnership.policy import values as policy
from subgroups.attendance.over_time import missing_now
from subgroups.meetings.models.meetings import Meeting
from subgroups.structure.models import SeatHolder
from subgroups.terms import reminders as terms_reminders

NOTICE = timedelta(days=7)
# How long after a meeting a digest that missed a day still tells the chair of misses.
TOLD_OF_MISSES = timedelta(days=21)
MINUTE_WRITERS = (Role.SUBGROUP_CHAIR, Role.MINUTE_TAKER)
AROUND_THE_TABLE = (*MINUTE_WRITERS, Role.MEMBER)


def due(on: date) -> Iterable[Reminder]:
    """Meetings in a week; agendas, minutes and terms of reference that are due or
    overdue; minutes to check and to agree; seats that were missing twice in a row, or
    whose terms end soon."""
    yield from _missed(on)
    yield from _terms(on)
    meetings = [*_coming(on), *_unminuted(), *_circulated(on)]
    people = _people({meeting.subgroup.organisation_id for meeting in meetings}, on)
    for meeting in meetings:
        holding = people[meeting.subgroup.organisation_id]
        if meeting.is_circulated:
            yield from _check(meeting, holding, on)
            yield from _agree(meeting, holding)
        elif meeting.has_begun:
            yield from _minutes(meeting, holding, on)
        else:
            yield from _meeting_soon(meeting, holding, on)
            yield from _papers(meeting, holding, on)
    yield from terms_reminders.due(on)


def _coming(on: date) -> Iterable[Meeting]:
    return Meeting.objects.coming(on=on).select_related("subgroup__organisation")


def _unminuted() -> Iterable[Meeting]:
    return Meeting.objects.without_circulated_minutes().select_related(
        "subgroup__organisation"
    )


def _circulated(on: date) -> Iterable[Meeting]:
    return Meeting.objects.circulated(on=on).select_related("subgroup__organisation")


def _people(organisations: set[int], on: date) -> dict[int, dict[Role, list[Person]]]:
    """The holders of these roles at these subgroups, in one query."""
    people = defaultdict(lambda: defaultdict(list))
    for membership in (
        Membership.objects.current(on=on)
        .filter(organisation__in=organisations, role__in=AROUND_THE_TABLE)
        .select_related("person")
        .order_by("person__name", "person_id")
    ):
        role = Role(membership.role)
        people[membership.organisation_id][role].append(membership.person)
    return people


def _meeting_soon(meeting: Meeting, holding: dict, on: date) -> Iterator[Reminder]:
    if not on < meeting.held_on <= on + NOTICE:
        return
    words = (
        f"{meeting.subgroup} meets on {_day(meeting.held_on)} at "
        f"{meeting.starts_at:%H:%M}, {meeting.place}"
    )
    for person in _each(holding, AROUND_THE_TABLE):
        yield Reminder(
            person=person,
            kind="meeting_soon",
            subject=meeting,
            step="7 days before",
            words=words,
            url=meeting.get_absolute_url(),
            due_on=meeting.held_on,
        )


def _papers(meeting: Meeting, holding: dict, on: date) -> Iterator[Reminder]:
    if meeting.status != Meeting.Status.PLANNED:
        return
    deadline = meeting.publish_by
    if on < add_working_days(deadline, -2):
        return
    is_late = on > deadline
    words = (
        f"The agenda of {meeting} was due on {_day(deadline)}"
        if is_late
        else f"The agenda of {meeting} is due by {_day(deadline)}"
    )
    for person in _each(holding, MINUTE_WRITERS):
        yield Reminder(
            person=person,
            kind="papers",
            subject=meeting,
            step="late" if is_late else "due",
            words=words,
            url=meeting.get_absolute_url(),
            due_on=deadline,
        )


def _minutes(meeting: Meeting, holding: dict, on: date) -> Iterator[Reminder]:
    days = policy.get("minutes_deadline_working_days")
    deadline = add_working_days(meeting.held_on, days)
    if on < add_working_days(deadline, -2):
        return
    if on <= deadline:
        step, words = "due", f"The minutes of {meeting} are due by {_day(deadline)}"
    else:
        step = f"late {_repeats(deadline, on)}"
        words = f"The minutes of {meeting} were due on {_day(deadline)}"
    for person in _each(holding, MINUTE_WRITERS):
        yield Reminder(
            person=person,
            kind="minutes",
            subject=meeting,
            step=step,
            words=words,
            url=meeting.get_absolute_url(),
            due_on=deadline,
        )


def _check(meeting: Meeting, holding: dict, on: date) -> Iterator[Reminder]:
    """The chair hears once that circulated minutes wait to be checked."""
    if meeting.checked_on is not None or on <= meeting.circulated_on:
        return
    for person in holding[Role.SUBGROUP_CHAIR]:
        yield Reminder(
            person=person,
            kind="minutes",
            subject=meeting,
            step=f"check {meeting.circulations}",
            words=f"The minutes of {meeting} are for you to check",
            url=meeting.get_absolute_url(),
            due_on=meeting.circulated_on,
        )


def _agree(meeting: Meeting, holding: dict) -> Iterator[Reminder]:
    """Those who write the minutes hear once that the next meeting has been held."""
    if meeting.followed_on is None:
        return
    for person in _each(holding, MINUTE_WRITERS):
        yield Reminder(
            person=person,
            kind="minutes",
            subject=meeting,
            step="agree",
            words=f"Record whether the meeting of {_day(meeting.followed_on)} agreed "
            f"the minutes of {meeting}",
            url=meeting.get_absolute_url(),
            due_on=meeting.followed_on,
        )


def _missed(on: date) -> Iterator[Reminder]:
    """The chair hears of each seat once for the latest meeting it missed."""
    rows = missing_now(on=on)
    people = _people({row.seat.subgroup.organisation_id for row in rows}, on)
    for row in rows:
        last = row.cells[-1].meeting.held_on
        if on > last + TOLD_OF_MISSES:
            continue
        for person in people[row.seat.subgroup.organisation_id][Role.SUBGROUP_CHAIR]:
            yield Reminder(
                person=person,
                kind="misses",
                subject=row.seat,
                step=f"missed {last.isoformat()}",
                words=f"{row.seat.label} ({row.seat.agency.name}) was not represented "
                f"at the last {row.missed} meetings of {row.seat.subgroup}",
                url=addresses.reverse(
                    "subgroups:attendance_over_time",
                    kwargs={"pk": row.seat.subgroup_id},
                ),
                due_on=last,
            )


def _terms(on: date) -> Iterator[Reminder]:
    """The chair hears once that a term ends soon, and once that it is over."""
    days = policy.get("seat_warning_days")
    holders = (
        SeatHolder.objects.filter(
            is_deputy=False, term_ends_on__lte=on + timedelta(days=days)
        )
        .current(on=on)
        .select_related("person", "seat__subgroup__organisation")
    )
    people = _people({one.seat.subgroup.organisation_id for one in holders}, on)
    for holder in holders:
        seat, ends = holder.seat, holder.term_ends_on
        is_over = holder.is_carried_over(on)
        words = (
            f"The term of {holder.person.name} in {seat.label}, {seat.subgroup}, ended "
            f"on {_day(ends)}. They stay until they are replaced"
            if is_over
            else f"The term of {holder.person.name} in {seat.label}, {seat.subgroup}, "
            f"ends on {_day(ends)}"
        )
        for person in people[seat.subgroup.organisation_id][Role.SUBGROUP_CHAIR]:
            yield Reminder(
                person=person,
                kind="seat_term",
                subject=holder,
                step=f"{'over' if is_over else 'soon'} {ends.isoformat()}",
                words=words,
                url=seat.subgroup.get_absolute_url(),
                due_on=ends,
            )


def _repeats(deadline: date, on: date) -> int:
    """The number of times an overdue reminder has repeated by a day, starting at 1."""
    every = policy.get("reminder_ladder")["repeat_after"]
    return 1 if every is None else ((on - deadline).days - 1) // every + 1


def _each(holding: dict, roles: tuple[Role, ...]) -> list[Person]:
    """The holders of the roles, each once."""
    return list(
        {person.pk: person for role in roles for person in holding[role]}.values()
    )


def _day(day: date) -> str:
    return date_format(day, "j F Y")
