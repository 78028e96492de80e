"""Every kind of email: when it is sent, and what its own placeholders stand for.

Their texts are in `letters`.
"""

from datetime import timedelta

from partnership.outbox.audit_letters import AUDIT_LETTERS
from partnership.outbox.letter import Letter, Placeholder, link
from partnership.outbox.meeting_letters import MEETING_LETTERS

_SCHOOL = Placeholder("The school", "Elm Primary School")
_ROUND = Placeholder("The audit and its year", "Safeguarding audit 2025/26")
_LAST_DAY = Placeholder("The deadline for submitting it", "Friday 19 December 2025")
_RISK = Placeholder("The reference of the risk", "RISK-3")
_RISK_WORDS = Placeholder(
    "The cause, the event and its consequences",
    "Because two posts are vacant, there is a risk that referrals wait, which would "
    "mean that children are seen late.",
)
_RISK_SCORE = Placeholder("Its current rating", "16 High: 4 Likely × 4 Major")

LETTERS: dict[str, Letter] = {
    **AUDIT_LETTERS,
    **MEETING_LETTERS,
    "account_changed": Letter(
        words="Sign-in details changed",
        when="When a password or second step is set, changed or removed",
        placeholders={
            "what": Placeholder("What has changed", "Your password has been changed")
        },
        is_statutory=True,
    ),
    "action_raised": Letter(
        words="New action",
        when="When someone is named as an owner of an action",
        placeholders={
            "action": Placeholder("The reference of the action", "EDU-14"),
            "text": Placeholder("What needs to be done", "Write to the colleges"),
            "source": Placeholder("Where it came from", "Minutes of 22 October"),
            "due": Placeholder(
                "When it is due, and anything unclear about the date",
                "End of March 2026",
            ),
            "deadline": Placeholder(
                "When it is due, short, for the subject", "End of March 2026"
            ),
            "link": link("The link to the action"),
        },
    ),
    "actions_imported": Letter(
        words="New actions from an imported file",
        when="When a file of actions is imported, to the owners of those actions",
        placeholders={
            "count": Placeholder("How many actions the recipient owns", "3"),
            "source": Placeholder(
                "The plan or the organisation", "Business plan 2026 to 2027"
            ),
            "actions": Placeholder(
                "The actions, each with its date and its link",
                "WSCP1.4 Write to the colleges (March 2027)\n"
                "https://quorate.example.org/…",
            ),
            "link": link("The link to the plan or the action register"),
        },
    ),
    "action_sent_back": Letter(
        words="Action sent back after checking",
        when="When the person checking a completed action sends it back",
        placeholders={
            "action": Placeholder("The reference of the action", "WSCP1.2"),
            "text": Placeholder("What needs to be done", "Write to the colleges"),
            "who": Placeholder("Who checked it", "Bryn Hallett"),
            "reason": Placeholder("What is still needed", "No college has answered"),
            "link": link("The link to the action"),
        },
    ),
    "action_to_check": Letter(
        words="Completed action to check",
        when="When an action is completed in a plan where completions are checked",
        placeholders={
            "action": Placeholder("The reference of the action", "WSCP1.2"),
            "text": Placeholder("What needs to be done", "Write to the colleges"),
            "who": Placeholder("Who completed it", "Mo Rahimi"),
            "outcome": Placeholder(
                "What difference it made", "Colleges now ring before they exclude"
            ),
            "link": link("The link to the action"),
        },
    ),
    "address_changed": Letter(
        words="Email address changed",
        when="When someone’s sign-in address is changed, to the old address",
        placeholders={"by": Placeholder("Who changed it", "Bryn Hallett")},
        is_statutory=True,
    ),
    "colleague_added": Letter(
        words="Colleague asked to help with the audit",
        when="When a school’s head or DSL adds a colleague to its return",
        placeholders={
            "by": Placeholder("Who added them", "Dee Castellane"),
            "school": _SCHOOL,
            "round": _ROUND,
            "last_day": _LAST_DAY,
            "link": link("The link to the return"),
        },
    ),
    "digest": Letter(
        words="Daily or weekly summary",
        when="Once a day, or on Mondays for people who chose weekly emails, when there "
        "is something new",
        placeholders={
            "summary": Placeholder(
                "How many actions are overdue, due this week and so on",
                "1 action overdue, 2 due this week",
            ),
            "entries": Placeholder(
                "The reminders and updates, each with its link",
                "EDU-14 Write to the colleges\nDue 31 March 2026\n"
                "https://quorate.example.org/…",
                is_required=True,
            ),
        },
        is_statutory=True,
        # As long as the links for action owners that it may contain.
        lasts=timedelta(days=14),
    ),
    "handed_over": Letter(
        words="Handover when someone leaves",
        when="When someone leaves and their work is handed over: to the people taking "
        "it over, and to the officers",
        placeholders={
            "leaver": Placeholder("Who is leaving", "Mo Rahimi"),
            "last_day": Placeholder("Their last day", "Friday 19 December 2025"),
            "moved": Placeholder(
                "Who takes over what; people taking something over see only their own",
                "To you:\n- EDU-14 Write to the colleges (action)",
                is_required=True,
            ),
            "link": link("The link to the home page, or to the person leaving"),
        },
    ),
    "invitation": Letter(
        words="Invitation to sign in",
        when="Each time someone is invited",
        placeholders={
            "invited_by": Placeholder("Who sent the invitation", "Bryn Hallett"),
            "roles": Placeholder(
                "Their roles, one on each line, and what each role does",
                "- Safeguarding governor, Elm Primary School: read the school’s "
                "safeguarding audit and sign it",
            ),
            "link": link("The link to accept the invitation"),
            "last_day": Placeholder("The last day the link works", "5 November 2025"),
        },
        is_secret=True,
        lasts=timedelta(days=14),
    ),
    "key_given": Letter(
        words="API key created",
        when="When an API key is created that reads what the recipient can see",
        placeholders={
            "key_name": Placeholder("The name of the key", "Power BI of the data team"),
            "by": Placeholder("Who created the key", "Amara Okafor"),
            "until": Placeholder("The last day the key works", "31 March 2026"),
        },
        is_statutory=True,
    ),
    "login_code": Letter(
        words="Sign-in code",
        when="When someone asks for a code on the sign-in page",
        placeholders={"code": Placeholder("The code", "K7PQ-2MWX", is_required=True)},
        is_secret=True,
        lasts=timedelta(minutes=15),
    ),
    "owner_named": Letter(
        words="Actions matched to their owner",
        when="When an officer says who an owner’s wording means, once about all "
        "of the actions with these words",
        placeholders={
            "count": Placeholder("How many actions they own by it", "2 actions"),
            "words": Placeholder("The owner as written", "Head of Early Help"),
            "actions": Placeholder(
                "The actions, each with its date and its link",
                "WSCP1.4 Write to the colleges\nDue: March 2027\n"
                "https://quorate.example.org/…",
                is_required=True,
            ),
        },
    ),
    "password_reset_key": Letter(
        words="Password reset",
        when="When someone asks to reset their password",
        placeholders={"link": link("The link to choose a new password")},
        is_secret=True,
        lasts=timedelta(days=3),
    ),
    "people_check": Letter(
        words="Yearly check of a school’s contacts",
        when="When an officer asks schools to check their contacts, to each head and "
        "DSL and to the school’s own address",
        placeholders={
            "school": _SCHOOL,
            "link": link("The link to the page where the school answers"),
            "last_day": Placeholder("The last day the link works", "21 December 2025"),
        },
        is_secret=True,
        lasts=timedelta(days=60),
    ),
    "people_check_reminder": Letter(
        words="Reminder to check a school’s contacts",
        when="When an officer reminds schools that have not answered",
        placeholders={
            "school": _SCHOOL,
            "asked_on": Placeholder("The date of the first email", "1 October 2025"),
            "link": link("The link to the page where the school answers"),
            "last_day": Placeholder("The last day the link works", "21 December 2025"),
        },
        is_secret=True,
        lasts=timedelta(days=60),
    ),
    "return_signed": Letter(
        words="Return signed and ready to submit",
        when="When everyone who must sign a school’s return has signed it",
        placeholders={
            "school": _SCHOOL,
            "round": _ROUND,
            "last_day": _LAST_DAY,
            "link": link("The link to the return"),
        },
        is_statutory=True,
    ),
    "return_submitted": Letter(
        words="Receipt for a return",
        when="When a school has submitted its return",
        placeholders={
            "school": _SCHOOL,
            "round": _ROUND,
            "receipt": Placeholder("The receipt number", "2025-000123-1"),
            "by": Placeholder("Who submitted it", "Dee Castellane"),
            "at": Placeholder("When it was submitted", "1 December 2025 at 09:31"),
            "link": link("The link to the return"),
        },
        is_statutory=True,
    ),
    "return_to_sign": Letter(
        words="Return to sign",
        when="When a return is ready for a signature, to the next person to sign",
        placeholders={
            "school": _SCHOOL,
            "round": _ROUND,
            "role": Placeholder("The role the recipient signs as", "head"),
            "last_day": _LAST_DAY,
            "link": link("The link to the return"),
        },
        is_statutory=True,
    ),
    "review_named": Letter(
        words="Access to a practice review",
        when="When someone becomes the lead of a practice review or is named on it",
        placeholders={
            "review": Placeholder("The reference of the review", "PR-2026-1"),
            "what": Placeholder("The type of review", "Rapid review"),
            "link": link("The link to the review"),
        },
    ),
    "risk_escalated": Letter(
        words="Risk escalated to the executive",
        when="When a risk reaches the threshold, to the business manager and the "
        "executive; not again until it has fallen below it",
        placeholders={
            "risk": _RISK,
            "text": _RISK_WORDS,
            "score": _RISK_SCORE,
            "threshold": Placeholder("The score at which risks are escalated", "15"),
            "owner": Placeholder("Who owns it", "Joel Farrant"),
            "link": link("The link to the risk"),
        },
    ),
    "risk_given": Letter(
        words="New risk owner",
        when="When someone becomes the owner of a risk",
        placeholders={
            "risk": _RISK,
            "text": _RISK_WORDS,
            "score": _RISK_SCORE,
            "review": Placeholder("The next review date", "1 March 2026"),
            "link": link("The link to the risk"),
        },
    ),
    "round_opened": Letter(
        words="Invitation to complete the audit",
        when="When a round opens or a school is added to it, to the DSL and head",
        placeholders={
            "title": Placeholder("The name of the audit", "Safeguarding audit"),
            "round": _ROUND,
            "date": Placeholder("The deadline, short", "19 December 2025"),
            "last_day": _LAST_DAY,
            "returns": Placeholder(
                "Each of the recipient’s schools, with the link to its return",
                "Elm Primary School\nhttps://quorate.example.org/…",
                is_required=True,
            ),
        },
        is_statutory=True,
    ),
    "sections_given": Letter(
        words="Sections of the audit to answer",
        when="When a school’s head or DSL gives someone sections of its return",
        placeholders={
            "by": Placeholder("Who gave them", "Dee Castellane"),
            "school": _SCHOOL,
            "round": _ROUND,
            "sections": Placeholder(
                "The sections, one on each line",
                "- F. Online safety\n- G. Training",
                is_required=True,
            ),
            "last_day": _LAST_DAY,
            "link": link("The link to the return"),
        },
    ),
    "year_closed": Letter(
        words="Actions at the end of a plan’s year",
        when="When a plan’s year is closed or an action is carried forward, once to "
        "each owner",
        placeholders={
            "plan": Placeholder(
                "The plan that has ended", "Business plan 2025 to 2026"
            ),
            "entries": Placeholder(
                "What happens to each of their actions, one on each line",
                "Carried forward to Business plan 2026 to 2027:\n"
                "- WSCP1.9 Write to the colleges (was WSCP1.2). Due: end of May",
                is_required=True,
            ),
            "link": link("The link to the action register"),
        },
    ),
}
