"""What rounds found: the analysis of every question, and the yearly figures."""

from audits.reporting.analysis import (
    Numbers,
    QuestionAnalysis,
    SectionAnalysis,
    Share,
    analyse,
    smallest_told,
)
from audits.reporting.calendar import calendar_entries
from audits.reporting.held import (
    TRACES,
    both_signed,
    held_about,
    holdings,
    past_keeping,
)
from audits.reporting.yearly import AuditsYear, KeyNumbers, SectionGaps, summarise

__all__ = [
    "TRACES",
    "AuditsYear",
    "KeyNumbers",
    "Numbers",
    "QuestionAnalysis",
    "SectionAnalysis",
    "SectionGaps",
    "Share",
    "analyse",
    "both_signed",
    "calendar_entries",
    "held_about",
    "holdings",
    "past_keeping",
    "smallest_told",
    "summarise",
]
