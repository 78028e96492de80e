"""The sentences of the history of question sets, rounds and returns."""

SENTENCES = {
    "questionset": {
        "created": "Question set created: {title}, edition {edition}",
        "section added": "Section {letter} added: {questions:question}",
        "replaced": "Questions replaced by another file",
        "put in force": "Questions put in force",
    },
    "round": {
        "planned": "Round planned, closing on {closes_on}",
        "opened": "Round opened for {schools:school}",
        "closed": "Round closed",
        "reopened": "Round reopened, now closing on {closes_on}",
    },
    "auditreturn": {
        "invited": "School invited",
        "started": "Return started",
        "confirmed that an answer names no child": "Confirmed that no child can be "
        "identified from the answer to {question}",
        "action plan kept": "Action plan saved for {gaps:gap}",
        "action continued": "Question {question} shows a gap again: action {action} "
        "continues",
        "ready to sign": "Sent for signing",
        "governor asked": "{name}, who has no account, asked to sign by email",
        "sent back": [
            "Sent back by {name}[: {signatures_withdrawn:signature} withdrawn]",
            "{comment}",
        ],
        "comment answered": ["{name}’s comment answered", "{answer}"],
        "signature waived": ["Signature as {role} waived", "{reason}"],
        "reopened": ["Reopened as version {number}", "{reason}"],
        "version started": ["Version {number} started", "{reason}"],
        "opened late": [
            "Opened again for a late return, until {closes_on}",
            "{reason}",
        ],
        "PDF requested": "PDF of the return requested",
        "PDF made": "PDF of the return made",
        "PDF failed": "The PDF of the return could not be made: {words}",
        "taken back": "Reopened for changes"
        "[: {signatures_withdrawn:signature} withdrawn]",
        "signed": "Signed as {role}[ by {name}][ with {how}]",
        "submitted": "Submitted: receipt {receipt_number}",
        "handed over": "Responsibility handed over from {before} to {after}[, last day "
        "{last_day}]",
    },
}
FIELDS: dict[str, dict] = {}
