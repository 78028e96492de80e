"""What the scorecard tells other parts: the yearly report, calendars. Pure reads."""

from scorecard.reporting.calendar import calendar_entries
from scorecard.reporting.yearly import (
    MeasureYear,
    ScorecardYear,
    chart_of,
    summarise,
)

__all__ = ["MeasureYear", "ScorecardYear", "calendar_entries", "chart_of", "summarise"]
