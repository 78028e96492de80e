"""The tables of subgroups: who sits where, what was met about, what was minuted."""

from subgroups.models.meetings import Attendance, Meeting
from subgroups.models.minutes import AgendaItem, Amendment, Decision, MinutedAction
from subgroups.models.structure import (
    QuorumRule,
    Seat,
    SeatHolder,
    Subgroup,
    TermsOfReference,
)

__all__ = [
    "AgendaItem",
    "Amendment",
    "Attendance",
    "Decision",
    "Meeting",
    "MinutedAction",
    "QuorumRule",
    "Seat",
    "SeatHolder",
    "Subgroup",
    "TermsOfReference",
]
