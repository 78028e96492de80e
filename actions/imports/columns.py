"""What a file of actions usually calls its columns, and what we make of them."""

import re
from dataclasses import dataclass

from partnership.spreadsheets.headers import plain


@dataclass(frozen=True)
class Column:
    """Something that a file may say of an action."""

    key: str
    words: str
    titles: tuple[str, ...]
    # What a title may hold beside other words.
    pattern: str = ""


COLUMNS = (
    Column(
        "ref",
        "Reference",
        ("ref", "reference", "no", "number", "id", "ref no", "action ref", "action no",
         "action number", "action id", "action reference", "reference number",
         "item", "item no", "ref number", "unique ref", "s no", "#"),
    ),
    Column(
        "impact",
        "Impact rating",
        ("impact rag", "rag impact", "impact rating", "outcome rag", "rag for impact"),
        r"\bimpact\b.*\b(b?rag|rating)\b|\b(b?rag|rating)\b.*\bimpact\b",
    ),
    Column(
        "rag",
        "Delivery rating",
        ("rag", "brag", "rag rating", "rag status", "delivery rag", "rag delivery",
         "brag rating", "brag status", "traffic light", "progress rag"),
        r"\b(b?rag|traffic light)\b",
    ),
    Column(
        "due_text",
        "Due",
        ("due as written", "by when", "when", "due", "due date", "due by", "deadline",
         "timescale", "timescales", "timeframe", "time frame", "target date", "target",
         "date due", "completion date", "complete by", "by", "date for completion",
         "end date", "target completion date", "to be completed by", "timeline"),
        r"\b(by when|timescales?|deadlines?|due|target date|complet\w+ (date|by)"
        r"|time ?frames?)\b",
    ),
    Column(
        "measure_type",
        "What the measure counts",
        ("measure type", "type of measure", "output or outcome", "what it counts",
         "what the measure counts"),
        r"\bmeasure type\b|\btype of measure\b",
    ),
    Column(
        "status",
        "Status",
        ("status", "state", "action status", "current status", "complete",
         "completed", "done", "open or closed", "open closed", "progress status"),
        r"\bstatus\b",
    ),
    Column(
        "measure",
        "Success measure",
        ("measure", "measures", "outcome", "outcomes", "outcome measure",
         "outcome measures", "success measure", "success measures", "success criteria",
         "how will we know", "evidence", "kpi", "kpis", "outcome measure of success",
         "intended outcome", "intended outcomes", "expected outcome", "impact",
         "intended impact", "measure of success", "target outcome"),
        r"\b(measures?|outcomes?|success|how (will|shall) we know|how we (will|shall)"
        r" know|evidence|kpis?)\b",
    ),
    Column(
        "update",
        "Update",
        ("update", "updates", "progress", "progress update", "latest update",
         "comment", "comments", "commentary", "notes", "latest position", "position",
         "progress to date", "progress notes", "action taken", "last update"),
        r"\b(updates?|progress|comments?|commentary|latest position)\b",
    ),
    Column(
        "priority",
        "Priority",
        ("priority", "priorities", "priority area", "strategic priority", "theme",
         "priority theme", "workstream", "priority name", "priority title"),
        r"\b(priority|priorities|theme|workstream)\b(?!.*\b(lead|owner)\b)",
    ),
    Column(
        "objective",
        "Objective",
        ("objective", "objectives", "aim", "aims", "goal", "goals", "strand",
         "what we want to achieve", "what do we want to achieve", "sub priority"),
        r"\b(objectives?|aims?|goals?)\b",
    ),
    Column(
        "owners",
        "Owners",
        ("lead", "leads", "owner", "owners", "who", "by whom", "whom", "responsible",
         "responsibility", "lead officer", "lead officers", "action owner",
         "action owners", "lead agency", "lead person", "person responsible", "lead s",
         "assigned to", "responsible person", "accountable", "lead owner"),
        r"\b(leads?|owners?|responsib\w+|by whom|accountable|assigned)\b",
    ),
    Column(
        "areas",
        "Areas",
        ("area", "areas", "scope", "locality", "localities", "district", "districts",
         "geography", "coverage", "local authority"),
        r"\b(areas?|scope|localit(y|ies)|districts?)\b",
    ),
    Column(
        "source_words",
        "Where it comes from",
        ("source", "meeting", "origin", "raised at", "raised by", "meeting date",
         "date raised", "date of meeting", "minute", "minute no", "from"),
    ),
    Column(
        "text",
        "Action",
        ("action", "actions", "task", "tasks", "activity", "activities", "what",
         "action required", "actions required", "key action", "key actions",
         "what we will do", "what will we do", "what needs to be done", "what to do",
         "agreed action", "action agreed", "action point", "action points",
         "description", "action description", "action to be taken",
         "actions to be taken", "specific actions", "recommendation"),
        r"\b(actions?|tasks?|activit(y|ies)|what (we|needs|will|is to))\b",
    ),
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}
# As they stand on the pages: what is to be done first, then who and by when.
SHOWN = (
    "ref", "priority", "objective", "text", "owners", "due_text", "measure",
    "measure_type", "status", "rag", "impact", "update", "areas", "source_words",
)  # fmt: skip
_BY_TITLE = {title: column.key for column in COLUMNS for title in column.titles}
# A title is short and holds no number; “Priority 1: Neglect” is a heading.
LONGEST_TITLE, MOST_WORDS = 70, 9
DIGIT = re.compile(r"\d")


def columns_for(*, is_plan: bool) -> list[Column]:
    """The columns that a file may have, in the order of the pages."""
    left_out = {"source_words"} if is_plan else {"priority", "objective"}
    return [BY_KEY[key] for key in SHOWN if key not in left_out]


def meaning_for_plan(title: str) -> str | None:
    """Which of our columns a title of a plan's table stands for."""
    key = _meaning(title)
    return None if key == "source_words" else key


def meaning_for_register(title: str) -> str | None:
    """Which of our columns a title of an action log stands for: no priorities there."""
    key = _meaning(title)
    return None if key in {"priority", "objective"} else key


def exactly(title: str) -> str | None:
    """Which of our columns a title is a usual name of, word for word."""
    return _BY_TITLE.get(plain(title))


def rank(title: str) -> int:
    """How well a title names its column: 0 for the best of the usual names."""
    words = plain(title)
    key = _BY_TITLE.get(words)
    return BY_KEY[key].titles.index(words) if key else len(_BY_TITLE)


def _meaning(title: str) -> str | None:
    if re.search(r"\(.*\bimpact\b.*\)", title, re.IGNORECASE) and re.search(
        r"\b(b?rag|rating)\b", title, re.IGNORECASE
    ):
        return "impact"
    words = plain(title)
    if words in _BY_TITLE:
        return _BY_TITLE[words]
    if len(words) > LONGEST_TITLE or DIGIT.search(words):
        return None
    if len(words.split()) > MOST_WORDS:
        return None
    return next(
        (
            column.key
            for column in COLUMNS
            if column.pattern and re.search(column.pattern, words)
        ),
        None,
    )
