"""A pytest plugin: every test session has a PostgreSQL and a broker of its own."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tools.embedded import Broker, Postgres


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """Before pytest-django reads the settings; xdist's workers inherit the addresses."""
    started = []
    home = Path(tempfile.mkdtemp(prefix="quorate-tests-"))
    home.chmod(0o755)
    if not os.environ.get("DATABASE_URL"):
        server = Postgres(home / "postgres", is_for_tests=True)
        os.environ["DATABASE_URL"] = server.enter()
        started.append(server.leave)
    if not os.environ.get("REDIS_URL"):
        broker = Broker(home / "broker")
        if url := broker.start():
            os.environ["REDIS_URL"] = url
            started.append(broker.stop)

    def finish():
        for stop in started:
            stop()
        shutil.rmtree(home, ignore_errors=True)

    early_config.add_cleanup(finish)
    return (yield)
