"""One letter to many addresses: written in a few statements however many there are.

For letters that go at once, whatever someone has chosen. The broker is asked once to
empty the outbox; the sweep of each minute sends what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from celery import current_app
from django.conf import settings
from django.db import transaction

from partnership.dates import clock
from partnership.outbox import letters, messages
from partnership.outbox.letter_kinds import Letter
from partnership.outbox.models import Message
from partnership.policy import values as policy

if TYPE_CHECKING:
    from partnership.people.models import Person

BATCH = 1000


@dataclass(frozen=True)
class Addressed:
    """A letter to write: to which address, for whom, saying what.

    `key` makes it the same as one already written; `name` is whom it greets.
    """

    address: str
    name: str
    key: str
    person: Person | None = None
    values: Mapping[str, str] = field(default_factory=dict)


def send_to_all(kind: str, wanted: Iterable[Addressed]) -> dict[str, Message]:
    """Write the letters whose keys have not been used; each message by its key."""
    letter = letters.LETTERS[kind]
    if not letter.goes_at_once:
        raise ValueError(f"{kind} may wait for a digest: use messages.send")
    if messages.is_silenced():
        return {}
    wanted = {one.key: one for one in wanted}
    used = set(Message.objects.filter(key__in=wanted).values_list("key", flat=True))
    with policy.reading():
        written = Message.objects.bulk_create(
            _messages(
                kind, letter, [one for key, one in wanted.items() if key not in used]
            ),
            batch_size=BATCH,
        )
    if written:
        transaction.on_commit(_ask_for_a_sweep, robust=True)
    return {message.key: message for message in written}


def _messages(kind: str, letter: Letter, wanted: list[Addressed]) -> Iterable[Message]:
    words = letters.words_of(kind)
    now, signature = clock.now(), messages.signature()
    for one in wanted:
        filled = letters.fill(
            kind,
            words,
            {
                **one.values,
                "name": one.name,
                "partnership": policy.get("partnership_name"),
                "site": settings.SITE_ADDRESS.rstrip("/"),
            },
        )
        yield Message(
            kind=kind,
            key=one.key,
            address=one.address,
            person=one.person,
            reply_to=policy.get("reply_to"),
            subject=filled.subject,
            body=f"{filled.body}\n\n{signature}\n",
            is_secret=letter.is_secret,
            written_at=now,
        )


def _ask_for_a_sweep() -> None:
    """Tell the broker; if it does not listen, the next minute's sweep comes anyway."""
    with suppress(Exception):
        current_app.signature("partnership.tasks.sweep_outbox").apply_async(retry=False)
