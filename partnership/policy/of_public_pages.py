"""What the privacy notice and the accessibility statement say of this partnership."""

from partnership.policy import allowed as checks
from partnership.policy import defaults
from partnership.policy.setting import Group, Kind, Setting

LONG = 4_000


def _text(name: str, words: str, explanation: str, **more) -> Setting:
    """Some paragraphs, which may stay empty."""
    return Setting(
        **{"default": "", "longest": LONG, **more},
        name=name,
        words=words,
        explanation=explanation,
        group=Group.PUBLIC,
        kind=Kind.LONG_TEXT,
        check=checks.or_empty(checks.text(more.get("longest", LONG))),
    )


def _line(name: str, words: str, explanation: str, **more) -> Setting:
    return Setting(
        **more,
        name=name,
        words=words,
        explanation=explanation,
        group=Group.PUBLIC,
        kind=Kind.TEXT,
        default="",
        longest=200,
        check=checks.or_empty(checks.line(200)),
    )


def _email(name: str, words: str, explanation: str, must_set: str) -> Setting:
    return Setting(
        name=name,
        words=words,
        explanation=explanation,
        must_set=must_set,
        group=Group.PUBLIC,
        kind=Kind.EMAIL,
        default="",
        check=checks.email,
    )


def _day(name: str, words: str, explanation: str, must_set: str = "") -> Setting:
    return Setting(
        name=name,
        words=words,
        explanation=explanation,
        must_set=must_set,
        group=Group.PUBLIC,
        kind=Kind.DAY,
        default="",
        check=checks.or_empty(checks.day),
    )


OF_PUBLIC_PAGES = [
    _line(
        "controller_name",
        "Who is responsible for the data",
        "The controller in the sense of data protection law, such as a council, or the "
        "safeguarding partners together",
        must_set="The privacy notice does not say who is responsible",
    ),
    _text(
        "controller_address",
        "Address of whoever is responsible",
        "As it stands on letters",
        longest=400,
    ),
    _line(
        "controller_registration",
        "Registration with the Information Commissioner",
        "The number, if the controller has one",
    ),
    _email(
        "data_protection_contact",
        "Data protection contact",
        "Where people ask what is held about them; usually the data protection officer",
        "The privacy notice does not say whom to ask",
    ),
    _text(
        "privacy_lawful_bases",
        "Why we may hold this data",
        "The lawful bases; have your data protection officer read it",
        default=defaults.LAWFUL_BASES,
    ),
    _text(
        "privacy_sharing",
        "Who else sees it",
        "Have your data protection officer read it",
        default=defaults.SHARING,
    ),
    _text(
        "privacy_where_kept",
        "Where the data is kept",
        "The country and who runs the machines",
        must_set="The privacy notice does not say where the data is kept",
    ),
    _text(
        "privacy_more",
        "More for the privacy notice",
        "Anything of your own, at the end of the notice",
    ),
    Setting(
        name="accessibility_status",
        words="How accessible this site is",
        explanation="One of the three answers that the regulations know",
        group=Group.PUBLIC,
        kind=Kind.CHOICE,
        choices=(
            ("full", "Fully compliant"),
            ("partial", "Partially compliant"),
            ("none", "Not compliant"),
        ),
        default="partial",
        check=checks.one_of(["full", "partial", "none"]),
    ),
    _text(
        "accessibility_problems",
        "Content that is not accessible",
        "What it is, which part of the guidelines it fails, and what can be done",
        default=defaults.ACCESSIBILITY_PROBLEMS,
    ),
    _email(
        "accessibility_contact",
        "Accessibility contact",
        "Where people ask for another form, or say what does not work",
        "The accessibility statement names no contact",
    ),
    _text(
        "accessibility_other_ways",
        "Other ways to reach us",
        "Telephone, text relay, post",
        longest=600,
    ),
    Setting(
        name="accessibility_response_days",
        words="How soon accessibility requests are answered",
        explanation="What the accessibility statement promises",
        group=Group.PUBLIC,
        kind=Kind.NUMBER,
        unit="working day",
        default=10,
        check=checks.number(1, 60),
    ),
    _day(
        "accessibility_prepared_on",
        "When the accessibility statement was prepared",
        "The day on which the partnership first checked it",
        "The accessibility statement has not been checked and dated",
    ),
    _day(
        "accessibility_reviewed_on",
        "When the accessibility statement was last reviewed",
        "At least once a year",
    ),
]
