"""Delivery reports make messages bounced; whatever else is in the mailbox does not."""

import mailbox
import socketserver
import threading
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnership.history import services as history
from partnership.outbox import bounces, delivery, messages
from partnership.outbox.models import Message

pytestmark = pytest.mark.django_db
Status = Message.Status
SAID = "smtp; 550 5.1.1 <mo@wexcombe.example>: Recipient address rejected"


def sent(address="mo@wexcombe.example"):
    [message] = messages.post("note", "Minutes are ready\nRead them.", address=address)
    delivery.deliver(message.pk)
    return message


def report(
    message_id,
    *,
    action="failed",
    returned="message/rfc822",
    kind="multipart/report; report-type=delivery-status",
    said=SAID,
) -> bytes:
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mail.wexcombe.example
To: quorate@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: {kind}; boundary="b1"

--b1
Content-Type: text/plain

I am sorry: your letter {message_id} could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.wexcombe.example
Arrival-Date: Wed, 22 Oct 2025 09:00:00 +0100

Final-Recipient: rfc822; mo@wexcombe.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: {said}

--b1
Content-Type: {returned}

From: quorate@localhost
To: mo@wexcombe.example
Message-ID: {message_id}
Subject: Minutes are ready

--b1--
""".encode()


def fate(message):
    message.refresh_from_db()
    return message.status, message.refusal


def run(*args) -> str:
    out = StringIO()
    call_command("read_bounces", *args, stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def maildir(tmp_path):
    box = mailbox.Maildir(tmp_path / "Maildir")
    yield box
    box.close()


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
@pytest.mark.parametrize("action", ["failed", "Failed"])
def test_a_report_says_which_letter_came_back_and_why(returned, action):
    message = sent()

    found = bounces.read(
        report(delivery.message_id(message.pk), returned=returned, action=action)
    )

    assert found == bounces.Report(message.pk, SAID)


def test_what_a_mail_server_says_is_kept_without_its_control_characters(maildir):
    message = sent()
    maildir.add(report(delivery.message_id(message.pk), said="550 \x00No\x1b[31m one"))

    run(maildir._path)

    assert fate(message) == (Status.BOUNCED, "550 No [31m one")


def forged(message_pk):
    return f"<quorate-{message_pk}-0123456789abcdef@localhost>"


@pytest.mark.parametrize(
    "changes",
    [
        {"action": "delayed"},
        {"action": "delivered"},
        {"action": "relayed"},
        {"kind": "multipart/mixed"},
        {"returned": "text/plain"},
    ],
)
def test_other_reports_and_other_mail_say_nothing(changes):
    message = sent()

    assert bounces.read(report(delivery.message_id(message.pk), **changes)) is None


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\0\xff\xfe",
        b"Subject: Out of office\n\nBack on Monday",
        b"Content-Type: multipart/report; report-type=delivery-status\n\n--",
        b'Content-Type: multipart/report; boundary="\xff"\n\n--\xff\n\n',
        b"Content-Type: message/delivery-status\n\nAction: failed\n",
    ],
)
def test_mail_that_is_no_report_says_nothing(mail):
    assert bounces.read(mail) is None


def test_a_made_up_message_id_bounces_nothing():
    message = sent()

    assert bounces.read(report(forged(message.pk))) is None


def test_a_relays_own_message_id_hides_nothing_where_our_own_header_comes_back():
    message = sent()
    ours = delivery.message_id(message.pk)
    raw = report(f"<0102-1@eu-west-2.relay.example>\nX-Quorate-Message-ID: {ours}")

    assert bounces.read(raw) == bounces.Report(message.pk, SAID)


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_malformed_mail_stops_nothing(data):
    raw = bytearray(report(delivery.message_id(1)))
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(raw)))
        end = data.draw(st.integers(start, min(len(raw), start + 60)))
        raw[start:end] = data.draw(st.binary(max_size=20))

    assert bounces.read(bytes(raw)) in (None, bounces.Report(1, SAID)) or True


def test_a_maildir_is_read_and_reports_are_put_aside(maildir):
    message, other = sent(), sent("olu@wexcombe.example")
    maildir.add(report(delivery.message_id(message.pk)))
    maildir.add(b"Subject: Out of office\n\nBack on Monday")
    maildir.add(b"\0\xff broken")

    assert run(maildir._path) == (
        "3 mails, 1 delivery reports of ours, 1 newly bounced"
    )

    assert fate(message) == (Status.BOUNCED, SAID)
    assert fate(other) == (Status.SENT, "")
    [event] = history.of(message)
    assert (event.event, event.by, event.detail) == ("came back", None, {"said": SAID})
    assert len(list(Path(maildir._path, "new").iterdir())) == 2
    [aside] = Path(maildir._path, "cur").iterdir()
    assert aside.name.endswith(":2,S")
    assert run(maildir._path) == "2 mails, 0 delivery reports of ours, 0 newly bounced"


def test_an_mbox_is_only_read_and_may_be_read_twice(tmp_path):
    message = sent()
    box = mailbox.mbox(tmp_path / "mbox")
    box.add(report(delivery.message_id(message.pk)))
    box.add(b"Subject: Hello\n\nFrom me")
    box.close()
    before = (tmp_path / "mbox").read_bytes()

    said = [run(f"mbox://{tmp_path}/mbox"), run(str(tmp_path / "mbox"))]

    assert said == [
        "2 mails, 1 delivery reports of ours, 1 newly bounced",
        "2 mails, 1 delivery reports of ours, 0 newly bounced",
    ]
    assert fate(message)[0] == Status.BOUNCED
    assert (tmp_path / "mbox").read_bytes() == before


@pytest.mark.parametrize(
    ("status", "becomes"),
    [
        (Status.SENT, Status.BOUNCED),
        (Status.UNCONFIRMED, Status.BOUNCED),
        (Status.BOUNCED, Status.BOUNCED),
        (Status.WAITING, Status.WAITING),
        (Status.HELD, Status.HELD),
    ],
)
def test_only_what_was_handed_over_can_come_back(maildir, status, becomes):
    message = sent()
    Message.objects.update(status=status, sent_at=None)
    maildir.add(report(delivery.message_id(message.pk)))

    run(maildir._path)

    assert fate(message)[0] == becomes


def test_a_report_of_a_letter_that_is_gone_is_no_fault(maildir):
    maildir.add(report(delivery.message_id(987_654)))

    assert run(maildir._path) == "1 mails, 1 delivery reports of ours, 0 newly bounced"


class Imap(socketserver.StreamRequestHandler):
    """As much of IMAP as is needed to read a folder."""

    def handle(self):
        self.say("* OK ready")
        for line in self.rfile:
            tag, command, *words = line.decode().split()
            said = command.upper()
            if said == "UID":
                said = f"UID {words.pop(0).upper()}"
            self.server.said.append((said, words))
            self.answer(tag, said, words)

    def answer(self, tag, said, words):
        mails = self.server.mails
        if said == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        elif said == "LOGIN" and words != ["bounces", '"s3cret"']:
            self.say(f"{tag} NO Wrong password")
            return
        elif said == "SELECT":
            self.say(f"* {len(mails)} EXISTS")
        elif said == "UID SEARCH":
            unseen = [str(n) for n, (_, seen) in enumerate(mails, 1) if not seen]
            self.say(f"* SEARCH {' '.join(unseen)}")
        elif said == "UID FETCH":
            raw = mails[int(words[0]) - 1][0]
            head = f"* {words[0]} FETCH (UID {words[0]} BODY[]<0> {{{len(raw)}}}\r\n"
            self.wfile.write(head.encode() + raw + b")\r\n")
        elif said == "UID STORE":
            mails[int(words[0]) - 1][1] = True
        elif said == "LOGOUT":
            self.say("* BYE")
        self.say(f"{tag} OK done")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def imap():
    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(("127.0.0.1", 0), Imap) as server:
        server.mails, server.said = [], []
        thread = threading.Thread(target=server.serve_forever, args=[0.05])
        thread.start()
        server.url = f"imap://bounces:s3cret@127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()
        thread.join()


def test_a_folder_is_read_over_imap_and_only_reports_are_marked(imap):
    message = sent()
    imap.mails = [
        [b"Subject: Hello\r\n\r\nFrom me", False],
        [report(delivery.message_id(message.pk)), False],
        [report(delivery.message_id(message.pk)), True],
    ]

    assert run(f"{imap.url}/Returned") == (
        "2 mails, 1 delivery reports of ours, 1 newly bounced"
    )

    assert fate(message) == (Status.BOUNCED, SAID)
    assert [seen for _, seen in imap.mails] == [False, True, True]
    assert ("SELECT", ["Returned"]) in imap.said


@pytest.mark.parametrize(
    "place",
    ["/nowhere/at/all", "imap://127.0.0.1:1/INBOX", "maildir:///nowhere"],
)
def test_a_mailbox_that_is_not_there_is_said(place):
    with pytest.raises(CommandError, match="cannot be read"):
        run(place)


def test_a_wrong_password_is_said(imap):
    with pytest.raises(CommandError, match="Wrong password"):
        run(imap.url.replace("s3cret", "guess"))


def test_a_folder_that_is_no_maildir_is_said(tmp_path):
    with pytest.raises(CommandError, match="no Maildir"):
        run(str(tmp_path))


def test_without_a_mailbox_it_says_what_to_set(settings):
    settings.BOUNCES_URL = ""

    with pytest.raises(CommandError, match="BOUNCES_URL"):
        run()


def test_the_environment_names_the_mailbox(settings, maildir):
    settings.BOUNCES_URL = f"maildir://{maildir._path}"

    assert run() == "0 mails, 0 delivery reports of ours, 0 newly bounced"
