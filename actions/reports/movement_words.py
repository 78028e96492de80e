"""How reports of movement describe a change to an action and its reason."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import TextChoices

from actions.due.calendar import written
from actions.register.models.progress import DueChange, Update
from actions.register.words import impact_words, rag_words
from actions.reports.standing import Standing, day_of


class Kind(TextChoices):
    """What happened to an action; an open action may have several."""

    CLOSED = "closed", "Closed"
    TO_CHECK = "to_check", "Awaiting check"
    UPDATED = "updated", "Updated"
    SLIPPED = "slipped", "Slipped"
    NEW = "new", "New"
    QUIET = "quiet", "No update"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CARRIED = "carried", "Carried forward"


def _closed(now: Standing, since: date) -> tuple[list[str], str]:
    changes = [f"Complete, {written(now.done_on)}", *_impact(now.updates_from(since))]
    return changes, now.action.outcome


def _to_check(now: Standing, since: date) -> tuple[list[str], str]:
    day = written(now.action.completed_on)
    changes = [f"Reported as complete, {day}", *_impact(now.updates_from(since))]
    return changes, now.action.outcome


def _updated(now: Standing, since: date) -> tuple[list[str], str]:
    updates = now.updates_from(since)
    first, last = updates[0], updates[-1]
    changes = [
        *_rating("Delivery", first.rag_before, last.rag_after, rag_words()),
        *_impact(updates),
    ]
    if len(updates) > 1 or not changes:
        changes.append(f"{len(updates)} update{'s' if len(updates) > 1 else ''}")
    reasons = [update.because for update in updates if update.because]
    return changes, " ".join([last.text, *map(_because, reasons)])


def _impact(updates: Sequence[Update]) -> list[str]:
    if not updates:
        return []
    before, after = updates[0].impact_before, updates[-1].impact_after
    return _rating("Impact", before, after, impact_words())


def _rating(what: str, before: str, after: str, words: dict[str, str]) -> list[str]:
    if before == after:
        return []
    was, now = (words.get(value) or "not rated" for value in (before, after))
    return [f"{what}: {was} → {now}"]


def _because(reason: str) -> str:
    return f"(Reason for the rating: {reason})"


def slip_words(moves: Iterable[DueChange]) -> list[str]:
    """The first and last date, and how often it moved if more than once."""
    moves = list(moves)
    words = [f"{moves[0].old_text or 'no date'} → {moves[-1].new_text or 'no date'}"]
    return words if len(moves) == 1 else [*words, f"Moved {len(moves)} times"]


def _slipped(now: Standing, since: date) -> tuple[list[str], str]:
    moves = now.moves_from(since)
    return slip_words(moves), " ".join(move.reason for move in moves)


def _new(now: Standing, since: date) -> tuple[list[str], str]:
    action = now.action
    words = f"Raised {written(action.raised_on)}"
    if action.carried_from_id:
        return [words], "Carried forward from an earlier plan"
    return [words], action.source_words or action.get_source_display()


def _silent(now: Standing, since: date) -> tuple[list[str], str]:
    update = now.last_update
    late = [f"Overdue: {now.late_words}"] if now.is_overdue else []
    if update is None:
        return late, f"No update since it was raised on {written(now.action.raised_on)}"
    return late, f"Last update {written(day_of(update))}"


def _withdrawn(now: Standing, since: date) -> tuple[list[str], str]:
    action = now.action
    by = f" (by decision of {action.decision_words})" if action.decision_words else ""
    day = written(action.withdrawn_on)
    return [f"Withdrawn, {day}"], f"{action.withdrawn_because}{by}"


def _carried(now: Standing, since: date) -> tuple[list[str], str]:
    action = now.action
    changes = [f"Carried forward, {written(action.carried_on)}"]
    # None if the reader may not see it, as in a draft plan.
    if action.goes_on_as:
        changes.append(f"Continues as {action.goes_on_as}")
    return changes, action.carried_because


TOLD = {
    Kind.CLOSED: _closed,
    Kind.TO_CHECK: _to_check,
    Kind.UPDATED: _updated,
    Kind.SLIPPED: _slipped,
    Kind.NEW: _new,
    Kind.QUIET: _silent,
    Kind.WITHDRAWN: _withdrawn,
    Kind.CARRIED: _carried,
}
