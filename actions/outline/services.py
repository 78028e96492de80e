"""Approving and superseding plans."""

from datetime import date

from django.db import transaction

from actions.outline.versions import content_of, differences
from actions.plans.models import Plan, PlanVersion
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person


@transaction.atomic
def approve_plan(
    plan: Plan, *, note: str = "", version: int | None = None, by: Person, on: date
) -> PlanVersion:
    """Approve a draft, or approve a changed plan again.

    Each approval keeps a copy as a new version. From the second version, `note` says
    why the plan was changed.

    Raises:
        Refused: it is superseded, has no priorities, or has not changed since it was
            approved.
    """
    plan.claim(version)
    plan.move("approve")
    content = content_of(plan)
    former = plan.versions.first()
    if former is not None:
        if not differences(former.content, content):
            raise Refused(f"Nothing has changed since version {former.number}")
        if not note.strip():
            raise Refused("Enter why the plan was changed", field="note")
    plan.approved_on, plan.approved_by = on, by
    plan.save()
    approved = PlanVersion.objects.create(
        plan=plan,
        number=former.number + 1 if former else 1,
        content=content,
        note=note.strip(),
        approved_on=on,
        approved_by=by,
    )
    history.record(
        plan, "approved", by=by, on=str(on), number=approved.number, note=approved.note
    )
    return approved


@transaction.atomic
def supersede_plan(
    plan: Plan, *, version: int | None = None, by: Person, on: date
) -> None:
    """Supersede a plan that another has replaced; its open actions stay open."""
    plan.claim(version)
    plan.move("supersede")
    plan.save()
    history.record(plan, "superseded", by=by, on=str(on))
