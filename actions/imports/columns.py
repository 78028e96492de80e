"""The column titles of files of actions."""

from actions.imports.words import RAG_WORDS, STATUS_WORDS
from actions.register.words import Rag
from partnership.policy.defaults import RAG_LEGEND_IMPACT
from partnership.spreadsheets.columns import Column, Columns, plain
from partnership.spreadsheets.tables import Tables

# In an action log, “priority” means urgency.
URGENCY = frozenset(
    {
        *("high", "medium", "low", "h", "m", "l", "urgent", "normal", "critical"),
        "important",
    }
)
# Under “Progress”, these are statuses; under “Impact”, these are ratings.
STATES = frozenset(word for words in STATUS_WORDS.values() for word in words)
RATINGS = frozenset(
    {
        *(word for rag in Rag for word in RAG_WORDS[rag]),
        *(plain(row["word"]) for row in RAG_LEGEND_IMPACT),
        "not rated",
    }
)

_ALL = (
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
        ("impact rag", "rag impact", "impact rating", "outcome rag", "rag for impact",
         "impact"),
        r"\bimpact\b.*\b(b?rag|rating)\b|\b(b?rag|rating)\b.*\bimpact\b",
        bracketed=r"(?=.*\(.*\bimpact\b.*\)).*\b(b?rag|rating)\b",
    ),
    Column(
        "rag",
        "Delivery rating",
        ("rag", "brag", "rag rating", "rag status", "delivery rag", "rag delivery",
         "brag rating", "brag status", "traffic light", "progress rag",
         "delivery rating", "delivery"),
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
        at_need=("date", "dates"),
    ),
    Column(
        "measure_type",
        "Type of measure",
        ("measure type", "type of measure", "output or outcome", "what it counts",
         "what the measure counts"),
        r"\bmeasure type\b|\btype of measure\b",
    ),
    Column(
        "status",
        "Status",
        ("status", "state", "action status", "current status", "complete",
         "completed", "done", "open or closed", "open closed", "progress status",
         "progress"),
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
        rather=RATINGS,
    ),
    Column(
        "update",
        "Update",
        ("update", "updates", "progress", "progress update", "latest update",
         "comment", "comments", "commentary", "notes", "latest position", "position",
         "progress to date", "progress notes", "action taken", "last update"),
        r"\b(updates?|progress|comments?|commentary|latest position)\b",
        rather=STATES,
    ),
    Column(
        "priority",
        "Priority",
        ("priority", "priorities", "priority area", "strategic priority", "theme",
         "priority theme", "workstream", "priority name", "priority title",
         "bucket name", "bucket"),
        r"\b(priority|priorities|theme|workstream)\b(?!.*\b(lead|owner)\b)",
        unless=URGENCY,
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
        "Source",
        ("source", "meeting", "origin", "raised at", "raised by", "meeting date",
         "date raised", "date of meeting", "minute", "minute no", "from"),
    ),
    Column(
        "text",
        "Action",
        ("action", "actions", "task", "tasks", "task name", "activity", "activities",
         "what", "action required", "actions required", "key action", "key actions",
         "what we will do", "what will we do", "what needs to be done", "what to do",
         "agreed action", "action agreed", "action point", "action points",
         "description", "action description", "action to be taken",
         "actions to be taken", "specific actions", "recommendation", "title"),
        r"\b(actions?|tasks?|activit(y|ies)|what (we|needs|will|is to))\b",
    ),
)  # fmt: skip
COLUMNS = Columns(
    _ALL,
    needed=("text",),
    missing="Select the column with the actions",
    nothing="There are no actions in this file",
    # The most important columns first.
    shown=(
        "ref", "priority", "objective", "text", "owners", "due_text", "measure",
        "measure_type", "status", "rag", "impact", "update", "areas", "source_words",
    ),
)  # fmt: skip
OF_A_PLAN = COLUMNS.without("source_words")
# An action log has no priorities.
OF_A_LOG = COLUMNS.without("priority", "objective")


def is_plan(tables: Tables) -> bool:
    """Whether a file is read as a plan, with priorities and objectives."""
    return tables.columns is OF_A_PLAN
