"""Reads an action typed in one line: who, what, by when. Pure.

“AO/EG: contact the four remaining schools by 20 Jan”. Whether words name an owner or
a deadline is for the caller to say.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

# “ACTION:” and list marks before the line itself.
BEFORE = re.compile(r"^\W*(?:actions?\b\W*)?(?=\w)", re.IGNORECASE)
# The longest words before a colon that can be owners.
LONGEST_OWNERS = 120
OWNERS_COLON = re.compile(rf"^([^:]{{1,{LONGEST_OWNERS}}}):\s+(.+)$", re.DOTALL)
OWNERS_DASH = re.compile(r"^(.{1,60}?)\s+[-–—]\s+(.+)$", re.DOTALL)
OWNERS_TO = re.compile(
    r"^(.{1,60}?)\s+(?:(?:will|is|are|has agreed|have agreed|agreed)\s+)?to\s+(.+)$",
    re.DOTALL,
)
OWNERS_WILL = re.compile(r"^(.{1,60}?)\s+will\s+(.+)$", re.DOTALL)
# Words that introduce a deadline. “Before” changes the day, so it stays with it.
INTRODUCES = re.compile(
    r"\b(?:by|due(?: by| on)?|no later than|not later than|until|deadline:?)\s+"
    r"|\b(?=before\s)"
    r"|\b(?:at|for|to|in time for)\s+(?=(?:the\s+)?next\s+meeting\b)",
    re.IGNORECASE,
)
# A deadline alone at the end: in brackets, or after a dash, comma or arrow.
AT_THE_END = re.compile(
    r"\s*[(\[]([^()\[\]]+)[)\]]\s*\.?$|\s+[-–—>→]+\s+([^-–—]+)$|[,;]\s+([^,;]+)$"
)
BARE = re.compile(
    r"\s+((?:the\s+)?next\s+meeting|asap|as soon as possible|today|tomorrow"
    r"|(?:this|next)\s+(?:week|month|term)|termly|monthly|quarterly|ongoing)\s*\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class ActionLine:
    """What a line says. Owners or deadline are empty if it names none."""

    owner_words: str
    text: str
    due_words: str


def read_line(
    line: str, *, is_owner: Callable[[str], bool], is_due: Callable[[str], bool]
) -> ActionLine:
    """Take a line apart into its owners, its action and its deadline."""
    line = BEFORE.sub("", " ".join(line.split()))
    owner_words, rest = _owners(line, is_owner)
    text, due_words = _deadline(rest, is_due)
    return ActionLine(owner_words=owner_words, text=_tidy(text), due_words=due_words)


def _owners(line: str, is_owner: Callable[[str], bool]) -> tuple[str, str]:
    """The words before a colon; without one, only words that name an owner."""
    if found := OWNERS_COLON.match(line):
        words, rest = found.groups()
        return words.strip(), re.sub(r"^to\s+", "", rest)
    for pattern in (OWNERS_TO, OWNERS_WILL, OWNERS_DASH):
        found = pattern.match(line)
        if found and is_owner(found[1].strip()):
            return found[1].strip(), found[2]
    return "", line.removesuffix(":")


def _deadline(text: str, is_due: Callable[[str], bool]) -> tuple[str, str]:
    for found in INTRODUCES.finditer(text):
        words = text[found.end() :].strip(" .)]")
        if words and is_due(words):
            return text[: found.start()].rstrip(" ,;([–—-"), words
    for pattern in (AT_THE_END, BARE):
        if found := pattern.search(text):
            words = next(filter(None, found.groups())).strip(" .")
            if is_due(words):
                return text[: found.start()], words
    return text, ""


def _tidy(text: str) -> str:
    return text.strip().rstrip(" ,;").removesuffix(".")
