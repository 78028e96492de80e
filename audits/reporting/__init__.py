"""What rounds found: the analysis of every question, and the yearly figures."""

from audits.reporting.analysis import (
    Numbers,
    QuestionAnalysis,
    SectionAnalysis,
    Share,
    analyse,
)
from audits.reporting.yearly import AuditsYear, KeyNumbers, SectionGaps, summarise

__all__ = [
    "AuditsYear",
    "KeyNumbers",
    "Numbers",
    "QuestionAnalysis",
    "SectionAnalysis",
    "SectionGaps",
    "Share",
    "analyse",
    "summarise",
]
