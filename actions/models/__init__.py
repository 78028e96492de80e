"""Plans with their priorities, and the register of actions."""

from actions.models.plans import Objective, Plan, PlanVersion, Priority
from actions.models.progress import DueChange, Update
from actions.models.querysets import ActionQuerySet
from actions.models.register import Action, ActionOwner, ReferenceSeries
from actions.models.saved import SavedView
from actions.models.steps import Step
from actions.models.words import (
    MeasureType,
    OwnerAs,
    Rag,
    Source,
    Status,
    impact_words,
    rag_words,
)

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
    "SavedView",
    "Source",
    "Status",
    "Step",
    "Update",
    "impact_words",
    "rag_words",
]
