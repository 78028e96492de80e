"""What has moved since a subgroup’s last meeting, and its action log as a paper."""

from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile

from actions.due.calendar import months_later
from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.models.querysets import ActionQuerySet
from actions.reports.movement import Movement, movement
from partnership.drawing.pdf import render_pdf
from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem
from subgroups.minutes.action_log import TITLES, action_log
from subgroups.papers import services as papers
from subgroups.papers.models import Paper
from subgroups.structure.models import Subgroup


@dataclass(frozen=True, kw_only=True)
class SinceLastMeeting:
    """How a subgroup’s actions have moved up to a day, and which are overdue."""

    on: date
    # The day of the last meeting, if there was one.
    last_meeting: date | None
    moved: Movement
    overdue: list[Action]


def since_last_meeting(subgroup: Subgroup, *, by: Person, on: date) -> SinceLastMeeting:
    """What has moved since the last meeting or, without one, in three months."""
    visible = _shown_to_the_group(by)
    ours = visible.filter(organisation=subgroup.organisation_id)
    held = subgroup.meetings.held().filter(held_on__lt=on)
    last = held.values_list("held_on", flat=True).first()
    return SinceLastMeeting(
        on=on,
        last_meeting=last,
        moved=movement(
            ours, visible=visible, since=last or months_later(on, -3), on=on
        ),
        overdue=list(ours.overdue(on=on).by_date().prefetch_related("owners")),
    )


def _shown_to_the_group(by: Person) -> ActionQuerySet:
    """Actions that someone may see, without those of draft plans."""
    return Action.objects.visible_to(by).exclude(
        priority__plan__in=Plan.objects.drafts()
    )


def table_action_log(item: AgendaItem, *, by: Person, on: date) -> Paper:
    """Attach the log as it is on a day to an item of the agenda, as a PDF.

    Everyone at the meeting reads it, so actions of restricted items are left out.

    Raises:
        Refused: the minutes of the meeting have been circulated.
    """
    visible = _shown_to_the_group(by).unrestricted()
    log = action_log(item.meeting.subgroup, visible, on=on)
    pdf = render_pdf(
        "subgroups/minutes/action_log_pdf.html", {"log": log, "titles": TITLES}
    )
    return papers.add_paper(
        item.meeting,
        file=ContentFile(pdf, name=f"action-log-{on.isoformat()}.pdf"),
        items=[item],
        title=log.title,
        by=by,
    )
