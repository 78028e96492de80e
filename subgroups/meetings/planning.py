"""Planning a year of meetings; moving and cancelling a meeting, with notice."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, time

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Person
from partnership.policy import values as policy
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.services import check_is_free, check_times, plan_meeting
from subgroups.meetings.year import (
    A_YEAR,
    Pattern,
    a_year_later,
    dates_of,
    warnings_of,
)
from subgroups.structure.models import Subgroup


def proposed_days(
    subgroup: Subgroup, *, start: date, pattern: Pattern | None
) -> tuple[date, ...]:
    """The dates of a pattern, or those a year after last year's; none has passed."""
    if pattern is not None:
        return tuple(dates_of(pattern, start=start))
    last_year = subgroup.meetings.standing().filter(
        held_on__gte=start - A_YEAR, held_on__lt=start
    )
    days = last_year.order_by("held_on").values_list("held_on", flat=True)
    return tuple(a_year_later(dict.fromkeys(days)))


def usual_place_and_time(subgroup: Subgroup) -> dict[str, str]:
    """When and where the subgroup met or meets last, as typed in a form."""
    last = subgroup.meetings.standing().first()
    return _when_and_where(last) if last else {}


def warnings_for(
    others: QuerySet[Meeting],
    *,
    days: Collection[date],
    starts_at: time,
    ends_at: time | None,
) -> Callable[[date], list[str]]:
    """What stands against a day: weekends, holidays and meetings that someone sees."""
    terms, holidays = policy.get("school_terms"), policy.get("school_holidays")
    rows = list(others.standing().filter(held_on__in=days).order_by("starts_at"))

    def warnings(day: date) -> list[str]:
        return warnings_of(
            day,
            starts_at=starts_at,
            ends_at=ends_at,
            others=rows,
            terms=terms,
            holidays=holidays,
        )

    return warnings


@transaction.atomic
def plan_year(
    subgroup: Subgroup,
    *,
    days: Mapping[str, date],
    starts_at: time,
    ends_at: time | None = None,
    place: str,
    by: Person | None,
) -> list[Meeting]:
    """Add all the meetings of a year, or none; `days` are by the field they stand in.

    Raises:
        Refused: there is no date, one stands there twice, or the subgroup already
            meets then.
    """
    check_times(starts_at, ends_at)
    if not days:
        raise Refused("Enter at least one date")
    seen: set[date] = set()
    for field, day in days.items():
        if day in seen:
            raise Refused("This date is listed twice", field=field)
        seen.add(day)
        check_is_free(subgroup, day, starts_at, field=field)
    return [
        plan_meeting(
            subgroup,
            held_on=day,
            starts_at=starts_at,
            ends_at=ends_at,
            place=place,
            by=by,
        )
        for day in sorted(seen)
    ]


@transaction.atomic
def correct_meeting(
    meeting: Meeting,
    *,
    held_on: date,
    starts_at: time,
    ends_at: time | None = None,
    place: str,
    version: int | None = None,
    by: Person | None,
    on: date,
) -> None:
    """Change when and where a meeting is, and email its people if it lies ahead.

    Raises:
        Refused: its minutes have been circulated, the subgroup already meets then, or
            a meeting that has been held would lie ahead.
    """
    meeting.claim(version)
    meeting.guard("correct")
    check_times(starts_at, ends_at)
    check_is_free(
        meeting.subgroup, held_on, starts_at, field="held_on", apart_from=meeting
    )
    if meeting.has_begun and held_on > on:
        raise Refused("This meeting has been held, so not after today", field="held_on")
    before, was, day = _when_and_where(meeting), in_words(meeting), meeting.held_on
    meeting.held_on, meeting.starts_at = held_on, starts_at
    meeting.ends_at, meeting.place = ends_at, place
    after = _when_and_where(meeting)
    if before == after:
        return
    meeting.save()
    history.record(meeting, "changed", by=by, before=before, after=after)
    if meeting.is_open_to("cancel"):
        messages.send(
            "meeting_moved",
            to=meeting.subgroup.people(on=on),
            key=f"meeting_moved:{meeting.pk}:{meeting.version}",
            subgroup=str(meeting.subgroup),
            date=date_format(day, "j F Y"),
            was=was,
            now=in_words(meeting),
            link=addresses.absolute(meeting.get_absolute_url()),
        )


def _when_and_where(meeting: Meeting) -> dict[str, str]:
    return {
        "held_on": meeting.held_on.isoformat(),
        "starts_at": f"{meeting.starts_at:%H:%M}",
        "ends_at": f"{meeting.ends_at:%H:%M}" if meeting.ends_at else "",
        "place": meeting.place,
    }


def in_words(meeting: Meeting) -> str:
    """When and where a meeting is, on one line."""
    day = date_format(meeting.held_on, "l j F Y")
    return f"{day}, {times_in_words(meeting)}, {meeting.place}"


def times_in_words(meeting: Meeting) -> str:
    begins = f"{meeting.starts_at:%H:%M}"
    return f"{begins} until {meeting.ends_at:%H:%M}" if meeting.ends_at else begins


@transaction.atomic
def cancel_meeting(
    meeting: Meeting,
    *,
    reason: str,
    version: int | None = None,
    by: Person | None,
    on: date,
) -> None:
    """Cancel a meeting and email its people. It stays in calendars, as cancelled.

    Raises:
        Refused: it has been held, or there is no reason.
    """
    meeting.claim(version)
    meeting.move("cancel")
    if not reason.strip():
        raise Refused("Enter the reason", field="reason")
    meeting.cancelled_because = reason.strip()
    meeting.save()
    history.record(meeting, "cancelled", by=by, reason=meeting.cancelled_because)
    messages.send(
        "meeting_cancelled",
        to=meeting.subgroup.people(on=on),
        key=f"meeting_cancelled:{meeting.pk}",
        subgroup=str(meeting.subgroup),
        date=date_format(meeting.held_on, "j F Y"),
        was=in_words(meeting),
        reason=meeting.cancelled_because,
        link=addresses.absolute(meeting.get_absolute_url()),
    )
