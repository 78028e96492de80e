"""The register that we give out comes back as it was, and runs nowhere on its way."""

import io

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from actions.register.models.actions import Action
from tests.actions.factories import make_plan
from tests.actions.imports.plan_files import PLAN, again, imported, outcomes, tables
from tests.partnership.sheets import csv

UGLY = b"WSCP3 Minus,-2 to 5,- first point,@home,=Bryn,+5%,In progress,G,-- done,\n"


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture
def plan(amara):
    plan = make_plan(amara, title="Business plan")
    imported(PLAN + UGLY, plan=plan, by=amara)
    return plan


@pytest.fixture
def given_out(client_of, amara):
    def give(kind: str) -> bytes:
        address = reverse("actions:register_file", kwargs={"kind": kind})
        return client_of(amara).get(address).content

    return give


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_our_own_register_changes_nothing_when_it_comes_back(
    plan, amara, given_out, kind
):
    preview = again(given_out(kind), plan, amara)

    assert [outcome for _, outcome in outcomes(preview)] == ["already"] * 5
    assert preview.missing == []
    columns = preview.tables.titled
    assert [columns[key] for key in ("due_text", "measure", "update")] == [
        "Due, as written",
        "Success measure",
        "Last update",
    ]


def test_a_formula_that_came_in_as_text_goes_out_as_text(plan, amara, given_out):
    imported(
        csv("Priority,Action", 'WSCP1,"=HYPERLINK(""http://e.example"",""x"")"'),
        plan=plan,
        by=amara,
    )

    sheet = load_workbook(io.BytesIO(given_out("xlsx"))).active

    text = '=HYPERLINK("http://e.example","x")'
    assert Action.objects.filter(text=text).exists()
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d"}
    assert text in {cell.value for row in sheet for cell in row}


@pytest.mark.parametrize(
    ("titles", "key", "title"),
    [
        ("Recommendation,Action,Lead", "text", "Action"),
        ("Action,Impact,Success measure", "measure", "Success measure"),
        ("Action,Last update on,Update", "update", "Update"),
        ("Action,Impact,Lead", "measure", "Impact"),
    ],
)
def test_of_several_columns_the_one_that_says_it_best_is_read(titles, key, title):
    assert tables(csv(titles, "a,b,c"), is_plan=False).titled[key] == title
