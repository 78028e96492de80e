"""Measures with their figures, and the yearly report: all tables of the scorecard."""

from scorecard.models.measures import Figure, Measure
from scorecard.models.movement import Movement, movement_of
from scorecard.models.reports import (
    Chapter,
    CoveragePoint,
    ReportBuild,
    ReportEdition,
)

__all__ = [
    "Chapter",
    "CoveragePoint",
    "Figure",
    "Measure",
    "Movement",
    "ReportBuild",
    "ReportEdition",
    "movement_of",
]
