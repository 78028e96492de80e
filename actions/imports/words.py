"""The words in cells that mean a status, a rating or a type of measure."""

import colorsys
import re

from actions.register.words import MeasureType, Rag, Status, impact_words, rag_words
from partnership.spreadsheets.tables import Understanding
from partnership.spreadsheets.words import as_word, is_nothing

# A cell that changes nothing.
AS_IT_IS = "as_it_is"
# Unknown words are shown and kept up to this length.
LONGEST_WORD = 80
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
    # Colours that give progress, not a rating.
    Status.COMPLETE: ("blue", "b", "complete", "completed", "done"),
    AS_IT_IS: (
        "grey", "gray", "white", "not started", "not yet due", "not due", "no rating",
        "black", "purple",
    ),
}  # fmt: skip
PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?) ?%")
# Ticks and crosses.
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


def colour_named(rgb: str) -> str:
    """The name of a colour such as “FFFF0000”, if it is that of a rating."""
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


def meant_by(column: str, text: str, understanding: Understanding) -> str | None:
    """The meaning of a cell: empty for none, None if it is unknown."""
    sign = SIGNS.get(text.strip().removesuffix("\ufe0f"))
    if sign and column == "status":
        return str(sign)
    if column == "status" and (share := PERCENT.fullmatch(text.strip())):
        return str(_of_share(float(share[1])))
    word = as_word(text)
    if not word or is_nothing(text):
        return ""
    if said := understanding.meant(column, text[:LONGEST_WORD]):
        return said
    # Longer names of measure types begin with the word.
    return _known(column).get(word.split()[0] if column == "measure_type" else word)


def _of_share(percent: float) -> Status:
    """What a share of the work means; Planner and others keep no status."""
    if percent >= 100:
        return Status.COMPLETE
    return Status.UNDER_WAY if percent else Status.NOT_STARTED


def _known(column: str) -> dict[str, str]:
    """Words with a certain meaning, including those of the rating legends."""
    legends = {"rag": rag_words, "impact": impact_words}
    if column not in legends:
        return _STATUS if column == "status" else _MEASURE
    legend = legends[column]().items()
    return _RAG | {as_word(word): value for value, word in legend if value in Rag}
