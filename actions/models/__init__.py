"""Plans with their priorities, and the register of actions."""

from actions.models.imports import ImportedRow, PlanImport
from actions.models.plans import Objective, Plan, PlanVersion, Priority
from actions.models.progress import DueChange, Update
from actions.models.querysets import ActionQuerySet
from actions.models.register import Action, ActionOwner, ReferenceSeries
from actions.models.steps import Step
from actions.models.words import MeasureType, OwnerAs, Rag, Source, Status

__all__ = [
    "Action",
    "ActionOwner",
    "ActionQuerySet",
    "DueChange",
    "ImportedRow",
    "MeasureType",
    "Objective",
    "OwnerAs",
    "Plan",
    "PlanImport",
    "PlanVersion",
    "Priority",
    "Rag",
    "ReferenceSeries",
    "Source",
    "Status",
    "Step",
    "Update",
]
