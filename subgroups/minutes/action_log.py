"""The action log of a subgroup: what is open, and what was closed of late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format

from actions.register.models.querysets import ActionQuerySet
from subgroups.minutes.models import MinutedAction
from subgroups.structure.models import Subgroup

TITLES = ("Reference", "Action", "Owners", "Due", "State", "Last update")
DRAFT, RESTRICTED = "From draft minutes", "Restricted"


@dataclass(frozen=True)
class LogRow:
    """An action in the log, in words."""

    ref: str
    text: str
    owners: str
    due: str
    state: str
    update: str

    @property
    def cells(self) -> tuple[str, ...]:
        return self.ref, self.text, self.owners, self.due, self.state, self.update


@dataclass(frozen=True)
class ActionLog:
    """The log of a subgroup on a day, overdue actions first."""

    subgroup: Subgroup
    on: date
    since: date | None
    overdue: list[LogRow]
    open: list[LogRow]
    closed: list[LogRow]

    @property
    def title(self) -> str:
        return f"Action log of {date_format(self.on, 'j F Y')}"

    @property
    def tables(self) -> list[tuple[str, list[LogRow]]]:
        """The tables that have a row, each with its caption."""
        closed = "Closed"
        if self.since:
            closed = f"Closed since the meeting of {date_format(self.since, 'j F Y')}"
        tables = [("Overdue", self.overdue), ("Open", self.open), (closed, self.closed)]
        return [(caption, rows) for caption, rows in tables if rows]


def action_log(subgroup: Subgroup, visible: ActionQuerySet, *, on: date) -> ActionLog:
    """The log of the actions that its readers may see."""
    last = subgroup.meetings.past(on=on).held().first()
    since = last and last.held_on
    closed = Q(completed_on__gte=since) | Q(withdrawn_on__gte=since) if since else Q()
    ours = (
        visible.filter(organisation=subgroup.organisation_id)
        .with_owner_list()
        .with_last_update()
        .order_by("next_due", "pk")
    )
    drafts = set(
        MinutedAction.objects.filter(item__meeting__subgroup=subgroup)
        .exclude(item__meeting__status="agreed")
        .values_list("action", flat=True)
    )
    late = ours.overdue(on=on)
    rest = ours.open().exclude(pk__in=late.values("pk"))
    return ActionLog(
        subgroup=subgroup,
        on=on,
        since=since,
        overdue=[*_rows(late, drafts)],
        open=[*_rows(rest, drafts)],
        closed=[*_rows(ours.over().filter(closed), drafts)],
    )


def _rows(actions: ActionQuerySet, drafts: set[int]) -> Iterator[LogRow]:
    for action in actions:
        state = [action.get_status_display()]
        state += [DRAFT] if action.pk in drafts else []
        state += [RESTRICTED] if action.is_restricted else []
        yield LogRow(
            ref=action.ref,
            text=action.text,
            owners=", ".join(action.owner_list),
            due=action.due_text or "No date",
            state=". ".join(map(str, state)),
            update=action.last_words or "No update",
        )
