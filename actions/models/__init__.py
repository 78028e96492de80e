"""Plans with their priorities, and the register of actions."""

from actions.models.plans import Objective, Plan, PlanVersion, Priority
from actions.models.progress import DueChange, Update
from actions.models.querysets import ActionQuerySet
from actions.models.register import Action, ActionOwner, ReferenceSeries
from actions.models.steps import Step
from actions.models.words import MeasureType, OwnerAs, Rag, Source, Status
from actions.models.year_end import Successor, YearEnd, YearEndDecision

__all__ = [
    "Action",
    "ActionOwner",
    "ActionQuerySet",
    "DueChange",
    "MeasureType",
    "Objective",
    "OwnerAs",
    "Plan",
    "PlanVersion",
    "Priority",
    "Rag",
    "ReferenceSeries",
    "Source",
    "Status",
    "Step",
    "Successor",
    "Update",
    "YearEnd",
    "YearEndDecision",
]
