"""What people write in a cell for a status, a rating or what a measure counts."""

import colorsys
import re

from actions.register.words import MeasureType, Rag, Status, impact_words, rag_words

# Said of a cell that means nothing in particular: the action stays as it is.
AS_IT_IS = "as_it_is"
NOTHING = {
    "",
    "-",
    "–",
    "—",
    "n/a",
    "na",
    "none",
    "?",
    "tbc",
    "tba",
    ".",
    "--",
    "...",
    "…",
    "/",
}
STATUS_WORDS = {
    Status.COMPLETE: (
        "complete", "completed", "done", "closed", "finished", "yes", "y", "achieved",
        "c", "discharged", "action complete", "complete and closed", "blue", "met",
    ),
    Status.UNDER_WAY: (
        "under way", "underway", "in progress", "on track", "on target", "ongoing",
        "on going", "started", "part complete", "partially complete", "in hand",
        "delayed", "overdue", "behind", "at risk", "amber", "green", "red", "slipped",
        "progressing", "off track", "ip", "carried over",
    ),
    Status.NOT_STARTED: (
        "not started", "not yet started", "to do", "outstanding", "open", "new",
        "planned", "no", "n", "not due", "not yet due", "pending", "not complete",
        "incomplete", "o", "future",
    ),
    Status.WITHDRAWN: (
        "withdrawn", "cancelled", "canceled", "dropped", "no longer needed",
        "superseded", "removed", "no longer required", "stopped", "abandoned",
    ),
}  # fmt: skip
RAG_WORDS = {
    Rag.RED: ("red", "r", "off track", "not on track", "significant"),
    Rag.AMBER: ("amber", "a", "yellow", "orange", "at risk", "some delay"),
    Rag.GREEN: ("green", "g", "on track", "on target"),
    # Colours that say how far it is, not how it goes.
    Status.COMPLETE: ("blue", "b", "complete", "completed", "done"),
    AS_IT_IS: (
        "grey", "gray", "white", "not started", "not yet due", "not due", "no rating",
        "black", "purple",
    ),
}  # fmt: skip
# Signs instead of words, as lists of boxes have them.
SIGNS = {
    **dict.fromkeys("✓✔√☑🗸", Status.COMPLETE),
    **dict.fromkeys("✗✘☒☐×", Status.NOT_STARTED),
}
MEASURE_WORDS = {
    MeasureType.OUTPUT: ("output", "process", "activity", "quantity"),
    MeasureType.OUTCOME: ("outcome", "quality", "result"),
    MeasureType.IMPACT: ("impact", "difference"),
}


def _flat(words: dict) -> dict[str, str]:
    return {word: str(value) for value, many in words.items() for word in many}


_STATUS, _RAG, _MEASURE = map(_flat, (STATUS_WORDS, RAG_WORDS, MEASURE_WORDS))


def as_word(text: str) -> str:
    """A word without case and punctuation, to be looked up by; a mere sign as it is."""
    word = " ".join(re.sub(r"[^\w]+", " ", text).casefold().split())
    return word or text.strip()


def is_nothing(text: str) -> bool:
    """Whether a cell was filled in only so as not to leave it blank."""
    return text.strip().casefold() in NOTHING


def colour_named(rgb: str) -> str:
    """What a colour such as “FFFF0000” is called, where it is one of a rating."""
    try:
        red, green, blue = (int(rgb[n : n + 2], 16) / 255 for n in (2, 4, 6))
    except ValueError:
        return ""
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.5 or value < 0.5:
        return ""
    degrees = hue * 360
    if degrees < 15 or degrees > 345:
        return "red"
    if 25 <= degrees <= 62:
        return "amber"
    return "green" if 75 <= degrees <= 165 else ""


def status_of(text: str, told: dict[str, str]) -> str | None:
    """The status a cell means; empty for nothing, None where nobody knows."""
    sign = SIGNS.get(text.strip().removesuffix("\ufe0f"))
    return str(sign) if sign else _looked_up("status", text, told, _STATUS)


def rag_of(text: str, told: dict[str, str]) -> str | None:
    """The rating of delivery a cell means, in anyone's words or the legend's."""
    return _looked_up("rag", text, told, _RAG | _legend(rag_words()))


def impact_of(text: str, told: dict[str, str]) -> str | None:
    """The rating of impact a cell means, in anyone's words or the legend's."""
    return _looked_up("impact", text, told, _RAG | _legend(impact_words()))


def measure_type_of(text: str, told: dict[str, str]) -> str | None:
    """What a measure counts; the longer words of a list of choices begin with it."""
    word = as_word(text).partition(" ")[0]
    return _looked_up("measure_type", word, told, _MEASURE)


def _legend(words: dict[str, str]) -> dict[str, str]:
    """The partnership's own words for what an action may be rated."""
    return {as_word(word): value for value, word in words.items() if value in Rag}


def _looked_up(
    kind: str, text: str, told: dict[str, str], known: dict[str, str]
) -> str | None:
    word = as_word(text)
    if not word or is_nothing(text):
        return ""
    return told.get(f"{kind}:{word}") or known.get(word)
