"""The action log of a subgroup: what is open, and what was closed of late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format

from actions.register.models.querysets import ActionQuerySet
from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem
from subgroups.minutes.models import MinutedAction
from subgroups.structure.models import Subgroup

TITLES = ("Reference", "Action", "Owners", "Due", "State", "Last update")
DRAFT = "From draft minutes"


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


def action_log(
    subgroup: Subgroup, visible: ActionQuerySet, *, by: Person | None, on: date
) -> ActionLog:
    """The log as someone may read it, of the actions they may see.

    Actions of restricted items are left out for readers who may not see those items,
    and all of them where the log is for nobody in particular.
    """
    last = subgroup.meetings.past(on=on).held().first()
    hidden = MinutedAction.objects.filter(
        item__meeting__subgroup=subgroup,
        item__access=AgendaItem.Access.RESTRICTED,
    ).exclude(item__in=AgendaItem.objects.visible_to(by))
    since = last and last.held_on
    closed = Q(completed_on__gte=since) | Q(withdrawn_on__gte=since) if since else Q()
    ours = (
        visible.filter(organisation=subgroup.organisation_id)
        .exclude(pk__in=hidden.values("action"))
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
        state = action.get_status_display()
        yield LogRow(
            ref=action.ref,
            text=action.text,
            owners=", ".join(action.owner_list),
            due=action.due_text or "No date",
            state=f"{state}. {DRAFT}" if action.pk in drafts else state,
            update=action.last_words or "No update",
        )
