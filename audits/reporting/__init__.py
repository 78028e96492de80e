"""What rounds found: the analysis of every question, and the yearly figures."""

from audits.reporting.analysis import (
    SMALLEST_GROUP,
    Numbers,
    QuestionAnalysis,
    SectionAnalysis,
    Share,
    analyse,
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
    "SMALLEST_GROUP",
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
    "summarise",
]
