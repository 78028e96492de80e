"""A machine of its own, on which somebody gives the commands of the README."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from tools.embedded import Broker, Postgres
from tools.processes import free_port

ROOT = Path(settings.BASE_DIR)
OURS = ("DATABASE_URL", "DEMO", "REDIS_URL", "CACHE_URL", "SITE_ADDRESS", "TASKS_EAGER")


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

    def start(self, name: str, email: str) -> subprocess.CompletedProcess:
        """`make start`, without the set-up."""
        return subprocess.run(
            ["make", "--assume-old=setup", "start", f"NAME={name}", f"EMAIL={email}"],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

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


def welcome(run: subprocess.Popen) -> str:
    """What a run prints until it says that it is running; empty if it never does."""
    lines = []
    for line in run.stdout:
        lines.append(line)
        if line.startswith("Quorate is running"):
            return "".join(lines)
    return ""


def link_in(words: str) -> str:
    return next(word for word in words.split() if "/start/" in word)
