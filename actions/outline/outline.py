"""A plan as it is read: priorities, their objectives, and the actions in order."""

from collections.abc import Iterable
from dataclasses import dataclass

from actions.plans.models import Objective, Priority
from actions.register.models.actions import Action
from actions.register.words import Status


@dataclass(frozen=True)
class ObjectiveOutline:
    """An objective, or none, with the actions under it."""

    objective: Objective | None
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class PriorityOutline:
    """A priority with everything under it, and how much of it is done."""

    priority: Priority
    groups: tuple[ObjectiveOutline, ...]

    @property
    def total(self) -> int:
        return sum(len(group.actions) for group in self.groups)

    @property
    def complete(self) -> int:
        return sum(
            action.status == Status.COMPLETE
            for group in self.groups
            for action in group.actions
        )


def outline(
    priorities: Iterable[Priority], actions: Iterable[Action]
) -> list[PriorityOutline]:
    """Put actions under their priorities, whose objectives are prefetched."""
    under: dict[tuple[int, int | None], list[Action]] = {}
    for action in actions:
        under.setdefault((action.priority_id, action.objective_id), []).append(action)
    outlines = []
    for priority in priorities:
        groups = [
            ObjectiveOutline(
                objective, tuple(under.get((priority.pk, objective.pk), ()))
            )
            for objective in priority.objectives.all()
        ]
        if loose := under.get((priority.pk, None)):
            groups.append(ObjectiveOutline(None, tuple(loose)))
        outlines.append(PriorityOutline(priority, tuple(groups)))
    return outlines
