"""Reports of relays that write a Message-ID of their own: officers confirm them."""

import mailbox
from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.urls import reverse

from partnership.dates import clock
from partnership.history import services as history
from partnership.outbox import delivery, messages
from partnership.outbox.models import Message
from tests.reading import in_one_line

pytestmark = pytest.mark.django_db
Status = Message.Status
NINE = datetime(2025, 10, 22, 9, tzinfo=ZoneInfo("Europe/London"))
SAID = "smtp; 550 5.1.1 no such mailbox"


def sent(at=NINE, subject="Minutes are ready", person=None, **changes):
    address = changes.pop("address", "mo@wexcombe.example")
    with clock.at(at):
        [message] = messages.post(
            "note", f"{subject}\nRead them.", address=address, person=person, **changes
        )
        delivery.deliver(message.pk)
    return message


def report(
    *,
    recipient="Final-Recipient: rfc822; mo@wexcombe.example",
    arrival="",
    returned="To: mo@wexcombe.example\nSubject: Minutes are ready",
    date="Date: Wed, 22 Oct 2025 10:30:00 +0100\n",
    number=1,
) -> bytes:
    arrived = f"Arrival-Date: {arrival}\n" if arrival else ""
    return f"""\
From: mailer-daemon@relay.example
To: bounces@wexcombe.example
Subject: Delivery Status Notification (Failure)
{date}Message-ID: <report-{number}@relay.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

An error occurred while trying to deliver the mail.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; smtp-out.relay.example
{arrived}
{recipient}
Action: failed
Status: 5.1.1
Diagnostic-Code: {SAID}

--b
Content-Type: message/rfc822

From: quorate@wexcombe.example
{returned}
Message-ID: <0102019abc-22222222-000000@relay.example>

Body
--b--
""".encode()


@pytest.fixture
def read(tmp_path):
    """Reads reports from a Maildir: `read(report(), …)`; returns what is said."""
    box = mailbox.Maildir(tmp_path / "Maildir")

    def run(*reports: bytes) -> str:
        for raw in reports:
            box.add(raw)
        out = StringIO()
        call_command("read_bounces", box._path, stdout=out)
        return out.getvalue().strip()

    yield run
    box.close()


def fates(*wanted):
    return [Message.objects.get(pk=message.pk).status for message in wanted]


def test_a_report_without_our_message_id_makes_it_probably_bounced(read):
    message, other = sent(), sent(address="olu@wexcombe.example")

    assert read(report()) == (
        "1 mails, 1 delivery reports of ours, 0 newly bounced, "
        "1 to be checked by an officer"
    )

    assert fates(message, other) == [Status.PROBABLY_BOUNCED, Status.SENT]
    message.refresh_from_db()
    assert message.refusal == SAID
    [event] = history.of(message)
    assert (event.event, event.by) == ("probably came back", None)


@pytest.mark.parametrize(
    "recipient",
    [
        "Final-Recipient: rfc822; MO@wexcombe.example",
        "Original-Recipient: rfc822;mo@wexcombe.example\n"
        "Final-Recipient: rfc822; rahimi.m@mailhost.example",
        "Final-Recipient: rfc822; <mo@wexcombe.example>",
        # Only the returned headers say to whom.
        "X-Nothing: here",
    ],
)
def test_the_recipient_is_found_wherever_the_report_names_it(read, recipient):
    message = sent()

    read(report(recipient=recipient))

    assert fates(message) == [Status.PROBABLY_BOUNCED]


@pytest.mark.parametrize(
    ("sent_at", "times", "is_found"),
    [
        # The relay took it when we sent it, give or take its clock.
        (NINE, {"arrival": "Wed, 22 Oct 2025 09:00:07 +0100"}, True),
        (NINE, {"arrival": "Wed, 22 Oct 2025 08:10:00 +0000"}, True),
        (NINE, {"arrival": "Wed, 22 Oct 2025 10:01:00 +0100"}, False),
        (NINE, {"arrival": "Tue, 21 Oct 2025 09:00:00 +0100"}, False),
        # Failing that, the returned email says when it was written.
        (
            NINE,
            {
                "returned": "Date: Wed, 22 Oct 2025 08:00:01 -0000\n"
                "Subject: Minutes are ready"
            },
            True,
        ),
        (
            NINE,
            {
                "returned": "Date: Wed, 15 Oct 2025 08:00:01 -0000\n"
                "Subject: Minutes are ready"
            },
            False,
        ),
        # Failing both, it was within the week before the report.
        (NINE, {}, True),
        (NINE - timedelta(days=6), {}, True),
        (NINE - timedelta(days=8), {}, False),
        (NINE + timedelta(days=1), {}, False),
        # A time that nobody can read is none.
        (NINE, {"arrival": "yesterday"}, True),
    ],
)
def test_the_time_is_that_of_the_reports_own_words(read, sent_at, times, is_found):
    message = sent(sent_at)

    read(report(**times))

    assert fates(message) == [Status.PROBABLY_BOUNCED if is_found else Status.SENT]


def test_a_report_without_any_date_is_of_the_time_it_is_read(read):
    old, new = sent(clock.now() - timedelta(days=9)), sent(clock.now())

    read(report(date=""))

    assert fates(old, new) == [Status.SENT, Status.PROBABLY_BOUNCED]


@pytest.mark.parametrize(
    ("subject", "returned", "is_found"),
    [
        ("Minutes are ready", "Subject: Minutes\n are ready", True),
        ("Siân’s minutes", "Subject: =?utf-8?q?Si=C3=A2n=E2=80=99s_minutes?=", True),
        ("Minutes are ready", "Subject: Agenda", False),
        ("Minutes are ready", "X-Nothing: here", True),
    ],
)
def test_the_subject_must_be_the_same_where_the_report_has_one(
    read, subject, returned, is_found
):
    message = sent(subject=subject)

    read(report(returned=returned))

    assert fates(message) == [Status.PROBABLY_BOUNCED if is_found else Status.SENT]


def test_a_report_about_other_mail_stays_unread_in_the_mailbox(read):
    message = sent()

    said = [read(report(recipient="Final-Recipient: rfc822; who@else.example")), read()]

    assert said == ["1 mails, 0 delivery reports of ours, 0 newly bounced"] * 2
    assert fates(message) == [Status.SENT]


@pytest.mark.parametrize("status", [Status.WAITING, Status.HELD, Status.BOUNCED])
def test_only_what_was_handed_over_is_doubted(read, status):
    message = sent()
    Message.objects.update(status=status, sent_at=None)

    read(report())

    assert fates(message) == [status]


def test_a_report_with_our_message_id_settles_what_was_doubted(read):
    message = sent()
    read(report())
    ours = delivery.message_id(message.pk)

    read(report(returned=f"X-Quorate-Message-ID: {ours}", number=2))

    assert fates(message) == [Status.BOUNCED]


class TestAnOfficer:
    @pytest.fixture
    def two(self, read, mo):
        """Two emails of a morning that one report may be about, and a third."""
        two = [
            sent(NINE + timedelta(minutes=n), subject="Minutes are ready", person=mo)
            for n in (0, 20)
        ]
        read(report(arrival="Wed, 22 Oct 2025 09:05:00 +0100"))
        assert fates(*two) == [Status.PROBABLY_BOUNCED] * 2
        return two

    def press(self, client, act, message):
        return client.post(reverse(f"partnership:{act}", args=[message.pk]))

    def page(self, client, message):
        return in_one_line(client.get(message.get_absolute_url()).content.decode())

    def test_is_shown_the_reason_and_asked_which(self, client_of, bryn, two):
        first, second = two
        client = client_of(bryn)

        html = self.page(client, first)

        assert SAID in html
        assert "Which message bounced?" in html
        assert second.get_absolute_url() in html
        assert "It bounced" in html
        listing = client.get(reverse("partnership:messages")).content.decode()
        assert "message" in listing
        assert "Check 2 messages that probably bounced" in in_one_line(listing)

    def test_confirms_one_and_the_other_is_cleared(self, client_of, bryn, two):
        first, second = two

        assert self.press(client_of(bryn), "confirm_bounce", first).status_code == 302

        assert fates(first, second) == [Status.BOUNCED, Status.SENT]
        assert [(e.event, e.by) for e in history.of(first)][0] == (
            "bounce confirmed",
            bryn,
        )
        second.refresh_from_db()
        assert second.refusal == ""
        assert [(e.event, e.by) for e in history.of(second)][0] == (
            "bounce dismissed",
            bryn,
        )

    def test_dismisses_one_and_the_other_stays_in_doubt(self, client_of, bryn, two):
        first, second = two

        assert self.press(client_of(bryn), "dismiss_bounce", first).status_code == 302

        assert fates(first, second) == [Status.SENT, Status.PROBABLY_BOUNCED]
        assert "Which message bounced?" not in self.page(client_of(bryn), second)

    def test_is_not_asked_again_when_the_mailbox_is_read_again(
        self, client_of, bryn, two, read
    ):
        for message in two:
            self.press(client_of(bryn), "dismiss_bounce", message)

        read(report(arrival="Wed, 22 Oct 2025 09:05:00 +0100"))

        assert fates(*two) == [Status.SENT, Status.SENT]

    def test_what_was_unconfirmed_is_so_again(self, client_of, bryn, read):
        message = sent()
        Message.objects.update(status=Status.UNCONFIRMED, sent_at=None)
        read(report())

        self.press(client_of(bryn), "dismiss_bounce", message)

        assert fates(message) == [Status.UNCONFIRMED]

    @pytest.mark.parametrize("act", ["confirm_bounce", "dismiss_bounce"])
    def test_is_refused_where_no_report_waits(self, client_of, bryn, act):
        message = sent()

        response = self.press(client_of(bryn), act, message)

        assert response.status_code == 409
        assert "No delivery report is waiting to be checked" in (
            response.content.decode()
        )
        assert fates(message) == [Status.SENT]
