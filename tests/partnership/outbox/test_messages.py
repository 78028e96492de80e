"""The outbox: nothing lost, nothing twice, nothing told that was rolled back."""

import smtplib
import threading

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction

from partnership.guards.locks import try_lock
from partnership.outbox import delivery, letters, messages
from partnership.outbox.models import Message
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
TEXT = "Minutes are ready\nThe minutes of the Education subgroup are ready.\n"


def post(**changes):
    return messages.post("note", TEXT, **{"address": "mo@wexcombe.example", **changes})


def test_the_first_line_is_the_subject():
    [message] = post()

    assert (message.subject, message.body) == (
        "Minutes are ready",
        "The minutes of the Education subgroup are ready.\n\n"
        "The partnership's business team\nSafeguarding Children Partnership\n",
    )


def test_a_key_is_written_once():
    post(key="digest:2025-10-22")

    assert post(key="digest:2025-10-22") == []
    assert Message.objects.count() == 1


def test_silenced_tells_nobody():
    with messages.silenced():
        assert post() == []

    assert not Message.objects.exists()


def test_nobody_is_told_of_a_change_that_was_rolled_back():
    def post_and_fail():
        with transaction.atomic():
            post()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        post_and_fail()

    assert not Message.objects.exists()


def test_delivering_sends_once():
    [message] = post()

    assert [delivery.deliver(message.pk), delivery.deliver(message.pk)] == [True, False]
    assert [letter.subject for letter in mail.outbox] == ["Minutes are ready"]
    message.refresh_from_db()
    assert message.status == Message.Status.SENT
    assert message.sent_at is not None


def test_every_attempt_carries_the_same_message_id():
    [message] = post()
    delivery.deliver(message.pk)
    Message.objects.update(status=Message.Status.WAITING, sent_at=None)
    delivery.deliver(message.pk)

    first, second = (letter.extra_headers for letter in mail.outbox)
    assert first == second
    assert first["X-Quorate-Message-ID"] == first["Message-ID"]


def test_a_letter_with_a_code_is_wiped_once_sent():
    [message] = post(is_secret=True)

    delivery.deliver(message.pk)

    message.refresh_from_db()
    assert message.body == delivery.WIPED


def test_a_mail_server_that_is_away_leaves_the_letter_waiting(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    [message] = post()

    assert delivery.deliver(message.pk) is False
    message.refresh_from_db()
    assert message.status == Message.Status.WAITING
    assert message.attempts == 1


class Answering(BaseEmailBackend):
    """A mail server that answers as the test says: when opened, or to a letter."""

    at_the_door: Exception | None = None
    to_a_letter: Exception | None = None
    asked = 0

    def open(self):
        type(self).asked += 1
        if self.at_the_door:
            raise self.at_the_door

    def send_messages(self, letters):
        if self.to_a_letter:
            raise self.to_a_letter
        return len(letters)


@pytest.fixture
def answering(settings, monkeypatch):
    """Makes every letter go to such a server: `answering(to_a_letter=fault)`."""
    settings.EMAIL_BACKEND = f"{__name__}.Answering"

    def answer(**faults):
        for when in ("at_the_door", "to_a_letter"):
            monkeypatch.setattr(Answering, when, faults.get(when))
        monkeypatch.setattr(Answering, "asked", 0)

    return answer


REFUSED = {"mo@wexcombe.example": (550, b"5.1.1 No\0such user\r\n  here")}
PUT_OFF = {"mo@wexcombe.example": (450, b"4.2.0 Greylisted, come back later")}


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (
            smtplib.SMTPRecipientsRefused(REFUSED),
            Message.Status.BOUNCED,
            "550 5.1.1 No such user here",
        ),
        # A server that does not know us yet puts every first letter off.
        (
            smtplib.SMTPRecipientsRefused(PUT_OFF),
            Message.Status.WAITING,
            "450 4.2.0 Greylisted, come back later",
        ),
        (
            smtplib.SMTPDataError(554, b"Not from you"),
            Message.Status.BOUNCED,
            "554 Not from you",
        ),
        (
            smtplib.SMTPDataError(451, b"Try again later"),
            Message.Status.WAITING,
            "451 Try again later",
        ),
        # A relay that only lets us try: it refuses our account, not the address.
        (
            smtplib.SMTPDataError(
                554, b"Message rejected: Email address is not verified. In EU-WEST-2"
            ),
            Message.Status.WAITING,
            "554 Message rejected: Email address is not verified. In EU-WEST-2",
        ),
        # It is our own address that it does not take.
        (
            smtplib.SMTPSenderRefused(553, b"Sender not owned", "q@wexcombe.example"),
            Message.Status.WAITING,
            "553 Sender not owned",
        ),
        # Silent after we had begun to speak: it may have taken the letter.
        (smtplib.SMTPServerDisconnected("gone"), Message.Status.UNCONFIRMED, "gone"),
        (TimeoutError("silence"), Message.Status.UNCONFIRMED, "silence"),
    ],
)
def test_what_the_mail_server_answers_decides(answer, status, said, answering):
    answering(to_a_letter=answer)
    [message] = post()

    assert delivery.deliver(message.pk) is False
    message.refresh_from_db()
    assert (message.status, message.refusal) == (status, said)


@pytest.mark.parametrize(
    "fault",
    [
        smtplib.SMTPAuthenticationError(535, b"5.7.8 Wrong password"),
        smtplib.SMTPConnectError(554, b"No service for you"),
        ConnectionRefusedError("nobody there"),
    ],
)
def test_a_server_that_will_not_speak_with_us_bounces_nobodys_letter(fault, answering):
    answering(at_the_door=fault)
    letters_written = [*post(), *post(address="olu@wexcombe.example")]

    assert delivery.sweep() == 0

    # One letter found that out; the rest need not wait for the same answer.
    assert Answering.asked == 1
    for message in letters_written:
        message.refresh_from_db()
    assert {m.status for m in letters_written} == {Message.Status.WAITING}
    assert [m.attempts for m in letters_written] == [1, 0]
    answering()
    assert delivery.sweep() == 2


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        (
            {"at_the_door": smtplib.SMTPAuthenticationError(535, b"Wrong password")},
            "535 Wrong password",
        ),
        (
            {
                "to_a_letter": smtplib.SMTPSenderRefused(
                    553, b"Not yours", "q@x.example"
                )
            },
            "553 Not yours",
        ),
        ({"at_the_door": ConnectionRefusedError("nobody there")}, ""),
        ({"to_a_letter": smtplib.SMTPRecipientsRefused(PUT_OFF)}, ""),
        ({"to_a_letter": smtplib.SMTPSenderRefused(451, b"Later", "q@x.example")}, ""),
    ],
)
def test_only_a_refusal_of_our_account_is_ours_to_mend(answering, faults, said):
    answering(**faults)
    [message] = post()

    delivery.deliver(message.pk)

    message.refresh_from_db()
    assert message.status == Message.Status.WAITING
    assert delivery.held_up_by() == said


def test_letters_that_are_put_off_hold_up_nobody(answering):
    answering(to_a_letter=smtplib.SMTPDataError(451, b"Try again later"))
    for _ in range(2):
        post()
    delivery.sweep(limit=2)
    [fresh] = post(address="olu@wexcombe.example")
    answering()

    delivery.sweep(limit=1)

    fresh.refresh_from_db()
    assert fresh.status == Message.Status.SENT


def test_a_letter_put_off_for_weeks_is_still_tried(answering):
    answering(to_a_letter=smtplib.SMTPDataError(451, b"Try again later"))
    [message] = post()
    Message.objects.update(attempts=delivery.MOST_ATTEMPTS)

    delivery.sweep()

    message.refresh_from_db()
    assert (message.status, message.attempts) == (
        Message.Status.WAITING,
        delivery.MOST_ATTEMPTS,
    )


def test_settings_that_name_no_server_leave_the_letter_waiting(settings):
    settings.EMAIL_BACKEND = "partnership.outbox.notify.NotifyBackend"
    settings.NOTIFY_URL = "notify://short-key@127.0.0.1/template"
    [message] = post()

    with pytest.raises(ImproperlyConfigured):
        delivery.deliver(message.pk)

    message.refresh_from_db()
    assert (message.status, message.attempts) == (Message.Status.WAITING, 0)


def test_the_sweep_sends_what_the_broker_never_heard_of():
    post()
    post(address="olu@wexcombe.example")

    assert delivery.sweep() == 2
    assert delivery.sweep() == 0
    assert len(mail.outbox) == 2


def test_a_letter_whose_worker_died_while_handing_over_is_unconfirmed():
    [message] = post()
    Message.objects.update(status=Message.Status.HANDING_OVER)

    assert delivery.sweep() == 0
    message.refresh_from_db()
    assert message.status == Message.Status.UNCONFIRMED
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_another_worker_holds_is_left_alone():
    [message] = post()
    Message.objects.update(status=Message.Status.WAITING, sent_at=None)
    held, finish = threading.Event(), threading.Event()

    def other_worker():
        with try_lock(delivery.OUTBOX, message.pk) as is_ours:
            assert is_ours
            Message.objects.filter(pk=message.pk).update(
                status=Message.Status.HANDING_OVER
            )
            held.set()
            finish.wait(10)
        connection.close()

    worker = threading.Thread(target=other_worker)
    worker.start()
    held.wait(10)
    sent = delivery.sweep()
    message.refresh_from_db()
    finish.set()
    worker.join()

    assert sent == 0
    assert message.status == Message.Status.HANDING_OVER


def test_people_without_an_address_are_passed_over():
    values = letters.LETTERS["minutes_circulated"].placeholders

    assert (
        messages.send(
            "minutes_circulated",
            to=PersonFactory(email=""),
            **dict.fromkeys(values, "x"),
        )
        == []
    )
