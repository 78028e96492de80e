"""Every kind of letter: when it goes, and what each {placeholder} in it stands for.

`foundation.letters` has their words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple


class Placeholder(NamedTuple):
    """What a {name} in a letter stands for, with an example for the preview."""

    explanation: str
    example: str
    is_required: bool = False


# Every letter has these; `messages` knows what they stand for.
COMMON = {
    "name": Placeholder("The name of the person written to", "Mo Rahimi"),
    "partnership": Placeholder(
        "The name of the partnership", "Wexcombe Safeguarding Children Partnership"
    ),
    "site": Placeholder("The address of Quorate", "https://quorate.example.org"),
}


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One kind of letter.

    A statutory letter goes at once, whatever someone has chosen: a law or a deadline
    stands behind it. A secret one holds a code or a link that `lasts` so long; its body
    is shown to nobody, and wiped once it was sent or its time is over.
    """

    words: str
    when: str
    placeholders: Mapping[str, Placeholder] = field(default_factory=dict)
    is_statutory: bool = False
    is_secret: bool = False
    lasts: timedelta = timedelta(days=7)

    @property
    def goes_at_once(self) -> bool:
        return self.is_statutory or self.is_secret

    @property
    def every_placeholder(self) -> dict[str, Placeholder]:
        """Its own placeholders, and those of all letters."""
        return {**self.placeholders, **COMMON}

    @property
    def required(self) -> list[str]:
        """Placeholders without which the letter would be of no use."""
        return [name for name, one in self.placeholders.items() if one.is_required]


def link(explanation: str, example: str = "https://quorate.example.org/…"):
    """The placeholder of an address that the letter is sent for."""
    return Placeholder(explanation, example, is_required=True)


_SCHOOL = Placeholder("The school", "Elm Primary School")
_ROUND = Placeholder("The audit and its year", "Safeguarding audit 2025/26")
_LAST_DAY = Placeholder("The last day to send it in", "Friday 19 December 2025")
_SUBGROUP = Placeholder("The subgroup", "Education subgroup")
_RISK = Placeholder("The reference of the risk", "RISK-3")
_RISK_WORDS = Placeholder(
    "What may happen, why, and what would follow",
    "Because two posts are vacant, there is a risk that referrals wait, which would "
    "mean that children are seen late.",
)
_RISK_SCORE = Placeholder("How it is rated now", "16 High: 4 Likely × 4 Major")

LETTERS: dict[str, Letter] = {
    "account_changed": Letter(
        words="A change to someone’s sign-in",
        when="When a password or a second step is set, changed or removed",
        placeholders={
            "what": Placeholder("What has changed", "Your password has been changed")
        },
        is_statutory=True,
    ),
    "action_raised": Letter(
        words="An action for you",
        when="When someone is named as an owner of an action",
        placeholders={
            "action": Placeholder("The reference of the action", "EDU-14"),
            "text": Placeholder("What is to be done", "Write to the colleges"),
            "source": Placeholder("What it was raised by", "Minutes of 22 October"),
            "due": Placeholder(
                "When it is due, and what is unclear about it", "End of March 2026"
            ),
            "link": link("The address of the action"),
        },
    ),
    "actions_imported": Letter(
        words="Actions for you, from a file",
        when="When a file of actions is imported, to whoever owns some of them",
        placeholders={
            "count": Placeholder("How many actions are theirs", "3"),
            "source": Placeholder(
                "The plan or the organisation", "Business plan 2026 to 2027"
            ),
            "actions": Placeholder(
                "The actions, one to a line, with their dates",
                "WSCP1.4 Write to the colleges (March 2027)",
            ),
            "link": link("The address of the plan or of the register"),
        },
    ),
    "action_sent_back": Letter(
        words="An action that is not done yet",
        when="When whoever checks a completion sends it back",
        placeholders={
            "action": Placeholder("The reference of the action", "WSCP1.2"),
            "text": Placeholder("What is to be done", "Write to the colleges"),
            "who": Placeholder("Who checked it", "Bryn Hallett"),
            "reason": Placeholder("What is still missing", "No college has answered"),
            "link": link("The address of the action"),
        },
    ),
    "action_to_check": Letter(
        words="An action to check",
        when="When an action is completed whose plan has completions checked",
        placeholders={
            "action": Placeholder("The reference of the action", "WSCP1.2"),
            "text": Placeholder("What is to be done", "Write to the colleges"),
            "who": Placeholder("Who completed it", "Mo Rahimi"),
            "outcome": Placeholder(
                "What difference it made", "Colleges now ring before they exclude"
            ),
            "link": link("The address of the action"),
        },
    ),
    "address_changed": Letter(
        words="Another email address",
        when="When the address under which someone signs in is changed, to the old one",
        placeholders={"by": Placeholder("Who changed it", "Bryn Hallett")},
        is_statutory=True,
    ),
    "agenda_published": Letter(
        words="The agenda of a meeting",
        when="When an agenda is published, to everyone of the subgroup",
        placeholders={
            "subgroup": _SUBGROUP,
            "date": Placeholder("The day, short", "22 October 2025"),
            "day": Placeholder("The day with its weekday", "Wednesday 22 October 2025"),
            "time": Placeholder("When it begins and ends", "10:00 until 12:00"),
            "place": Placeholder("Where it is held", "Committee room 2"),
            "items": Placeholder(
                "The items, numbered, one a line",
                "1. Attendance at school (discussion)\n2. Exclusions (decision)",
            ),
            "link": link("The address of the agenda"),
        },
        is_statutory=True,
    ),
    "digest": Letter(
        words="What there is to look at",
        when="Once a day, or on Mondays for those who want it weekly, when there is "
        "something that the person has not been told",
        placeholders={
            "things": Placeholder("How many things there are", "Three things"),
            "date": Placeholder("The day it is written", "22 October 2025"),
            "entries": Placeholder(
                "What there is to look at, each with its address",
                "EDU-14 Write to the colleges\nDue 31 March 2026\n"
                "https://quorate.example.org/…",
                is_required=True,
            ),
        },
        is_statutory=True,
        # Where it holds links for owners of actions, it is secret for as long.
        lasts=timedelta(days=14),
    ),
    "handed_over": Letter(
        words="What someone who leaves hands over",
        when="When someone leaves and what they had is handed over: to whoever takes "
        "something over, and to the officers",
        placeholders={
            "leaver": Placeholder("Who leaves", "Mo Rahimi"),
            "last_day": Placeholder("Their last day", "Friday 19 December 2025"),
            "moved": Placeholder(
                "Who takes over what; to whoever takes something over, only theirs",
                "To you:\n- EDU-14 Write to the colleges (action)",
                is_required=True,
            ),
            "link": link("The address of the home page, or of the person who leaves"),
        },
    ),
    "invitation": Letter(
        words="The invitation to sign in",
        when="When someone is invited, and again when they are invited again",
        placeholders={
            "invited_by": Placeholder("Who invites", "Bryn Hallett"),
            "roles": Placeholder(
                "Their roles, one a line, with what each is for",
                "- Safeguarding governor, Elm Primary School: read the school’s "
                "safeguarding audit and sign it",
            ),
            "link": link("The address under which they accept"),
            "last_day": Placeholder("The last day of the link", "5 November 2025"),
        },
        is_secret=True,
        lasts=timedelta(days=14),
    ),
    "key_given": Letter(
        words="A key that reads for someone",
        when="When another system is given a key to read what someone may see",
        placeholders={
            "key_name": Placeholder("What uses the key", "Power BI of the data team"),
            "by": Placeholder("Who made the key", "Amara Okafor"),
            "until": Placeholder("The last day of the key", "31 March 2026"),
        },
        is_statutory=True,
    ),
    "login_code": Letter(
        words="A code to sign in",
        when="When someone asks for a code on the sign-in page",
        placeholders={"code": Placeholder("The code", "K7PQ-2MWX", is_required=True)},
        is_secret=True,
        lasts=timedelta(minutes=15),
    ),
    "minutes_circulated": Letter(
        words="Draft minutes",
        when="When draft minutes are circulated, to everyone of the subgroup",
        placeholders={
            "subgroup": _SUBGROUP,
            "date": Placeholder("The day of the meeting", "22 October 2025"),
            "actions": Placeholder(
                "The actions that were agreed, one a line; nothing if there were none",
                "Actions:\n- item 1, MR: Write to the colleges (end of March)",
            ),
            "link": link("The address of the minutes"),
        },
    ),
    "password_reset_key": Letter(
        words="A link to choose a new password",
        when="When someone has forgotten their password and asks for a new one",
        placeholders={"link": link("The address under which it is chosen")},
        is_secret=True,
        lasts=timedelta(days=3),
    ),
    "people_check": Letter(
        words="The yearly question whether a school’s people are still right",
        when="When an officer asks schools, to the head and DSL of each and to the "
        "school’s own address",
        placeholders={
            "school": _SCHOOL,
            "link": link("The address of the page where the school answers"),
            "last_day": Placeholder("The last day of the link", "21 December 2025"),
        },
        is_secret=True,
        lasts=timedelta(days=60),
    ),
    "people_check_reminder": Letter(
        words="A reminder of the question whether a school’s people are still right",
        when="When an officer reminds the schools that have not answered",
        placeholders={
            "school": _SCHOOL,
            "asked_on": Placeholder("The day of the first letter", "1 October 2025"),
            "link": link("The address of the page where the school answers"),
            "last_day": Placeholder("The last day of the link", "21 December 2025"),
        },
        is_secret=True,
        lasts=timedelta(days=60),
    ),
    "return_signed": Letter(
        words="A return that is signed and ready to submit",
        when="When the last of those who must sign a school’s return has signed",
        placeholders={
            "school": _SCHOOL,
            "round": _ROUND,
            "last_day": _LAST_DAY,
            "link": link("The address of the return"),
        },
        is_statutory=True,
    ),
    "return_submitted": Letter(
        words="The receipt of a return",
        when="When a school has submitted its return",
        placeholders={
            "school": _SCHOOL,
            "round": _ROUND,
            "receipt": Placeholder("The number of the receipt", "2025-000123-1"),
            "by": Placeholder("Who submitted it", "Dee Castellane"),
            "at": Placeholder("When it was submitted", "1 December 2025 at 09:31"),
            "link": link("The address of the return"),
        },
        is_statutory=True,
    ),
    "return_to_sign": Letter(
        words="A return to sign",
        when="When a return is complete or one more has signed, to whoever signs next",
        placeholders={
            "school": _SCHOOL,
            "round": _ROUND,
            "role": Placeholder("What the person signs as", "head"),
            "last_day": _LAST_DAY,
            "link": link("The address of the return"),
        },
        is_statutory=True,
    ),
    "review_named": Letter(
        words="Named on a practice review",
        when="When someone leads a practice review or is named on it, and may read it",
        placeholders={
            "review": Placeholder("The reference of the review", "PR-2026-1"),
            "what": Placeholder("What kind of review it is", "Rapid review"),
            "link": link("The address of the review"),
        },
    ),
    "risk_escalated": Letter(
        words="A risk that escalates to the executive",
        when="When a risk reaches the threshold, to the business manager and the "
        "executive; once for as long as it stays there",
        placeholders={
            "risk": _RISK,
            "text": _RISK_WORDS,
            "score": _RISK_SCORE,
            "threshold": Placeholder("The score from which risks escalate", "15"),
            "owner": Placeholder("Who owns it", "Joel Farrant"),
            "link": link("The address of the risk"),
        },
    ),
    "risk_given": Letter(
        words="A risk for you",
        when="When someone is named as the owner of a risk",
        placeholders={
            "risk": _RISK,
            "text": _RISK_WORDS,
            "score": _RISK_SCORE,
            "review": Placeholder("When it is reviewed next", "1 March 2026"),
            "link": link("The address of the risk"),
        },
    ),
    "round_opened": Letter(
        words="The invitation to a round of the audit",
        when="When a round opens or a school is added to it, to its DSL and head",
        placeholders={
            "title": Placeholder("The name of the audit", "Safeguarding audit"),
            "round": _ROUND,
            "date": Placeholder("The last day, short", "19 December 2025"),
            "last_day": _LAST_DAY,
            "returns": Placeholder(
                "Each school of the person, with the address of its return",
                "Elm Primary School\nhttps://quorate.example.org/…",
                is_required=True,
            ),
        },
        is_statutory=True,
    ),
    "year_closed": Letter(
        words="What becomes of someone’s actions at the end of a plan’s year",
        when="When a plan’s year is closed or an action is carried forward, once to "
        "each owner",
        placeholders={
            "plan": Placeholder("The plan that ends", "Business plan 2025 to 2026"),
            "entries": Placeholder(
                "What becomes of each action of theirs, one a line",
                "They go on in Business plan 2026 to 2027:\n"
                "- WSCP1.9 Write to the colleges (was WSCP1.2). Due: end of May",
                is_required=True,
            ),
            "link": link("The address of the register"),
        },
    ),
}
