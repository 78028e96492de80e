"""What actions tell other parts: the year, calendars, people. Pure reads."""

from actions.reporting.calendar import calendar_entries
from actions.reporting.held import TRACES, held_about, holdings, past_keeping
from actions.reporting.learning import LearningYear
from actions.reporting.yearly import (
    ActionLine,
    ActionsYear,
    PriorityYear,
    summarise,
)

__all__ = [
    "TRACES",
    "ActionLine",
    "ActionsYear",
    "LearningYear",
    "PriorityYear",
    "calendar_entries",
    "held_about",
    "holdings",
    "past_keeping",
    "summarise",
]
