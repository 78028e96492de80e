"""Ports, processes, and files that only their owner reads."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

# Whoever runs the servers where we are root; every Unix has it and owns nothing by it.
UNPRIVILEGED = 65534


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def is_free(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def wait_for(answer: Callable[[], bool], *, seconds: float) -> bool:
    """Ask until the answer is true or the time is over."""
    until = time.monotonic() + seconds
    while not (is_true := answer()) and time.monotonic() < until:
        time.sleep(0.05)
    return is_true


def write_secret(file: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.replace(file)


def end_with_parent() -> Callable[[], None]:
    """A `preexec_fn`: the kernel ends the new process with this one. Only on Linux."""
    parent = os.getpid()

    def ask_the_kernel() -> None:
        if sys.platform == "linux":
            set_parent_death_signal = 1
            ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGINT)
            # The parent may have died before the kernel was asked.
            if os.getppid() != parent:
                os._exit(1)

    return ask_the_kernel


def as_whom() -> dict:
    if os.geteuid() != 0:
        return {}
    return {"user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []}


def can_use(path: Path) -> bool:
    """Whether whoever runs the servers may come here, or run this."""
    asked = subprocess.run(["test", "-x", path], check=False, cwd="/", **as_whom())
    return asked.returncode == 0


def give_away(path: Path) -> None:
    """Hand a file, or a folder with all in it, to whoever runs the servers."""
    if os.geteuid() == 0:
        for found in (path, *path.rglob("*")):
            os.chown(found, UNPRIVILEGED, UNPRIVILEGED, follow_symlinks=False)


def command_of(pid: int) -> str:
    """The name of a running program; nothing where there is none, or only its shell."""
    if sys.platform == "linux":
        try:
            said = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return ""
        name, _, rest = said.partition("(")[2].rpartition(")")
        return "" if rest.split()[0] in "ZX" else name
    asked = subprocess.run(
        ["ps", "-o", "comm=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return Path(asked.stdout.strip()).name


def started_at(pid: int) -> str:
    """When a process began, which with its number names it; nothing once it is gone."""
    if not command_of(pid):
        return ""
    if sys.platform == "linux":
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return words[19]
    asked = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip()
