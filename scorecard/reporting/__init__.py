"""What the scorecard tells other parts: the year, calendars, people. Pure reads."""

from scorecard.reporting.calendar import calendar_entries
from scorecard.reporting.held import TRACES, held_about, holdings, past_keeping
from scorecard.reporting.yearly import (
    MeasureYear,
    ScorecardYear,
    chart_of,
    summarise,
)

__all__ = [
    "TRACES",
    "MeasureYear",
    "ScorecardYear",
    "calendar_entries",
    "chart_of",
    "held_about",
    "holdings",
    "past_keeping",
    "summarise",
]
