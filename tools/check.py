"""Checks without tests: formatting, imports, migrations, templates and settings.

Run by `make check`, and first of all by `make test`. Each line of `checks` is what a
reader would type; all are run, and all that fail are named.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from tools.embedded import in_use
from tools.folders import ROOT

# A production-like environment whose servers are never contacted.
LIKE_PRODUCTION = {
    "PRODUCTION": "true",
    "SECRET_KEY": "only-checked-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "SITE_ADDRESS": "https://quorate.example",
    "DATABASE_URL": "postgres://quorate:secret@127.0.0.1:1/quorate",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp://127.0.0.1:1",
}
# No committed file may name a package registry.
HOSTS = re.compile(
    r"https?://[^\s\"']*(?:pyp" + r"i|npm" + r"js|python" + r"hosted)", re.I
)


def checks() -> dict[str, list[str]]:
    return {
        "format": ["ruff", "format", "--check", "--quiet", "."],
        "lint": ["ruff", "check", "--quiet", "."],
        "import order": ["lint-imports"],
        "templates": ["djlint", "templates", "--lint", "--quiet"],
        "docker-compose.yml": [
            "check-jsonschema",
            "--builtin-schema",
            "vendor.compose-spec",
            "docker-compose.yml",
        ],
        "missing migrations": [
            "python",
            "manage.py",
            "makemigrations",
            "--check",
            "--dry-run",
        ],
        "production settings": [
            "python",
            "manage.py",
            "check",
            "--deploy",
            "--fail-level",
            "WARNING",
        ],
    }


def run(name: str, command: list[str]) -> str:
    """The output of a failed check, or an empty string."""
    binary = Path(sys.executable).with_name(command[0])
    environment = dict(os.environ)
    if name == "production settings":
        environment |= LIKE_PRODUCTION
    ran = subprocess.run(
        [binary, *command[1:]],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return f"{ran.stdout}{ran.stderr}" or "failed" if ran.returncode else ""


def named_hosts() -> str:
    """The committed files that name a package registry's host."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    files = (ROOT / name for name in listed.stdout.split("\0") if name)
    return "\n".join(
        f"{file.relative_to(ROOT)} names a registry's host"
        for file in files
        if file.is_file() and HOSTS.search(file.read_text(errors="replace"))
    )


def main() -> None:
    failed = []
    with in_use():
        for name, command in checks().items():
            words = run(name, command)
            print(f"{'FAILED' if words else 'ok':7} {name}", flush=True)
            if words:
                failed.append(name)
                print(words, flush=True)
    if words := named_hosts():
        failed.append("registry hosts")
        print(words)
    if failed:
        sys.exit(f"make check failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
