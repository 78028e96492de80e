"""Progress that comes with new actions, as from a file, saved for many at once.

`services.progress` updates one action.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.register.models.actions import Action
from actions.register.models.progress import Update
from actions.register.words import Status, ratings_in_words
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person


@dataclass(frozen=True)
class FirstReport:
    """The progress of an action when it is added; blank if it is new."""

    text: str = ""
    rag: str = ""
    impact: str = ""
    # What difference it made, if it is already complete.
    outcome: str = ""
    # Why it will not be done.
    withdrawn_because: str = ""


def begin(
    action: Action, report: FirstReport, *, by: Person | None, on: date
) -> Action:
    """Apply a first report to an unsaved action.

    Raises:
        Refused: there is a rating without text, or it is closed and `by` is missing.
    """
    if (report.outcome or report.withdrawn_because) and by is None:
        raise Refused(
            "Say who is adding actions that are already complete or withdrawn"
        )
    if (report.rag or report.impact) and not report.text.strip():
        raise Refused("Enter what has happened", field="text")
    if report.text.strip():
        action.move("update")
        action.rag, action.impact = report.rag, report.impact
        action.last_update_on = on
    if report.withdrawn_because.strip():
        action.move("withdraw")
        action.withdrawn_because = report.withdrawn_because.strip()
        action.withdrawn_on, action.withdrawn_by = on, by
    elif report.outcome.strip():
        to = Status.TO_CHECK if action.needs_check else Status.COMPLETE
        action.move("complete", to)
        action.outcome = report.outcome.strip()
        action.completed_on, action.completed_by = on, by
    return action


def write(
    told: Sequence[tuple[Action, FirstReport]], *, by: Person | None
) -> list[Update]:
    """Save the updates and history of new actions."""
    at = clock.now()
    updates = Update.objects.bulk_create(
        (
            Update(
                action=action,
                text=report.text.strip(),
                rag_after=report.rag,
                impact_after=report.impact,
                by=by,
                at=at,
            )
            for action, report in told
            if report.text.strip()
        ),
        batch_size=1000,
    )
    history.record_many(
        (event for action, report in told for event in _events(action, report)), by=by
    )
    return updates


def _events(action: Action, report: FirstReport) -> list[tuple[Action, str, dict]]:
    events = []
    if report.text.strip():
        after = {"delivery": report.rag, "impact": report.impact}
        after = {what: rating for what, rating in after.items() if rating}
        after = ratings_in_words(after)
        detail = {"before": dict.fromkeys(after, ""), "after": after}
        detail = {"text": report.text.strip(), **(detail if after else {})}
        events.append((action, "updated", detail))
    if action.withdrawn_because:
        events.append((action, "withdrawn", {"reason": action.withdrawn_because}))
    elif action.outcome:
        events.append((action, "completed", {"outcome": action.outcome}))
    return events
