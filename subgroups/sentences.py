"""The sentences of the history of subgroups, their meetings and their minutes."""

from partnership.history.words import CHANGES, UPLOADED, counted, no_child_named


def _quorum_determined(detail: dict) -> str:
    verdict = "quorate" if detail.get("is_quorate") else "not quorate"
    return f"Chair determined the meeting {verdict}"


def _terms_lack(detail: dict) -> str:
    gaps = detail.get("gaps")
    return f"Agreed without: {', '.join(gaps)}" if gaps else ""


def _seats_imported(detail: dict) -> str:
    done = counted(
        detail,
        {
            "new_seat": "new seat",
            "changed": "changed seat",
            "already": "row already here|rows already here",
            "left_out": "row left out|rows left out",
            "refused": "row refused|rows refused",
        },
    )
    return f"List imported: {done}" if done else "List imported"


def _changes_sent(detail: dict) -> str:
    changes = detail.get("changes") or []
    return f"Changes to the agenda sent: {'; '.join(changes)}"


SENTENCES = {
    "subgroup": {
        "created": "Subgroup created[, reporting to {reports_to}]",
        "structure changed": "Place in the structure changed: {kind}"
        "[, reports to {reports_to}][, part of {parent}]",
        "seat added": "Seat added: {seat}[, {agency}]",
        "seat changed": "Seat changed: {seat}[, {agency}][, formerly {before}]"
        "[, ended {to_date}]",
        "seats changed": "{seats:seat} changed at once",
        "seat left": "{person} left {seat}, last day {last_day}",
        "seat holder corrected": "Appointment to {seat} corrected: {person}"
        "[ instead of {before}][, from {from_date}][ to {to_date}]",
        "appointment removed": "Appointment of {person} to {seat} removed, as entered "
        "by mistake",
        "seat taken": "{person} appointed to {seat}[ from {from_date}]",
        "deputy named": "{person} appointed as deputy for {seat}[ from {from_date}]",
        "seat handed over": "{seat} handed over from {before} to {after}[, last day "
        "{last_day}]",
        "holder’s two entries merged": "Two directory entries of the holder of {seat} "
        "merged: {before} is now {after}",
        "quorum rule set": "Quorum set[: {words}]",
        "forward item added": "Added to the forward plan: {title}",
        "forward item changed": "Forward plan: {title} changed ({fields})",
        "forward item ended": "Taken off the forward plan: {title}",
        "forward plan changed": "Forward plan: {cells:cell} changed",
        "terms written": "Terms of reference drafted: edition {edition}",
        "terms imported": "Terms of reference imported into the draft: edition "
        "{edition}[, from {file}]",
        "terms agreed": [
            "Terms of reference agreed: edition {edition}[, approved by {approval}]",
            _terms_lack,
        ],
        "terms published": "Terms of reference published: edition {edition}",
        "terms unpublished": "Terms of reference removed from the public page: edition "
        "{edition}",
    },
    "arrangement": {
        "written": "Draft saved",
        "published": ["Published[, signed off by {approval}]", "{what_changed}"],
        "withdrawn": "Removed from the public pages",
        "restored": "Made public again",
    },
    "legaltext": {
        "added": "Legal text added: {text}",
        "edited": "Legal text changed from {before} to {after}",
    },
    "seatlist": {
        **UPLOADED,
        "imported": [_seats_imported, "Rows refused: {rows_refused}"],
    },
    "meeting": {
        "planned": "Meeting planned for {day}[ at {place}]",
        "changed": CHANGES,
        "cancelled": ["Meeting cancelled", "Reason: {reason}"],
        "attendance recorded": "Attendance recorded: {present} present[, "
        "{deputy:deputy|deputies}]"
        ", {apologies:apology|apologies}[, {visitor:visitor}][, {absent} absent]",
        "attendance marked": "{person}: {what}",
        "the rest marked present": "{people:person|people} marked present: everyone "
        "not recorded until then",
        "interest declared": [
            "{person} declared an interest[ in item {item}]",
            "{text}",
            no_child_named,
        ],
        "quorum determined": [_quorum_determined, "Reason: {reason}"],
        "two lines of one person merged": "Two attendance lines of one person merged: "
        "{before} became {after}",
        "item added": "Item {number} added: {title}",
        "items put in order": "Items put in another order",
        "item removed": "Item {number} removed: {title}",
        "item moved away": "Item moved to the meeting of {day}: {title}",
        "item moved here": "Item moved here from the meeting of {day}: {title}",
        "agenda published": [
            "Agenda published[ late: it was due by {due}]",
        ],
        "agenda changes sent": _changes_sent,
        "paper added": "Paper added[ to item {items}][: {title}]",
        "paper changed": "Paper changed[: {title}]",
        "paper removed": "Paper removed[: {title}]",
        "pack requested": "Pack requested",
        "pack made": "Pack made: {pages:page}",
        "pack failed": ["Pack failed", "{words}"],
        "minutes imported": "Minutes imported[ from {file}]",
        "minutes circulated": "Minutes circulated",
        "minutes checked": "Minutes checked by the chair",
        "check lapsed": "Draft changed after the chair’s check, which no longer counts",
        "minutes taken back to draft": "Minutes reopened for changes",
        "minutes agreed": [
            "Minutes agreed[ at the meeting of {at}]",
            "Corrections: {corrections}",
        ],
        "minutes amended": ["Minutes amended", "{text}", no_child_named],
    },
    "agendaitem": {
        "changed": CHANGES,
        "notes written": ["Notes saved", no_child_named],
        "reached": "The meeting came to this item",
        "also written": "A second person’s notes kept beside the notes",
        "also written added": ["Notes also written by {writer} added", "{text}"],
        "also written left out": [
            "Notes also written by {writer} left out, as the notes cover them",
            "{text}",
        ],
        "decision recorded": ["Decision recorded", "{text}", no_child_named],
        "decision ratified": ["Decision ratified at the meeting of {at}", "{text}"],
        "minutes amended": ["Minutes amended", "{text}", no_child_named],
        "decided": "Item decided: its decisions are locked",
        "reopened": ["Item reopened", "Reason: {reason}"],
        "decision reworded": [
            "Decision {number} reworded",
            "From: {before}",
            "To: {after}",
            no_child_named,
        ],
        "ratification taken back": [
            "Ratification taken back: the decision is to be ratified again",
            "{text}",
        ],
        "action raised": ["Action added[ for {owners}]", "{text}", no_child_named],
    },
    "correction": {
        "proposed": ["Correction proposed[ to {place}]", "{text}", no_child_named],
        "accepted": ["Correction accepted", "{words}", no_child_named],
        "refused": ["Correction refused", "Reason: {reason}"],
    },
    "challenge": {
        "recorded": [
            "Challenge recorded",
            "{text}",
            "Response: {response}",
            no_child_named,
        ],
        "changed": [CHANGES, no_child_named],
        "responded": ["Response recorded", "{text}", no_child_named],
        "closed": ["Challenge closed", "Outcome: {outcome}", no_child_named],
    },
    "emaildecision": {
        "asked": [
            "Question put by email, answers by {until}",
            "{text}",
            no_child_named,
        ],
        "answered": [
            "{who} {answer}[, {day}]",
            "{words}",
            no_child_named,
        ],
        "closed": ["Outcome recorded", "{outcome}", no_child_named],
        "noted": "Noted at the meeting of {at}",
    },
    "escalation": {
        "sent": ["Escalated to {to}", "{why}", no_child_named],
        "changed": [CHANGES, no_child_named],
        "withdrawn": ["Escalation withdrawn", "Reason: {reason}"],
        "received": [
            "Received by {to}[ at its meeting of {at}]",
            "{words}",
        ],
        "responded": ["Response from {who}", "{text}", no_child_named],
        "response noted": "Response noted at the meeting of {at}",
    },
}
FIELDS: dict[str, dict] = {
    "meeting": {
        "held_on": "Date",
        "starts_at": "Start",
        "ends_at": "End",
        "place": "Place",
    },
    "agendaitem": {"presenter": "Presented by", "readers": "Named readers"},
    "challenge": {
        "challenger_words": "Who challenged",
        "challenged_words": "Who was challenged",
        "concern": "Challenge",
        "response": "Response",
    },
    "escalation": {"to_words": "Escalated to", "why": "What and why"},
}
