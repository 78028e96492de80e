"""Local rules for the privacy notice and the accessibility statement."""

from partnership.policy import allowed as checks
from partnership.policy import defaults
from partnership.policy.setting import Group, Kind, Setting

LONG = 4_000


def _text(name: str, words: str, explanation: str, **more) -> Setting:
    """Some paragraphs, which can be left empty."""
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
        "Data controller",
        "The controller under data protection law, such as a council, or the "
        "safeguarding partners together",
        must_set="The privacy notice does not say who the controller is",
    ),
    _text(
        "controller_address",
        "Data controller’s address",
        "The postal address",
        longest=400,
    ),
    _line(
        "controller_registration",
        "ICO registration number",
        "If the controller is registered with the Information Commissioner",
    ),
    _email(
        "data_protection_contact",
        "Data protection contact",
        "Who people contact about data held on them, usually the data protection "
        "officer",
        "The privacy notice does not say who to contact",
    ),
    _text(
        "privacy_lawful_bases",
        "Lawful bases for holding this data",
        "Ask your data protection officer to check this",
        default=defaults.LAWFUL_BASES,
    ),
    _text(
        "privacy_sharing",
        "Who else sees it",
        "Ask your data protection officer to check this",
        default=defaults.SHARING,
    ),
    _text(
        "privacy_where_kept",
        "Where the data is kept",
        "The country and the hosting provider",
        must_set="The privacy notice does not say where the data is kept",
    ),
    _text(
        "privacy_more",
        "Additional privacy information",
        "Shown at the end of the privacy notice",
    ),
    Setting(
        name="accessibility_status",
        words="How accessible this site is",
        explanation="As defined in the accessibility regulations",
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
        "Each problem, which guideline it fails, and any workaround",
        default=defaults.ACCESSIBILITY_PROBLEMS,
    ),
    _email(
        "accessibility_contact",
        "Accessibility contact",
        "Who people contact for another format or to report a problem",
        "The accessibility statement has no contact",
    ),
    _text(
        "accessibility_other_ways",
        "Other ways to reach us",
        "Telephone, text relay, post",
        longest=600,
    ),
    Setting(
        name="accessibility_response_days",
        words="Time to answer accessibility requests",
        explanation="As promised in the accessibility statement",
        group=Group.PUBLIC,
        kind=Kind.NUMBER,
        unit="working day",
        default=10,
        check=checks.number(1, 60),
    ),
    _day(
        "accessibility_prepared_on",
        "Date the accessibility statement was prepared",
        "When the partnership first checked it",
        "The accessibility statement has not been checked and dated",
    ),
    _day(
        "accessibility_reviewed_on",
        "Date the accessibility statement was last reviewed",
        "Review it at least once a year",
    ),
]
