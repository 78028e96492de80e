"""What the history shows of recorded events, and what it must never show."""

import re
from collections.abc import Iterable

from partnership.history.models import Event
from partnership.history.words import in_words

KEYS = re.compile(r"\w_\w|\b(True|False)\b|\bNone$|[\[\]{}→]")


def lines_of(event: Event) -> list[str]:
    """An event's sentence and its lines."""
    sentence, lines = in_words(event)
    return [sentence, *lines]


def showing_keys(events: Iterable[Event]) -> list[str]:
    """Lines that show an internal key or value."""
    return [
        line
        for event in events
        # The text of an email has placeholders.
        if event.subject_type != "partnership.lettertext"
        for line in lines_of(event)
        if KEYS.search(line)
    ]
