"""The services that carry actions forward and email owners at a year end."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from actions.plans.models import Objective, Plan, Priority
from actions.plans.services import add_objective
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from actions.register.services.raising import raise_action
from actions.register.services.steps import add_steps
from actions.register.words import OwnerAs, Source
from actions.reviews.services import recommendations
from actions.risks.services import controls
from actions.scrutiny import services as scrutiny
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.pages.addresses import reverse
from partnership.people.models import Person


@transaction.atomic
def carry_action(
    action: Action,
    *,
    target: Priority,
    reason: str,
    due_text: str,
    version: int | None = None,
    by: Person,
    on: date,
) -> Action:
    """Carry an open action forward as a new action of another plan.

    Raises:
        Refused: the action is over, was carried already or is in no plan; the target's
            plan is superseded or its own; no reason or no date is given.
    """
    plan = action.priority.plan if action.priority else None
    new = carry(
        action,
        target=target,
        reason=reason,
        due_text=due_text,
        version=version,
        by=by,
        on=on,
    )
    tell_owners_of_year(plan, target.plan, carried=[(action, new)], by=by)
    return new


def carry(
    action: Action,
    *,
    target: Priority,
    reason: str,
    due_text: str,
    version: int | None = None,
    by: Person,
    on: date,
) -> Action:
    """Carry an action forward without an email: a year end sends one to each owner."""
    action.claim(version)
    _refuse(action, target, reason=reason, due_text=due_text)
    # Its owners are told that it continues, not that they have a new action.
    with messages.silenced():
        new = raise_action(
            text=action.text,
            organisation=action.organisation,
            source=Source.PLAN,
            source_words=f"Carried forward from {action.ref}, {action.priority.plan}",
            source_url=action.get_absolute_url(),
            owners=_owners_of(action),
            due_text=due_text,
            priority=target,
            objective=_objective_in(target, action.objective, by=by),
            measure=action.measure,
            measure_type=action.measure_type,
            areas=action.areas,
            by=by,
            on=on,
        )
    new.carried_from = action
    new.save(update_fields=["carried_from"])
    _let_links_follow(action, new, by=by, on=on)
    undone = action.steps.filter(done_on=None).values_list("text", flat=True)
    if undone:
        add_steps(new, text="\n".join(undone), by=by)
    action.move("carry")
    action.carried_because = reason.strip()
    action.carried_by, action.carried_on = by, on
    action.save()
    history.record(
        action,
        "carried forward",
        by=by,
        to=new.ref,
        plan=str(target.plan),
        reason=action.carried_because,
    )
    history.record(
        new,
        "carried forward",
        by=by,
        origin=action.ref,
        plan=str(action.priority.plan),
        reason=action.carried_because,
    )
    return new


def _let_links_follow(action: Action, new: Action, *, by: Person, on: date) -> None:
    """Link the new action to everything the action was linked to."""
    controls.link_successor(action, new, by=by, on=on)
    recommendations.link_successor(action, new, by=by)
    scrutiny.link_successor(action, new, by=by)


def _refuse(action: Action, target: Priority, *, reason: str, due_text: str) -> None:
    action.guard("carry")
    if target.plan_id == action.priority.plan_id:
        raise Refused(
            "The action is already in this plan. Choose another plan", field="target"
        )
    if not target.plan.can_be_edited:
        raise Refused(
            f"{target.plan} has been superseded and cannot take new actions",
            field="target",
        )
    if not reason.strip():
        raise Refused("Enter the reason for carrying it forward", field="reason")
    if not due_text.strip():
        raise Refused("Enter the new due date", field="due_text")


def _owners_of(action: Action) -> list[OwnerAs]:
    return [
        OwnerAs(
            words=owner.words,
            person=owner.person,
            organisation=owner.organisation,
            role_words=owner.role_words,
        )
        for owner in action.owners.select_related("person", "organisation")
    ]


def _objective_in(
    target: Priority, objective: Objective | None, *, by: Person
) -> Objective | None:
    """The target's objective with the same text, created if missing."""
    if objective is None:
        return None
    return target.objectives.filter(text=objective.text).first() or add_objective(
        target, text=objective.text, by=by
    )


def tell_owners_of_year(
    plan: Plan,
    next_plan: Plan,
    *,
    carried: Sequence[tuple[Action, Action]] = (),
    dropped: Sequence[Action] = (),
    by: Person,
) -> None:
    """Email each owner once about all their actions."""
    goes_on = {
        old.pk: f"- {new.ref} {new.text} (was {old.ref}). Due: {new.due_text}"
        for old, new in carried
    }
    ends = {
        action.pk: f"- {action.ref} {action.text}. {action.withdrawn_because}"
        for action in dropped
    }
    theirs = _by_owner([*(old for old, _ in carried), *dropped])
    messages.send_each(
        "year_closed",
        {
            person: {
                "plan": str(plan),
                "entries": _entries(pks, next_plan, goes_on, ends),
                "link": addresses.absolute(reverse("actions:register")),
            }
            for person, pks in theirs.items()
            if person != by
        },
    )


def _by_owner(actions: Iterable[Action]) -> dict[Person, list[int]]:
    owners = (
        ActionOwner.objects.filter(action__in=actions, person__isnull=False)
        .select_related("person")
        .order_by("person__pk", "action__pk")
    )
    theirs: dict[Person, list[int]] = {}
    for owner in owners:
        theirs.setdefault(owner.person, []).append(owner.action_id)
    return theirs


def _entries(
    pks: Sequence[int], next_plan: Plan, goes_on: dict[int, str], ends: dict[int, str]
) -> str:
    parts = []
    for heading, lines in (
        (f"Carried forward to {next_plan}:", goes_on),
        ("Dropped at the end of the year:", ends),
    ):
        own = [lines[pk] for pk in pks if pk in lines]
        if own:
            parts.append("\n".join([heading, *own]))
    return "\n\n".join(parts)
