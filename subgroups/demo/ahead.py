"""What lies ahead in the demonstration: a year planned, and an agenda with its pack."""

from datetime import time, timedelta

from django.core.files.base import ContentFile

from partnership.demo import World
from partnership.drawing.pdf import is_available, pdf_of
from partnership.people.models import Person
from subgroups.agenda import planning, sending
from subgroups.agenda import services as agenda
from subgroups.demo import words
from subgroups.meetings import planning as meetings
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.proof import note_opening
from subgroups.meetings.year import Pattern, dates_of
from subgroups.papers import packs
from subgroups.papers import services as papers
from subgroups.structure.models import Subgroup

# The second Thursday of every third month.
PATTERN = Pattern(weekday=3, week=2, every=3)
# When the year ahead was planned, and when the executive’s agenda went out.
PLANNED, SENT, OPENED, LATE = -30, -3, -2, -1


def plan_quality(world: World, group: Subgroup) -> None:
    """A year of meetings by a pattern, and a standing item for them."""
    start = world.day(60)
    days = {f"day_{n}": day for n, day in enumerate(dates_of(PATTERN, start=start))}
    with world.on(world.day(PLANNED)):
        meetings.plan_year(
            group,
            days=days,
            starts_at=time(14),
            ends_at=time(16),
            place=words.PLACE,
            by=world.people["bryn"],
        )
        for title, purpose, minutes, frequency, month in words.QUALITY_PLAN:
            planning.add_forward_item(
                group,
                title=title,
                purpose=purpose,
                minutes=minutes,
                frequency=frequency,
                from_month=month,
                by=world.people["bryn"],
            )


def plan_education(world: World, group: Subgroup) -> None:
    """Standing items, a temporary slot, and one meeting that leaves an item out."""
    with world.on(world.day(PLANNED)) as on:
        items = [
            planning.add_forward_item(
                group,
                title=title,
                purpose=purpose,
                presenter=presenter,
                minutes=minutes,
                frequency=frequency,
                from_month=month,
                review_on=review and on + timedelta(days=review),
                by=world.people["lena"],
            )
            for title, purpose, presenter, minutes, frequency, month, review in (
                words.EDUCATION_PLAN
            )
        ]
        lines = planning.forward_plan(group, on=on).lines
        shown = {
            (line.item.pk, cell.meeting.pk) for line in lines for cell in line.cells
        }
        ticked = {
            (line.item.pk, cell.meeting.pk)
            for line in lines
            for cell in line.cells
            if cell.is_on and (line.item != items[0] or cell != line.cells[-1])
        }
        planning.place_items(
            group, ticked=ticked, shown=shown, by=world.people["lena"], on=on
        )


def prepare(world: World, meeting: Meeting, *, by: Person) -> None:
    """The executive’s agenda with papers, sent, opened by one, and added to late."""
    with world.on(world.day(SENT)) as on:
        items = [
            agenda.add_agenda_item(
                meeting,
                title=title,
                purpose=purpose,
                presenter=presenter,
                minutes=minutes,
                section=section,
                by=by,
            )
            for title, purpose, presenter, minutes, section in words.COMING
        ]
        agenda.add_agenda_item(
            meeting,
            title=words.RESTRICTED,
            minutes=10,
            access="restricted",
            readers=[world.people["eve"], world.people["sol"]],
            by=by,
        )
        if is_available():
            for title, paragraphs, places in words.PAPERS:
                _add_paper(
                    meeting, title, paragraphs, [items[place] for place in places], by
                )
        meeting.refresh_from_db()
        sending.publish_agenda(meeting, by=by, on=on)
    with world.on(world.day(OPENED)):
        note_opening(meeting.sendings.last(), by=world.people["imran"])
    if is_available():
        with world.on(world.day(LATE)):
            _add_late_paper(world, meeting, items[-1], by)


def _add_late_paper(world: World, meeting: Meeting, item, by: Person) -> None:
    """A supplement after the first pack, whose pages stay as they are."""
    _make_pack(meeting, by)
    title, paragraphs = words.LATE_PAPER
    _add_paper(meeting, title, paragraphs, [item], by)
    meeting.refresh_from_db()
    sending.send_changes(meeting, by=by, on=world.day(LATE))
    _make_pack(meeting, by)


def _make_pack(meeting: Meeting, by: Person) -> None:
    packs.make_pack(packs.ask_for_pack(meeting, at_once=False, by=by).pk)


def _add_paper(meeting, title, paragraphs, items, by) -> None:
    told = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    html = (
        f'<html lang="en-GB"><head><title>{title}</title></head>'
        f"<body><h1>{title}</h1>{told}</body></html>"
    )
    papers.add_paper(
        meeting,
        file=ContentFile(pdf_of(html), name=f"{title}.pdf"),
        items=items,
        title=title,
        by=by,
    )
