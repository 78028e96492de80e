"""Whether the database and assets are up to date."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from tools.folders import DATA, ROOT

# How things were when all was last made ready; `tools.prepare` writes it.
PREPARED = DATA / "prepared"


def is_prepared() -> bool:
    return PREPARED.exists() and PREPARED.read_text() == state()


def state() -> str:
    """The database's address, the migrations and the assets, in one hash."""
    digest = hashlib.sha256(os.environ.get("DATABASE_URL", "").encode())
    digest.update(state_of_assets().encode())
    digest.update(_state_of(ROOT.glob("*/migrations/*.py")))
    return digest.hexdigest()


def state_of_assets() -> str:
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    digest.update(_state_of((ROOT / "static").rglob("*")))
    return digest.hexdigest()


def _state_of(files: Iterable[Path]) -> bytes:
    lines = []
    for file in sorted(files):
        if file.is_file():
            state = file.stat()
            lines.append(f"{file} {state.st_size} {state.st_mtime_ns}\n")
    return "".join(lines).encode()
