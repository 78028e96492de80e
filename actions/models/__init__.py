"""Plans, the register of actions, practice reviews and scrutiny."""

from actions.models.clocks import Clock
from actions.models.plans import Objective, Plan, PlanVersion, Priority
from actions.models.progress import DueChange, Update
from actions.models.querysets import ActionQuerySet
from actions.models.recommendations import Recommendation
from actions.models.register import Action, ActionOwner, ReferenceSeries
from actions.models.reviews import PracticeReview, ReviewMember
from actions.models.scrutiny import ScrutinyQuestion, ScrutinySession
from actions.models.steps import Step
from actions.models.words import MeasureType, OwnerAs, Rag, Source, Status

__all__ = [
    "Action",
    "ActionOwner",
    "ActionQuerySet",
    "Clock",
    "DueChange",
    "MeasureType",
    "Objective",
    "OwnerAs",
    "Plan",
    "PlanVersion",
    "PracticeReview",
    "Priority",
    "Rag",
    "Recommendation",
    "ReferenceSeries",
    "ReviewMember",
    "ScrutinyQuestion",
    "ScrutinySession",
    "Source",
    "Status",
    "Step",
    "Update",
]
