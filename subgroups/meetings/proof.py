"""The proof of what was sent around a meeting: who was emailed and who opened it.

Shared by agendas and minutes. A sending has a `message_key` and `openings`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Q, QuerySet

from partnership.dates import clock
from partnership.outbox.models import Message
from partnership.people.models import Person


@dataclass(frozen=True)
class Proof:
    """What became of one sending to one person."""

    person: Person
    message: Message | None
    opened_at: datetime | None


@dataclass(frozen=True)
class Sent:
    """One sending, with what became of it for each person."""

    sending: Model
    lines: list[Proof]

    @property
    def opened(self) -> int:
        return sum(line.opened_at is not None for line in self.lines)


def note_opening(sending: Model | None, *, by: Person) -> None:
    """Keep the first time that someone opens what was sent."""
    if sending is not None:
        sending.openings.get_or_create(person=by, defaults={"opened_at": clock.now()})


def proof_of(sendings: QuerySet) -> list[Sent]:
    """Who was sent each of these and who opened it, latest first."""
    rows = list(sendings.order_by("-number").prefetch_related("openings__person"))
    keys = Q(pk__in=[])
    for sending in rows:
        keys |= Q(key__startswith=f"{sending.message_key}:")
    written = list(Message.objects.filter(keys).select_related("person"))
    return [Sent(sending, list(_lines(sending, written))) for sending in rows]


def _lines(sending: Model, written: list[Message]) -> Iterator[Proof]:
    start = f"{sending.message_key}:"
    messages = {
        message.person: message for message in written if message.key.startswith(start)
    }
    openings = {opening.person: opening for opening in sending.openings.all()}
    for person in sorted({*messages, *openings}, key=lambda one: one.name.lower()):
        opening = openings.get(person)
        yield Proof(person, messages.get(person), opening and opening.opened_at)
