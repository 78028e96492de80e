"""What the plan and the register of actions tell the yearly report. Pure reads."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.utils import timezone

from actions.models import (
    Action,
    DueChange,
    Plan,
    Priority,
    Rag,
    Source,
    Status,
    Update,
)
from actions.reporting.learning import LearningYear, learning_of
from partnership.foundation import clock
from partnership.foundation.dates import ONE_DAY, ReportYear
from partnership.models import Organisation

COMPLETE, WITHDRAWN, NOT_STARTED, NOT_RATED = (
    "complete",
    "withdrawn",
    "not_started",
    "not_rated",
)


@dataclass(frozen=True, kw_only=True)
class ActionLine:
    """One action as the report names it."""

    ref: str
    text: str
    owners: str
    due_text: str
    words: str


@dataclass(frozen=True, kw_only=True)
class PriorityYear:
    """How the actions of one priority stood at the end of the year.

    Each action is counted under one state; `without_date` and `overdue` count open
    ones again.
    """

    ref: str
    title: str
    lead: str
    total: int
    complete: int
    on_track: int
    at_risk: int
    off_track: int
    not_started: int
    not_rated: int
    withdrawn: int
    without_date: int
    overdue: int


@dataclass(frozen=True, kw_only=True)
class ActionsYear:
    """A year of actions: how each priority stood, what was done, what slipped."""

    label: str
    as_of: date
    plans: tuple[str, ...]
    priorities: tuple[PriorityYear, ...]
    raised_besides: int
    completed: tuple[ActionLine, ...]
    slipped: int
    moved: int
    overdue: tuple[ActionLine, ...]
    little_progress: tuple[ActionLine, ...]
    learning: LearningYear = LearningYear()

    @property
    def total(self) -> int:
        return sum(priority.total for priority in self.priorities)

    @property
    def complete(self) -> int:
        return sum(priority.complete for priority in self.priorities)


def summarise(
    year: ReportYear, *, organisation: Organisation | None = None
) -> ActionsYear:
    """The year's plan and actions, of everything the board owns or of one organisation.

    States are those of the last day of the year (of today while it runs), from the
    updates until then; schools' own actions are left out unless one asks for a school.
    """
    scope = Action.objects.filter(raised_on__lte=year.end)
    if organisation is None:
        scope = scope.board()
    else:
        scope = scope.filter(organisation=organisation)
    plans = list(Plan.objects.in_year(year.start, year.end).order_by("start", "pk"))
    of_year = Q(priority__plan__in=plans) | Q(priority=None)
    today = timezone.localtime(clock.now()).date()
    still_there = (
        Q(completed_on=None, withdrawn_on=None)
        | Q(completed_on__gte=year.start)
        | Q(withdrawn_on__gte=year.start)
    )
    actions = [
        _Standing(action, year, today)
        for action in scope.filter(of_year)
        .filter(Q(priority__isnull=False) | still_there)
        .select_related("priority")
        .prefetch_related(
            "owners",
            "due_changes",
            Prefetch("updates", Update.objects.order_by("at", "pk")),
        )
        .order_by("priority__plan__start", "priority__position", "pk")
    ]
    moves = list(
        DueChange.objects.filter(
            action__in=[standing.action.pk for standing in actions],
            on__gte=year.start,
            on__lte=year.end,
        )
    )
    return ActionsYear(
        label=year.label,
        as_of=min(today, year.end),
        plans=tuple(plan.title for plan in plans),
        priorities=tuple(_priorities(plans, actions, organisation)),
        raised_besides=sum(
            standing.action.raised_on in year and standing.action.source != Source.PLAN
            for standing in actions
        ),
        completed=tuple(
            standing.line(standing.action.outcome)
            for standing in actions
            if standing.state == COMPLETE and standing.action.completed_on in year
        ),
        slipped=len({move.action_id for move in moves if move.is_slip}),
        moved=len(moves),
        overdue=tuple(
            standing.line(standing.late_words)
            for standing in actions
            if standing.is_overdue
        ),
        little_progress=tuple(
            standing.line(standing.why_little)
            for standing in actions
            if standing.why_little
        ),
        learning=learning_of(year) if organisation is None else LearningYear(),
    )


def _priorities(
    plans: list[Plan],
    actions: "list[_Standing]",
    organisation: Organisation | None,
) -> Iterable[PriorityYear]:
    by_priority: dict[int, list[_Standing]] = {}
    for standing in actions:
        by_priority.setdefault(standing.action.priority_id, []).append(standing)
    for priority in (
        Priority.objects.filter(plan__in=plans)
        .select_related("lead")
        .order_by("plan__start", "position", "pk")
    ):
        own = by_priority.get(priority.pk, [])
        if organisation is not None and not own:
            continue
        states = Counter(standing.state for standing in own)
        yield PriorityYear(
            ref=priority.ref,
            title=priority.title,
            lead=priority.lead_words,
            total=len(own),
            complete=states[COMPLETE],
            on_track=states[Rag.GREEN],
            at_risk=states[Rag.AMBER],
            off_track=states[Rag.RED],
            not_started=states[NOT_STARTED],
            not_rated=states[NOT_RATED],
            withdrawn=states[WITHDRAWN],
            without_date=sum(standing.is_undated for standing in own),
            overdue=sum(standing.is_overdue for standing in own),
        )


class _Standing:
    """An action as it stood at the end of a year, whatever happened to it since."""

    def __init__(self, action: Action, year: ReportYear, today: date) -> None:
        self.action = action
        self.year = year
        # What fell due on the last day of a year that is over was missed in it.
        self.late_before = min(today, year.end + ONE_DAY)
        self.updates = [
            update for update in action.updates.all() if update.at.date() <= year.end
        ]

    @property
    def state(self) -> str:
        action, end = self.action, self.year.end
        if action.status == Status.COMPLETE and action.completed_on <= end:
            return COMPLETE
        if action.status == Status.WITHDRAWN and action.withdrawn_on <= end:
            return WITHDRAWN
        if not self.updates:
            return NOT_STARTED
        return self.updates[-1].rag_after or NOT_RATED

    @property
    def is_open(self) -> bool:
        return self.state not in {COMPLETE, WITHDRAWN}

    @property
    def _changes(self) -> list[DueChange]:
        return list(self.action.due_changes.all())

    @property
    def due_end(self) -> date | None:
        """The last day as it was agreed by the end of the year."""
        later = [change for change in self._changes if change.on > self.year.end]
        if later:
            return later[0].old_end
        if self.action.due_occurrences:
            answered = {update.occurrence for update in self.updates}
            return next(
                (day for day in self.action.due_occurrences if day not in answered),
                None,
            )
        return self.action.due_end

    @property
    def due_text(self) -> str:
        later = [change for change in self._changes if change.on > self.year.end]
        return later[0].old_text if later else self.action.due_text

    @property
    def is_undated(self) -> bool:
        return self.is_open and self.due_end is None and self.action.has_no_date

    @property
    def is_overdue(self) -> bool:
        return (
            self.is_open
            and self.due_end is not None
            and self.due_end < self.late_before
        )

    @property
    def late_words(self) -> str:
        return f"due by {self.due_end.day} {self.due_end:%B %Y}"

    @property
    def why_little(self) -> str:
        """Why the report names it as having made little or no progress; else nothing.

        Working Together 2023 asks where there has been little or no evidence of
        improvement, so silence counts as well as a red rating.
        """
        if not self.is_open:
            return ""
        if self.state == Rag.RED:
            return "off track at the end of the year"
        in_year = [update for update in self.updates if update.at.date() in self.year]
        if not in_year and self.action.raised_on <= self.year.end:
            return "no update in the year"
        return ""

    def line(self, words: str) -> ActionLine:
        return ActionLine(
            ref=self.action.ref,
            text=self.action.text,
            owners=self.action.owner_words,
            due_text=self.due_text,
            words=words,
        )
