"""The yearly report's figures on plans and actions. Only reads."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action
from actions.register.models.progress import DueChange
from actions.register.words import Rag, Source
from actions.reports.standing import (
    CARRIED,
    COMPLETE,
    NOT_RATED,
    NOT_STARTED,
    TO_CHECK,
    WITHDRAWN,
    Standing,
    day_of,
    with_standing,
)
from actions.risks.reporting import RiskLine, risks_of
from actions.scrutiny.reporting import LearningYear, learning_of
from partnership.dates import clock
from partnership.dates.years import ONE_DAY, ReportYear
from partnership.people.models import Organisation

# How many actions with little progress the report lists for each priority.
MOST_NAMED = 5


@dataclass(frozen=True, kw_only=True)
class ActionLine:
    """One action in the report."""

    ref: str
    text: str
    owners: str
    due_text: str
    words: str


@dataclass(frozen=True, kw_only=True)
class PriorityYear:
    """The actions of a priority at the end of the year, counted by state.

    `without_date` and `overdue` count open actions again.
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
    to_check: int
    withdrawn: int
    carried: int
    without_date: int
    overdue: int


@dataclass(frozen=True, kw_only=True)
class Unnamed:
    """How many more actions made little progress, in a priority or outside plans."""

    priority: int | None
    words: str
    count: int


@dataclass(frozen=True, kw_only=True)
class ActionsYear:
    """A year of actions: each priority, completed and slipped actions.

    The worst of those with little progress are listed for each priority; `unnamed`
    counts the others. Actions carried between plans of the year are under both and
    counted once (`carried_within`).
    """

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
    unnamed: tuple[Unnamed, ...] = ()
    carried_within: int = 0
    risks: tuple[RiskLine, ...] = ()
    learning: LearningYear = LearningYear()

    @property
    def total(self) -> int:
        within = self.carried_within
        return sum(priority.total for priority in self.priorities) - within

    @property
    def complete(self) -> int:
        return sum(priority.complete for priority in self.priorities)

    @property
    def to_check(self) -> int:
        return sum(priority.to_check for priority in self.priorities)


def summarise(
    year: ReportYear, *, organisation: Organisation | None = None
) -> ActionsYear:
    """The year's plans and actions, for the board or one organisation.

    States are those on the last day of the year, or today if it is not over. Schools'
    actions are left out, unless `organisation` is a school, and restricted ones always.
    """
    scope = Action.objects.unrestricted().filter(raised_on__lte=year.end)
    if organisation is None:
        scope = scope.board()
    else:
        scope = scope.filter(organisation=organisation)
    plans = list(Plan.objects.in_year(year.start, year.end).order_by("start", "pk"))
    of_year = Q(priority__plan__in=plans) | Q(priority=None)
    today = timezone.localtime(clock.now()).date()
    still_there = (
        Q(completed_on=None, withdrawn_on=None, carried_on=None)
        | Q(completed_on__gte=year.start)
        | Q(checked_on__gte=year.start)
        | Q(withdrawn_on__gte=year.start)
        | Q(carried_on__gte=year.start)
    )
    actions = [
        _InYear(action, year, today)
        for action in with_standing(
            scope.filter(of_year).filter(Q(priority__isnull=False) | still_there)
        ).order_by("priority__plan__start", "priority__position", "pk")
    ]
    named, unnamed = _little_progress(actions)
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
            standing.action.raised_on in year
            and standing.action.source != Source.PLAN
            and standing.action.carried_from_id is None
            for standing in actions
        ),
        completed=tuple(
            standing.line(standing.action.outcome)
            for standing in actions
            if standing.state == COMPLETE and standing.done_on in year
        ),
        slipped=len({move.action_id for move in moves if move.is_slip}),
        moved=len(moves),
        overdue=tuple(
            standing.line(standing.late_words)
            for standing in actions
            if standing.is_overdue
        ),
        little_progress=named,
        unnamed=unnamed,
        carried_within=_carried_within(actions),
        risks=tuple(
            risks_of(year, organisation=organisation, last=min(today, year.end))
        ),
        learning=learning_of(year) if organisation is None else LearningYear(),
    )


def _carried_within(actions: "list[_InYear]") -> int:
    """How many actions are under two plans of the year."""
    carried = {each.action.pk for each in actions if each.state == CARRIED}
    return sum(each.action.carried_from_id in carried for each in actions)


def _little_progress(
    actions: "list[_InYear]",
) -> tuple[tuple[ActionLine, ...], tuple[Unnamed, ...]]:
    """The worst actions of each priority, and how many more each has."""
    groups: dict[int | None, list[_InYear]] = {}
    for standing in actions:
        if standing.why_little:
            groups.setdefault(standing.action.priority_id, []).append(standing)
    named, unnamed = [], []
    for pk, group in groups.items():
        group.sort(key=lambda standing: standing.badness)
        named += [each.line(each.why_little) for each in group[:MOST_NAMED]]
        if len(group) > MOST_NAMED:
            words = str(group[0].action.priority) if pk else "Outside the plan"
            more = len(group) - MOST_NAMED
            unnamed.append(Unnamed(priority=pk, words=words, count=more))
    return tuple(named), tuple(unnamed)


def _priorities(
    plans: list[Plan],
    actions: "list[_InYear]",
    organisation: Organisation | None,
) -> Iterable[PriorityYear]:
    by_priority: dict[int, list[_InYear]] = {}
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
            to_check=states[TO_CHECK],
            withdrawn=states[WITHDRAWN],
            carried=states[CARRIED],
            without_date=sum(standing.is_undated for standing in own),
            overdue=sum(standing.is_overdue for standing in own),
        )


class _InYear(Standing):
    """An action at the end of a year."""

    def __init__(self, action: Action, year: ReportYear, today: date) -> None:
        # Actions due on the last day of a past year were missed in that year.
        late_before = min(today, year.end + ONE_DAY)
        super().__init__(action, year.end, late_before=late_before)
        self.year = year

    @property
    def why_little(self) -> str:
        """Why the report lists it under little or no progress; otherwise blank.

        Working Together 2023 asks where there has been little or no evidence of
        improvement, so no update counts as well as a red rating.
        """
        if not self.is_open:
            return ""
        if self.state == Rag.RED:
            return "off track at the end of the year"
        if not any(day_of(update) in self.year for update in self.updates):
            return "no update in the year"
        return ""

    @property
    def badness(self) -> tuple[bool, date]:
        """Off track first, then the longest overdue."""
        return self.state != Rag.RED, self.due_end or date.max

    def line(self, words: str) -> ActionLine:
        return ActionLine(
            ref=self.action.ref,
            text=self.action.text,
            owners=self.owner_words,
            due_text=self.due_text,
            words=words,
        )
