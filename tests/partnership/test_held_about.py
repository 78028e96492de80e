"""What the directory, the outbox and the sign-in say that they keep about a person."""

from datetime import date, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt

from partnership import anonymising
from partnership.checks import settling
from partnership.held import held_about
from partnership.history import services as history
from partnership.keeping import past_keeping
from partnership.outbox.models import Message
from partnership.people import roles
from partnership.policy.models import PolicySetting
from tests.factories import PersonFactory
from tests.partnership.asking import ON
from tests.scorecard.naming import THEN

pytestmark = pytest.mark.django_db


def words(person) -> list[str]:
    return [held.words for held in held_about(person)]


def test_their_entry_is_told_word_by_word():
    someone = PersonFactory(
        name="Lou Gonne",
        initials="LG",
        aliases=["LoG", "LGo"],
        email="lou@council.example",
        job_title="Officer",
        left_on=date(2025, 3, 31),
    )

    assert words(someone) == [
        "Name: Lou Gonne",
        "Initials: LG",
        "Other initials: LoG, LGo",
        "Email address: lou@council.example",
        "Job title: Officer",
        "Emails: Straight away",
        "Last day: 2025-03-31",
    ]


def test_the_account_is_told_with_its_steps_and_sessions(mo):
    user = mo.user
    EmailAddress.objects.create(user=user, email=user.email, verified=True)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "sealed"})
    UserSession.objects.create(
        user=user, session_key="k" * 32, ip="192.0.2.7", user_agent="A browser"
    )
    SocialAccount.objects.create(user=user, provider="entra", uid="oid-7")

    told = words(mo)

    assert "Signs in as mo@wexcombe.example" in told
    assert "Email address mo@wexcombe.example" in told
    assert any(one.startswith("Second step:") for one in told)
    assert "192.0.2.7, A browser" in told
    assert "Signs in through entra as oid-7" in told
    assert "sealed" not in " ".join(told)


def test_attempts_to_sign_in_with_their_address_are_told(mo, olu):
    for address in (mo.email.upper(), olu.email):
        AccessAttempt.objects.create(
            username=address,
            ip_address="192.0.2.7",
            user_agent="A browser",
            failures_since_start=1,
        )

    attempts = [one for one in held_about(mo) if one.kind.startswith("Attempts")]

    assert [one.words for one in attempts] == ["From 192.0.2.7, A browser"]


def test_what_a_school_put_in_words_is_told_and_goes(reported, gwen, hal, bryn):
    told = f"{reported}: Writes from gwen@elm.example now; She has not moved"
    settling.set_aside(
        reported, number=1, words="She has not moved", version=None, by=bryn
    )
    [held] = [held for held in held_about(gwen) if held.words == told]
    assert held.goes
    assert told not in words(hal)
    roles.leave(gwen.memberships.get(), by=bryn, on=ON)

    anonymising.anonymise(gwen, by=bryn, on=ON + timedelta(days=1))

    reported.refresh_from_db()
    assert [one.get("words", "") for one in reported.changes] == ["", "", ""]
    assert reported.changes[1]["state"] == "set_aside"


def test_what_was_changed_of_their_entry_is_told(mo, amara):
    history.record(mo, "edited", by=amara, job_title="Officer")

    [told] = [one for one in held_about(mo) if one.kind.startswith("History of")]

    assert told.words == "Details changed; Job title: Officer"


def test_a_change_they_made_names_its_row_in_words(mo):
    rule = PolicySetting.objects.create(name="plan_month")
    history.record(rule, "changed", by=mo)

    assert f"policy setting {rule.pk}: changed" in words(mo)


def test_a_letter_with_a_code_is_told_without_its_words(mo):
    Message.objects.create(
        kind="login_code",
        person=mo,
        address=mo.email,
        subject="Your code",
        body="K7PQ-2MWX",
        is_secret=True,
        written_at=THEN,
    )

    assert "K7PQ" not in " ".join(words(mo))
    assert "Your code, to mo@wexcombe.example: waiting" in words(mo)


PERIODS = [
    {"name": "messages", "words": "Messages", "years": 2},
    {"name": "history", "words": "History", "years": 7},
]


@pytest.mark.parametrize(
    ("status", "days", "count"),
    [
        (Message.Status.SENT, 732, 1),
        (Message.Status.BOUNCED, 732, 1),
        (Message.Status.SENT, 700, 0),
        (Message.Status.WAITING, 900, 0),
        (Message.Status.HELD, 900, 0),
    ],
)
def test_letters_are_past_their_period_once_they_wait_for_nothing(
    today, status, days, count
):
    Message.objects.create(
        kind="digest",
        address="someone@council.example",
        subject="Old",
        body="Old",
        status=status,
        written_at=THEN.replace(month=10, day=22) - timedelta(days=days),
    )

    messages, _ = past_keeping(today, PERIODS)

    assert messages.count == count


def test_history_is_past_its_period(mo, amara, today):
    with time_machine.travel("2018-10-21 12:00"):
        history.record(mo, "invited", by=amara)
    with time_machine.travel("2018-10-22 12:00"):
        history.record(mo, "invited", by=amara)

    _, events = past_keeping(today, PERIODS)

    assert (events.count, events.first[0].since) == (1, date(2018, 10, 21))


def test_what_is_kept_for_good_is_never_past(today):
    forever = [{**row, "years": None} for row in PERIODS]

    assert past_keeping(today, forever) == []
