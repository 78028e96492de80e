"""The servers and processes of `make run`: shared, restarted, and ended to the last."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings

from tools.embedded import Broker, Postgres
from tools.processes import free_port, wait_for

ROOT = Path(settings.BASE_DIR)
OURS = ("DATABASE_URL", "REDIS_URL", "CACHE_URL", "SITE_ADDRESS", "TASKS_EAGER")

pytestmark = [
    pytest.mark.skipif(
        sys.platform != "linux", reason="looks at processes through /proc"
    ),
    pytest.mark.slow,
]


@contextlib.contextmanager
def data_folder(mode: int):
    """A data folder through which others may or may not pass."""
    folder = Path(tempfile.mkdtemp(prefix="quorate-home-"))
    folder.chmod(mode)
    yield folder
    for server in (Postgres(folder), Broker(folder)):
        if server.details:
            shutil.rmtree(server.details["place"])
    shutil.rmtree(folder)


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


class Machine:
    """A machine of its own: a data folder, a port, and no server named."""

    def __init__(self, data: Path):
        self.data = data
        self.port = free_port()
        left = {k: v for k, v in os.environ.items() if k not in OURS}
        self.environment = {**left, "DATA_DIR": str(data), "PORT": str(self.port)}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/health/ready"

    def manage(self, *arguments: str) -> str:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    @contextlib.contextmanager
    def run(self):
        """`make run`, without the set-up; killed when a test leaves it running."""
        process = subprocess.Popen(
            [sys.executable, "-m", "tools.run"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        with process:
            try:
                yield process
            finally:
                if process.poll() is None:
                    process.terminate()


def serves(run: subprocess.Popen) -> bool:
    """Whether a run comes to say that it is running."""
    return any(line.startswith("Quorate is running") for line in run.stdout)


@pytest.fixture
def machine(home):
    return Machine(home)


def test_make_run_ends_to_the_last_process_and_a_killed_one_hinders_nobody(machine):
    machine.manage("migrate", "--verbosity=0")
    machine.manage("start_partnership", "Try", "--administrator=adi@wexcombe.example")
    with machine.run() as run:
        assert serves(run)
        run.kill()
        run.wait()

    with machine.run() as run:
        assert serves(run)
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
