"""Publishing an agenda, sending what changes afterwards, and the proof of both."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model, Q
from django.utils.formats import date_format

from partnership.dates import clock
from partnership.history import services as history
from partnership.outbox import messages
from partnership.outbox.models import Message
from partnership.pages import addresses
from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem, AgendaOpening, AgendaSending, as_sent
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.planning import times_in_words


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
    meeting.published_on = on
    meeting.save()
    sending = _keep(meeting)
    history.record(
        meeting,
        "agenda published",
        by=by,
        due=meeting.publish_by.isoformat() if on > meeting.publish_by else "",
    )
    messages.send(
        "agenda_published",
        to=meeting.subgroup.people(on=on),
        key=sending.message_key,
        subgroup=str(meeting.subgroup),
        date=date_format(meeting.held_on, "j F Y"),
        day=date_format(meeting.held_on, "l j F Y"),
        time=times_in_words(meeting),
        place=meeting.place,
        items="\n".join(_item_in_words(item) for item in meeting.items.all()),
        link=addresses.absolute(meeting.get_absolute_url()),
    )


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
    messages.send(
        "agenda_changed",
        to=meeting.subgroup.people(on=on),
        key=sending.message_key,
        subgroup=str(meeting.subgroup),
        date=date_format(meeting.held_on, "j F Y"),
        changes="\n".join(f"- {change}" for change in changes),
        link=addresses.absolute(meeting.get_absolute_url()),
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


def note_opening(meeting: Meeting, *, by: Person) -> None:
    """Keep that someone has opened the agenda since it was last sent."""
    sending = meeting.sendings.last()
    if sending is not None:
        AgendaOpening.objects.get_or_create(
            sending=sending, person=by, defaults={"opened_at": clock.now()}
        )


@dataclass(frozen=True)
class Proof:
    """What became of one sending to one person."""

    person: Person
    message: Message | None
    opened_at: datetime | None


@dataclass(frozen=True)
class SentAgenda:
    """One sending, with what became of it for each person."""

    sending: AgendaSending
    lines: list[Proof]

    @property
    def opened(self) -> int:
        return sum(line.opened_at is not None for line in self.lines)


def proof_of(meeting: Meeting) -> list[SentAgenda]:
    """Who was sent the agenda and its changes and who opened them, latest first."""
    sendings = list(meeting.sendings.order_by("-number"))
    keys = Q(pk__in=[])
    for sending in sendings:
        keys |= Q(key__startswith=f"{sending.message_key}:")
    written = Message.objects.filter(keys).select_related("person")
    opened = AgendaOpening.objects.filter(sending__in=sendings).select_related("person")
    messages_of, openings_of = list(written), list(opened)
    return [
        SentAgenda(sending, list(_lines(sending, messages_of, openings_of)))
        for sending in sendings
    ]


def _lines(
    sending: AgendaSending, written: list[Message], opened: list[AgendaOpening]
) -> Iterator[Proof]:
    start = f"{sending.message_key}:"
    by_person: dict[Person, list[Model | None]] = {}
    for message in written:
        if message.key.startswith(start):
            by_person.setdefault(message.person, [None, None])[0] = message
    for opening in opened:
        if opening.sending_id == sending.pk:
            by_person.setdefault(opening.person, [None, None])[1] = opening
    for person, (message, opening) in sorted(
        by_person.items(), key=lambda pair: pair[0].name.lower()
    ):
        yield Proof(person, message, opening and opening.opened_at)
