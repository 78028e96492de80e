"""Reports on a plan, by exception and in full. Only reads.

Statuses are those at the end of a day; slipped dates and missing updates are counted
from an earlier day.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actions.due.calendar import written
from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.models.querysets import ActionQuerySet
from actions.register.words import Rag, impact_words, rag_words
from actions.reports.movement_words import slip_words
from actions.reports.standing import (
    CARRIED,
    COMPLETE,
    NOT_RATED,
    NOT_STARTED,
    TO_CHECK,
    WITHDRAWN,
    WORDS,
    Standing,
    day_of,
    with_standing,
)

# Each action has one of these states; reports show them in this order.
STATES = (
    COMPLETE,
    Rag.GREEN,
    Rag.AMBER,
    Rag.RED,
    NOT_RATED,
    NOT_STARTED,
    TO_CHECK,
    WITHDRAWN,
    CARRIED,
)
IMPACTS = (Rag.GREEN, Rag.AMBER, Rag.RED, "")
NOT_JUDGED = "Not yet rated"


def state_words() -> dict[str, str]:
    """The wording of each state, from the partnership's legend where it has one."""
    legend = rag_words()
    own = {COMPLETE: "blue", NOT_STARTED: "grey"}
    return {
        state: legend.get(own.get(state, state)) or WORDS.get(state, state)
        for state in STATES
    }


def impacts_in_words() -> list[str]:
    """The partnership's wording for each of `IMPACTS`."""
    words = impact_words()
    return [words.get(impact) or NOT_JUDGED for impact in IMPACTS]


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """One action in a report on its plan."""

    ref: str
    text: str
    url: str
    objective: str
    owners: str
    due: str
    due_end: date | None
    is_late: bool
    is_undated: bool
    moves: int
    state: str
    colour: str
    word: str
    impact: str
    impact_word: str
    reported_on: date | None
    report: str
    slips: tuple[str, ...]
    ending: str
    outcome: str
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PriorityReport:
    """A priority with its actions, counted by state."""

    ref: str
    title: str
    url: str
    statement: str
    rationale: str
    intended_outcomes: str
    lead: str
    officer: str
    delivery: str
    lines: tuple[PlanLine, ...]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def total(self) -> int:
        return len(self.lines)

    @property
    def complete(self) -> int:
        return sum(line.state == COMPLETE for line in self.lines)

    @property
    def overdue(self) -> int:
        return sum(line.is_late for line in self.lines)

    @property
    def without_date(self) -> int:
        return sum(line.is_undated for line in self.lines)

    @property
    def states(self) -> tuple[int, ...]:
        """How many actions have each of `STATES`."""
        counts = Counter(line.state for line in self.lines)
        return tuple(counts[state] for state in STATES)

    @property
    def impacts(self) -> tuple[int, ...]:
        """How many actions have each of `IMPACTS`."""
        counts = Counter(line.impact for line in self.lines)
        return tuple(counts[impact] for impact in IMPACTS)

    @property
    def under_states(self) -> list[tuple[int, str]]:
        return list(zip(self.states, state_words().values(), strict=True))

    @property
    def under_impacts(self) -> list[tuple[int, str]]:
        return list(zip(self.impacts, impacts_in_words(), strict=True))

    @property
    def exceptions(self) -> tuple[PlanLine, ...]:
        return tuple(line for line in self.lines if line.why)

    @property
    def others(self) -> int:
        return self.total - len(self.exceptions)

    @property
    def other_words(self) -> str:
        """Counts of all other actions, in one line."""
        return in_counts(line for line in self.lines if not line.why)

    @property
    def differences(self) -> tuple[PlanLine, ...]:
        """Completed actions, with the difference they made."""
        return tuple(line for line in self.lines if line.state == COMPLETE)


def in_counts(lines: Iterable[PlanLine]) -> str:
    """“4 complete, 6 on track, 2 not started”."""
    words, counts = state_words(), Counter(line.state for line in lines)
    return ", ".join(
        f"{counts[state]} {words[state].lower()}" for state in STATES if counts[state]
    )


@dataclass(frozen=True, kw_only=True)
class PlanReport:
    """A plan on a day; slips and missing updates count from `since`."""

    title: str
    url: str
    start: date
    end: date
    status: str
    is_draft: bool
    on: date
    since: date
    priorities: tuple[PriorityReport, ...]

    @property
    def total(self) -> int:
        return sum(priority.total for priority in self.priorities)

    @property
    def complete(self) -> int:
        return sum(priority.complete for priority in self.priorities)

    @property
    def overdue(self) -> int:
        return sum(priority.overdue for priority in self.priorities)

    @property
    def without_date(self) -> int:
        return sum(priority.without_date for priority in self.priorities)

    @property
    def exceptions(self) -> int:
        return sum(len(priority.exceptions) for priority in self.priorities)

    @property
    def states(self) -> tuple[int, ...]:
        return _added(priority.states for priority in self.priorities)

    @property
    def impacts(self) -> tuple[int, ...]:
        return _added(priority.impacts for priority in self.priorities)

    @property
    def state_words(self) -> list[str]:
        return list(state_words().values())

    @property
    def impact_words(self) -> list[str]:
        return impacts_in_words()

    @property
    def under_states(self) -> list[tuple[int, str]]:
        return list(zip(self.states, self.state_words, strict=True))

    @property
    def under_impacts(self) -> list[tuple[int, str]]:
        return list(zip(self.impacts, self.impact_words, strict=True))


def _added(rows: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))


def plan_report(
    plan: Plan, actions: ActionQuerySet, *, on: date, since: date
) -> PlanReport:
    """A plan at the end of a day, in a fixed number of queries.

    `actions` are the actions the reader may see.
    """
    priorities = plan.priorities.all()
    return PlanReport(
        title=plan.title,
        url=plan.get_absolute_url(),
        start=plan.start,
        end=plan.end,
        status=plan.get_status_display(),
        is_draft=plan.is_draft,
        on=on,
        since=since,
        priorities=reported(
            priorities, actions.filter(priority__plan=plan), on=on, since=since
        ),
    )


def reported(
    priorities, actions: ActionQuerySet, *, on: date, since: date
) -> tuple[PriorityReport, ...]:
    """Priorities with their actions, objective by objective."""
    under: dict[int, list[PlanLine]] = {}
    ordered = with_standing(actions.filter(raised_on__lte=on), "objective").order_by(
        "objective__position", "pk"
    )
    for action in ordered:
        line = _line(Standing(action, on), since)
        under.setdefault(action.priority_id, []).append(line)
    people = priorities.select_related("board_officer", "delivery_organisation")
    return tuple(
        PriorityReport(
            ref=priority.ref,
            title=priority.title,
            url=priority.get_absolute_url(),
            statement=priority.statement,
            rationale=priority.rationale,
            intended_outcomes=priority.intended_outcomes,
            lead=priority.lead_words,
            officer=priority.board_officer.name if priority.board_officer else "",
            delivery=priority.delivery_words,
            lines=tuple(under.get(priority.pk, ())),
        )
        for priority in people
    )


def _line(standing: Standing, since: date) -> PlanLine:
    action, update = standing.action, standing.last_update
    return PlanLine(
        ref=action.ref,
        text=action.text,
        url=action.get_absolute_url(),
        objective=action.objective.text if action.objective else "",
        owners=standing.owner_words,
        due=standing.due_text,
        due_end=standing.due_end,
        is_late=standing.is_overdue,
        is_undated=standing.is_undated,
        moves=len(standing.slips_from(date.min)),
        state=standing.state,
        colour=standing.colour,
        word=standing.word,
        impact=standing.impact,
        impact_word=standing.impact_word,
        reported_on=day_of(update) if update else None,
        report=update.text if update else "",
        slips=tuple(_slips(standing, since)),
        ending=_ending(standing),
        outcome=action.outcome if standing.state == COMPLETE else "",
        why=tuple(_why(standing, since)),
    )


def _slips(standing: Standing, since: date) -> Iterable[str]:
    if not standing.slips_from(since):
        return
    moves = standing.moves_from(since)
    yield from slip_words(moves)
    yield " ".join(move.reason for move in moves)


def _ending(standing: Standing) -> str:
    """How it closed, and when."""
    action: Action = standing.action
    return {
        COMPLETE: lambda: f"Complete, {written(standing.done_on)}",
        TO_CHECK: lambda: f"Reported as complete, {written(action.completed_on)}",
        WITHDRAWN: lambda: (
            f"Withdrawn, {written(action.withdrawn_on)}: {action.withdrawn_because}"
        ),
        CARRIED: lambda: (
            f"Carried forward, {written(action.carried_on)}: {action.carried_because}"
        ),
    }.get(standing.state, str)()


def _why(standing: Standing, since: date) -> Iterable[str]:
    """Why a report by exception lists it; nothing if it is going to plan."""
    if standing.state == TO_CHECK:
        yield f"Awaiting check since {written(standing.action.completed_on)}"
    if not standing.is_open:
        return
    if standing.state in {Rag.RED, Rag.AMBER}:
        reason = standing.rated_because
        yield f"{standing.word}: {reason}" if reason else standing.word
    if standing.is_overdue:
        yield f"Overdue: {standing.late_words}"
    if slips := list(_slips(standing, since)):
        yield f"Date moved: {'. '.join(slips)}"
    if standing.is_undated:
        yield "No date"
    if standing.action.raised_on < since and not standing.updates_from(since):
        last = standing.last_update
        yield (f"No update since {written(day_of(last))}" if last else "No update yet")
    if standing.impact == Rag.RED:
        yield f"Impact: {standing.impact_word}"
