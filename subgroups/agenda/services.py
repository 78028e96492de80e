"""Adding items to an agenda and publishing it."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format

from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models import Meeting
from subgroups.meetings.planning import times_in_words


@transaction.atomic
def add_agenda_item(
    meeting: Meeting,
    *,
    title: str,
    purpose: str = AgendaItem.Purpose.DISCUSSION,
    presenter: str = "",
    by: Person | None,
) -> AgendaItem:
    """Add an item at the end of the agenda, also during the meeting."""
    meeting.claim(None)
    meeting.guard("write")
    last = meeting.items.aggregate(last=Max("number"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        number=last + 1,
        title=title,
        purpose=purpose,
        presenter=presenter,
    )
    history.record(meeting, "item added", by=by, number=item.number, title=title)
    return item


@transaction.atomic
def publish_agenda(
    meeting: Meeting, *, version: int | None = None, by: Person, on: date
) -> None:
    """Publish the agenda and email it to everyone in the subgroup straight away.

    Raises:
        Refused: it has no items, or it has been published.
    """
    meeting.claim(version)
    meeting.move("publish")
    meeting.save()
    history.record(meeting, "agenda published", by=by)
    messages.send(
        "agenda_published",
        to=meeting.subgroup.people(on=on),
        key=f"agenda_published:{meeting.pk}",
        subgroup=str(meeting.subgroup),
        date=date_format(meeting.held_on, "j F Y"),
        day=date_format(meeting.held_on, "l j F Y"),
        time=times_in_words(meeting),
        place=meeting.place,
        items="\n".join(_item_in_words(item) for item in meeting.items.all()),
        link=addresses.absolute(meeting.get_absolute_url()),
    )


def _item_in_words(item: AgendaItem) -> str:
    purpose = item.get_purpose_display().lower()
    led = f"{purpose}, {item.presenter}" if item.presenter else purpose
    return f"{item.number}. {item.title} ({led})"
