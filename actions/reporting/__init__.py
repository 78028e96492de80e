"""What actions tell other parts: the yearly report, calendars. Pure reads."""

from actions.reporting.yearly import (
    ActionLine,
    ActionsYear,
    PriorityYear,
    summarise,
)

__all__ = ["ActionLine", "ActionsYear", "PriorityYear", "summarise"]
