"""What actions tell other parts: the year, calendars, people. Pure reads."""

from actions.reporting.calendar import calendar_entries
from actions.reporting.held import TRACES, held_about, holdings, past_keeping
from actions.reporting.learning import LearningYear
from actions.reporting.movement import Movement, movement
from actions.reporting.one_pager import OnePager, one_pager
from actions.reporting.plan_report import PlanReport, plan_report
from actions.reporting.risks import RiskLine
from actions.reporting.sheets import exceptions_sheets, full_sheets, movement_sheets
from actions.reporting.timeline import timeline
from actions.reporting.yearly import (
    ActionLine,
    ActionsYear,
    PriorityYear,
    Unnamed,
    summarise,
)

__all__ = [
    "ActionLine",
    "ActionsYear",
    "LearningYear",
    "Movement",
    "OnePager",
    "PlanReport",
    "PriorityYear",
    "RiskLine",
    "TRACES",
    "Unnamed",
    "calendar_entries",
    "exceptions_sheets",
    "full_sheets",
    "held_about",
    "holdings",
    "movement",
    "movement_sheets",
    "one_pager",
    "past_keeping",
    "plan_report",
    "summarise",
    "timeline",
]
