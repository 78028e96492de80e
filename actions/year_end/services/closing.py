"""The services that prepare a year end, and close or abandon it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from actions.outline.services import supersede_plan
from actions.plans.models import Plan, Priority
from actions.plans.services import add_priority, create_plan
from actions.register.models.actions import Action
from actions.register.services.endings import complete_action, withdraw_action
from actions.year_end.models import Successor, YearEnd, YearEndDecision
from actions.year_end.services.carrying import carry, tell_owners_of_year
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person

What = YearEndDecision.What
TAKE_OVER = "take_over"
WORDS_OF_PRIORITY = (
    *("ref", "title", "statement", "rationale", "intended_outcomes", "lead"),
    *("lead_words", "board_officer", "delivery_organisation", "delivery_mechanism"),
    *("areas", "is_open"),
)


@transaction.atomic
def begin_year_end(
    plan: Plan,
    *,
    next_plan: Plan | None = None,
    title: str = "",
    slug: str = "",
    start: date | None = None,
    end: date | None = None,
    by: Person,
    on: date,
) -> YearEnd:
    """Start a year end, with an existing next plan or a new draft.

    Raises:
        Refused: the plan was never approved or its year is being closed already, or
            the other plan is superseded or does not begin after it.
    """
    plan.claim(None)
    plan.guard("begin_year_end")
    if other := plan.year_ends.in_force().first():
        state = (
            "is already being closed"
            if other.is_preparing
            else "has already been closed"
        )
        raise Refused(f"The year of this plan {state}")
    if next_plan is None:
        next_plan = create_plan(
            title=title,
            slug=slug,
            start=start,
            end=end,
            tier=plan.tier,
            needs_check=plan.needs_check,
            by=by,
        )
    if not next_plan.can_be_edited:
        raise Refused(
            "That plan has been superseded. Choose another plan", field="next_plan"
        )
    if next_plan.start <= plan.start:
        field = "start" if title else "next_plan"
        raise Refused("The next plan must start after this one", field=field)
    year_end = YearEnd.objects.create(
        plan=plan, next_plan=next_plan, begun_by=by, begun_on=on
    )
    history.record(year_end, "begun", by=by, next_plan=str(next_plan))
    history.record(plan, "year end begun", by=by, next_plan=str(next_plan))
    return year_end


@transaction.atomic
def place_priorities(
    year_end: YearEnd,
    *,
    places: Mapping[int, Priority | str | None],
    version: int | None = None,
    by: Person,
) -> None:
    """Record which priority of the next plan each priority continues as, or copy it.

    One that is taken over keeps its reference, so that its actions go on counting.
    None leaves it to each action's own decision.

    Raises:
        Refused: the year is closed, or the next plan has a priority of the reference.
    """
    year_end.claim(version)
    year_end.guard("place")
    placed = {}
    for priority in year_end.plan.priorities.filter(pk__in=places):
        target = places[priority.pk]
        if target == TAKE_OVER:
            target = add_priority(
                year_end.next_plan,
                by=by,
                **{name: getattr(priority, name) for name in WORDS_OF_PRIORITY},
            )
        if target is None:
            year_end.successors.filter(priority=priority).delete()
            continue
        Successor.objects.update_or_create(
            year_end=year_end, priority=priority, defaults={"target": target}
        )
        placed[priority.ref] = target.ref
    year_end.save()
    history.record(year_end, "priorities placed", by=by, places=placed)


def decide_to_carry(
    year_end: YearEnd,
    action: Action,
    *,
    reason: str,
    due_text: str,
    target: Priority,
    version: int | None = None,
    by: Person,
    on: date,
) -> YearEndDecision:
    """Decide to carry an action forward, with a reason and a new date."""
    if not reason.strip():
        raise Refused("Enter the reason for carrying it forward", field="reason")
    if not due_text.strip():
        raise Refused("Enter the new due date", field="due_text")
    if target.plan_id != year_end.next_plan_id:
        raise Refused("Select a priority of the next plan", field="target")
    return _decide(
        year_end,
        action,
        What.CARRY,
        version=version,
        by=by,
        on=on,
        reason=reason.strip(),
        due_text=due_text.strip()[:300],
        target=target,
    )


def decide_to_drop(
    year_end: YearEnd,
    action: Action,
    *,
    reason: str,
    decision_words: str,
    decision_url: str = "",
    version: int | None = None,
    by: Person,
    on: date,
) -> YearEndDecision:
    """Decide to drop an action, with the reason and the decision behind it."""
    if not reason.strip():
        raise Refused("Enter the reason for dropping it", field="reason")
    if not decision_words.strip():
        raise Refused("Enter the decision to drop this action", field="decision_words")
    return _decide(
        year_end,
        action,
        What.DROP,
        version=version,
        by=by,
        on=on,
        reason=reason.strip(),
        decision_words=decision_words.strip()[:300],
        decision_url=decision_url.strip()[:300],
    )


@transaction.atomic
def decide_to_complete(
    year_end: YearEnd,
    action: Action,
    *,
    outcome: str,
    impact: str | None = None,
    version: int | None = None,
    by: Person,
    on: date,
) -> YearEndDecision:
    """Decide that an action is complete, with the difference it made.

    Where the plan has completions checked it is reported now: the check belongs before
    the year is closed, or nobody could send it back.
    """
    if not outcome.strip():
        raise Refused("Enter what difference it made for children", field="outcome")
    decision = _decide(
        year_end,
        action,
        What.COMPLETE,
        version=version,
        by=by,
        on=on,
        outcome=outcome.strip(),
        impact=impact or "",
    )
    if year_end.plan.needs_check:
        complete_action(action, outcome=outcome, impact=impact, by=by, on=on)
    return decision


@transaction.atomic
def _decide(
    year_end: YearEnd,
    action: Action,
    what: What,
    *,
    version: int | None,
    by: Person,
    on: date,
    **words: object,
) -> YearEndDecision:
    """Save a decision; each one also counts in the year end's version."""
    year_end.claim(None)
    year_end.guard("decide")
    action.refresh_from_db()
    if action.priority is None or action.priority.plan_id != year_end.plan_id:
        raise Refused(f"{action.ref} is not an action of this plan")
    action.guard("decide")
    decision, _ = YearEndDecision.objects.get_or_create(
        year_end=year_end, action=action
    )
    decision.claim(version)
    before = {"what": decision.get_what_display(), "why": decision.words}
    decision.what, decision.decided_by, decision.decided_on = what, by, on
    for name, value in words.items():
        setattr(decision, name, value)
    decision.save()
    year_end.save()
    after = {"what": decision.get_what_display(), "why": decision.words}
    change = {"before": before, "after": after} if before["what"] else after
    history.record(year_end, "decided", by=by, action=action.ref, **change)
    return decision


@transaction.atomic
def close_year(
    year_end: YearEnd, *, version: int | None = None, by: Person, on: date
) -> None:
    """Carry out every decision, supersede the plan and email each owner once.

    Raises:
        Refused: an action has no decision or must be checked, or the next plan has been
            superseded.
        Changed: someone decided something after the page was opened.
    """
    year_end.claim(version)
    # Lock the actions, so that nobody reports on one while they are closed.
    list(year_end.actions().select_for_update(of=("self",)).order_by("pk"))
    year_end.move("close")
    decisions = list(
        year_end.standing()
        .select_related("action__priority__plan", "target__plan")
        .order_by("action__pk")
    )
    carried, dropped = [], []
    for decision in decisions:
        action = decision.action
        if decision.what == What.CARRY:
            new = carry(
                action,
                target=decision.target,
                reason=decision.reason,
                due_text=decision.due_text,
                by=by,
                on=on,
            )
            carried.append((action, new))
        elif decision.what == What.DROP:
            withdraw_action(
                action,
                reason=decision.reason,
                decision_words=decision.decision_words,
                decision_url=decision.decision_url,
                by=by,
                on=on,
            )
            dropped.append(action)
        else:
            complete_action(
                action,
                outcome=decision.outcome,
                impact=decision.impact or None,
                by=by,
                on=on,
            )
    year_end.ended_by, year_end.ended_on = by, on
    year_end.save()
    plan = year_end.plan
    if plan.can_be_edited:
        supersede_plan(plan, by=by, on=on)
    counts = {
        "carried": len(carried),
        "dropped": len(dropped),
        "completed": len(decisions) - len(carried) - len(dropped),
    }
    history.record(year_end, "closed", by=by, **counts)
    history.record(plan, "year closed", by=by, **counts)
    tell_owners_of_year(
        plan, year_end.next_plan, carried=carried, dropped=dropped, by=by
    )


@transaction.atomic
def abandon_year_end(
    year_end: YearEnd, *, reason: str, version: int | None = None, by: Person, on: date
) -> None:
    """Abandon a year end; the plan does not change."""
    year_end.claim(version)
    if not reason.strip():
        raise Refused("Enter the reason for abandoning it", field="reason")
    year_end.move("abandon")
    year_end.abandoned_because = reason.strip()
    year_end.ended_by, year_end.ended_on = by, on
    year_end.save()
    for subject in (year_end, year_end.plan):
        history.record(
            subject, "year end abandoned", by=by, reason=year_end.abandoned_because
        )
