"""The year-end report: actions completed, carried forward and dropped. Reads only."""

from dataclasses import dataclass, field

from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.models.querysets import ActionQuerySet
from actions.register.origins import carried_words, origins_of
from actions.register.words import Status, rag_words
from actions.year_end.models import YearEnd


@dataclass(frozen=True, kw_only=True)
class YearEndLine:
    """An action at the year end, with its successor and its origin."""

    action: Action
    delivery_word: str
    chain: str
    goes_on: Action | None = None


@dataclass(frozen=True, kw_only=True)
class YearEndReport:
    """What happened to a plan's actions, limited to those the reader may see."""

    plan: Plan
    year_end: YearEnd | None
    completed: list[YearEndLine] = field(default_factory=list)
    carried: list[YearEndLine] = field(default_factory=list)
    dropped: list[YearEndLine] = field(default_factory=list)
    to_check: list[YearEndLine] = field(default_factory=list)
    open: list[YearEndLine] = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        return self.year_end is not None

    @property
    def total(self) -> int:
        kinds = (self.completed, self.carried, self.dropped, self.to_check, self.open)
        return sum(map(len, kinds))


def year_end_of(plan: Plan, visible: ActionQuerySet) -> YearEndReport:
    """The report of a plan, from the actions that its reader may see."""
    actions = list(
        visible.filter(priority__plan=plan)
        .select_related(
            "priority__plan",
            "completed_by__merged_into",
            "checked_by__merged_into",
            "withdrawn_by__merged_into",
            "carried_by__merged_into",
        )
        .prefetch_related("owners")
        .order_by("priority__position", "priority__pk", "pk")
    )
    origins, words = origins_of(actions), rag_words()
    goes_on = {
        new.carried_from_id: new
        for new in visible.filter(carried_from__in=actions).select_related(
            "priority__plan"
        )
    }
    report = YearEndReport(
        plan=plan,
        year_end=plan.year_ends.filter(status=YearEnd.Status.DONE)
        .select_related("next_plan", "ended_by__merged_into")
        .first(),
    )
    kinds = {
        Status.COMPLETE: report.completed,
        Status.CARRIED: report.carried,
        Status.WITHDRAWN: report.dropped,
        Status.TO_CHECK: report.to_check,
    }
    for action in actions:
        kinds.get(action.status, report.open).append(
            YearEndLine(
                action=action,
                delivery_word=words.get(action.rag, ""),
                chain=carried_words(action, origins[action.pk]),
                goes_on=goes_on.get(action.pk),
            )
        )
    return report
