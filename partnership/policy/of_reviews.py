"""Local rules for the deadlines of practice reviews and scrutiny.

The numbers come from Working Together to Safeguard Children 2023, chapter 5, and the
national panel's practice guidance. Change the settings to follow a later edition of
either (domain.md 2.3).
"""

from partnership.policy import allowed as checks
from partnership.policy.setting import Group, Kind, Setting

OF_REVIEWS = [
    Setting(
        name="review_notification_working_days",
        words="Time to notify the national panel of a serious incident",
        explanation="From the day after someone became aware. Working Together 2023, "
        "chapter 5, asks councils for five working days",
        group=Group.REVIEWS,
        kind=Kind.NUMBER,
        unit="working day",
        default=5,
        check=checks.number(1, 60),
    ),
    Setting(
        name="rapid_review_working_days",
        words="Time to complete a rapid review",
        explanation="From the day after the notification. Working Together 2023, "
        "chapter 5, asks for fifteen working days",
        group=Group.REVIEWS,
        kind=Kind.NUMBER,
        unit="working day",
        default=15,
        check=checks.number(1, 120),
    ),
    Setting(
        name="review_publication_months",
        words="Time to publish a local review",
        explanation="From the decision to review. Working Together 2023, chapter 5, "
        "asks for six months, or the reasons why it takes longer",
        group=Group.REVIEWS,
        kind=Kind.NUMBER,
        unit="month",
        default=6,
        check=checks.number(1, 36),
    ),
    Setting(
        name="scrutiny_answer_days",
        words="Time to answer scrutiny questions",
        explanation="The suggested deadline for questions answered after a session, "
        "counted from the day of the session. This is not a legal requirement",
        group=Group.REVIEWS,
        kind=Kind.NUMBER,
        unit="day",
        default=28,
        check=checks.number(1, 365),
    ),
]
