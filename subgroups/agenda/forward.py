"""On which meetings an item of the forward plan falls. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import count, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subgroups.agenda.models import ForwardItem
    from subgroups.meetings.models.meetings import Meeting

Cells = Mapping[tuple[int, int], bool]


def falls_on(
    item: "ForwardItem",
    meetings: Sequence["Meeting"],
    *,
    decided: Cells,
    before: date | None = None,
) -> set[int]:
    """The meetings an item is on, of some in order; `before` is the one before them.

    Cells that someone decided are as decided; the others follow from the frequency.
    """
    return {
        meeting.pk
        for meeting, last in _with_the_one_before(meetings, before)
        if decided.get((item.pk, meeting.pk), _is_due(item, meeting.held_on, last))
    }


def is_reviewed_at(
    item: "ForwardItem", meeting: "Meeting", *, before: date | None
) -> bool:
    """Whether a temporary item is looked at again at a meeting."""
    return item.review_on is not None and (
        item.review_on <= meeting.held_on
        and (before is None or before < item.review_on)
    )


def _with_the_one_before(
    meetings: Iterable["Meeting"], before: date | None
) -> Iterable[tuple["Meeting", date | None]]:
    for meeting in meetings:
        yield meeting, before
        before = meeting.held_on


def _is_due(item: "ForwardItem", held_on: date, last: date | None) -> bool:
    if item.ended_on is not None and held_on >= item.ended_on:
        return False
    # At the meeting that reviews it, a temporary item still stands.
    if item.review_on is not None and last is not None and last >= item.review_on:
        return False
    if item.is_at_every_meeting:
        return True
    if item.months is None:
        return False
    # The first meeting on or after the first day of a month in which it is due.
    since = last if last is not None else held_on.replace(day=1) - timedelta(days=1)
    return any(since < day <= held_on for day in _months_between(since, held_on, item))


def _months_between(since: date, until: date, item: "ForwardItem") -> Iterable[date]:
    """The first days of months from one day to another in which an item is due."""
    months = takewhile(
        lambda day: day <= until,
        (
            date(
                since.year + (since.month - 1 + n) // 12,
                (since.month - 1 + n) % 12 + 1,
                1,
            )
            for n in count()
        ),
    )
    return (day for day in months if (day.month - item.from_month) % item.months == 0)
