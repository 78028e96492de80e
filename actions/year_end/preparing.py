"""Open actions at a year end, with their progress and a suggested decision."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from actions.due.meaning import Precision
from actions.plans.models import Priority
from actions.register.models.actions import Action
from actions.register.models.progress import Update
from actions.year_end.models import Successor, YearEnd, YearEndDecision

# Dates without a year mean the same in the next year.
TIMELESS = {Precision.RECURRING, Precision.ONGOING}


@dataclass
class OpenPriority:
    """A priority, where it continues, and its actions without a decision."""

    priority: Priority
    target: Priority | None
    actions: list[Action] = field(default_factory=list)


def open_by_priority(year_end: YearEnd, *, on: date) -> list[OpenPriority]:
    """Actions without a decision by priority, each with its last update."""
    placed = {
        row.priority_id: row.target
        for row in Successor.objects.filter(year_end=year_end).select_related("target")
    }
    groups = {
        priority.pk: OpenPriority(priority, placed.get(priority.pk))
        for priority in year_end.plan.priorities.all()
    }
    actions = list(year_end.undecided().with_owners().as_of(on).order_by("pk"))
    updates = last_updates(actions)
    for action in actions:
        action.last_update = updates.get(action.pk)
        groups[action.priority_id].actions.append(action)
    return [group for group in groups.values() if group.actions]


def last_updates(actions: Iterable[Action]) -> dict[int, Update]:
    """The latest update of each action, in one query."""
    latest = (
        Update.objects.filter(action__in=actions)
        .select_related("by__merged_into")
        .order_by("action_id", "-at", "-pk")
        .distinct("action_id")
    )
    return {update.action_id: update for update in latest}


def suggested(
    year_end: YearEnd, action: Action, decision: YearEndDecision | None
) -> dict[str, object]:
    """The initial values of the forms: the earlier decision, or a suggestion.

    The date is suggested if it falls in the next plan or later, or names no year. A new
    decision counts as version 1, so that the second of two people is warned.
    """
    if decision is not None:
        said = {
            name: getattr(decision, name)
            for name in ("reason", "decision_words", "decision_url", "outcome")
        }
        said["version"] = decision.version
    else:
        said = {"version": 1}
    placed = year_end.successors.filter(priority=action.priority_id).first()
    target = placed.target_id if placed else None
    ahead = action.due_end is not None and action.due_end >= year_end.next_plan.start
    due_text = action.due_text if ahead or action.due_precision in TIMELESS else ""
    return {
        **said,
        "impact": (decision and decision.impact) or action.impact,
        "target": (decision and decision.target_id) or target,
        "due_text": (decision and decision.due_text) or due_text,
    }
