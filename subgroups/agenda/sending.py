"""Publishing an agenda and sending what changes afterwards."""

from datetime import date

from django.db import transaction
from django.utils.formats import date_format

from partnership.dates import clock
from partnership.history import services as history
from partnership.outbox import messages
from partnership.outbox.models import Message
from partnership.pages import addresses
from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem, AgendaSending, as_sent
from subgroups.agenda.proposals import add_what_is_certain
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.planning import times_in_words


@transaction.atomic
def publish_agenda(
    meeting: Meeting, *, version: int | None = None, by: Person, on: date
) -> None:
    """Publish the agenda and email it to everyone in the subgroup straight away.

    What was escalated to the group comes onto it first, if nobody has put it there.

    Raises:
        Refused: it has no items, or it has been published.
    """
    meeting.claim(version)
    meeting.guard("publish")
    add_what_is_certain(meeting, by=by)
    meeting.claim(None)
    meeting.move("publish")
    meeting.published_on = on
    meeting.save()
    sending = _keep(meeting)
    history.record(
        meeting,
        "agenda published",
        by=by,
        due=meeting.publish_by.isoformat() if on > meeting.publish_by else "",
    )
    email(sending, on=on)


@transaction.atomic
def send_changes(
    meeting: Meeting, *, version: int | None = None, by: Person, on: date
) -> None:
    """Email what has changed on the agenda since it was last sent.

    Raises:
        Refused: nothing has changed, or the meeting has begun.
    """
    meeting.claim(version)
    meeting.guard("send_changes")
    meeting.save()
    changes = meeting.sendings.last().changes_since
    sending = _keep(meeting, changes)
    history.record(meeting, "agenda changes sent", by=by, changes=changes)
    email(sending, on=on)


def email(sending: AgendaSending, *, on: date) -> list[Message]:
    """Email an agenda, or what has changed on it, to everyone in the subgroup once."""
    meeting = sending.meeting
    values = {
        "to": meeting.subgroup.people(on=on),
        "key": sending.message_key,
        "subgroup": str(meeting.subgroup),
        "date": date_format(meeting.held_on, "j F Y"),
        "link": addresses.absolute(meeting.get_absolute_url()),
    }
    if sending.number > 1:
        changes = "\n".join(f"- {change}" for change in sending.changes)
        return messages.send("agenda_changed", changes=changes, **values)
    return messages.send(
        "agenda_published",
        day=date_format(meeting.held_on, "l j F Y"),
        time=times_in_words(meeting),
        place=meeting.place,
        items="\n".join(_item_in_words(item) for item in meeting.items.all()),
        **values,
    )


def _keep(meeting: Meeting, changes: list[str] | None = None) -> AgendaSending:
    return AgendaSending.objects.create(
        meeting=meeting,
        number=meeting.sendings.count() + 1,
        sent_at=clock.now(),
        agenda=as_sent(meeting),
        changes=changes or [],
    )


def _item_in_words(item: AgendaItem) -> str:
    purpose = item.get_purpose_display().lower()
    if item.is_restricted:
        return f"{item.number}. {item.open_title} ({purpose})"
    led = f"{purpose}, {item.presenter}" if item.presenter else purpose
    return f"{item.number}. {item.title} ({led})"
