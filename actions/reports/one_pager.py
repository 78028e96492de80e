"""The one-page summary of a priority: aims, progress and next dates. Only reads."""

from dataclasses import dataclass
from datetime import date

from actions.plans.models import Priority
from actions.register.models.querysets import ActionQuerySet
from actions.register.words import impact_words
from actions.reports.plan_report import (
    IMPACTS,
    NOT_JUDGED,
    STATES,
    PlanLine,
    PriorityReport,
    reported,
    state_words,
)
from actions.reports.standing import COLOURS


@dataclass(frozen=True, kw_only=True)
class OnePager:
    """The summary of a priority on a day."""

    plan: str
    plan_url: str
    on: date
    since: date
    priority: PriorityReport
    states: tuple[tuple[str, str, int], ...]
    impacts: tuple[tuple[str, str, int], ...]

    @property
    def next_dates(self) -> tuple[PlanLine, ...]:
        """Open actions by date, overdue ones included."""
        dated = [
            line
            for line in self.priority.lines
            if line.due_end is not None and not line.ending
        ]
        return tuple(sorted(dated, key=lambda line: line.due_end))

    @property
    def slipped(self) -> tuple[PlanLine, ...]:
        return tuple(
            line for line in self.priority.lines if line.slips and not line.ending
        )


def one_pager(
    priority: Priority, actions: ActionQuerySet, *, on: date, since: date
) -> OnePager:
    """A priority at the end of a day, in a fixed number of queries."""
    [told] = reported(
        Priority.objects.filter(pk=priority.pk),
        actions.filter(priority=priority),
        on=on,
        since=since,
    )
    words, impacts = state_words(), impact_words()
    return OnePager(
        plan=priority.plan.title,
        plan_url=priority.plan.get_absolute_url(),
        on=on,
        since=since,
        priority=told,
        states=tuple(
            (COLOURS.get(state, ""), words[state], n)
            for state, n in zip(STATES, told.states, strict=True)
            if n
        ),
        impacts=tuple(
            (impact, impacts.get(impact) or NOT_JUDGED, n)
            for impact, n in zip(IMPACTS, told.impacts, strict=True)
            if n
        ),
    )
