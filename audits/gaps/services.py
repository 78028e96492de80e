"""Planning action on gaps, and raising it when a return is submitted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from actions.register.services.raising import Draft, raise_actions
from actions.register.words import OwnerAs, Source
from audits.gaps.models import Gap
from audits.questions.models import Question
from audits.returns.models.returns import AuditReturn
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person

# How long after submission a gap's action is due, unless the school sets a date.
STATUTORY_GAP_DUE = timedelta(weeks=4)
GAP_DUE = timedelta(weeks=13)
USUAL_OWNER = "Designated safeguarding lead"


@dataclass(frozen=True, kw_only=True)
class GapPlan:
    """What a school will do about a gap, or why it will do nothing."""

    action_text: str = ""
    owner_words: str = ""
    due_text: str = ""
    justification: str = ""


@transaction.atomic
def plan_gaps(
    audit_return: AuditReturn,
    plans: Mapping[Question, GapPlan],
    *,
    version: int | None = None,
    by: Person,
) -> None:
    """Save the action plan; the actions are raised on submission.

    Raises:
        Refused: the return can no longer be answered, or a plan has both an action
            and a reason, or neither.
    """
    audit_return.claim(version)
    audit_return.guard("plan_gaps")
    for question, plan in plans.items():
        if bool(plan.justification) == bool(plan.action_text):
            raise Refused(
                f"{question.ref}: enter either an action or why none is needed"
            )
    Gap.objects.bulk_create(
        [
            Gap(
                audit_return=audit_return,
                question=question,
                action_text=plan.action_text,
                owner_words=plan.owner_words,
                due_text=plan.due_text,
                justification=plan.justification,
            )
            for question, plan in plans.items()
        ],
        update_conflicts=True,
        unique_fields=["audit_return", "question"],
        update_fields=["action_text", "owner_words", "due_text", "justification"],
    )
    audit_return.save(update_fields=["version"])
    history.record(audit_return, "action plan kept", by=by, gaps=len(plans))


def _settle_gaps(
    audit_return: AuditReturn, found: set[int], questions: list[Question]
) -> None:
    """Add a row for each unplanned gap, and delete those that are no longer gaps."""
    planned = set(audit_return.gaps.values_list("question", flat=True))
    if planned - found:
        audit_return.gaps.filter(question__in=planned - found).delete()
    Gap.objects.bulk_create(
        Gap(
            audit_return=audit_return,
            question=question,
            action_text=question.proposed_action,
        )
        for question in questions
        if question.pk in found - planned
    )


def _raise_actions(audit_return: AuditReturn, *, by: Person, on: date) -> None:
    """Raise an action for each gap the school did not justify."""
    gaps = list(
        audit_return.gaps.filter(justification="").select_related("question__section")
    )
    for gap in gaps:
        gap.audit_return = audit_return
    actions = raise_actions([draft_of(gap, on=on) for gap in gaps], by=by, on=on)
    for gap, action in zip(gaps, actions, strict=True):
        gap.action = action
    Gap.objects.bulk_update(gaps, ["action"])


def draft_of(
    gap: Gap, *, on: date, by: Person | None = None, at: datetime | None = None
) -> Draft:
    """The action a gap becomes, owned by a role, so nobody is emailed about it."""
    audit_return = gap.audit_return
    school = audit_return.school.organisation
    due = on + (STATUTORY_GAP_DUE if gap.question.is_statutory else GAP_DUE)
    owner = gap.owner_words or USUAL_OWNER
    return Draft(
        text=gap.action_text,
        organisation=school,
        source=Source.AUDIT,
        source_words=f"{audit_return.round}, question {gap.question.ref}",
        source_url=audit_return.get_absolute_url(),
        owners=[OwnerAs(words=owner, organisation=school, role_words=owner)],
        due_text=gap.due_text or f"{due.day} {due:%B %Y}",
        by=by,
        at=at,
    )
