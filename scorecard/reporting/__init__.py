"""What the scorecard tells other parts: the yearly report, calendars. Pure reads."""

from scorecard.reporting.yearly import (
    MeasureYear,
    ScorecardYear,
    chart_of,
    summarise,
)

__all__ = ["MeasureYear", "ScorecardYear", "chart_of", "summarise"]
