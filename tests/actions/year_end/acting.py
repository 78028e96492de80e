"""Short forms of what officers do at a year end."""

from datetime import date

from actions.year_end.models import YearEnd
from actions.year_end.services import closing

BEFORE, ON = date(2026, 3, 20), date(2026, 4, 1)


def begin(plan, by, **changes) -> YearEnd:
    new = {
        "title": "Plan of 2026",
        "slug": "plan-of-2026",
        "start": date(2026, 4, 1),
        "end": date(2027, 3, 31),
    }
    return closing.begin_year_end(plan, by=by, on=BEFORE, **(changes or new))


def carry(year_end, action, by, **changes):
    words = {
        "reason": "It waits for a partner",
        "due_text": "June 2026",
        "target": year_end.next_plan.priorities.get(),
        **changes,
    }
    return closing.decide_to_carry(year_end, action, by=by, on=BEFORE, **words)


def drop(year_end, action, by, **changes):
    words = {"reason": "Overtaken", "decision_words": "Executive, item 6", **changes}
    return closing.decide_to_drop(year_end, action, by=by, on=BEFORE, **words)


def complete(year_end, action, by, **changes):
    words = {"outcome": "Fewer go missing", **changes}
    return closing.decide_to_complete(year_end, action, by=by, on=BEFORE, **words)
