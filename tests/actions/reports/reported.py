"""A plan in which each action is there for one thing that a report has to say."""

from datetime import UTC, date, datetime

from actions.register.models.actions import Action
from actions.register.services import endings, progress, raising
from actions.register.words import Status
from partnership.dates import clock
from tests.actions.factories import make_plan, make_priority

APRIL, SINCE, ON = date(2025, 4, 2), date(2025, 7, 22), date(2025, 10, 22)


def at(day: date):
    return clock.at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def add(priority, text, due, by, on=APRIL, **fields):
    return raising.add_action(priority, text=text, due_text=due, by=by, on=on, **fields)


def update(action, rag, by, on, text="It goes on", **fields):
    with at(on):
        progress.update_action(
            action, text=text, rag=rag, reason="It changed", by=by, on=on, **fields
        )


def carry(action, *, by, on, to=None, because="Not finished in the year"):
    """As the end of a year leaves an action that goes on in another plan."""
    Action.objects.filter(pk=action.pk).update(
        status=Status.CARRIED, carried_on=on, carried_by=by, carried_because=because
    )
    if to is not None:
        Action.objects.filter(pk=to.pk).update(carried_from=action)


def make_reported(amara, bryn):
    """The priority; its actions by the word that they are named with."""
    plan = make_plan(amara, needs_check=True)
    priority = make_priority(
        plan, lead_words="The council", board_officer=bryn, statement="Nobody is lost."
    )
    texts = {
        "closed": "August 2025",
        "done before": "June 2025",
        "updated": "December 2025",
        "slipped": "August 2025",
        "quiet": "September 2025",
        "withdrawn": "May 2025",
        "carried": "May 2025",
        "undated": "tbc",
        "fine": "January 2026",
        "no impact": "January 2026",
        "reported": "November 2025",
    }
    found = {key: add(priority, key, due, amara) for key, due in texts.items()}
    found["new"] = add(priority, "new", "March 2026", amara, date(2025, 9, 1))
    for key, day in (("done before", date(2025, 6, 1)), ("closed", date(2025, 8, 1))):
        endings.complete_action(found[key], outcome="Safer", by=amara, on=day)
        endings.check_action(found[key], is_done=True, by=bryn, on=day)
    update(found["updated"], "green", amara, date(2025, 5, 1))
    update(found["updated"], "amber", amara, date(2025, 8, 5), "Two have not answered")
    update(found["slipped"], "green", amara, date(2025, 8, 1))
    progress.change_due(
        found["slipped"],
        due_text="December 2025",
        reason="The lead left",
        by=amara,
        on=date(2025, 8, 10),
    )
    update(found["quiet"], "green", amara, date(2025, 6, 3), "Begun")
    endings.withdraw_action(
        found["withdrawn"],
        reason="Done elsewhere",
        decision_words="Executive of 9 September",
        by=amara,
        on=date(2025, 9, 10),
    )
    carry(found["carried"], by=amara, on=date(2025, 9, 15))
    update(found["fine"], "green", amara, date(2025, 9, 20))
    update(found["no impact"], "green", amara, date(2025, 9, 20), impact="red")
    endings.complete_action(
        found["reported"], outcome="Heard", by=amara, on=date(2025, 10, 1)
    )
    for action in found.values():
        action.refresh_from_db()
    return priority, found
