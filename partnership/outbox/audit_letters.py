"""The emails about a return that is sent back, opened again or signed by code."""

from datetime import timedelta

from partnership.outbox.letter import Letter, Placeholder, link

_SCHOOL = Placeholder("The school", "Elm Primary School")
_ROUND = Placeholder("The audit and its year", "Safeguarding audit 2025/26")
_LAST_DAY = Placeholder("The deadline for submitting it", "Friday 19 December 2025")
_SIGNER = Placeholder("The governor who is asked to sign", "Gwen Tolliver")

AUDIT_LETTERS: dict[str, Letter] = {
    "return_opened_again": Letter(
        words="Return opened again",
        when="When an officer reopens a submitted return, or opens a late one after "
        "its round has closed, to the DSL and head",
        placeholders={
            "school": _SCHOOL,
            "round": _ROUND,
            "reason": Placeholder(
                "Why it was opened again", "The number of referrals was mistyped"
            ),
            "last_day": _LAST_DAY,
            "link": link("The link to the return"),
        },
        is_statutory=True,
    ),
    "return_sent_back": Letter(
        words="Return sent back instead of signed",
        when="When a signatory sends a return back with a comment, to the DSL and head",
        placeholders={
            "school": _SCHOOL,
            "round": _ROUND,
            "who": Placeholder("Who sent it back", "Gwen Tolliver"),
            "comment": Placeholder(
                "What they say about it", "Deputy cover in the holidays is missing"
            ),
            "link": link("The link to the return"),
        },
        is_statutory=True,
    ),
    "return_to_sign_by_code": Letter(
        words="Return to sign without an account",
        when="When a school asks a governor who has no account to sign its return",
        placeholders={
            "signer": _SIGNER,
            "by": Placeholder("Who at the school asks", "Dee Castellane"),
            "school": _SCHOOL,
            "round": _ROUND,
            "last_day": _LAST_DAY,
            "link": link("The link to read and sign the return"),
        },
        is_secret=True,
        lasts=timedelta(days=14),
    ),
    "signing_code": Letter(
        words="Code to sign a return",
        when="When a governor without an account asks for the code to sign a return",
        placeholders={
            "signer": _SIGNER,
            "school": _SCHOOL,
            "code": Placeholder("The code", "K7PQ-2MWX", is_required=True),
        },
        is_secret=True,
        lasts=timedelta(minutes=15),
    ),
}
