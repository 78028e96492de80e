"""Planning action on gaps, and raising it when a return is submitted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from actions.due.calendar import written
from actions.due.local import school_calendar
from actions.due.meaning import Precision
from actions.due.reading import read_due
from actions.register.models.actions import Action
from actions.register.services.progress import update_action
from actions.register.services.raising import Draft, raise_actions
from actions.register.words import OwnerAs, Source
from audits.gaps.earlier import open_actions_by_code
from audits.gaps.models import Gap
from audits.questions.models import Question
from audits.returns.models.returns import AuditReturn
from partnership.dates.years import (
    add_working_days,
    is_working_day,
    plan_year_containing,
)
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from partnership.policy import values as policy

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
    measure: str = ""
    justification: str = ""


PLANNED = tuple(GapPlan.__dataclass_fields__)


def proposed_due(question: Question, *, on: date) -> date:
    """The working day by which a gap found on a day should be closed."""
    due = on + (STATUTORY_GAP_DUE if question.is_statutory else GAP_DUE)
    return add_working_days(due, 0)


def why_not_due(due_text: str, *, on: date) -> str:
    """Why an action cannot be due then: it is a day on which nobody works."""
    month = policy.get("plan_year_start_month")
    plan_start, _ = plan_year_containing(on, start_month=month)
    due = read_due(due_text, plan_start=plan_start, **school_calendar())
    if due.precision != Precision.DAY or is_working_day(due.end):
        return ""
    day, after = written(due.end), written(add_working_days(due.end, 0))
    return f"{day} is not a working day. The next one is {after}"


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
            Gap(audit_return=audit_return, question=question, **vars(plan))
            for question, plan in plans.items()
        ],
        update_conflicts=True,
        unique_fields=["audit_return", "question"],
        update_fields=[*PLANNED, "action", "is_continued"],
    )
    audit_return.save(update_fields=["version"])
    history.record(audit_return, "action plan kept", by=by, gaps=len(plans))


def settle_gaps(
    audit_return: AuditReturn, found: Collection[int], questions: list[Question]
) -> None:
    """Leave one row for each gap: what is planned, continued or else proposed.

    A gap whose action from an earlier audit is still open gets no second action.
    """
    gaps = [question for question in questions if question.pk in found]
    continued = open_actions_by_code(audit_return, [one.code for one in gaps])
    kept = set()
    for gap in audit_return.gaps.select_related("question"):
        is_kept = gap.question_id in found and gap.question.code not in continued
        if is_kept and not gap.is_continued:
            kept.add(gap.question_id)
    audit_return.gaps.exclude(question__in=kept).delete()
    Gap.objects.bulk_create(
        _continuing(audit_return, question, continued[question.code])
        if question.code in continued
        else Gap(
            audit_return=audit_return,
            question=question,
            action_text=question.proposed_action,
            measure=question.gap_measure,
        )
        for question in gaps
        if question.pk not in kept
    )


def _continuing(audit_return: AuditReturn, question: Question, action: Action) -> Gap:
    return Gap(
        audit_return=audit_return,
        question=question,
        action_text=action.text,
        owner_words=action.owner_words[:200],
        due_text=action.due_text[:120],
        measure=action.measure,
        action=action,
        is_continued=True,
    )


def raise_actions_for(audit_return: AuditReturn, *, by: Person, on: date) -> None:
    """Raise an action for each gap without one; update those that continue.

    An action that was closed since the return was sent for signing is not reopened,
    so the gap gets a new one.
    """
    gaps = list(
        audit_return.gaps.filter(justification="").select_related(
            "question__section", "action"
        )
    )
    for gap in gaps:
        gap.audit_return = audit_return
        if gap.is_continued and not gap.action.is_open:
            gap.action, gap.is_continued = None, False
    raised = [gap for gap in gaps if gap.action is None]
    actions = raise_actions([draft_of(gap, on=on) for gap in raised], by=by, on=on)
    for gap, action in zip(raised, actions, strict=True):
        gap.action = action
    Gap.objects.bulk_update(gaps, ["action", "is_continued"])
    of_this_round = _raised_in_this_round(audit_return)
    for gap in gaps:
        if gap.is_continued and gap.action_id not in of_this_round:
            _continue(gap, by=by, on=on)


def _raised_in_this_round(audit_return: AuditReturn) -> set[int]:
    """The actions of earlier versions of the same return, which need no update."""
    return set(
        Gap.objects.filter(
            audit_return__round=audit_return.round_id,
            audit_return__school=audit_return.school_id,
            action__isnull=False,
        )
        .exclude(audit_return=audit_return)
        .values_list("action", flat=True)
    )


def _continue(gap: Gap, *, by: Person, on: date) -> None:
    audit_return, ref = gap.audit_return, gap.question.ref
    update_action(
        gap.action,
        text=f"{audit_return.round}, question {ref}, shows this gap again, so this "
        "action continues.",
        by=by,
        on=on,
    )
    history.record(
        audit_return,
        "action continued",
        by=by,
        question=ref,
        action=gap.action.ref,
    )


def draft_of(
    gap: Gap, *, on: date, by: Person | None = None, at: datetime | None = None
) -> Draft:
    """The action a gap becomes, owned by a role, so nobody is emailed about it."""
    audit_return = gap.audit_return
    school = audit_return.school.organisation
    owner = gap.owner_words or USUAL_OWNER
    return Draft(
        text=gap.action_text,
        organisation=school,
        source=Source.AUDIT,
        source_words=f"{audit_return.round}, question {gap.question.ref}",
        source_url=audit_return.get_absolute_url(),
        owners=[OwnerAs(words=owner, organisation=school, role_words=owner)],
        due_text=gap.due_text or written(proposed_due(gap.question, on=on)),
        measure=gap.measure,
        by=by,
        at=at,
    )
