"""Files as other people's tools make them."""

import json
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from tests.actions.factories import make_plan

TITLES = "Ref,Priority,Action,Lead,Due date"


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2026-11-02 10:00Z", tick=False):
        yield


@pytest.fixture
def plan(amara):
    return make_plan(amara, title="Business plan", start="2026-04-01", end="2027-03-31")


@pytest.fixture
def read(plan, tmp_path):
    """What `import_plan --dry-run --json` says of a file."""

    def reading(content: bytes, name: str = "plan.csv") -> dict:
        file = tmp_path / name
        file.write_bytes(content)
        said = StringIO()
        options = ("--plan", plan.slug, "--dry-run", "--json")
        call_command("import_plan", str(file), *options, stdout=said)
        return json.loads(said.getvalue())

    return reading
