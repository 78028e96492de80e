"""The servers and processes of `make run`: shared, restarted, and ended to the last."""

import contextlib
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import psycopg2
import pytest

from tests.machine import Machine, data_folder, link_in, welcome
from tools import folders
from tools.embedded import Broker, Postgres
from tools.processes import wait_for

pytestmark = [
    pytest.mark.skipif(
        sys.platform != "linux", reason="looks at processes through /proc"
    ),
    pytest.mark.slow,
]


@pytest.fixture
def home():
    with data_folder(0o711) as folder:
        yield folder


@pytest.fixture
def closed_home():
    with data_folder(0o700) as folder:
        yield folder


@contextlib.contextmanager
def held(server):
    server.enter()
    try:
        yield server
    finally:
        server.leave()


def ask(url: str, question: str):
    with contextlib.closing(psycopg2.connect(url)) as connection, connection:
        cursor = connection.cursor()
        cursor.execute(question)
        return cursor.fetchone() if cursor.description else None


def test_postgres_sorts_and_folds_alike_everywhere_and_gives_no_superuser(home):
    with held(Postgres(home)) as server:
        asked = ask(
            server.url,
            "SELECT lower('É'), rolsuper, current_setting('listen_addresses'),"
            " current_setting('fsync') FROM pg_roles WHERE rolname = current_user",
        )

        assert asked == ("é", False, "127.0.0.1", "on")


@pytest.mark.parametrize("kind", [Postgres, Broker])
def test_a_server_stops_when_its_last_user_leaves(home, kind):
    with held(kind(home)):
        with held(kind(home)):
            pass
        assert kind(home).is_running()

    assert not kind(home).is_running()


@pytest.mark.parametrize("kind", [Postgres, Broker])
def test_a_server_that_was_killed_starts_again(home, kind):
    first, second = kind(home), kind(home)
    with held(first):
        os.kill(first._pid(), signal.SIGKILL)
        assert wait_for(lambda: not first.is_running(), seconds=5)

        with held(second):
            assert second.is_running()


def test_what_was_committed_outlives_a_killed_server(home):
    with held(Postgres(home)) as server:
        ask(server.url, "CREATE TABLE kept AS SELECT 41 AS number")
        os.kill(server._pid(), signal.SIGKILL)
        assert wait_for(lambda: not server.is_running(), seconds=5)

    with held(Postgres(home)) as server:
        assert ask(server.url, "SELECT number FROM kept") == (41,)


def test_a_stale_process_number_that_a_stranger_has_now_is_no_hindrance(home):
    with held(Postgres(home)) as server:
        lock = Path(server.details["place"], "cluster", "postmaster.pid")
        words = lock.read_text()
    lock.write_text(words.replace(words.split("\n")[0], str(os.getpid()), 1))

    with held(Postgres(home)) as server:
        assert server.is_running()


def test_a_port_that_was_taken_since_is_changed(home):
    with held(Broker(home)) as server:
        port = server.details["port"]

    with subprocess.Popen(
        [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as stranger:
        assert wait_for(lambda: _answers(f"http://127.0.0.1:{port}/"), seconds=10)
        with held(Broker(home)) as server:
            assert server.details["port"] != port
        stranger.terminate()


def test_passwords_are_for_their_owner_alone(home):
    for server in (Postgres(home), Broker(home)):
        with held(server):
            assert server.record.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands its servers down")
@pytest.mark.parametrize("kind", [Postgres, Broker])
def test_root_runs_servers_as_somebody_who_owns_nothing(home, kind):
    with held(kind(home)) as server:
        assert Path(f"/proc/{server._pid()}").stat().st_uid == 65534
        assert Path(server.details["place"]).parent == home


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands its servers down")
@pytest.mark.parametrize("kind", [Postgres, Broker])
def test_a_folder_that_is_closed_to_others_is_not_opened_for_a_server(
    closed_home, kind
):
    with held(kind(closed_home)) as server:
        assert server.is_running()
        assert Path(server.details["place"]).parent == Path("/var/lib/quorate")

    assert closed_home.stat().st_mode & 0o777 == 0o700


def _answers(url: str) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
        return answer.status == 200
    return False


def processes_of(data: Path) -> list[str]:
    """The command lines of every process that was told of a data folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            line = (process / "cmdline").read_bytes()
            told = line + (process / "environ").read_bytes()
            if os.fsencode(data) in told:
                found.append(line.replace(b"\0", b" ").decode())
    return found


@pytest.fixture
def machine(home):
    return Machine(home)


def test_make_run_ends_to_the_last_process_and_a_killed_one_hinders_nobody(machine):
    machine.start("Try", "adi@vale.example")
    with machine.run() as run:
        assert welcome(run)
        run.kill()
        run.wait()

    with machine.run() as run:
        assert welcome(run)
        assert _answers(machine.url)
        beside = machine.manage(
            "shell",
            "--verbosity=0",
            "--command=from partnership.people.models import Organisation as O;"
            "from django.conf import settings as s;"
            "print(O.objects.get(kind='partnership'), s.SITE_ADDRESS)",
        )
        with machine.run() as again:
            words, _ = again.communicate(timeout=60)

        os.killpg(run.pid, signal.SIGINT)
        run.wait(timeout=60)

    assert beside.strip() == f"Try http://localhost:{machine.port}"
    assert again.returncode == 1
    assert f"already running here: http://localhost:{machine.port}" in words
    assert processes_of(machine.data) == []


def test_make_start_begins_a_partnership_that_make_run_serves(machine):
    began = machine.start("Vale Partnership", "jo@vale.example")
    again = machine.start("Another", "al@vale.example")
    with machine.run() as run:
        said = welcome(run)
        link = link_in(said)
        opened = urllib.request.urlopen(link, timeout=30)

    assert (began.returncode, again.returncode) == (0, 2)
    assert "Vale Partnership has been begun." in began.stdout
    assert f"`make run` serves it at http://localhost:{machine.port}" in began.stdout
    assert link_in(began.stdout).startswith(f"http://localhost:{machine.port}/start/")
    assert "already has a partnership: Vale Partnership" in again.stdout
    assert link_in(again.stdout)
    assert link.startswith(f"http://localhost:{machine.port}/start/")
    assert opened.status == 200
    assert "wexcombe" not in said


@pytest.mark.parametrize(
    ("name", "email", "words"),
    [
        ("Vale", "jo", "“jo” is not an email address. Nothing has been changed."),
        ("", "jo@vale.example", "Say what the partnership is called"),
        ("Vale" * 31, "jo@vale.example", "120 characters"),
    ],
)
def test_make_start_says_what_is_wrong_and_can_be_repeated(machine, name, email, words):
    refused = machine.start(name, email)

    assert refused.returncode == 2
    assert words in refused.stderr
    assert not (machine.data / "port").exists()
    assert machine.start("Vale", "jo@vale.example").returncode == 0


def test_make_start_names_the_port_that_make_run_will_serve(machine):
    machine.start("Vale", "jo@vale.example")
    del machine.environment["PORT"]

    with machine.run() as run:
        assert f"http://localhost:{machine.port}/start/" in welcome(run)


def test_the_demonstration_is_never_built_over_a_partnership(machine):
    machine.start("Vale", "jo@vale.example")
    machine.environment["DEMO"] = "1"

    with machine.run() as run:
        words, _ = run.communicate(timeout=60)

    assert run.returncode == 1
    assert "Vale is here. The demonstration needs a database of its own" in words


def test_a_partnership_begun_here_comes_before_the_demonstration(monkeypatch, tmp_path):
    monkeypatch.delenv("DATA_DIR")
    monkeypatch.setattr(folders, "OWN", tmp_path)

    assert folders.chosen_folder() == folders.DEMONSTRATION
    (tmp_path / "port").write_text("8000")
    assert folders.chosen_folder() == tmp_path
    monkeypatch.setenv("DEMO", "1")
    assert folders.chosen_folder() == folders.DEMONSTRATION


def test_a_port_of_somebody_else_is_said_in_plain_words(machine):
    with subprocess.Popen(
        [sys.executable, "-m", "http.server", str(machine.port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as stranger:
        url = f"http://127.0.0.1:{machine.port}/"
        assert wait_for(lambda: _answers(url), seconds=30)

        with machine.run() as run:
            words, _ = run.communicate(timeout=60)
        stranger.terminate()

    assert run.returncode == 1
    assert f"Port {machine.port} is used by another program." in words
    assert f"make run PORT={machine.port + 1}" in words
