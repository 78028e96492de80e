"""A row for every column of a year's end that names a person."""

from datetime import date

from actions.year_end.models import YearEnd, YearEndDecision
from actions.year_end.services import closing as actions
from partnership.people.models import Person
from tests.actions.factories import make_action, make_plan, make_priority
from tests.factories import PersonFactory

DAY = date(2026, 3, 20)


def begun(who: Person) -> YearEnd:
    plan = make_plan(PersonFactory(), title=f"Plan that {who} closes")
    return actions.begin_year_end(
        plan,
        title="The plan that follows",
        slug=f"after-{plan.pk}",
        start=date(2026, 4, 1),
        end=date(2027, 3, 31),
        by=who,
        on=DAY,
    )


def ended(who: Person) -> YearEnd:
    year_end = begun(PersonFactory())
    actions.abandon_year_end(year_end, reason="Too early", by=who, on=DAY)
    return year_end


def decided(who: Person) -> YearEndDecision:
    year_end = begun(PersonFactory())
    action = make_action(priority=make_priority(year_end.plan), owners=["tbc"])
    return actions.decide_to_drop(
        year_end,
        action,
        reason="Overtaken",
        decision_words="Executive, item 6",
        by=who,
        on=DAY,
    )


MAKERS = {
    "actions.YearEnd.begun_by": begun,
    "actions.YearEnd.ended_by": ended,
    "actions.YearEndDecision.decided_by": decided,
}
