"""The action log of a subgroup: what has moved since its last meeting, as a page for
the chair and as a paper that stays as it is.
"""

from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.utils.formats import date_format

from actions.due.calendar import months_later
from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.reports.movement import Movement, movement
from partnership.drawing.pdf import render_pdf
from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem
from subgroups.papers import services as papers
from subgroups.papers.models import Paper
from subgroups.structure.models import Subgroup


@dataclass(frozen=True, kw_only=True)
class ActionLog:
    """A subgroup’s actions on a day, and how they have moved since a day."""

    subgroup: Subgroup
    on: date
    # The day of the last meeting, if there was one.
    last_meeting: date | None
    moved: Movement
    overdue: list[Action]


def action_log(subgroup: Subgroup, *, by: Person, on: date) -> ActionLog:
    """The log on a day, since the last meeting or else for three months.

    Without actions of draft plans, since what an officer tables is read by the group.
    """
    visible = Action.objects.visible_to(by).exclude(
        priority__plan__in=Plan.objects.drafts()
    )
    ours = visible.filter(organisation=subgroup.organisation_id)
    held = subgroup.meetings.held().filter(held_on__lt=on)
    last = held.values_list("held_on", flat=True).first()
    return ActionLog(
        subgroup=subgroup,
        on=on,
        last_meeting=last,
        moved=movement(
            ours, visible=visible, since=last or months_later(on, -3), on=on
        ),
        overdue=list(ours.overdue(on=on).by_date().prefetch_related("owners")),
    )


def table_action_log(item: AgendaItem, *, by: Person, on: date) -> Paper:
    """Attach the log as it is on a day to an item of the agenda, as a PDF.

    Raises:
        Refused: the minutes of the meeting have been circulated.
    """
    log = action_log(item.meeting.subgroup, by=by, on=on)
    pdf = render_pdf("subgroups/registers/action_log_pdf.html", {"log": log})
    return papers.add_paper(
        item.meeting,
        file=ContentFile(pdf, name=f"action-log-{on.isoformat()}.pdf"),
        items=[item],
        title=f"Action log, {date_format(on, 'j F Y')}",
        by=by,
    )
