"""The page of one action."""

from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from actions.register.events import without_successor
from actions.register.models.actions import Action
from actions.register.origins import carried_words, origins_of
from partnership.access import Permission, requires
from partnership.history import services as history


@require_GET
@requires(Permission.SEE_ACTIONS, on=Action)
def action(request, action):
    owners = list(action.owners.select_related("person", "organisation"))
    carried, events = _carried(request, action), history.of(action)[:30]
    return render(
        request,
        "actions/register/action.html",
        {
            "action": action,
            "is_in_plan": action.priority is not None
            and action.priority.is_named_to(request.person),
            **carried,
            "owners": owners,
            "is_unmatched": any(not owner.is_matched for owner in owners),
            "updates": action.updates.select_related("by__merged_into"),
            "moves": action.due_changes.select_related("by__merged_into"),
            "is_late": action.is_overdue(localdate()),
            "unanswered": action.unanswered() if action.due_occurrences else [],
            "risks": [
                link.risk
                for link in action.risk_links.visible_to(request.person)
                .standing()
                .select_related("risk")
            ],
            "steps": action.steps.select_related("done_by__merged_into"),
            "events": events if carried["goes_on"] else without_successor(events),
        },
    )


def _carried(request, action):
    """The actions before and after it that this person may see."""
    visible = Action.objects.visible_to(request.person)
    [chain] = origins_of([action]).values()
    seen = visible.in_bulk([origin.pk for origin in chain]) if chain else {}
    return {
        "origins": [origin for origin in chain if origin.pk in seen],
        "carried": carried_words(action, chain),
        "goes_on": visible.filter(carried_from=action).first(),
    }
