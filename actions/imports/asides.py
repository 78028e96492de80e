"""Recognises rows that are not actions: headings, totals and notes.

A heading names a priority or an objective, or spans the table. A row that only looks
like a total or a note is never skipped: the importer is asked.
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
    """Whether a text is a note, a key or a page number below the table."""
    return bool(A_NOTE.match(text))


def _is_sum(text: str) -> bool:
    return len(text) <= LONGEST_SUM and bool(A_SUM.fullmatch(text))


def is_heading(row: Row, table: Table) -> bool:
    """Whether the only text of a row is a heading, judged by its position.

    It spans more than half of the table, or is in the reference column and is no
    reference.
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
    """What a row may be other than an action, in words; usually empty."""
    if _is_sum(text) or _is_sum(ref):
        return "a total"
    if text and not A_LETTER.search(text):
        return "a number"
    if is_alone and is_note(text or ref):
        return "a note about the table"
    return ""
