"""One email to many addresses, written in a few statements.

For emails sent straight away, whatever someone has chosen. The broker is asked once to
empty the outbox; the sweep each minute sends what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from celery import current_app
from django.db import transaction

from partnership.dates import clock
from partnership.outbox import letters, messages
from partnership.outbox.letter import Letter
from partnership.outbox.models import Message
from partnership.policy import values as policy

if TYPE_CHECKING:
    from partnership.people.models import Person

BATCH = 1000


@dataclass(frozen=True)
class Addressed:
    """An email to write: its address, person and values.

    An email whose `key` has been used is not written again; `name` is for the greeting.
    """

    address: str
    name: str
    key: str
    person: Person | None = None
    values: Mapping[str, str] = field(default_factory=dict)


def send_to_all(kind: str, wanted: Iterable[Addressed]) -> dict[str, Message]:
    """Write the emails whose keys have not been used, and return them by key."""
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
            {**one.values, **messages.common_values(), "name": one.name},
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
    """Ask the broker; if it is down, the sweep of the next minute does the work."""
    with suppress(Exception):
        current_app.signature("partnership.tasks.sweep_outbox").apply_async(retry=False)
