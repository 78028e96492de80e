"""Lists as they are really sent: titles above, blank rows, merged cells and all."""

from datetime import date
from pathlib import Path

import pytest

from tests.factories import OrganisationFactory
from tests.partnership.sheets import planned, told

SAMPLES = Path(__file__).parents[2] / "data" / "lists"
GOVERNOR, DSL = "Safeguarding governor", "Designated safeguarding lead (DSL)"


@pytest.fixture(autouse=True)
def bodies(db, education, elm, oak):
    for name in ("Wexcombe Council", "ICB", "Police", "Probation"):
        OrganisationFactory(name=name)


def test_the_members_of_a_subgroup_in_a_csv_of_excel():
    plan = planned((SAMPLES / "subgroup-members.csv").read_bytes())

    assert told(plan) == [
        (
            5,
            "new_person",
            ["Subgroup chair, Education subgroup", "Contact, Wexcombe Council"],
        ),
        (6, "new_person", ["Member, Education subgroup", "Contact, ICB"]),
        (9, "new_person", ["Deputy, Education subgroup", "Contact, Police"]),
        (10, "refused", []),
    ]
    assert [(row.line.name, row.line.email) for row in plan.rows[:3]] == [
        ("Zoë Marchetti", "zoe.marchetti@council.example"),
        ("Mrs Bryony O’Hare", ""),
        ("Idris Penn", "idris.penn@police.example"),
    ]
    assert [row.givings[0].from_date for row in plan.rows[:3]] == [
        date(2024, 9, 1),
        date(2025, 9, 1),
        date(2025, 3, 1),
    ]


def test_the_contacts_of_schools_in_a_workbook_with_merged_cells():
    plan = planned((SAMPLES / "school-contacts.xlsx").read_bytes())

    assert plan.tables.read[0].name == "Contacts"
    assert told(plan) == [
        (5, "new_person", ["Head, Elm Primary School"]),
        (6, "new_person", [f"{DSL}, Elm Primary School"]),
        (7, "new_person", [f"{GOVERNOR}, Elm Primary School"]),
        (8, "refused", []),
    ]
    assert plan.rows[0].givings[0].from_date == date(2023, 9, 1)
    assert plan.rows[3].problems == [
        "column Name: this cell holds a formula whose result was not saved"
    ]
