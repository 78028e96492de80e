"""The checks of a whole return: what is missing, and what contradicts what."""

from django.db import transaction

from audits.questions.models import Contradiction
from audits.returns.counting import count_again
from audits.returns.models.explanations import Explanation
from audits.returns.models.progress import PointedOut
from audits.returns.models.returns import AuditReturn
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person


def refuse_unless_complete(audit_return: AuditReturn) -> None:
    """Run every check that a return must pass before it is signed.

    Raises:
        Refused: an answer is missing, or a contradiction is not explained.
    """
    count_again(audit_return)
    progress = audit_return.progress()
    if progress.missing:
        refs = ", ".join(question.ref for question in progress.missing)
        raise Refused(f"Answer {refs} first")
    if progress.to_explain:
        refs = "; ".join(
            " and ".join(question.ref for question in one.questions)
            for one in progress.to_explain
        )
        raise Refused(f"Change or explain answers that contradict each other: {refs}")


@transaction.atomic
def explain(
    audit_return: AuditReturn, contradiction: Contradiction, *, reason: str, by: Person
) -> None:
    """Record that the school has looked at a contradiction, and why it is right.

    Raises:
        Refused: the return can no longer be answered, or its answers do not contradict
            each other any more.
    """
    audit_return.guard("answer")
    found = pointed_out(audit_return, contradiction.pk)
    if found is None:
        raise Refused("These answers no longer contradict each other")
    Explanation.objects.update_or_create(
        audit_return=audit_return,
        contradiction=contradiction,
        defaults={
            "reason": reason,
            "versions": found.versions,
            "by": by,
            "at": clock.now(),
        },
    )
    history.record(
        audit_return,
        "contradiction explained",
        by=by,
        questions=", ".join(question.ref for question in found.questions),
    )


def pointed_out(audit_return: AuditReturn, contradiction: int) -> PointedOut | None:
    """One contradiction that this return's answers show, if they do."""
    found = audit_return.progress().contradictions
    return next((one for one in found if one.contradiction.pk == contradiction), None)
