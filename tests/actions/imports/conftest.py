"""Fixtures of files as other people's tools make them."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from tests.actions.factories import make_plan


@pytest.fixture
def this_years_plan(amara):
    return make_plan(amara, start=date(2026, 4, 1))


@pytest.fixture
def told(this_years_plan, tmp_path):
    """What `import_plan --dry-run --json` says of a file."""

    def reading(content: bytes, name: str = "plan.csv") -> dict:
        file = tmp_path / name
        file.write_bytes(content)
        said = StringIO()
        options = ("--plan", this_years_plan.slug, "--dry-run", "--json")
        call_command("import_plan", str(file), *options, stdout=said)
        return json.loads(said.getvalue())

    return reading
