"""The open actions of earlier audits, and the gaps that they already address."""

from collections.abc import Iterable

from actions.register.models.actions import Action
from actions.register.models.querysets import ActionQuerySet
from actions.register.words import Source
from audits.gaps.models import Gap
from audits.returns.models.returns import AuditReturn
from partnership.people.models import Person


def actions_of_audits(
    audit_return: AuditReturn, person: Person | None
) -> ActionQuerySet:
    """The actions that audits raised for this school or the one it follows."""
    return (
        Action.objects.visible_to(person)
        .filter(
            organisation__school__in=_schools(audit_return),
            source=Source.AUDIT,
        )
        .with_owners()
    )


def open_actions_by_code(
    audit_return: AuditReturn, codes: Iterable[str]
) -> dict[str, Action]:
    """The open action for each of these question codes, from an earlier return."""
    found = (
        Gap.objects.filter(
            audit_return__school__in=_schools(audit_return),
            question__code__in=list(codes),
            action__in=Action.objects.open(),
        )
        .exclude(audit_return=audit_return)
        .select_related("question", "action__organisation")
        .prefetch_related("action__owners")
        .order_by("action")
    )
    return {gap.question.code: gap.action for gap in found}


def _schools(audit_return: AuditReturn) -> list[int]:
    """The school, and the one whose return came before if that was another."""
    before = audit_return.previous
    return list({audit_return.school_id, before.school_id if before else None} - {None})
