"""A plan as people read it: its progress, priorities, objectives and actions."""

from collections.abc import Iterable
from dataclasses import dataclass

from actions.plans.models import Objective, Priority
from actions.register.models.actions import Action
from actions.register.words import Rag, Status


@dataclass(frozen=True)
class ObjectiveOutline:
    """An objective and its actions; or the actions of no objective."""

    objective: Objective | None
    actions: tuple[Action, ...]

    @property
    def title(self) -> str:
        return self.objective.text if self.objective else "Other actions"


@dataclass(frozen=True)
class PriorityOutline:
    """A priority with its objectives and actions, and how many are complete."""

    priority: Priority
    groups: tuple[ObjectiveOutline, ...]

    @property
    def actions(self) -> list[Action]:
        return [action for group in self.groups for action in group.actions]

    @property
    def total(self) -> int:
        return len(self.actions)

    @property
    def complete(self) -> int:
        return sum(action.status == Status.COMPLETE for action in self.actions)


@dataclass(frozen=True)
class Progress:
    """How far the actions of a plan are."""

    total: int
    complete: int
    overdue: int
    undated: int
    off_track: int
    at_risk: int


def progress_of(outlines: Iterable[PriorityOutline]) -> Progress:
    """The progress of all these priorities together."""
    actions = [action for each in outlines for action in each.actions]
    return Progress(
        total=len(actions),
        complete=sum(action.status == Status.COMPLETE for action in actions),
        overdue=sum(action.is_late for action in actions),
        undated=sum(action.is_undated for action in actions),
        off_track=sum(action.state == Rag.RED for action in actions),
        at_risk=sum(action.state == Rag.AMBER for action in actions),
    )


def outline(
    priorities: Iterable[Priority], actions: Iterable[Action]
) -> list[PriorityOutline]:
    """Group actions by priority and objective; objectives are prefetched."""
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
