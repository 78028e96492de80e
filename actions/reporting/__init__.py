"""What actions tell other parts: the yearly report, calendars. Pure reads."""

from actions.reporting.calendar import calendar_entries
from actions.reporting.yearly import (
    ActionLine,
    ActionsYear,
    PriorityYear,
    summarise,
)

__all__ = ["ActionLine", "ActionsYear", "PriorityYear", "calendar_entries", "summarise"]
