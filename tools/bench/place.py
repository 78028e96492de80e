"""Where it is measured: a PostgreSQL of its own, its databases, and the site served.

Everything lies in `.data/bench` and stays there for the next run. The site runs as in
production: its settings, its gunicorn as the Dockerfile starts it, behind what seems
to be a proxy with TLS.
"""

import contextlib
import functools
import hashlib
import os
import re
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg2

from tools.embedded import Broker, Postgres
from tools.folders import DATA, ROOT
from tools.processes import end_with_parent, free_port

HOME = DATA / "bench"
SITE = "https://bench.example"
# As .env.example begins: two for each core.
WORKERS = 2 * (os.cpu_count() or 1)
SECRETS = ("DEBUG", "DATA_DIR", "STATIC_ROOT", "MEDIA_ROOT", "ALLOWED_HOSTS")


@contextlib.contextmanager
def servers() -> Iterator[Postgres]:
    """Our own servers, and an environment as production has it, told to Django."""
    HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
    postgres, broker = Postgres(HOME), Broker(HOME)
    with contextlib.ExitStack() as leaving:
        for server in (postgres, broker):
            server.enter()
            leaving.callback(server.leave)
        for name in SECRETS:
            os.environ.pop(name, None)
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "partnership.settings",
            "PRODUCTION": "true",
            "SECRET_KEY": secrets.token_urlsafe(64),
            "SITE_ADDRESS": SITE,
            "DATABASE_URL": address(postgres, f"data_{stamp()}"),
            "UNIT_DATABASE": address(postgres, "unit"),
            "REDIS_URL": broker.url,
            "EMAIL_URL": "dummymail://",
            "DATA_DIR": str(HOME),
            "LOG_LEVEL": "WARNING",
        }
        yield postgres


def address(postgres: Postgres, database: str) -> str:
    return f"{postgres.url.rpartition('/')[0]}/{database}"


@functools.cache
def stamp() -> str:
    """Changes with the tables, with the builder, and each week, since dates move on."""
    files = [
        *ROOT.glob("*/migrations/*.py"),
        *(ROOT / "audits" / "questions" / "bank").glob("*.yaml"),
        *Path(__file__).parent.glob("*data.py"),
        Path(__file__).parent / "register_rows.py",
    ]
    digest = hashlib.sha256(time.strftime("%G week %V").encode())
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@contextlib.contextmanager
def _cursor(postgres: Postgres):
    connection = psycopg2.connect(postgres.url)
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        yield cursor


def databases(postgres: Postgres) -> list[str]:
    """The databases of earlier runs, and of this one."""
    with _cursor(postgres) as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE datname ~ '^(data|empty|fresh)_'"
        )
        return [name for (name,) in cursor.fetchall()]


def create(postgres: Postgres, name: str, *, like: str) -> None:
    with _cursor(postgres) as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {like}")


def drop(postgres: Postgres, name: str) -> None:
    with _cursor(postgres) as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def run(module: str, *arguments: str, database: str) -> None:
    """Run one of our modules on a database, and end if it does not succeed."""
    subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database},
        check=True,
    )


def make_ready(postgres: Postgres) -> None:
    """Build what is not there yet; half-built databases never count."""
    create(postgres, "unit", like="template0")
    run("tools.bench.unit.site", database=address(postgres, "unit"))
    empty, data = f"empty_{stamp()}", f"data_{stamp()}"
    known = databases(postgres)
    for name in known:
        if name not in {empty, data}:
            drop(postgres, name)
    if empty not in known:
        create(postgres, "empty_new", like="template0")
        run("tools.bench.load", "migrate", database=address(postgres, "empty_new"))
        _rename(postgres, "empty_new", empty)
    if data not in known:
        print("Building the large data set (up to three minutes) …", flush=True)
        begun = time.monotonic()
        create(postgres, "data_new", like=empty)
        run("tools.bench.load", "data", database=address(postgres, "data_new"))
        _rename(postgres, "data_new", data)
        print(f"Built in {time.monotonic() - begun:.0f} s.", flush=True)
    run("tools.bench.load", "assets", database=address(postgres, data))


def _rename(postgres: Postgres, name: str, into: str) -> None:
    with _cursor(postgres) as cursor:
        cursor.execute(f"ALTER DATABASE {name} RENAME TO {into}")


def gunicorn_as_in_production() -> list[str]:
    """What the Dockerfile tells gunicorn, except where to listen."""
    words = (ROOT / "Dockerfile").read_text()
    told = re.search(r'GUNICORN_CMD_ARGS="([^"]*)"', words)[1].split()
    return [word for word in told if not word.startswith("--bind")]


@contextlib.contextmanager
def site() -> Iterator[tuple[int, int]]:
    """The site and the unit's, each on a free port of loopback, until we leave."""
    with (
        _served("partnership.wsgi", "/health/ready") as ours,
        _served("tools.bench.unit.site", "/") as unit,
    ):
        yield ours, unit


@contextlib.contextmanager
def _served(application: str, path: str) -> Iterator[int]:
    port = free_port()
    log = HOME / f"{application}.log"
    with log.open("wb") as output:
        web = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", application),
                *gunicorn_as_in_production(),
                f"--bind=127.0.0.1:{port}",
                f"--workers={WORKERS}",
            ],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=end_with_parent(),
        )
    try:
        _wait(f"http://127.0.0.1:{port}{path}", web, log)
        yield port
    finally:
        web.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            web.wait(timeout=20)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(web.pid, signal.SIGKILL)


def _wait(url: str, web: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + 60
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    asked = urllib.request.Request(url, headers={"Host": "bench.example"})
    while web.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), direct.open(asked, timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise SystemExit(f"The site did not start:\n{log.read_text()[-2000:]}")
