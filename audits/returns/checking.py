"""The checks of a whole return, run again at each step up to its submission."""

from audits.returns.models.returns import AuditReturn
from partnership.guards.outcomes import Refused


def refuse_unless_complete(audit_return: AuditReturn) -> None:
    """Run every check that a return must pass before it is signed.

    Raises:
        Refused: an answer is missing.
    """
    questions = audit_return.questions
    answers = audit_return.answers_to(questions)
    missing = [
        question.ref
        for question in questions
        if not question.is_optional
        and not (question.pk in answers and answers[question.pk].is_given)
    ]
    if missing:
        raise Refused(f"Answer {', '.join(missing)} first")
