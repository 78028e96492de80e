"""An action as it was at the end of a day, whatever has happened since.

Worked out from its updates, date changes and closing dates, which never change.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone

from actions.due.calendar import written
from actions.due.local import school_calendar
from actions.due.meaning import Due, Precision
from actions.due.reading import read_due
from actions.register.models.actions import Action
from actions.register.models.progress import DueChange, Update
from actions.register.models.querysets import UNDATED, ActionQuerySet
from actions.register.words import Rag, Status, impact_words, rag_words
from partnership.dates.years import plan_year_containing
from partnership.policy import values as policy

COMPLETE, TO_CHECK, WITHDRAWN, CARRIED = (
    "complete",
    "to_check",
    "withdrawn",
    "carried",
)
NOT_STARTED, NOT_RATED = "not_started", "not_rated"
# The legend colour of each state; the others have only words.
COLOURS = {
    COMPLETE: "blue",
    NOT_STARTED: "grey",
    Rag.GREEN: "green",
    Rag.AMBER: "amber",
    Rag.RED: "red",
}
WORDS = {
    COMPLETE: Status.COMPLETE.label,
    TO_CHECK: Status.TO_CHECK.label,
    WITHDRAWN: Status.WITHDRAWN.label,
    CARRIED: Status.CARRIED.label,
    NOT_STARTED: Status.NOT_STARTED.label,
    NOT_RATED: "Not rated",
}


def with_standing(actions: ActionQuerySet, *also: str) -> ActionQuerySet:
    """Actions with everything `Standing` reads, in a fixed number of queries.

    `also` are further relations to select. The lists are plain ones: Django makes a
    queryset for each action otherwise, which takes as long as the rest of a report.
    """
    return actions.select_related("priority__plan", *also).prefetch_related(
        Prefetch("owners", to_attr="owners_read"),
        Prefetch("due_changes", to_attr="moves_read"),
        Prefetch(
            "updates", Update.objects.order_by("at", "pk"), to_attr="updates_read"
        ),
    )


def day_of(update: Update) -> date:
    """The local date of an update."""
    return timezone.localtime(update.at).date()


def ending(
    status: str,
    *,
    completed_on: date | None,
    checked_on: date | None,
    withdrawn_on: date | None,
    carried_on: date | None,
    on: date,
) -> str:
    """How an action had closed by the end of a day; blank while it was open."""
    done_on = checked_on or completed_on if status == Status.COMPLETE else None
    for ended, day in (
        (WITHDRAWN, withdrawn_on),
        (CARRIED, carried_on),
        (COMPLETE, done_on),
        (TO_CHECK, completed_on),
    ):
        if day is not None and day <= on:
            return ended
    return ""


class Standing:
    """An action at the end of `on`; it is overdue if due before `late_before`."""

    def __init__(
        self, action: Action, on: date, *, late_before: date | None = None
    ) -> None:
        self.action, self.on = action, on
        self.late_before = late_before or on
        self.updates = [
            update for update in action.updates_read if day_of(update) <= on
        ]

    @cached_property
    def state(self) -> str:
        """The state it counts under: how it closed, or its delivery rating."""
        action = self.action
        if ended := self._ending:
            return ended
        if self.updates:
            return self.updates[-1].rag_after or NOT_RATED
        # Sent back or reopened without an update, so it has started.
        is_begun = action.status == Status.UNDER_WAY and action.last_update_on is None
        return NOT_RATED if is_begun else NOT_STARTED

    @cached_property
    def _ending(self) -> str:
        action = self.action
        return ending(
            action.status,
            completed_on=action.completed_on,
            checked_on=action.checked_on,
            withdrawn_on=action.withdrawn_on,
            carried_on=action.carried_on,
            on=self.on,
        )

    @property
    def owner_words(self) -> str:
        """The owners as written, in one line."""
        return ", ".join(owner.words for owner in self.action.owners_read)

    @property
    def done_on(self) -> date | None:
        """The day it was completed, or checked if completions are checked."""
        if self.action.status != Status.COMPLETE:
            return None
        return self.action.checked_on or self.action.completed_on

    @property
    def is_open(self) -> bool:
        return not self._ending

    @property
    def colour(self) -> str:
        return COLOURS.get(self.state, "")

    @property
    def word(self) -> str:
        """Its status and delivery rating in the partnership's wording."""
        return rag_words().get(self.colour) or WORDS.get(self.state, "")

    @property
    def rated_because(self) -> str:
        """The reason for its delivery rating, if one was given."""
        changed = (
            update
            for update in reversed(self.updates)
            if update.rag_before != update.rag_after
        )
        return next((update.reason for update in changed), "")

    @property
    def impact(self) -> str:
        return self.updates[-1].impact_after if self.updates else ""

    @property
    def impact_word(self) -> str:
        return impact_words().get(self.impact, "")

    @property
    def last_update(self) -> Update | None:
        return self.updates[-1] if self.updates else None

    @cached_property
    def _later(self) -> DueChange | None:
        """The first date change after the day; its old date applied on the day."""
        return next(
            (move for move in self.action.moves_read if move.on > self.on), None
        )

    @property
    def is_as_now(self) -> bool:
        """Whether its due date has not changed since the day."""
        return self._later is None

    @cached_property
    def due_end(self) -> date | None:
        """Its deadline as agreed on the day."""
        if self._later:
            # A change of a recurring date only keeps its last day.
            days = self._due_then.occurrences
            is_kept = days and self._due_then.end == self._later.old_end
            return self._first_unanswered(days) if is_kept else self._later.old_end
        if self.action.due_occurrences:
            return self._first_unanswered(self.action.due_occurrences)
        if self.action.due_precision == Precision.RECURRING:
            return None
        return self.action.due_end

    def _first_unanswered(self, days: Sequence[date]) -> date | None:
        answered = {update.occurrence for update in self.updates}
        return next((day for day in days if day not in answered), None)

    @cached_property
    def _due_then(self) -> Due:
        """How the due text of the day is read, if it has changed since."""
        action, moves = self.action, self.moves_from(date.min)
        if action.priority:
            start = action.priority.plan.start
        else:
            since = moves[-1].on if moves else action.raised_on
            month = policy.get("plan_year_start_month")
            start, _ = plan_year_containing(since, start_month=month)
        return read_due(self._later.old_text, plan_start=start, **school_calendar())

    @property
    def due_text(self) -> str:
        return self._later.old_text if self._later else self.action.due_text

    @property
    def is_undated(self) -> bool:
        """Whether it was open without a date to keep or miss."""
        if not self.is_open or self.due_end is not None:
            return False
        if self._later is None:
            return self.action.has_no_date
        return self._due_then.precision in UNDATED

    @property
    def is_overdue(self) -> bool:
        return (
            self.is_open
            and self.due_end is not None
            and self.due_end < self.late_before
        )

    @property
    def late_words(self) -> str:
        return f"due by {written(self.due_end)}"

    def moves_from(self, since: date) -> list[DueChange]:
        """Changes of its date since a day, in order."""
        moves = self.action.moves_read
        return [move for move in moves if since <= move.on <= self.on]

    def slips_from(self, since: date) -> list[DueChange]:
        """Changes of its date since a day to a later date or none."""
        return [move for move in self.moves_from(since) if move.is_slip]

    def updates_from(self, since: date) -> list[Update]:
        """Updates since a day, in order."""
        return [update for update in self.updates if day_of(update) >= since]
