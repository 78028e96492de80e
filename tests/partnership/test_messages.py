"""The outbox: nothing lost, nothing twice, nothing told that was rolled back."""

import smtplib
import threading

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction

from partnership.foundation import delivery, letters, messages
from partnership.foundation.locks import try_lock
from partnership.models import Message
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

    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second


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
    """A mail server that answers every letter with what the test says."""

    answer: Exception

    def send_messages(self, letters):
        raise self.answer


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (
            smtplib.SMTPRecipientsRefused({"mo@b.example": (550, b"No such user")}),
            Message.Status.BOUNCED,
        ),
        (smtplib.SMTPDataError(554, b"Not from you"), Message.Status.BOUNCED),
        (smtplib.SMTPDataError(451, b"Try again later"), Message.Status.WAITING),
        # Silent after we had begun to speak: it may have taken the letter.
        (smtplib.SMTPServerDisconnected("gone"), Message.Status.UNCONFIRMED),
        (TimeoutError("silence"), Message.Status.UNCONFIRMED),
    ],
)
def test_what_the_mail_server_answers_decides(answer, status, settings, monkeypatch):
    monkeypatch.setattr(Answering, "answer", answer, raising=False)
    settings.EMAIL_BACKEND = f"{__name__}.Answering"
    [message] = post()

    assert delivery.deliver(message.pk) is False
    message.refresh_from_db()
    assert message.status == status
    assert str(answer) == message.refusal


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


def test_every_status_has_its_moves():
    assert set(Message.MOVES) == set(Message.Status)
