"""What subgroups tell other parts: the year, calendars, people. Pure reads."""

from subgroups.reporting.calendar import calendar_entries
from subgroups.reporting.held import TRACES, held_about, holdings, past_keeping
from subgroups.reporting.yearly import (
    AgencyAttendance,
    SubgroupMeetings,
    SubgroupsYear,
    summarise,
)

__all__ = [
    "TRACES",
    "AgencyAttendance",
    "SubgroupMeetings",
    "SubgroupsYear",
    "calendar_entries",
    "held_about",
    "holdings",
    "past_keeping",
    "summarise",
]
