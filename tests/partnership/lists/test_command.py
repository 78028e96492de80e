"""`manage.py import_people`: the same import, from a shell."""

import json
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from partnership.history import services as history
from partnership.people.models import Membership, Person
from tests.factories import OrganisationFactory, PersonFactory
from tests.partnership.sheets import MEMBERS as LIST
from tests.partnership.sheets import csv


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
            "Refused: Row 5, column Role: “Chairperson” is not a role here. "
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

    def test_rows_that_raise_a_question_are_passed_over(self, tmp_path):
        PersonFactory(name="Cy Marlowe", email="")

        said = self.run(tmp_path, LIST)

        assert "Skipped: Row 4: is this Cy Marlowe of no organisation" in said
        assert Person.objects.filter(name="Cy Marlowe").count() == 1

    @pytest.mark.parametrize(
        ("content", "options", "words"),
        [
            (b"%PDF", [], "list.csv was refused. This is a PDF"),
            (csv("Name,Role", "Ann,Boss"), [], "Every row was refused"),
            (LIST, ["--by", "no@body.example"], "No one here has the email address"),
        ],
    )
    def test_what_cannot_be_is_said(self, tmp_path, content, options, words):
        with pytest.raises(CommandError, match=words):
            self.run(tmp_path, content, *options)

    def test_a_file_that_is_not_there_is_said(self):
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("import_people", "nowhere.csv")
