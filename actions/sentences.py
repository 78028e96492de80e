"""The sentences of the history of plans, actions, risks, reviews and scrutiny."""

from partnership.history.words import CHANGES, UPLOADED, counted, no_child_named

SOURCES = {
    "plan": " from the business plan",
    "meeting": " in a meeting",
    "audit": " from an audit return",
    "review": " from a practice review",
    "risk": " from a risk",
    "scrutiny": " from scrutiny",
}


def _raised(detail: dict) -> str:
    source, due = SOURCES.get(detail.get("source"), ""), detail.get("due")
    return f"Action added{source}{f', due {due}' if due else ''}"


def _file_imported(detail: dict) -> str:
    done = counted(
        detail,
        {
            "new": "new action",
            "changed": "changed action",
            "already": "row already here|rows already here",
            "left_out": "row left out|rows left out",
            "refused": "row refused|rows refused",
        },
    )
    what = f"{detail['file']} imported" if detail.get("file") else "File imported"
    return f"{what}: {done}" if done else what


def _year_closed(detail: dict) -> str:
    done = counted(
        detail,
        {
            "completed": "action completed|actions completed",
            "carried": "carried forward|carried forward",
            "dropped": "dropped|dropped",
        },
    )
    return f"Year closed: {done}" if done else "Year closed"


def _priorities_placed(detail: dict) -> str:
    placed = detail.get("places") or {}
    moves = ", ".join(f"{old} continues as {new}" for old, new in placed.items())
    return (
        f"Priorities placed in the next plan: {moves}"
        if moves
        else "Priorities left to be decided action by action"
    )


def _decided(detail: dict) -> str:
    """The decision on an action, and the earlier one if it was different."""
    after = detail.get("after", detail)
    before = detail.get("before", {}).get("what", "")
    what = after.get("what", "")
    words = f"{detail.get('action', 'Action')}: {what[:1].lower()}{what[1:]}"
    return f"{words} (was {before.lower()})" if before and before != what else words


def _why_decided(detail: dict) -> str:
    why = detail.get("after", detail).get("why", "")
    return f"Reason: {why}" if why else ""


def _stage(sentence: str) -> list:
    """A stage of a practice review, with its details."""
    return [
        sentence,
        "Late because: {late_because}",
        "Reason: {reason}",
        "Decided by: {decided_by}",
        "Earlier reason: {reason_before}",
        "Reviewers: {reviewers}",
        "{address}",
    ]


HANDED_OVER = "Handed over from {before} to {after}[ ({what})][, last day {last_day}]"
ABANDONED = ["Year end abandoned", "Reason: {reason}"]
SENTENCES = {
    "plan": {
        "created": "Plan created",
        "edited": CHANGES,
        "approved": [
            "Version {number} approved[ on {on}]",
            "Reason for the change: {note}",
        ],
        "superseded": "Superseded[ on {on}]",
        "file imported": [_file_imported, "Rows refused: {rows_refused}"],
        "year end begun": "Year end started; open actions go to {next_plan}",
        "year end abandoned": ABANDONED,
        "year closed": _year_closed,
    },
    "priority": {
        "added": "Priority {ref} added: {title}",
        "edited": CHANGES,
        "objective added": "Objective added: {text}",
        "handed over": HANDED_OVER,
    },
    "action": {
        "raised": _raised,
        "edited": CHANGES,
        "updated": [
            "Progress reported",
            "{text}",
            CHANGES,
            "Reason for the rating: {reason}",
            "Sent through {how}",
        ],
        "date changed": [
            "Due date changed[ from {before}] to {after}",
            "Reason: {reason}",
        ],
        "completed": ["Marked as complete", "Difference made: {outcome}", CHANGES],
        "impact judged": ["Impact rated", "{text}", CHANGES],
        "checked": "Completion checked",
        "sent back": [
            "Sent back: not yet complete",
            "Reason: {reason}",
            "Difference reported: {outcome}",
        ],
        "reopened": [
            "Reopened",
            "Reason: {reason}",
            "Difference reported before: {outcome}",
        ],
        "withdrawn": ["Withdrawn", "Reason: {reason}"],
        "carried forward": [
            "Carried forward[ from {origin}][ to {to}][ in {plan}]",
            "Reason: {reason}",
        ],
        "owner matched": "Owner “{before}” matched to {after}",
        "owner left as words": "Owner “{words}” left as words",
        "owner’s two entries merged": "Owner’s two directory entries merged: {before} "
        "is now {after}",
        "handed over": HANDED_OVER,
        "steps added": ["Steps added", "{steps}"],
        "step edited": "Step changed from “{before}” to “{after}”",
        "step done": "Step done: {step}",
        "step not done after all": "Step marked as not done: {step}",
    },
    "savedview": {
        "saved": "View saved: {name}",
        "edited": CHANGES,
        "forgotten": "View deleted: {name}",
    },
    "planimport": {
        **UPLOADED,
        "imported": [
            _file_imported,
            "Rows refused: {rows_refused}",
            "Confirmed that no child can be identified in row {kept}",
        ],
    },
    "risk": {
        "entered": ["Risk added, rated {rating}", no_child_named],
        "edited": [CHANGES, no_child_named],
        "assessed": [
            "Rating set to {after}[ (was {before})]",
            "Reason: {reason}",
            no_child_named,
        ],
        "accepted": ["Accepted", "Reason: {reason}"],
        "closed": ["Closed", "Reason: {reason}"],
        "opened again": ["Reopened", "Reason: {reason}"],
        "acknowledged": ["Acknowledged by the executive", "{note}"],
        "escalated to the executive": "Escalated to the executive: score {score}, "
        "threshold {threshold}",
        "no longer escalates": "No longer escalated: score {score}",
        "control added": ["Control added: {control}", "Strength: {assurance}"],
        "control changed": ["Control changed", CHANGES],
        "action raised": "Action {action} added",
        "action linked": "Action {action} linked",
        "action taken off": "Action {action} unlinked",
        "action carried forward": "Action {action} linked, carried forward from an "
        "earlier plan",
        "handed over": HANDED_OVER,
    },
    "practicereview": {
        "opened": "Review opened: {kind}[, aware on {day}]",
        "edited": CHANGES,
        "handed over": HANDED_OVER,
        "person named": "{person} given access[ as {part}]",
        "person no longer named": "{person} no longer has access",
        "national panel notified": _stage("National panel notified[ on {day}]"),
        "rapid review done": _stage("Rapid review completed[ on {day}]"),
        "local review decided": _stage(
            "Decided[ on {day}] to carry out a local review"
        ),
        "no local review": _stage("Decided[ on {day}] not to carry out a local review"),
        "commissioned": _stage("Review commissioned[ on {day}]"),
        "published": _stage("Report published[ on {day}]"),
        "closed": _stage("Closed[ on {day}] without publication"),
        "published later": [
            "Publication delayed, now expected on {expected}",
            "Reason: {reason}",
        ],
        "day corrected": [
            "Date corrected from {before} to {after} ({stage})",
            "Reason: {reason}",
        ],
        "recommendation added": "Recommendation {number} added: {text}",
        "recommendation edited": ["Recommendation {number} changed", CHANGES],
        "recommendation answered": [
            "Recommendation {number}: response set to {after}[ (was {before})]",
            "Reason: {reason}",
        ],
        "recommendation implemented": [
            "Recommendation {number} marked as implemented",
            "Evidence: {evidence}",
        ],
        "recommendation opened again": [
            "Recommendation {number} reopened",
            "Reason: {reason}",
            "Evidence given before: {evidence}",
        ],
        "action raised": "Action {action} added for recommendation {number}",
        "action linked": "Action {action} linked to recommendation {number}",
        "action unlinked": "Action {action} unlinked from recommendation {number}",
        "action carried forward": "Action {action} carried forward for recommendation "
        "{number}",
    },
    "scrutinysession": {
        "recorded": "Session recorded: {body}, {day}",
        "edited": CHANGES,
        "question added": "Question {number} added: {text}",
        "question edited": ["Question {number} changed", CHANGES],
        "question answered": [
            "Question {number} answered",
            "{after}",
            "Earlier answer: {before}",
        ],
        "action raised": "Action {action} added for question {number}",
        "action linked": "Action {action} linked to question {number}",
        "action unlinked": "Action {action} unlinked from question {number}",
        "action carried forward": "Action {action} carried forward for question "
        "{number}",
    },
    "yearend": {
        "begun": "Year end started; open actions go to {next_plan}",
        "priorities placed": _priorities_placed,
        "decided": [_decided, _why_decided],
        "closed": _year_closed,
        "year end abandoned": ABANDONED,
    },
}
FIELDS = {
    "plan": {
        "intro": "introduction",
        "tier": "type of plan",
        "needs_check": (
            "Completed actions are checked",
            "Completed actions are not checked",
        ),
    },
    "priority": {
        "lead_words": "lead as written",
        "is_open": (
            "Further actions may be added during the year",
            "No further actions are expected during the year",
        ),
    },
    "action": {"text": "action", "owners": "owners", "measure": "success measure"},
    "savedview": {"shared": ("Shared with colleagues", "No longer shared")},
    "risk": {
        "owner_words": "owner as written",
        "review_months": "review frequency",
        "review_on": "next review",
        "how_good": "strength",
        "until": "last day in place",
    },
    "practicereview": {
        "lead_words": "lead as written",
        "to": "addressed to",
        "text": "recommendation",
    },
    "scrutinysession": {
        "held_on": "date",
        "who_went": "who attended",
        "papers_words": "papers",
        "papers_url": "link to the papers",
        "text": "question",
        "answer_by": "date to answer by",
        "needs_action": ("An action is needed", "No action is needed"),
    },
}
