"""Which answers count: those to questions that are asked, given the other answers.

What was typed in a question that is no longer asked stays, uncounted, and counts again
when the question is asked again.
"""

from collections.abc import Iterable

from audits.questions.conditions import codes_of
from audits.questions.models import Question
from audits.returns.models.answers import Answer
from audits.returns.models.returns import AuditReturn


def count_again(
    audit_return: AuditReturn, changed: Iterable[Question] | None = None
) -> None:
    """Mark the answers that count, after some changed; None means any of them."""
    conditional = [one for one in audit_return.questions if one.show_if]
    if not conditional:
        return
    codes = {code for one in conditional for code in codes_of(one.show_if)}
    if changed is not None and not any(q.show_if or q.code in codes for q in changed):
        return
    about = [q for q in audit_return.questions if q.show_if or q.code in codes]
    answers = audit_return.answers_to(about)
    asked = {question.pk for question in audit_return.asked(answers)}
    for is_counted in (True, False):
        wrong = [
            answer.pk
            for question, answer in answers.items()
            if (question in asked) is is_counted and answer.is_counted is not is_counted
        ]
        if wrong:
            Answer.objects.filter(pk__in=wrong).update(is_counted=is_counted)
