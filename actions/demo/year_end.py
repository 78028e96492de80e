"""The closing of the demonstration's plan of last year."""

from datetime import date, timedelta

from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.year_end.services import closing
from partnership.demo import World

# The priority of this year's plan for each priority of last year's.
PLACES = {"NEG": "WSCP2", "EARLY": "WSCP3", "ONLINE": "WSCP4"}

# Decisions by key of the action. Completed: impact and outcome. Carried: date as typed
# and reason. Dropped: reason and decision.
COMPLETED = {
    "neg-dental": ("green", "Dentists now have one number to ring, and use it: twelve children were seen sooner."),
    "online-police": ("amber", "Schools see what became of their referrals, and refer the right ones."),
}  # fmt: skip
CARRIED = {
    "neg-return": (
        "March 2019",
        "Fewer children come back, but one year is too short to say that it lasts.",
    ),
    "early-schools": ("February 2019", "The new line has been open for one term only."),
}
DROPPED = {
    "early-voice": ("Nine answers say too little, and families are tired of forms.", "Executive, last meeting of the year, item 4"),
}  # fmt: skip
DECIDED_BEFORE = timedelta(days=10)


def close_last_year(
    world: World,
    last: dict[str, Action],
    now: Plan,
    *,
    on: date,
    texts: dict[str, str],
) -> None:
    """Let two officers decide, and the business manager close the year.

    `texts` are the new dates by key, in the years of the demonstration.
    """
    plan = next(iter(last.values())).priority.plan
    targets = {priority.ref: priority for priority in now.priorities.all()}
    amara, bryn = world.by, world.people["bryn"]
    with world.on(on - DECIDED_BEFORE, hour=14):
        day = on - DECIDED_BEFORE
        year_end = closing.begin_year_end(plan, next_plan=now, by=amara, on=day)
        closing.place_priorities(
            year_end,
            places={p.pk: targets[PLACES[p.ref]] for p in plan.priorities.all()},
            by=amara,
        )
        for key, (impact, outcome) in COMPLETED.items():
            closing.decide_to_complete(
                year_end, last[key], outcome=outcome, impact=impact, by=bryn, on=day
            )
        for key, (_, reason) in CARRIED.items():
            closing.decide_to_carry(
                year_end,
                last[key],
                reason=reason,
                due_text=texts[key],
                target=targets[PLACES[last[key].priority.ref]],
                by=bryn,
                on=day,
            )
        for key, (reason, decision) in DROPPED.items():
            closing.decide_to_drop(
                year_end,
                last[key],
                reason=reason,
                decision_words=decision,
                by=amara,
                on=day,
            )
    with world.on(on):
        closing.close_year(year_end, by=amara, on=on)
