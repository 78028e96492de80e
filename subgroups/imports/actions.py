"""Reads an action as it is minuted: “AO/EG: contact the four schools by 20 Jan”."""

import re
from collections.abc import Collection
from datetime import date

from actions.due import Precision, read_due
from partnership.dates.years import ReportYear
from subgroups.imports.minutes import ReadAction
from subgroups.imports.people import WORD

LOOKS_LIKE_INITIALS = r"[A-Z](?:[A-Za-z]{0,3}[A-Z][a-z]?|[A-Z]h)"
ANYONE = (
    r"(?:[Aa]ll(?: members| agencies)?|ALL|(?:[Tt]he )?(?:[Vv]ice[- ]|[Cc]o-)?[Cc]hair"
    r"|CHAIR|[Ee]veryone|[Mm]embers|[Cc]lerk)"
)
OWNER = rf"(?:{LOOKS_LIKE_INITIALS}\b|{ANYONE}\b|{WORD}(?:\s+{WORD}){{1,2}})"
BETWEEN = r"(?:\s*[/,;&+]\s*|\s+and\s+)"
OWNERS = rf"{OWNER}(?:{BETWEEN}{OWNER}){{0,8}}"
SPLIT = re.compile(BETWEEN)
FIRST = re.compile(
    rf"({OWNERS})(?:\s*:\s*|\s+[–-]\s*|\s*\t\s*|\s*\|\s*|\s+(?=to\b|will\b))"
)
LAST = re.compile(
    rf"(?:\s*[(\[](?:[Aa]ction:?\s*)?({OWNERS})[)\]]\.?|\s+[–-]\s*({OWNERS})\.?"
    rf"|\s*[\t|]\s*({OWNERS})|[.]\s*[Aa]ctions?:?\s*({OWNERS})\.?)$"
)
# What ends an action and may be its date: “by 20 Feb”, “(due March)”, or a tab.
BY = re.compile(
    r"""(?P<open>[(\[])?\b(?:to\s+be\s+(?:done|completed)\s+)?
        (?:due(?:\s+date)?|deadline|by\s+when|when|by|before|for|at|in)\b\s*[:–-]?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
# These words are part of what is due, as in “before Christmas”.
KEPT = re.compile(r"(?:before|at|in)\b", re.IGNORECASE)
MOST_DUE_WORDS = 6
TO = re.compile(r"\s*(?:to|will)\s+", re.IGNORECASE)
# What is said of words that are no date, or hold one among others.
NO_DUE = re.compile(r"^No date was (?:found|given)|^Is “|from the sentence$")
NO_OWNER = "who does this? “{}”"


def action_of(text: str, *, on: date | None) -> ReadAction:
    """An action with its owners, where they are written, and its due words."""
    text = text.strip().lstrip("-•*▪ ").strip()
    due, owners = "", []
    if first := FIRST.match(text):
        owners, text = owners_in(first[1]), text[first.end() :]
    text, due = _with_due(text, on)
    if not owners and (last := LAST.search(text)):
        owners = owners_in(next(filter(None, last.groups())))
        text = text[: last.start()]
        if not due:
            text, due = _with_due(text, on)
    if owners:
        text = TO.sub("", text, count=1) if TO.match(text) else text
    return ReadAction(owners, _tidy(text), due)


def is_action(text: str) -> bool:
    """Whether a line under “Actions” begins or ends with owners."""
    text = text.strip().lstrip("-•*▪ ").strip()
    return bool(FIRST.match(text) or LAST.search(text))


def who_and_when(cell: str, *, on: date | None) -> tuple[list[str], str]:
    """Owners and due words that share a column: “AO/EG 20 Jan”."""
    words = re.sub(r"\s*\n\s*", " ", cell).strip(" .")
    found = re.match(rf"(?P<owners>{OWNERS})(?P<rest>.*)$", words)
    if found is None:
        return [], words if is_due(words, on) else ""
    due = found["rest"].strip(" ,;:–-/()[]")
    due = re.sub(r"^(?:by|due|on)\s+", "", due, flags=re.IGNORECASE)
    return owners_in(found["owners"]), due


def are_initials(owners: list[str]) -> bool:
    """Whether owners are given by initials, or as “All”, rather than by name."""
    return all(re.fullmatch(rf"{LOOKS_LIKE_INITIALS}|{ANYONE}", one) for one in owners)


def question_about(action: ReadAction, known: Collection[str]) -> str:
    if not action.owners:
        return NO_OWNER.format(action.text[:80])
    unknown = [
        owner
        for owner in action.owners
        if re.fullmatch(LOOKS_LIKE_INITIALS, owner) and owner not in known
    ]
    if unknown and known:
        return f"no one named here has the initials {' or '.join(unknown)}: who is it?"
    return ""


def owners_in(owners: str) -> list[str]:
    """The owners of “AO/EG” or “JP and the board office”."""
    return [one.strip(" .") for one in SPLIT.split(owners) if one.strip(" .")]


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" \t:–-|").removesuffix(".").strip(" ,;")


def _with_due(text: str, on: date | None) -> tuple[str, str]:
    """The text of an action without its due words, and these."""
    if "\t" in text or "|" in text:
        head, last = re.split(r"[\t|](?=[^\t|]*$)", text, maxsplit=1)
        if is_due(last, on):
            return head, last.strip(" .")
    for found in [*BY.finditer(text)][::-1]:
        said = text[found.end() :].strip(" .)]")
        if KEPT.match(found[0]):
            said = text[found.start() :].strip(" .()[]")
        if is_due(said, on):
            return text[: found.start()], said
    return text, ""


def is_due(words: str, on: date | None) -> bool:
    """Whether words say when something is due, even if that is asked about."""
    words = words.strip(" .")
    if not words or len(words.split()) > MOST_DUE_WORDS:
        return False
    year = ReportYear.containing(on or date(2000, 4, 1))
    due = read_due(words, plan_start=year.start)
    if any(NO_DUE.search(remark) for remark in due.remarks):
        return False
    return due.precision != Precision.UNKNOWN or bool(due.remarks)


def as_line(action: ReadAction) -> str:
    """“AO/EG: contact the four schools | 20 Jan”, to be read again by `from_line`."""
    owners = f"{'/'.join(action.owners)}: " if action.owners else ""
    due = f" | {action.due_text}" if action.due_text else ""
    return f"{owners}{action.text}{due}"


def from_line(line: str) -> ReadAction:
    rest, _, due = line.partition(" | ")
    owners, colon, text = rest.partition(":")
    if not colon or not text.strip():
        return ReadAction([], rest.strip(), due.strip())
    return ReadAction(owners_in(owners), text.strip(), due.strip())
