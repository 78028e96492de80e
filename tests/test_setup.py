"""That Quorate sets itself up, and refuses to run where it is told too little."""

import json
import logging
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from celery import Celery
from django.conf import settings
from kombu.exceptions import OperationalError

from partnership.cache import FailOpenRedisCache
from partnership.logs import JsonFormatter
from tests.gates import require_or_skip
from tools import setup
from tools.check import LIKE_PRODUCTION, named_hosts
from tools.processes import free_port

pytestmark = pytest.mark.long

ROOT = Path(settings.BASE_DIR)
LOCKS = ["requirements.lock", "requirements-dev.lock", "tools/node.lock"]
NEEDED = ["SECRET_KEY", "SITE_ADDRESS", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"]
# What the tests' own session was told, and no production is.
OURS = (
    "CACHE_URL",
    "DATABASE_URL",
    "DATA_DIR",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "REDIS_URL",
    "SITE_ADDRESS",
)


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_by_hash_and_names_no_index(lock):
    text = (ROOT / lock).read_text()
    pinned = re.findall(r"^[a-z0-9][^\n]*==[^\n]*\\\n    --hash=sha256:", text, re.M)
    entries = re.findall(r"^[a-z0-9]", text, re.M)

    assert len(pinned) == len(entries) > 0
    assert "://" not in text


def test_the_npm_lock_names_no_registry():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [n for n, entry in packages.items() if n and "integrity" not in entry] == []


def test_no_committed_file_names_a_registry():
    assert named_hosts() == ""


@pytest.mark.parametrize("missing", NEEDED)
def test_production_refuses_to_start_without(missing):
    told = {name: value for name, value in LIKE_PRODUCTION.items() if name != missing}

    refused = manage("check", **told)

    assert refused.returncode != 0
    assert f"Set {missing}: .env.example says how." in refused.stderr


def test_production_is_ready_to_deploy():
    checked = manage("check", "--deploy", "--fail-level", "WARNING", **LIKE_PRODUCTION)

    assert checked.returncode == 0, checked.stderr


def test_production_is_never_in_debug():
    said = manage(
        "shell",
        "--verbosity=0",
        "--command=from django.conf import settings; print(settings.DEBUG)",
        **LIKE_PRODUCTION,
        DEBUG="true",
    )

    assert said.stdout.strip() == "False"


def test_every_setting_from_the_environment_stands_in_the_example():
    source = "".join(
        (ROOT / "partnership" / module).read_text()
        for module in ("settings.py", "sign_in_settings.py")
    )
    asked = set(re.findall(r"(?:env\.\w+|required)\(\s*\"([A-Z_]+)\"", source))
    named = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M)
    # For a developer, for tests and for the image: no production is told these.
    inward = {"DEBUG", "HASHED_STATIC", "STATIC_ROOT", "TASKS_EAGER"}

    assert asked - inward <= set(named)


def test_the_compose_file_is_one_and_runs_every_process():
    checker = Path(sys.executable).with_name("check-jsonschema")
    schema = ["--builtin-schema", "vendor.compose-spec"]
    composed = (ROOT / "docker-compose.yml").read_text().partition("\nservices:")[2]
    services = composed.partition("\nvolumes:")[0]

    checked = subprocess.run(
        [checker, *schema, ROOT / "docker-compose.yml"],
        capture_output=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout
    processes = {"migrate", "web", "worker", "beat", "postgres", "redis"}
    assert set(re.findall(r"^  ([a-z]+):$", services, re.M)) == processes


def test_ci_runs_make_test_and_leaves_no_gate_out(monkeypatch):
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert "CI=true\nexport CI\nexec make test" in (ROOT / ".ci" / "run").read_text()

    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception):
        require_or_skip(False, "Java is not installed")
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception):
        require_or_skip(False, "Java is not installed")


def test_what_an_ordinary_user_lacks_is_said_with_the_line_that_brings_it(
    monkeypatch, capsys
):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    setup.offer("Pango", "everything works but PDFs", *setup.PANGO)

    assert capsys.readouterr().out == (
        "Pango is missing: everything works but PDFs. To have it, on Debian:\n"
        "    sudo apt-get install -y --no-install-recommends "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )


@pytest.fixture
def hanging():
    """The address of a server that takes connections and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(10)
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


@pytest.fixture
def gone():
    return f"redis://127.0.0.1:{free_port()}/0"


@pytest.mark.parametrize(("broker", "seconds"), [("gone", 0.5), ("hanging", 3)])
def test_a_lost_broker_does_not_keep_a_request_waiting(broker, seconds, request):
    app = Celery(set_as_current=False)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    app.conf.update(broker_url=request.getfixturevalue(broker), task_always_eager=False)
    began = time.monotonic()

    with pytest.raises(OperationalError):
        app.send_task("partnership.tasks.deliver", args=[1], retry=False)

    assert time.monotonic() - began < seconds


@pytest.mark.parametrize("server", ["gone", "hanging"])
def test_a_lost_cache_is_an_empty_one(server, request):
    address = request.getfixturevalue(server)
    cache = FailOpenRedisCache(address, settings.CACHES["default"])

    answers = [
        cache.set("a", 1),
        cache.get("a"),
        cache.get("a", "nothing"),
        cache.add("a", 1),
        cache.get_many(["a"]),
        cache.has_key("a"),
        cache.incr("a", 2),
        cache.delete("a"),
    ]

    assert answers == [None, None, "nothing", True, {}, False, 2, False]


def test_the_cache_keeps_what_it_is_given():
    cache = FailOpenRedisCache(settings.CACHE_URL, settings.CACHES["default"])

    cache.set("tests-a", ["b"], 30)

    assert cache.get("tests-a") == ["b"]


def test_a_log_line_of_production_is_one_json_object():
    try:
        raise ValueError("of no use")
    except ValueError:
        record = logging.LogRecord(
            "quorate", logging.ERROR, "", 1, "%s failed", ("É",), sys.exc_info()
        )

    line = JsonFormatter().format(record)

    said = json.loads(line)
    assert "\n" not in line
    assert (said["level"], said["logger"], said["message"]) == (
        "ERROR",
        "quorate",
        "É failed",
    )
    assert said["fault"].endswith("ValueError: of no use")
