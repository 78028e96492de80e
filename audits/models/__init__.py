"""Question sets, rounds, and the returns schools give: all tables of the audits app."""

from audits.models.answers import Answer, Given
from audits.models.questions import Question, QuestionSet, Section
from audits.models.returns import AuditReturn
from audits.models.rounds import Round
from audits.models.signing import Gap, Signature

__all__ = [
    "Answer",
    "AuditReturn",
    "Gap",
    "Given",
    "Question",
    "QuestionSet",
    "Round",
    "Section",
    "Signature",
]
