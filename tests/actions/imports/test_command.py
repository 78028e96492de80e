"""`manage.py import_plan`: the same import, from a shell."""

import json
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from actions.imports.models import PlanImport
from actions.register.models.actions import Action
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.imports.plan_files import PLAN
from tests.partnership.sheets import csv


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture
def plan(amara):
    return make_plan(amara, title="Business plan")


@pytest.fixture
def run(tmp_path):
    def command(content, *options) -> str:
        file = tmp_path / "plan.csv"
        file.write_bytes(content)
        said = StringIO()
        call_command("import_plan", str(file), *options, stdout=said)
        return said.getvalue()

    return command


def test_a_dry_run_says_what_would_happen(run, plan):
    said = run(PLAN + b"WSCP1,,,,,,Odd,,,\n", "--plan", plan.slug, "--dry-run")

    assert "Due: By when" in said
    assert "New action: 4" in said
    assert "Refused: row 6, column Status: “Odd” is not a word we know" in said
    assert said.endswith("This was a dry run. Nothing was changed.\n")
    assert (Action.objects.count(), PlanImport.objects.count()) == (0, 0)


def test_it_imports_on_behalf_of_a_named_person(run, plan, bryn):
    said = json.loads(run(PLAN, "--plan", plan.slug, "--json", "--by", bryn.email))
    again = json.loads(run(PLAN, "--plan", plan.slug, "--json", "--by", bryn.email))

    assert (said["totals"]["new"], again["totals"]["already"]) == (4, 4)
    assert said["new_priorities"] == ["WSCP1 New arrangements", "WSCP2 Many risks"]
    assert [row["outcome"] for row in again["rows"]] == ["already"] * 4
    assert Action.objects.get(ref="WSCP1.1").raised_by == bryn
    assert list(PlanImport.objects.values_list("applied_by", flat=True)) == [
        bryn.pk,
        bryn.pk,
    ]


def test_rows_that_raise_a_question_are_passed_over(run, plan, amara):
    make_action(
        text="Write the pathway for children",
        priority=make_priority(plan),
        by=amara,
    )

    said = run(
        csv("Priority,Action", "WSCP1,Write a pathway for children", "WSCP1,Ask"),
        *("--plan", plan.slug),
    )

    assert "Skipped: Row 2: is this WSCP1.1 Write the pathway for children" in said
    assert list(Action.objects.order_by("pk").values_list("text", flat=True)) == [
        "Write the pathway for children",
        "Ask",
    ]


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        (PLAN, ("--plan", "nothing"), "There is no plan nothing"),
        (PLAN, ("--plan", "business-plan", "--by", "x@y.example"), "No one here has"),
        (
            PLAN,
            ("--plan", "business-plan"),
            "is already closed: name who is importing it",
        ),
        (b"%PDF-1.7", ("--plan", "business-plan"), "was refused. This is a PDF"),
        (csv("Action", "Ask"), ("--plan", "business-plan"), "Every row was refused"),
    ],
)
def test_it_explains_what_is_wrong(run, plan, content, options, words):
    with pytest.raises(CommandError, match=words):
        run(content, *options)


def test_a_file_that_is_not_there_is_said_in_words(plan):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_plan", "nowhere.csv", "--plan", plan.slug)


EMPTY = {
    "remarks": [],
    "columns": {},
    "totals": {
        "new": 0,
        "changed": 0,
        "already": 0,
        "question": 0,
        "left_out": 0,
        "refused": 0,
    },
    "new_priorities": [],
    "missing": [],
    "rows": [],
}


@pytest.mark.parametrize(
    ("content", "options", "refused", "code"),
    [
        (b"%PDF-1.7", (), "plan.csv was refused. This is a PDF. Save it as", 1),
        (b"Priority,Action\n", (), "plan.csv was refused. There are no actions", 1),
        (PLAN, (), "plan.csv was refused. Row 4 is already closed: name who", 1),
        (PLAN, ("--plan", "nothing"), "There is no plan nothing.", 2),
        (PLAN, ("--by", "x@y.example"), "No one here has the email address", 2),
    ],
)
def test_a_refused_file_has_the_same_json_shape(
    tmp_path, plan, content, options, refused, code
):
    file = tmp_path / "plan.csv"
    file.write_bytes(content)
    said = StringIO()

    with pytest.raises(CommandError) as error:
        call_command(
            "import_plan", file, "--plan", plan.slug, *options, "--json", stdout=said
        )

    answer = json.loads(said.getvalue())
    assert answer.pop("refused").startswith(refused)
    assert answer == {"dry_run": False, **EMPTY}
    assert error.value.returncode == code
    assert (Action.objects.count(), PlanImport.objects.count()) == (0, 0)


def test_a_script_is_answered_when_every_row_is_refused(tmp_path, plan):
    file = tmp_path / "plan.csv"
    file.write_bytes(csv("Action", "Ask"))
    said = StringIO()

    with pytest.raises(CommandError) as error:
        call_command("import_plan", file, "--plan", plan.slug, "--json", stdout=said)

    answer = json.loads(said.getvalue())
    assert answer["refused"] == "Every row was refused."
    assert answer["totals"]["refused"] == 1
    assert error.value.returncode == 1


@pytest.mark.parametrize("name", [".", "nowhere.csv", "no\0where.csv"])
def test_a_file_that_cannot_be_read_is_said_in_words(tmp_path, plan, name):
    with pytest.raises(CommandError, match="cannot be read: ") as error:
        call_command("import_plan", tmp_path / name, "--plan", plan.slug)

    assert error.value.returncode == 2


def test_remarks_on_a_row_are_shown(run, plan):
    content = csv("Priority,Action,By when", "WSCP1,Write it,46053")

    words = run(content, "--plan", plan.slug, "--dry-run")
    said = json.loads(run(content, "--plan", plan.slug, "--dry-run", "--json"))

    remark = "46053 is an Excel day number: read as 31 January 2026"
    assert f"Remark: row 2: {remark}" in words
    assert said["rows"][0]["remarks"][0] == remark
