"""manage.py read_bounces: mark emails as bounced from delivery reports."""

import imaplib
import mailbox
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from partnership.outbox import bounces

# Reports are short; only the beginning of longer emails is read.
MOST_BYTES = 512 * 1024
SECONDS = 30


class Command(BaseCommand):
    help = (
        "Read delivery reports and mark the emails they report on as bounced, or as "
        "probably bounced if a report lacks our Message-ID. Other mail is left as it "
        "is."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "mailbox",
            nargs="?",
            default=settings.BOUNCES_URL,
            help="A Maildir folder, an mbox file or imaps://USER:PASSWORD@HOST/FOLDER; "
            "otherwise BOUNCES_URL",
        )

    def handle(self, *, mailbox, **options):
        if not mailbox:
            raise CommandError("Name a mailbox, or set BOUNCES_URL (see .env.example)")
        seen = reports = bounced = doubted = 0
        try:
            for raw, put_aside in mails(mailbox):
                seen += 1
                report = bounces.read(raw)
                recorded = report and bounces.record(report)
                if recorded and recorded.is_ours:
                    reports += 1
                    bounced += recorded.bounced
                    doubted += recorded.doubted
                    put_aside()
        except (OSError, imaplib.IMAP4.error) as fault:
            raise CommandError(f"The mailbox cannot be read: {fault}") from fault
        self.stdout.write(
            f"{seen} mails, {reports} delivery reports of ours, {bounced} newly bounced"
            + (f", {doubted} to be checked by an officer" if doubted else "")
        )


def mails(address: str) -> Iterator[tuple]:
    """Each email's bytes, with a function to mark it as dealt with."""
    parts = urlsplit(address)
    if parts.scheme in {"imap", "imaps"}:
        yield from _imap(parts)
        return
    path = Path(parts.path if parts.scheme in {"maildir", "mbox", "file"} else address)
    if path.is_dir():
        yield from _maildir(path)
    elif path.is_file():
        yield from _mbox(path)
    else:
        raise FileNotFoundError(f"there is no {path}")


def _maildir(path: Path) -> Iterator[tuple]:
    """New emails in a Maildir; reports about ours are moved to the seen ones."""
    for folder in ("new", "cur"):
        if not (path / folder).is_dir():
            raise FileNotFoundError(f"{path} is no Maildir: it has no folder {folder}")
    for file in sorted((path / "new").iterdir()):
        with suppress(FileNotFoundError):
            with file.open("rb") as mail:
                raw = mail.read(MOST_BYTES)
            seen = path / "cur" / f"{file.name.partition(':')[0]}:2,S"
            yield raw, lambda file=file, seen=seen: file.rename(seen)


def _mbox(path: Path) -> Iterator[tuple]:
    """Every email in an mbox file, which is not changed."""
    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            yield box.get_bytes(key)[:MOST_BYTES], lambda: None
    finally:
        box.close()


def _imap(parts) -> Iterator[tuple]:
    """Unseen emails in an IMAP folder; reports about ours are marked as seen."""
    connect = imaplib.IMAP4_SSL if parts.scheme == "imaps" else imaplib.IMAP4
    port = parts.port or (993 if parts.scheme == "imaps" else 143)
    with connect(parts.hostname, port, timeout=SECONDS) as server:
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        status, said = server.select(unquote(parts.path.strip("/")) or "INBOX")
        if status != "OK":
            raise imaplib.IMAP4.error(said[0].decode(errors="replace"))
        _, found = server.uid("SEARCH", "UNSEEN")
        for uid in (found[0] or b"").split():
            _, answer = server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
            for piece in answer:
                if isinstance(piece, tuple):
                    yield (
                        piece[1],
                        lambda uid=uid: server.uid("STORE", uid, "+FLAGS", r"(\Seen)"),
                    )
