"""Question sets, rounds, and the returns schools give: all tables of the audits app."""

from audits.models.answers import Answer, Given
from audits.models.questions import Question, QuestionSet, Section
from audits.models.returns import AuditReturn, Gap, SectionProgress, Signature
from audits.models.rounds import Round

__all__ = [
    "Answer",
    "AuditReturn",
    "Gap",
    "Given",
    "Question",
    "QuestionSet",
    "Round",
    "Section",
    "SectionProgress",
    "Signature",
]
