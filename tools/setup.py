"""Installs everything Quorate needs. Uses only the standard library.

Run by `make` with the system's Python: `python3 tools/setup.py [--dev] [--judges]`.
Each step leaves a stamp, so a second run takes a moment. What cannot be had is named
in plain words, with the one line that brings it.
"""

import ctypes
import ctypes.util
import fcntl
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 – this is where an older one finds out
    sys.exit("Quorate needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 run")

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import assets  # noqa: E402 – the path is set above
from tools.assets import fingerprint, is_fresh  # noqa: E402

VENV = ROOT / ".venv"
RUN_LOCK, DEV_LOCK = "requirements.lock", "requirements-dev.lock"
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
PANGO_FILES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def say(words: str) -> None:
    print(words, flush=True)


def apt_install(*packages: str) -> bool:
    """Install Debian packages; False where they cannot be had."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"Installing {', '.join(packages)} …")
    quiet = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    }
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if subprocess.run(install, check=False, **quiet).returncode == 0:
        return True
    subprocess.run(["apt-get", "update"], check=False, **quiet)
    return subprocess.run(install, check=False, **quiet).returncode == 0


def offer(what: str, without: str, *packages: str) -> None:
    """Bring Debian packages, or say the line that does and what is lost without."""
    if not apt_install(*packages):
        say(
            f"{what} is missing: {without}. To have it, on Debian:\n"
            f"    sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
        )


def look_at_owner() -> None:
    """Say so where another user set this folder up: half of it would be refused."""
    for name in (".venv", ".data", ".partnership", "node_modules", "static/built"):
        folder = ROOT / name
        if folder.exists() and folder.stat().st_uid != os.geteuid():
            sys.exit(
                f"{folder} belongs to another user, who ran make here before. "
                "Remove it as that user, or use a clone of your own."
            )


def environment(lock: str) -> None:
    """The virtual environment, with exactly the packages of a lock."""
    python = VENV / "bin" / "python"
    works = python.exists() and not subprocess.run([python, "-c", ""]).returncode
    if not works:
        say("Creating the virtual environment …")
        shutil.rmtree(VENV, ignore_errors=True)
        made = subprocess.run([sys.executable, "-m", "venv", VENV], check=False)
        if made.returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            sys.exit(
                "Python cannot make virtual environments here. On Debian:\n"
                "    sudo apt-get install -y python3-venv"
            )
    # What the tests need includes what running needs.
    stamps = {name: VENV / f".stamp-{name}" for name in (lock, DEV_LOCK)}
    wanted = fingerprint(ROOT / RUN_LOCK, ROOT / DEV_LOCK)
    if any(is_fresh(stamp, wanted) for stamp in stamps.values()):
        return
    say(f"Installing the packages of {lock} (the first time: a minute or two) …")
    install(lock)
    stamps[lock].write_text(wanted)


def install(lock: str) -> None:
    pip = [VENV / "bin" / "python", "-m", "pip", "install", "-qq"]
    installed = subprocess.run(
        [*pip, "--disable-pip-version-check", "--require-hashes", "-r", ROOT / lock],
        cwd=ROOT,
        check=False,
    )
    if installed.returncode:
        sys.exit(f"The packages of {lock} could not be installed: see above.")


def has_own_node() -> bool:
    """Whether the system has a Node, which waits for no package of ours."""
    found = assets.node()
    return found is not None and VENV not in found[0].parents


def node() -> None:
    """Node from a wheel, where the system has none and something is to be built."""
    if assets.node() is None and not assets.are_fresh():
        say("Installing Node, since this system has none that is new enough …")
        install("tools/node.lock")


def has_pango() -> bool:
    if sys.platform != "linux":
        return bool(ctypes.util.find_library("pangoft2-1.0"))
    try:
        for name in PANGO_FILES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_browser() -> bool:
    playwrights = Path.home() / ".cache" / "ms-playwright"
    return any(shutil.which(name) for name in BROWSERS) or any(
        playwrights.glob("chromium*")
    )


def judges() -> None:
    """What the gates of the tests need: a browser and Java."""
    if not has_browser() and not apt_install("chromium"):
        say("Fetching Chromium with Playwright …")
        fetched = subprocess.run(
            [VENV / "bin" / "playwright", "install", "chromium"],
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if fetched.returncode:
            say(
                "Chromium is missing: the browser tests are skipped. To have it, on "
                "Debian:\n    sudo apt-get install -y chromium"
            )
    if not shutil.which("java"):
        offer("Java", "veraPDF and the Nu checker are skipped", "default-jre-headless")


def main(arguments: list[str]) -> None:
    look_at_owner()
    with ThreadPoolExecutor(1) as beside:
        # Packages come by the network, and sheets are compiled meanwhile.
        building = beside.submit(assets.main) if has_own_node() else None
        environment(DEV_LOCK if "--dev" in arguments else RUN_LOCK)
        if building:
            building.result()
    node()
    assets.main()
    if not has_pango():
        offer("Pango", "everything works but PDFs", *PANGO)
    if "--judges" in arguments:
        judges()


if __name__ == "__main__":
    # Two makes at once: the second waits, and finds everything done.
    with Path(__file__).open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        main(sys.argv[1:])
