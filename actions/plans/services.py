"""Creating and editing plans, priorities and objectives."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Manager, Max

from actions.plans.models import Objective, Plan, Priority
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Organisation, Person


@transaction.atomic
def create_plan(
    *,
    title: str,
    slug: str,
    start: date,
    end: date,
    intro: str = "",
    tier: str = Plan.Tier.YEARLY,
    needs_check: bool = False,
    by: Person,
) -> Plan:
    """Create a draft plan.

    Raises:
        Refused: its slug is taken, or it would end before it starts.
    """
    if end <= start:
        raise Refused("The plan year must end after it starts", field="end")
    if Plan.objects.filter(slug=slug).exists():
        raise Refused("There is already a plan with this title", field="title")
    plan = Plan.objects.create(
        title=title,
        slug=slug,
        start=start,
        end=end,
        intro=intro,
        tier=tier,
        needs_check=needs_check,
    )
    history.record(plan, "created", by=by, title=title)
    return plan


@transaction.atomic
def edit_plan(
    plan: Plan,
    *,
    title: str,
    intro: str,
    tier: str,
    needs_check: bool,
    version: int | None = None,
    by: Person,
) -> None:
    plan.claim(version)
    plan.guard("edit")
    wanted = {
        "title": title,
        "intro": intro,
        "tier": tier,
        "needs_check": needs_check,
    }
    before = {
        name: getattr(plan, name)
        for name, value in wanted.items()
        if getattr(plan, name) != value
    }
    for name, value in wanted.items():
        setattr(plan, name, value)
    plan.save()
    history.record(
        plan, "edited", by=by, before=before, after={n: wanted[n] for n in before}
    )


@transaction.atomic
def add_priority(
    plan: Plan,
    *,
    ref: str,
    title: str,
    statement: str = "",
    rationale: str = "",
    intended_outcomes: str = "",
    lead: Person | None = None,
    lead_words: str = "",
    board_officer: Person | None = None,
    delivery_organisation: Organisation | None = None,
    delivery_mechanism: str = "",
    areas: Sequence[str] = (),
    is_open: bool = False,
    by: Person,
) -> Priority:
    """Add a priority at the end of a plan.

    Raises:
        Refused: the plan has been superseded, or has a priority with this reference.
    """
    plan.claim(None)
    plan.guard("add_priority")
    if plan.priorities.filter(ref=ref).exists():
        raise Refused(f"This plan already has a priority {ref}", field="ref")
    plan.save(update_fields=["version"])
    priority = Priority.objects.create(
        plan=plan,
        ref=ref,
        title=title,
        statement=statement,
        rationale=rationale,
        intended_outcomes=intended_outcomes,
        lead=lead,
        lead_words=lead_words or (lead.name if lead else ""),
        board_officer=board_officer,
        delivery_organisation=delivery_organisation,
        delivery_mechanism=delivery_mechanism,
        areas=list(areas),
        is_open=is_open,
        position=_next_position(plan.priorities),
    )
    history.record(priority, "added", by=by, ref=ref, title=title)
    return priority


@transaction.atomic
def edit_priority(
    priority: Priority, *, version: int | None = None, by: Person, **fields: object
) -> None:
    """Change a priority, except its reference, which numbers its actions.

    Raises:
        Refused: the plan has been superseded.
        TypeError: a field cannot be changed here.
    """
    if unknown := set(fields) - PRIORITY_FIELDS:
        raise TypeError(f"edit_priority() cannot change {sorted(unknown)}")
    priority.plan.claim(None)
    priority.plan.guard("edit")
    priority.claim(version)
    changed = {
        name: (getattr(priority, name), value)
        for name, value in fields.items()
        if getattr(priority, name) != value
    }
    for name, (_, value) in changed.items():
        setattr(priority, name, value)
    priority.save()
    history.record(
        priority,
        "edited",
        by=by,
        before={name: _told(value) for name, (value, _) in changed.items()},
        after={name: _told(value) for name, (_, value) in changed.items()},
    )


def _told(value: object) -> object:
    return value.name if isinstance(value, Person | Organisation) else value


PRIORITY_FIELDS = {
    "title",
    "statement",
    "rationale",
    "intended_outcomes",
    "lead",
    "lead_words",
    "board_officer",
    "delivery_organisation",
    "delivery_mechanism",
    "areas",
    "is_open",
}


@transaction.atomic
def add_objective(priority: Priority, *, text: str, by: Person) -> Objective:
    """Add an objective to a priority.

    Raises:
        Refused: it is blank, or the plan has been superseded.
    """
    priority.plan.claim(None)
    priority.plan.guard("edit")
    if not text.strip():
        raise Refused("Enter the objective", field="text")
    objective = Objective.objects.create(
        priority=priority, text=text, position=_next_position(priority.objectives)
    )
    history.record(priority, "objective added", by=by, text=text)
    return objective


def _next_position(siblings: Manager) -> int:
    return (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
