"""What subgroups tell other parts: the yearly report, calendars. Pure reads."""

from subgroups.reporting.calendar import calendar_entries
from subgroups.reporting.yearly import (
    AgencyAttendance,
    SubgroupMeetings,
    SubgroupsYear,
    summarise,
)

__all__ = [
    "AgencyAttendance",
    "SubgroupMeetings",
    "SubgroupsYear",
    "calendar_entries",
    "summarise",
]
