"""Words in cells for comparison, without case, punctuation or stray spaces."""

import re

# As people write it in a cell that they would rather have left blank.
NOTHING = {
    "", "-", "--", "–", "—", ".", "...", "…", "/", "?",
    "n/a", "na", "none", "tbc", "tba",
}  # fmt: skip


def as_word(text: str) -> str:
    """A word without case and punctuation, to be looked up by; a mere sign as it is."""
    word = " ".join(re.sub(r"[^\w]+", " ", text).casefold().split())
    return word or text.strip()


def is_nothing(text: str) -> bool:
    """Whether a cell was filled in only so as not to leave it blank."""
    return text.strip().casefold() in NOTHING


def word_key(column: str, word: str) -> str:
    """What an understanding knows an odd word of a column by."""
    return f"{column}:{as_word(word)}"
