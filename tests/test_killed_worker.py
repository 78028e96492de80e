"""A worker killed in the middle of 200 letters: nothing lost, nothing twice.

At a real mail server, with real worker processes on a real broker. One worker is
killed by the mail server itself, between its having taken a letter and its saying so:
the one moment in which nobody can know. Another is killed whenever it may be.
"""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter

import pytest
from aiosmtpd.controller import Controller
from celery import current_app
from django.conf import settings
from django.db import connection

from partnership.outbox import delivery, messages
from partnership.outbox.models import Message
from partnership.tasks import sweep_outbox

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

LETTERS = 200
PATIENCE = 120


class Server:
    """A mail server that keeps every Message-ID, and may kill who speaks to it."""

    def __init__(self):
        self.arrived = []
        self.victim = None
        self.kills_at = None

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 – aiosmtpd's
        head = envelope.content.partition(b"\r\n\r\n")[0].decode()
        self.arrived += [
            line.partition(":")[2].strip()
            for line in head.splitlines()
            if line.lower().startswith("message-id:")
        ]
        if len(self.arrived) == self.kills_at:
            os.kill(self.victim, signal.SIGKILL)
        return "250 Taken"


@pytest.fixture
def mail_server():
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    server = Server()
    with socket.create_server(("127.0.0.1", 0)) as free:
        server.port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    yield server
    controller.stop()


@pytest.fixture
def over_the_broker():
    conf = current_app.conf
    was_eager, conf.task_always_eager = conf.task_always_eager, False
    current_app.control.purge()
    yield
    conf.task_always_eager = was_eager
    current_app.control.purge()


@pytest.fixture
def start_worker(mail_server, over_the_broker, tmp_path):
    """Start a worker on the test's database, broker and mail server."""
    processes, said = [], (tmp_path / "said").open("wb")
    database = connection.settings_dict
    address = (
        f"postgres://{database['USER']}:{database['PASSWORD']}"
        f"@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )

    def start():
        worker = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "partnership", "worker"]
            + ["--pool=solo", "--loglevel=ERROR", "--without-gossip"]
            + ["--without-mingle", "--without-heartbeat", f"-nkilled{len(processes)}"],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DATABASE_URL": address,
                "DATA_DIR": str(tmp_path / "data"),
                "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
                "SECRET_KEY": settings.SECRET_KEY,
                "TASKS_EAGER": "false",
            },
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        processes.append(worker)
        return worker

    yield start
    for worker in processes:
        worker.terminate()
    for worker in processes:
        worker.wait(timeout=PATIENCE)
    said.close()
    # Shown by pytest only where something failed.
    print((tmp_path / "said").read_text())


def wait_until(happened):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if happened():
            return
        time.sleep(0.02)
    raise AssertionError(f"Not within {PATIENCE} seconds")


def statuses() -> Counter:
    return Counter(Message.objects.values_list("status", flat=True))


def test_200_letters_two_workers_killed_nothing_twice_nothing_lost(
    mail_server, start_worker
):
    for number in range(LETTERS):
        messages.post(
            "note", f"Letter {number}\nRead it.", address=f"p{number}@wexcombe.example"
        )

    first = start_worker()
    mail_server.victim, mail_server.kills_at = first.pid, 60
    assert first.wait(timeout=PATIENCE) == -signal.SIGKILL

    second = start_worker()
    wait_until(lambda: len(mail_server.arrived) >= 120)
    second.kill()
    assert second.wait(timeout=PATIENCE) == -signal.SIGKILL
    assert len(mail_server.arrived) < LETTERS

    start_worker()
    # What beat does each minute.
    sweep_outbox.delay()
    wait_until(lambda: not {"waiting", "handing_over"} & set(statuses()))

    found = statuses()
    # The first worker's letter arrived and nobody could say so; the second's may have.
    assert found["unconfirmed"] in {1, 2}
    assert found["sent"] + found["unconfirmed"] == LETTERS
    assert Counter(mail_server.arrived).most_common(1)[0][1] == 1
    sent = {
        delivery.message_id(pk)
        for pk in Message.objects.filter(status="sent").values_list("pk", flat=True)
    }
    arrived = set(mail_server.arrived)
    assert sent <= arrived
    assert len(arrived - sent) <= 2
    unconfirmed = Message.objects.filter(status="unconfirmed")
    assert arrived - sent <= {delivery.message_id(one.pk) for one in unconfirmed}
    assert {one.refusal for one in unconfirmed} == {"The worker stopped"}
