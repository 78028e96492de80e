"""A pytest plugin: every test session has a PostgreSQL and a broker of its own."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tools.embedded import Broker, Postgres

# What a shell may have set for production has no place in a test.
NOT_FOR_TESTS = ("DEBUG", "EMAIL_URL", "PRODUCTION", "SECRET_KEY")
# Files in memory cost half of those on a disk. Containers often have too little of it.
MEMORY, ENOUGH = Path("/dev/shm"), 4 * 2**30


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """Before pytest-django reads the settings; xdist's workers inherit all of it."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        _prepare(early_config)
    if os.environ.get("REDIS_URL"):
        # Each worker has its own queue and cache, as it has its own database.
        number = 2 * int((worker or "gw0").removeprefix("gw"))
        server = os.environ["REDIS_URL"].rpartition("/")[0]
        os.environ["REDIS_URL"] = f"{server}/{number}"
        os.environ["CACHE_URL"] = f"{server}/{number + 1}"
    return (yield)


def _room_in_memory() -> Path | None:
    """Where files lie in memory, if there is room for the databases of all workers."""
    is_there = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ENOUGH
    return MEMORY if is_there else None


def _prepare(early_config) -> None:
    for name in NOT_FOR_TESTS:
        os.environ.pop(name, None)
    os.environ.update(
        HASHED_STATIC="false",
        SITE_ADDRESS="http://localhost:8000",
        TASKS_EAGER="true",
    )
    home = Path(tempfile.mkdtemp(prefix="quorate-tests-", dir=_room_in_memory()))
    # The servers may run as another user; each keeps its own folder closed.
    home.chmod(0o711)
    early_config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    os.environ["DATA_DIR"] = str(home / "data")
    # WhiteNoise warns of a folder that is not there, and warnings are errors.
    (home / "data" / "static").mkdir(parents=True)
    for name, server in (
        ("DATABASE_URL", Postgres(home, is_for_tests=True)),
        ("REDIS_URL", Broker(home, is_for_tests=True)),
    ):
        if not os.environ.get(name) and server.exists_here():
            os.environ[name] = server.enter()
            early_config.add_cleanup(server.leave)
