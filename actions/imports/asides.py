"""Rows of a table that are no actions: headings over some of them, sums, notes.

A heading is certain or none: it names a priority or an objective, or reaches across the
table. What only looks like a sum or a note is asked about, never passed over.
"""

import re

from partnership.spreadsheets.cells import Row
from partnership.spreadsheets.tables import Table

LONGEST_HEADING, LONGEST_SUM = 220, 60
# “Priority 2 …”, “Theme: …”; “Priority families are …” is an action.
OF_PRIORITY = re.compile(
    r"(strategic\s+)?(priority|theme)\s*(no\.?|number|area)?\s*"
    r"(#?[a-z]{0,8} ?\d{1,2}\b|[:–—-])",
    re.IGNORECASE,
)
OF_OBJECTIVE = re.compile(
    r"(objective|aim)s?\s*(?:\d[\d.]*[a-z]?\s*[:.)–—-]*\s*|[:–—-]\s*)", re.IGNORECASE
)
A_REF = re.compile(r"[A-Z]{2,8} ?\d{1,2}\b")
A_SUM = re.compile(
    r"(?:(?:grand|sub|over ?all)[ -]?)?totals?\b(?:[ (]*(?:number |no\.? )?"
    r"(?:of )?(?:open |closed |complete\w* )?actions?)?\)?\W*[\d.,%]*",
    re.IGNORECASE,
)
A_NOTE = re.compile(
    r"(?:\*?\s*(?:notes?|n\.?b\.?|(?:rag |brag )?(?:key|legend)|source|footnotes?"
    r"|abbreviations|glossary|last (?:updated|reviewed|printed)|version|prepared by)"
    r"\s*(?:[:–—-]|\d|on\b)|page \d+(?: (?:of|/) \d+)?$|last (?:updated|reviewed)\b)",
    re.IGNORECASE,
)
A_LETTER = re.compile(r"[^\W\d_]")


def is_priority(text: str) -> bool:
    """Whether a title above a table, or a row beside it, names a priority."""
    return len(text) <= LONGEST_HEADING and bool(
        OF_PRIORITY.match(text) or A_REF.match(text)
    )


def is_note(text: str) -> bool:
    """Whether words are such as stand below a table: a note, a key, the page."""
    return bool(A_NOTE.match(text))


def _is_sum(text: str) -> bool:
    return len(text) <= LONGEST_SUM and bool(A_SUM.fullmatch(text))


def is_heading(row: Row, table: Table) -> bool:
    """Whether the one text of a row stands over those below, by where it stands.

    It reaches across more than half of the table, or stands where only a reference
    would and is none.
    """
    place = next(n for n, cell in enumerate(row.cells) if not cell.is_blank)
    text = row.cells[place].line
    if len(text) > LONGEST_HEADING or is_note(text) or _is_sum(text):
        return False
    titles = [bool(title) for title in table.header.titles]
    covered = sum(titles[place : place + row.across.get(place, 1)])
    if covered > 1 and covered * 2 > sum(titles):
        return True
    return place == table.places.get("ref") and not any(map(str.isdigit, text))


def doubt_of(ref: str, text: str, *, is_alone: bool) -> str:
    """What a row that says so may be rather than an action, in words; mostly none."""
    if _is_sum(text) or _is_sum(ref):
        return "a sum"
    if text and not A_LETTER.search(text):
        return "a number"
    if is_alone and is_note(text or ref):
        return "a note about the table"
    return ""
