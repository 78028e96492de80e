"""The sentences of the history of question sets, rounds and returns."""

from audits.questions.wording import LABELS as QUESTION_LABELS
from partnership.history.words import CHANGES

SENTENCES = {
    "questionset": {
        "created": "Question set created: {title}, edition {edition}",
        "section added": "Section {letter} added: {questions:question}",
        "contradictions added": "{contradictions:check} added for answers that do not "
        "go together",
        "replaced": "Questions replaced by another file",
        "put in force": "Questions put in force",
        "edited": CHANGES,
        "copied": "Begun as a copy of {earlier}",
        "removed": "Draft {title}, edition {edition}, removed",
        "withdrawn": "Withdrawn: new rounds cannot ask these questions",
        "numbered": "Sections and questions numbered in their order",
        "section edited": "Section renamed: {section}",
        "section moved": "Section moved: {section}",
        "section removed": "Section removed: {section}, with {questions:question}",
        "question added": ["Question {ref} added", "{text}"],
        "question changed": ["Question {ref} changed", CHANGES],
        "question moved": "Question {ref} moved",
        "question moved to a section": "Question {before} moved to section {section}, "
        "where it is {ref}",
        "question copied": "Question {copied} copied as {ref}",
        "question removed": ["Question {ref} removed", "{text}"],
        "condition changed": [
            "Condition of question {about} changed",
            "Shown only if {condition}",
        ],
        "contradiction added": ["Contradiction added", "{words}"],
        "contradiction changed": ["Contradiction reworded", "{words}"],
        "contradiction removed": ["Contradiction removed", "{words}"],
        "conditions of a contradiction changed": [
            "Conditions of a contradiction changed",
            "“{about}” is pointed out if {condition}",
        ],
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
        "evidence added": "Evidence added for question {question}",
        "evidence changed": "Title or expiry date of evidence changed for question "
        "{question}",
        "evidence removed": "Evidence removed from question {question}",
        "colleague added": "{colleague} added as a colleague who can help",
        "colleague removed": "{colleague} can no longer help with this return",
        "sections given": "Sections given to colleagues: {sections}",
        "contradiction explained": "Explained why the answers to {questions} are right",
        "last year's answers confirmed": "Last year’s answers confirmed for "
        "{questions:question}",
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
FIELDS: dict[str, dict] = {
    "questionset": {
        "edition": "Edition",
        "guidance_edition": "Guidance edition",
        **QUESTION_LABELS,
    }
}
