"""The demonstration's plans: last year's, and this year's with its progress."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from actions.demo import imports as demo_imports
from actions.demo import reviews as demo_reviews
from actions.demo import risks as demo_risks
from actions.demo import scrutiny as demo_scrutiny
from actions.demo.plan import (
    CONTACTS,
    CORE,
    EVENTS,
    LAST_YEAR,
    LAST_YEARS_EVENTS,
    PRIORITIES,
    VIEWS,
    P,
)
from actions.demo.year_end import CARRIED, close_last_year
from actions.outline import services as outline
from actions.plans import services as plans
from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.owners import read_owners
from actions.register.services import endings, progress, raising, saved, steps
from partnership.dates.years import plan_year_containing
from partnership.demo import World
from partnership.people.services import add_person
from partnership.policy import values as policy

WRITTEN_FOR = 2018
YEARS = re.compile(r"\b20(1[6789]|20)(?:([/-])([0-9]{2}))?\b|\b(Dec) (18)\b")


def build(world: World) -> None:
    """Build last year's superseded plan and this year's plan."""
    _contacts(world)
    start, _ = plan_year_containing(
        world.today, start_month=policy.get("plan_year_start_month")
    )
    before = start.replace(year=start.year - 1)
    last = _plan(world, before, LAST_YEAR, intro="Three priorities for one year.")
    _happen(world, last, LAST_YEARS_EVENTS, until=start - timedelta(days=1))
    now = _plan(
        world,
        start,
        PRIORITIES,
        intro="Five priorities that the three partners chose with schools and with "
        "children. What each agency does every day is not repeated here.",
        needs_check=True,
    )
    _core(world, start)
    close_last_year(
        world,
        last,
        Plan.objects.get(start=start, tier=Plan.Tier.YEARLY),
        on=start,
        texts={key: moved(due, start) for key, (due, _) in CARRIED.items()},
    )
    _happen(world, now, EVENTS, until=world.today)
    demo_imports.build(world, start)
    demo_risks.build(world, now)
    demo_reviews.build(world)
    demo_scrutiny.build(world)
    _views(world)


def _views(world: World) -> None:
    """Save the views that Amara and Bryn use every week."""
    with world.on(world.day(-40)):
        for name, query, key, is_shared in VIEWS:
            saved.save_view(
                name=name, query=query, is_shared=is_shared, by=world.people[key]
            )


def _core(world: World, start: date) -> None:
    """Build the plan of core statutory business, for the three years around this one."""
    first = start.replace(year=start.year - 1)
    actions: dict[str, Action] = {}
    with world.on(first - timedelta(days=20)):
        plan = plans.create_plan(
            title=f"Core statutory business {first.year} to {first.year + 3}",
            slug=f"core-business-{first.year}",
            start=first,
            end=first.replace(year=first.year + 3) - timedelta(days=1),
            intro="What the law asks of the partnership in every year.",
            tier=Plan.Tier.CORE,
            by=world.by,
        )
        for entry in CORE:
            _priority(world, plan, entry, actions, start, on=first - timedelta(days=20))
        outline.approve_plan(plan, by=world.by, on=first - timedelta(days=20))


def _contacts(world: World) -> None:
    with world.on(world.day(-790)):
        for key, name, initials, job_title in CONTACTS:
            world.people[key] = add_person(
                name=name,
                initials=initials,
                email=f"{key}.{name.split()[-1].lower()}@wexcombe.example",
                job_title=job_title,
                by=world.by,
            )


def moved(text: str, start: date) -> str:
    """A text written for 2018/19, with its years moved to the plan's."""
    years = start.year - WRITTEN_FOR

    def move(found: re.Match) -> str:
        if found[4]:
            return f"{found[4]} {(int(found[5]) + years) % 100:02}"
        year = int(found[0][:4])
        tail = found[3] or ""
        if tail and int(tail) == (year + 1) % 100:
            tail = f"{(int(tail) + years) % 100:02}"
        return f"{year + years}{found[2] or ''}{tail}"

    return YEARS.sub(move, text)


def _plan(
    world: World,
    start: date,
    priorities: list[P],
    *,
    intro: str,
    needs_check: bool = False,
) -> dict[str, Action]:
    """Draft a plan before its year and approve it; returns its actions by key."""
    drafted = start - timedelta(days=45)
    # Last year's texts were written for the year before.
    texts_of = start if priorities is PRIORITIES else start.replace(year=start.year + 1)
    actions: dict[str, Action] = {}
    with world.on(drafted):
        plan = plans.create_plan(
            title=f"Business plan {start.year} to {start.year + 1}",
            slug=f"business-plan-{start.year}",
            start=start,
            end=start.replace(year=start.year + 1) - timedelta(days=1),
            intro=intro,
            needs_check=needs_check,
            by=world.by,
        )
        for entry in priorities:
            _priority(world, plan, entry, actions, texts_of, on=drafted)
    with world.on(start - timedelta(days=14)):
        outline.approve_plan(plan, by=world.by, on=start - timedelta(days=14))
    return actions


def _priority(
    world: World,
    plan: Plan,
    entry: P,
    actions: dict[str, Action],
    texts_of: date,
    *,
    on: date,
) -> None:
    priority = plans.add_priority(
        plan,
        ref=entry.ref,
        title=entry.title,
        statement=entry.statement,
        rationale=entry.rationale,
        intended_outcomes=entry.outcomes,
        lead=world.people.get(entry.lead),
        lead_words=entry.lead_words,
        board_officer=world.people.get(entry.officer),
        delivery_mechanism=entry.mechanism,
        areas=entry.areas,
        is_open=entry.is_open,
        by=world.by,
    )
    for group in entry.objectives:
        objective = plans.add_objective(priority, text=group.text, by=world.by)
        for line in group.actions:
            actions[line.key] = raising.add_action(
                priority,
                objective=objective,
                organisation=world.organisations["partnership"],
                text=line.text,
                due_text=moved(line.due, texts_of),
                owners=read_owners(
                    line.owners,
                    people=world.people.values(),
                    organisations=world.organisations.values(),
                ),
                measure=moved(line.measure, texts_of),
                measure_type=line.kind,
                areas=line.areas,
                by=world.by,
                on=on,
            )


def _happen(
    world: World, actions: dict[str, Action], events: Iterable[tuple], *, until: date
) -> None:
    """Play the events from the plan's first day to `until`."""
    start = next(iter(actions.values())).priority.plan.start
    written_for = start if events is EVENTS else start.replace(year=start.year + 1)
    passed = (until - start).days
    for share, key, what, *words in events:
        day = start + timedelta(days=round(share * passed))
        action = actions[key]
        with world.on(day, hour=11):
            _happens(world, action, what, words, written_for, on=day)


def _happens(
    world: World,
    action: Action,
    what: str,
    words: list,
    written_for: date,
    *,
    on: date,
) -> None:
    if what == "update":
        _update(world, action, *words, on=on)
    elif what == "due":
        progress.change_due(
            action,
            due_text=moved(words[0], written_for),
            reason=words[1],
            by=world.people["bryn"],
            on=on,
        )
    elif what in {"complete", "report"}:
        reporter = _reporter(world, action)
        impact, outcome = words
        endings.complete_action(
            action, outcome=outcome, impact=impact or None, by=reporter, on=on
        )
        if what == "complete" and action.needs_check:
            checker = world.people["bryn"] if reporter == world.by else world.by
            endings.check_action(action, is_done=True, by=checker, on=on)
    elif what == "judge":
        impact, text = words
        endings.judge_impact(
            action, impact=impact, text=text, by=_reporter(world, action), on=on
        )
    elif what == "steps":
        steps.add_steps(action, text=words[1], by=_reporter(world, action))
    elif what == "approve":
        plan = Plan.objects.get(pk=action.priority.plan_id)
        outline.approve_plan(plan, note=words[1], by=world.by, on=on)
    elif what == "tick":
        step = action.steps.get(text=words[1])
        steps.tick_step(step, is_done=True, by=_reporter(world, action), on=on)
    else:
        endings.withdraw_action(action, reason=words[1], by=world.by, on=on)


def _update(
    world: World,
    action: Action,
    rag: str,
    text: str,
    occurrence: int | None = None,
    reason: str = "",
    impact: str | None = None,
    *,
    on: date,
) -> None:
    reporter = _reporter(world, action)
    progress.update_action(
        action,
        text=text,
        rag=rag,
        impact=impact,
        reason=reason,
        occurrence=None if occurrence is None else action.due_occurrences[occurrence],
        by=reporter,
        # Owners report through the links in their emails, officers after signing in.
        by_link=reporter not in (world.by, world.people["bryn"]),
        on=on,
    )


def _reporter(world: World, action: Action):
    """The first person who owns it, or else the board officer."""
    owner = action.owners.filter(person__isnull=False).first()
    return owner.person if owner else world.people["bryn"]
