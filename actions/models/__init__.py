"""Plans with their priorities, and the register of actions."""

from actions.models.clocks import Clock
from actions.models.imports import ImportedRow, PlanImport
from actions.models.plans import Objective, Plan, PlanVersion, Priority
from actions.models.progress import DueChange, Update
from actions.models.querysets import ActionQuerySet
from actions.models.recommendations import Recommendation
from actions.models.register import Action, ActionOwner, ReferenceSeries
from actions.models.reviews import PracticeReview, ReviewMember
from actions.models.risk_movement import LABELS as RISK_LABELS
from actions.models.risk_movement import Moved, RiskMovement, movement_between
from actions.models.risk_parts import (
    RiskAction,
    RiskAssessment,
    RiskControl,
    RiskDecision,
    RiskEscalation,
)
from actions.models.risk_querysets import RiskQuerySet, may_own, possible_risk_owners
from actions.models.risk_ratings import (
    RATING_FIELDS,
    RATINGS,
    Rating,
    band_of,
    escalates,
    impacts,
    likelihoods,
)
from actions.models.risks import Risk
from actions.models.saved import SavedView
from actions.models.scrutiny import ScrutinyQuestion, ScrutinySession
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
from actions.models.year_end import Successor, YearEnd, YearEndDecision

__all__ = [
    "Action",
    "ActionOwner",
    "ActionQuerySet",
    "Clock",
    "DueChange",
    "ImportedRow",
    "MeasureType",
    "Moved",
    "Objective",
    "OwnerAs",
    "Plan",
    "PlanImport",
    "PlanVersion",
    "PracticeReview",
    "Priority",
    "RATINGS",
    "RATING_FIELDS",
    "RISK_LABELS",
    "Rag",
    "Rating",
    "Recommendation",
    "ReferenceSeries",
    "ReviewMember",
    "Risk",
    "RiskAction",
    "RiskAssessment",
    "RiskControl",
    "RiskDecision",
    "RiskEscalation",
    "RiskMovement",
    "RiskQuerySet",
    "SavedView",
    "ScrutinyQuestion",
    "ScrutinySession",
    "Source",
    "Status",
    "Step",
    "Successor",
    "Update",
    "YearEnd",
    "YearEndDecision",
    "band_of",
    "escalates",
    "impact_words",
    "impacts",
    "likelihoods",
    "may_own",
    "movement_between",
    "possible_risk_owners",
    "rag_words",
]
