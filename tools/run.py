"""Runs Quorate on this machine: servers, web, worker and beat.

Run by `make run`. Whatever it started ends with it, also when it is killed: Linux ends
the processes at once, the next run ends or takes over what may be left.
"""

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tools import freshness
from tools.embedded import in_use
from tools.folders import ADDRESS, DATA, PORT, ROOT
from tools.processes import end_with_parent, is_free, started_at, wait_for, write_secret

RECORD = DATA / "run.json"
LOGS = DATA / "logs"
PYTHON = sys.executable
# One for each core of a small machine; WEB_CONCURRENCY says otherwise.
WORKERS = os.environ.get("WEB_CONCURRENCY", "2")


def web(port: int) -> list[str]:
    """What serves the pages."""
    where = ["gunicorn", "partnership.wsgi", f"--bind=127.0.0.1:{port}"]
    options = ["--threads=4", f"--workers={WORKERS}", "--preload"]
    return [*where, *options, "--no-control-socket"]


class Run:
    """One run: the processes it started, and whether it was asked to end."""

    def __init__(self, port: int):
        self.port = port
        self.processes: dict[str, subprocess.Popen] = {}
        self.is_over = False
        self.parent = os.getppid()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # Whoever said nohup means it.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._end)

    def _end(self, *_):
        self.is_over = True

    def sleep(self) -> None:
        """A short while. A run whose make was killed is over too."""
        time.sleep(0.1)
        if os.getppid() != self.parent:
            self.is_over = True

    def start(self, name: str, *command: str, log: Path | None) -> subprocess.Popen:
        with contextlib.ExitStack() as closing:
            output = closing.enter_context(log.open("ab")) if log else None
            process = subprocess.Popen(
                [PYTHON, "-m", *command],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # Ctrl-C is ours; we end them in order.
                start_new_session=True,
                preexec_fn=end_with_parent(),
            )
        self.processes[name] = process
        records = {p.pid: started_at(p.pid) for p in self.processes.values()}
        write_secret(RECORD, json.dumps({"pid": os.getpid(), "processes": records}))
        return process

    def prepare(self) -> None:
        """Tables, demonstration, assets; its words are for whoever is waiting."""
        self.start("prepare", "tools.prepare", log=None)

    def wait_until_prepared(self) -> None:
        preparing = self.processes["prepare"]
        while preparing.poll() is None and not self.is_over:
            self.sleep()
        if preparing.returncode and not self.is_over:
            raise SystemExit("Quorate could not be prepared: see above.")

    def serve(self) -> None:
        """The web alone: what loads the same code beside it would only delay it."""
        self.start_logged("web", *web(self.port))

    def work(self) -> None:
        """Worker and beat, once the pages can be opened."""
        if not os.environ.get("REDIS_URL"):
            print("There is no broker for this system, so tasks run within requests.")
            return
        celery = ["celery", "--app=partnership"]
        worker = ["worker", "--concurrency=2", "--loglevel=INFO"]
        beat = ["beat", f"--schedule={DATA / 'beat'}", "--pidfile="]
        self.start_logged("worker", *celery, *worker)
        self.start_logged("beat", *celery, *beat)

    def start_logged(self, name: str, *command: str) -> None:
        LOGS.mkdir(mode=0o700, exist_ok=True)
        log = LOGS / f"{name}.log"
        log.unlink(missing_ok=True)
        self.start(name, *command, log=log)

    def ended(self) -> str | None:
        """Which process ended though nobody asked it to."""
        serving = ((n, p) for n, p in self.processes.items() if n != "prepare")
        return next((n for n, p in serving if p.poll() is not None), None)

    def watch(self) -> None:
        """Wait until somebody ends the run, or a process ends by itself."""
        while not self.is_over:
            if name := self.ended():
                words = (LOGS / f"{name}.log").read_text(errors="replace")[-2000:]
                raise SystemExit(
                    f"The {name} process stopped. Its last output:\n{words}"
                )
            self.sleep()

    def wait_for_answer(self) -> bool:
        """Whether the pages can be opened; False when the run ended before."""
        url = f"http://127.0.0.1:{self.port}/health/ready"
        until = time.monotonic() + 60
        while not self.is_over and not self.ended():
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(url, timeout=5) as answer,
            ):
                return answer.status == 200
            if time.monotonic() > until:
                raise SystemExit(f"{url} does not answer: see {LOGS / 'web.log'}")
            self.sleep()
        return False

    def end(self) -> None:
        """Ask every process to end, the web first; after a while insist."""
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)
            # What a worker may have left of its pool.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        RECORD.unlink(missing_ok=True)
        ADDRESS.unlink(missing_ok=True)


def record() -> dict:
    with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
        return json.loads(RECORD.read_text())
    return {}


def is_ours_alone(lock) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def end_leftovers() -> None:
    """End what a killed run left: the same processes, not others with their numbers."""
    for words, start in record().get("processes", {}).items():
        pid = int(words)
        if start and started_at(pid) == start:
            os.killpg(pid, signal.SIGTERM)
            if not wait_for(lambda pid=pid: not started_at(pid), seconds=10):
                os.killpg(pid, signal.SIGKILL)


def look_at_port(port: int) -> None:
    """Say so at once where the address belongs to someone else."""
    if not is_free(port):
        raise SystemExit(
            f"Port {port} is used by another program. Choose another one:\n"
            f"    make {'demo' if os.environ.get('DEMO') else 'run'} PORT={port + 1}"
        )


def chosen_port() -> int:
    """The port that is named, or the one that `make start` named, or 8000."""
    words = os.environ.get("PORT") or (PORT.read_text() if PORT.exists() else "8000")
    if not words.isdecimal() or not 0 < int(words) < 65536:
        raise SystemExit(f"PORT must be a number from 1 to 65535, not “{words}”.")
    return int(words)


def main() -> None:
    port = chosen_port()
    DATA.mkdir(mode=0o755, exist_ok=True)
    with (DATA / "run.lock").open("w") as lock:
        if not wait_for(lambda: is_ours_alone(lock), seconds=5):
            raise SystemExit(
                f"Quorate is already running here: {ADDRESS.read_text()}\n"
                f"Stop it with Ctrl-C where it runs, or: kill {record().get('pid')}"
            )
        end_leftovers()
        look_at_port(port)
        site = os.environ.setdefault("SITE_ADDRESS", f"http://localhost:{port}")
        write_secret(ADDRESS, site)
        run = Run(port)
        with in_use():
            try:
                is_prepared = freshness.is_prepared()
                run.prepare()
                if is_prepared:
                    run.serve()
                run.wait_until_prepared()
                if not is_prepared and not run.is_over:
                    run.serve()
                if run.wait_for_answer():
                    run.work()
                    welcome(site)
                run.watch()
            finally:
                run.end()
                print("Quorate has stopped.", flush=True)


def welcome(site: str) -> None:
    """The address, and who to sign in as."""
    print(
        f"{(DATA / 'who-signs-in').read_text()}\nQuorate is running: {site}\n"
        f"Emails are written to {DATA / 'mail'}. Press Ctrl-C to stop.",
        flush=True,
    )


if __name__ == "__main__":
    main()
