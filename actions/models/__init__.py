"""Plans with their priorities, and the register of actions."""

from actions.models.plans import Objective, Plan, Priority
from actions.models.querysets import ActionQuerySet
from actions.models.register import (
    Action,
    ActionOwner,
    DueChange,
    ReferenceSeries,
    Update,
)
from actions.models.words import MeasureType, OwnerAs, Rag, Source, Status

__all__ = [
    "Action",
    "ActionOwner",
    "ActionQuerySet",
    "DueChange",
    "MeasureType",
    "Objective",
    "OwnerAs",
    "Plan",
    "Priority",
    "Rag",
    "ReferenceSeries",
    "Source",
    "Status",
    "Update",
]
