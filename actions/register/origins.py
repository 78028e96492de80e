"""The actions an action was carried forward from, year by year."""

from collections.abc import Iterable

from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.words import Status


def origins_of(actions: Iterable[Action]) -> dict[int, list[Action]]:
    """The earlier actions of each action, the latest first: one query for each year."""
    chains: dict[int, list[Action]] = {action.pk: [] for action in actions}
    wanted = {action.pk: action.carried_from_id for action in actions}
    while before := {pk for pk in wanted.values() if pk is not None}:
        found = (
            Action.objects.filter(pk__in=before)
            .select_related("priority__plan", "carried_by__merged_into")
            .in_bulk()
        )
        for pk, origin in list(wanted.items()):
            if origin is not None:
                chains[pk].append(found[origin])
                wanted[pk] = found[origin].carried_from_id
    return chains


def carried_words(action: Action, origins: list[Action]) -> str:
    """How often it was carried forward, such as “carried twice since 2024/25”."""
    times = len(origins) + (action.status == Status.CARRIED)
    if not times:
        return ""
    first = origins[-1] if origins else action
    often = {1: "once", 2: "twice"}.get(times, f"{times} times")
    return f"carried {often} since {years_of(first.priority.plan)}"


def years_of(plan: Plan) -> str:
    """The years of a plan, such as 2024/25, or 2025 if it is within one year."""
    if plan.start.year == plan.end.year:
        return str(plan.start.year)
    return f"{plan.start.year}/{plan.end.year % 100:02}"
