"""Measures and figures, the yearly report, calendars, what is kept: all tables here."""

from scorecard.models.due import DueFigure, figures_due, figures_until
from scorecard.models.feeds import CalendarFeed
from scorecard.models.measures import Figure, Measure
from scorecard.models.movement import Movement, movement_of
from scorecard.models.records import KeepingDecision
from scorecard.models.reports import (
    Chapter,
    CoveragePoint,
    ReportBuild,
    ReportEdition,
)

__all__ = [
    "CalendarFeed",
    "Chapter",
    "CoveragePoint",
    "DueFigure",
    "Figure",
    "KeepingDecision",
    "Measure",
    "Movement",
    "ReportBuild",
    "ReportEdition",
    "figures_due",
    "figures_until",
    "movement_of",
]
