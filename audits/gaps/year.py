"""What became of a school's audit actions in a year, for its governors."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from actions.register.models.actions import Action
from audits.gaps.earlier import actions_of_audits
from audits.gaps.models import Gap
from audits.returns.models.returns import AuditReturn
from partnership.people.models import Person


@dataclass(frozen=True, kw_only=True)
class ActionYear:
    """The actions of a school's audits since a day.

    Those open at the start are split into the done and the still open, and the overdue
    stand apart. An action raised since is new, whether or not it is done.
    """

    since: date
    on: date
    open_at_start: tuple[Action, ...]
    done: tuple[Action, ...]
    overdue: tuple[Action, ...]
    new: tuple[Action, ...]
    open_now: tuple[Action, ...]
    justified: tuple[Gap, ...]

    @property
    def tables(self) -> list[tuple[str, tuple[Action, ...]]]:
        """The actions in the order in which governors ask about them."""
        rest = tuple(action for action in self.open_now if action not in self.overdue)
        return [
            ("Overdue", self.overdue),
            ("Open and not overdue", rest),
            ("Done or closed", self.done),
        ]


def year_of(
    audit_return: AuditReturn, *, person: Person | None, on: date
) -> ActionYear:
    """The movement since the return was submitted, or since the one before it.

    Before a school's first submission, since the round opened.
    """
    since = _begins_on(audit_return)
    actions = list(actions_of_audits(audit_return, person).by_date())
    started = [action for action in actions if action.raised_on <= since]
    done = [
        action
        for action in actions
        if not action.is_open and (_closed_on(action) or on) >= since
    ]
    return ActionYear(
        since=since,
        on=on,
        open_at_start=tuple(
            action for action in started if action.is_open or action in done
        ),
        done=tuple(done),
        overdue=tuple(action for action in actions if action.is_overdue(on)),
        new=tuple(action for action in actions if action.raised_on > since),
        open_now=tuple(action for action in actions if action.is_open),
        justified=tuple(audit_return.planned_gaps().exclude(justification="")),
    )


def _begins_on(audit_return: AuditReturn) -> date:
    if audit_return.submitted_at:
        return localtime(audit_return.submitted_at).date()
    if audit_return.previous:
        return localtime(audit_return.previous.submitted_at).date()
    return audit_return.round.opens_on


def _closed_on(action: Action) -> date | None:
    return action.completed_on or action.withdrawn_on or action.carried_on
