"""Sentences of notes that sound like an action nobody has recorded. Pure.

Only a hint: what is pointed out can be made an action with one press, or left.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from partnership.names import plain

SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])|\n+")
NAME = r"[A-Z]{2,4}[a-z]?|[A-Z][a-z]+(?:[ -][A-Z][a-z'’]+)*"
WHO = rf"(?P<who>(?:{NAME})(?:(?:\s*/\s*|,\s*|\s+and\s+)(?:{NAME}))*)"
VERB = r"(?!be\b|not\b|have\b|remain\b|continue\b|need\b)(?P<what>[a-z]+\b.*)"
PATTERNS = [
    re.compile(rf"\b{WHO}\s+(?:will|shall|undertook to|offered to)\s+{VERB}"),
    re.compile(
        rf"\b{WHO}\s+(?:(?:has|have)\s+)?(?:agreed|promised|volunteered)\s+to\s+{VERB}"
    ),
    re.compile(rf"\b{WHO}\s+(?:(?:is|are|was|were)\s+(?:asked\s+)?)?to\s+{VERB}"),
    re.compile(r"\b(?:agreed|asked) to (?!note\b)(?P<what>[a-z]+\b.*)"),
    re.compile(
        r"\b(?:to|should|will|must) be "
        r"(?:circulated|shared|sent|added|amended|approached|arranged|brought|checked"
        r"|completed|contacted|drafted|emailed|forwarded|invited|prepared|presented"
        r"|published|raised|reported|reviewed|updated|written)\b"
    ),
]
# Capitalised words that begin a sentence and name nobody who could act.
NOT_OWNERS = {
    *("A", "An", "And", "But", "Everyone", "He", "How", "I", "If", "In", "It", "She"),
    *("That", "The", "There", "They", "This", "We", "What", "When", "Where", "Which"),
    *("Who", "You"),
}
# No sentence without one of these is a commitment.
TRIGGERS = re.compile(
    r"\b(?:will|shall|to|agreed|asked|undertook|offered|should|must)\b"
)
LONGEST = 500
SAME = 0.6
SHORT = 3


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """A sentence that sounds like a commitment, and the line it would be."""

    sentence: str
    line: str


def commitments_in(notes: str, *, actions: Iterable[str] = ()) -> list[Commitment]:
    """Sentences that promise something no action of the item covers."""
    covered = [_words(action) for action in actions]
    found = []
    for sentence in filter(None, map(str.strip, SENTENCES.split(notes))):
        commitment = _read(sentence)
        if commitment and not _is_covered(commitment.line, covered):
            found.append(commitment)
    return found


@lru_cache(maxsize=2_000)
def _read(sentence: str) -> Commitment | None:
    """The commitment in a sentence. A page asks about the same ones again and again."""
    if len(sentence) > LONGEST or not TRIGGERS.search(sentence):
        return None
    for pattern in PATTERNS:
        if not (found := pattern.search(sentence)):
            continue
        who = found.groupdict().get("who") or ""
        if who.split() and who.split()[0] in NOT_OWNERS:
            continue
        # In the passive it is the whole sentence that says what is to be done.
        what = (found.groupdict().get("what") or sentence).strip().rstrip(".")
        return Commitment(sentence=sentence, line=f"{who}: {what}" if who else what)
    return None


def _words(text: str) -> set[str]:
    return {word for word in plain(text).split() if len(word) > SHORT}


def _is_covered(line: str, covered: list[set[str]]) -> bool:
    words = _words(line)
    return any(
        words and action and len(words & action) >= SAME * min(len(words), len(action))
        for action in covered
    )
