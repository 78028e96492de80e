"""Reminders about figures due, and the reminders of every app."""

from collections.abc import Iterator
from datetime import date, timedelta

from actions import reminders as actions
from audits import reminders as audits
from partnership.access import Permission, granting
from partnership.outbox.reminders import Reminder
from partnership.people.models import Person
from partnership.policy import values as policy
from scorecard.measures.due import DueFigure, figures_due
from scorecard.measures.models import Measure
from subgroups import reminders as subgroups


def due(on: date) -> Iterator[Reminder]:
    """Remind measure owners when a period ends, when its figure is due, then weekly.

    If a measure has no owner, everyone who can record figures is reminded.
    """
    measures = (
        Measure.objects.in_use()
        .with_latest_end()
        .select_related("owner", "organisation")
    )
    officers = None
    for figure in figures_due(measures, on):
        if figure.measure.owner:
            people = [figure.measure.owner]
        else:
            if officers is None:
                officers = list(
                    Person.objects.holding(*granting(Permission.RECORD_FIGURE), on=on)
                )
            people = officers
        for person in people:
            yield Reminder(
                person=person,
                kind="figure_due",
                subject=figure.measure,
                step=_step(figure, on),
                words=f"{figure.measure}: the figure to {figure.end_words}",
                url=figure.measure.get_absolute_url(),
                due_on=figure.due_on,
            )


def _step(figure: DueFigure, on: date) -> str:
    """The reminder reached, which names the period, so that each period is reminded.

    The last reminder passed, so that a stopped scheduler catches up.
    """
    period = figure.period_end.isoformat()
    if on < figure.due_on:
        return f"{period} over"
    every = policy.get("reminder_ladder")["repeat_after"]
    if every is None or on < figure.due_on + timedelta(days=every):
        return f"{period} due"
    return f"{period} late {(on - figure.due_on).days // every}"


def of_all_apps(on: date) -> list[Reminder]:
    """The reminders of every app on a day."""
    return [
        reminder
        for app in (actions.due, subgroups.due, audits.due, due)
        for reminder in app(on)
    ]
