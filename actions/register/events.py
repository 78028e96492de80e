"""Hides actions from a history if its reader may not see them."""

from collections.abc import Iterable

from actions.register.models.actions import Action
from partnership.access import Permission
from partnership.history.models import Event
from partnership.people.models import Person

HIDDEN = "that you cannot see"


def told_to(person: Person, events: Iterable[Event]) -> list[Event]:
    """Events of a review, session or risk, without actions the person may not see.

    No query is needed for people who see every action.
    """
    events = list(events)
    named = {event.detail["action"] for event in events if "action" in event.detail}
    if not named or person.holds(Permission.SEE_ACTIONS_OF_SCHOOLS):
        return events
    visible = Action.objects.visible_to(person).filter(ref__in=named)
    seen = set(visible.values_list("ref", flat=True))
    for event in events:
        if event.detail.get("action", "") in named - seen:
            event.detail = {**event.detail, "action": HIDDEN}
    return events


def without_successor(events: Iterable[Event]) -> list[Event]:
    """Events without the action and plan it was carried forward to."""
    events = list(events)
    for event in events:
        if "to" in event.detail and event.event == "carried forward":
            hidden = {"to", "plan"}
            event.detail = {k: v for k, v in event.detail.items() if k not in hidden}
    return events
