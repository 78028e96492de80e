"""Everything a bare machine needs before the first page. Only the standard library.

Run by `make` with the system's Python: `python3 tools/setup.py [--dev]`. Each step
leaves a stamp, so a second run takes seconds. What cannot be had is named in plain
words, with the one line that brings it.
"""

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.assets import node as find_node  # noqa: E402 – path set above
from tools.assets import fingerprint, is_fresh  # noqa: E402 – path set above

VENV = ROOT / ".venv"
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def say(words: str) -> None:
    print(words, flush=True)


def is_debian_root() -> bool:
    return (
        hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))
    )


def apt_install(*packages: str) -> bool:
    """Install Debian packages; False when they cannot be had."""
    if not is_debian_root():
        return False
    say(f"Installing {', '.join(packages)}")
    quiet = {
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
    """Bring Debian packages, or say the line that does and what works without."""
    if not apt_install(*packages):
        say(
            f"{what} is missing: {without}. To have it on Debian:\n"
            f"    sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
        )


def environment(lock: str) -> None:
    """The virtual environment, with exactly the packages of a lock."""
    if sys.version_info < (3, 11):
        sys.exit("Quorate needs Python 3.11 or newer.")
    if not (VENV / "bin" / "python").exists():
        say("Making the virtual environment")
        made = subprocess.run([sys.executable, "-m", "venv", VENV], check=False)
        if made.returncode:
            sys.exit("Python's venv is missing: sudo apt-get install python3-venv")
    stamp, wanted = VENV / f".stamp-{lock}", fingerprint(ROOT / lock)
    if not is_fresh(stamp, wanted):
        say(f"Installing the packages of {lock}")
        install(lock)
        stamp.write_text(wanted)


def install(lock: str) -> None:
    pip = [VENV / "bin" / "python", "-m", "pip", "install", "--quiet"]
    subprocess.run(
        [*pip, "--disable-pip-version-check", "--require-hashes", "-r", ROOT / lock],
        cwd=ROOT,
        check=True,
    )


def node() -> None:
    """Node from a wheel where the system has none."""
    if find_node() is not None:
        return
    say("Installing Node (no usable one on this system)")
    install("tools/node.lock")


def has_library(*names: str) -> bool:
    return any(ctypes.util.find_library(name) for name in names)


def has_browser() -> bool:
    playwrights = Path.home() / ".cache" / "ms-playwright"
    return any(shutil.which(name) for name in BROWSERS) or any(
        playwrights.glob("chromium*")
    )


def judges() -> None:
    """What the gates of the tests need: a browser and Java."""
    if not has_browser() and not apt_install("chromium"):
        say("Fetching Chromium with Playwright")
        fetched = subprocess.run(
            [VENV / "bin" / "playwright", "install", "chromium"],
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if fetched.returncode:
            say(
                "Chromium is missing: the browser tests will be skipped. "
                "To have it on Debian:\n    sudo apt-get install -y chromium"
            )
    if not shutil.which("java"):
        offer(
            "Java", "veraPDF and the Nu checker are skipped", "default-jre-headless"
        )


def main(arguments: list[str]) -> None:
    is_dev = "--dev" in arguments
    environment("requirements-dev.lock" if is_dev else "requirements.lock")
    node()
    subprocess.run([VENV / "bin" / "python", "-m", "tools.assets"], cwd=ROOT, check=True)
    if not has_library("pango-1.0") or not has_library("pangoft2-1.0"):
        offer("Pango", "everything works but PDFs", *PANGO)
    if is_dev and "--judges" in arguments:
        judges()


if __name__ == "__main__":
    main(sys.argv[1:])
