"""The timeline of a plan's actions by priority. Only reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actions.due.calendar import months_later, written
from actions.due.meaning import Precision
from actions.plans.models import Plan
from actions.register.models.querysets import ActionQuerySet
from actions.reports.standing import (
    CARRIED,
    COMPLETE,
    TO_CHECK,
    WITHDRAWN,
    Standing,
    with_standing,
)
from partnership.drawing.timelines import Kind, Mark, Row, Timeline

# Due dates further from the plan's years are drawn at the edge.
FURTHEST_MONTHS = 6


@dataclass(frozen=True, kw_only=True)
class TimelineLine:
    """One action in the table next to the drawing."""

    ref: str
    text: str
    url: str
    due: str
    days: tuple[str, ...]
    was: str
    colour: str
    word: str
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class PriorityTimeline:
    """A priority’s actions by month; undated ones are only listed."""

    title: str
    url: str
    timeline: Timeline | None
    lines: tuple[TimelineLine, ...]
    undated: tuple[TimelineLine, ...]


def timeline(
    plan: Plan, actions: ActionQuerySet, *, on: date
) -> tuple[PriorityTimeline, ...]:
    """The timeline on a day, in a fixed number of queries."""
    standings: dict[int, list[Standing]] = {}
    mine = actions.filter(priority__plan=plan, raised_on__lte=on)
    for action in with_standing(mine).order_by("objective__position", "pk"):
        standing = Standing(action, on)
        standings.setdefault(action.priority_id, []).append(standing)
    first, last = _ends(plan, standings.values())
    return tuple(
        _of_priority(priority, standings.get(priority.pk, []), first, last, on)
        for priority in plan.priorities.all()
    )


def _ends(plan: Plan, groups: Iterable[list[Standing]]) -> tuple[date, date]:
    """The plan's years, with some months before and after if needed."""
    days = [mark.day for group in groups for each in group for mark in _marks(each)]
    first = max(months_later(plan.start, -FURTHEST_MONTHS), min([*days, plan.start]))
    last = min(months_later(plan.end, FURTHEST_MONTHS), max([*days, plan.end]))
    return first, last


def _of_priority(priority, standings, first, last, on) -> PriorityTimeline:
    marked = [(standing, _marks(standing)) for standing in standings]
    rows = [
        Row(_label(standing), _until(marks, last), _was(standing))
        for standing, marks in marked
        if marks
    ]
    lines = [(marks, _line(standing, marks)) for standing, marks in marked]
    drawing = None
    if rows:
        late = sum(standing.is_overdue for standing in standings)
        drawing = Timeline(
            title=f"{priority} by month",
            description=f"{len(rows)} actions with a date, by month; {late} of them "
            f"overdue on {written(on)}. The table below has the same information.",
            first=first,
            last=last,
            today=on,
            rows=rows,
        )
    return PriorityTimeline(
        title=str(priority),
        url=priority.get_absolute_url(),
        timeline=drawing,
        lines=tuple(line for marks, line in lines if marks),
        undated=tuple(line for marks, line in lines if not marks),
    )


def _label(standing: Standing) -> str:
    return f"{standing.action.ref} {standing.action.text}"


def _marks(standing: Standing) -> list[Mark]:
    """The dates of an action; none if it is undated, withdrawn or carried forward."""
    action, on = standing.action, standing.on
    if standing.state in {WITHDRAWN, CARRIED}:
        return []
    if standing.state == COMPLETE:
        day = standing.done_on
        return [Mark(Kind.DONE, day, f"Complete {written(day)}")]
    if standing.state == TO_CHECK:
        day = action.completed_on
        return [Mark(Kind.CHECK, day, f"Reported as complete {written(day)}")]
    if standing.is_as_now and action.due_occurrences:
        answered = {update.occurrence for update in standing.updates}
        return [
            Mark(Kind.DONE, day, f"Reported for {written(day)}")
            if day in answered
            else _due(day, is_late=day < on)
            for day in action.due_occurrences
        ]
    begins = action.due_start if standing.is_as_now else None
    if standing.due_end is not None:
        return [_due(standing.due_end, begins, is_late=standing.is_overdue)]
    if standing.is_as_now and action.due_precision == Precision.ONGOING:
        begins = begins or max(action.raised_on, action.priority.plan.start)
        return [Mark(Kind.ONGOING, begins, f"Ongoing from {written(begins)}", begins)]
    return []


def _due(day: date, begins: date | None = None, *, is_late: bool) -> Mark:
    begins = begins if begins and begins < day else None
    if is_late:
        return Mark(Kind.LATE, day, f"Overdue: due by {written(day)}", begins)
    return Mark(Kind.DUE, day, f"By {written(day)}", begins)


def _until(marks: list[Mark], last: date) -> list[Mark]:
    """Ongoing actions reach the end of the drawing."""
    return [
        Mark(mark.kind, max(last, mark.day), mark.words, mark.begins)
        if mark.kind == Kind.ONGOING
        else mark
        for mark in marks
    ]


def _was(standing: Standing) -> date | None:
    """The date it was due before it first moved later."""
    slips = standing.slips_from(date.min)
    return slips[0].old_end if slips else None


def _line(standing: Standing, marks: list[Mark]) -> TimelineLine:
    was = _was(standing)
    return TimelineLine(
        ref=standing.action.ref,
        text=standing.action.text,
        url=standing.action.get_absolute_url(),
        due=standing.due_text,
        days=tuple(mark.words for mark in marks),
        was=written(was) if was else "",
        colour=standing.colour,
        word=standing.word,
        is_late=standing.is_overdue,
    )
