"""`manage.py import_people`: the same import, from a shell."""

import json
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from partnership.history import services as history
from partnership.people.models import Membership, Person
from tests.factories import OrganisationFactory
from tests.partnership.sheets import MEMBERS as LIST


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture(autouse=True)
def council(db, education, elm):
    return OrganisationFactory(name="Wexcombe Council", short_name="Council")


def count() -> tuple[int, int]:
    return Person.objects.count(), Membership.objects.count()


class TestCommand:
    def run(self, tmp_path, content, *options) -> str:
        file = tmp_path / "list.csv"
        file.write_bytes(content)
        said = StringIO()
        call_command("import_people", str(file), *options, stdout=said)
        return said.getvalue()

    def test_a_dry_run_says_what_would_happen(self, tmp_path):
        before = count()

        said = self.run(tmp_path, LIST, "--dry-run")

        assert count() == before
        assert "New person: 3" in said
        assert (
            "Refused: row 5, column Role: “Chairperson” is not a role here. "
            "Nearest: Subgroup chair" in said
        )
        assert said.endswith("This was a dry run. Nothing was changed.\n")

    def test_it_imports_for_the_one_who_is_named(self, tmp_path, amara):
        said = json.loads(self.run(tmp_path, LIST, "--json", "--by", amara.email))

        assert said["totals"]["new_person"] == 3
        assert [row["outcome"] for row in said["rows"]][-1] == "refused"
        (added,) = history.of(Person.objects.get(name="Bo Oduya")).filter(event="added")
        assert added.by == amara

    def test_twice_changes_nothing(self, tmp_path):
        self.run(tmp_path, LIST)
        before = count()

        assert "Here already: 3" in self.run(tmp_path, LIST)
        assert count() == before
