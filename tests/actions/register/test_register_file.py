"""The register as a file: exactly what is filtered, and nothing that runs."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from actions.register.models.actions import Action
from actions.register.services import progress, raising
from actions.register.table import HEADINGS, rows_of
from actions.register.words import OwnerAs
from partnership.history.models import Download
from tests.actions.factories import make_action, make_plan, make_priority

ON = date(2025, 10, 22)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


def take(client, kind, query=""):
    return client.get(reverse("actions:register_file", args=[kind]) + query)


def read(response) -> list[dict]:
    """The rows of a file, each by its headings."""
    if "csv" in response["Content-Type"]:
        text = response.content.decode("utf-8-sig")
        return list(csv.DictReader(StringIO(text, newline="")))
    sheet = load_workbook(BytesIO(response.content))["Actions"]
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, map(day, row), strict=True)) for row in rows]


def day(value):
    """Excel knows no days, only instants."""
    return value.date() if isinstance(value, datetime) else value


@pytest.fixture
def rated(amara, mo, education, partnership):
    """An action of the plan with all that a row can tell."""
    action = raising.add_action(
        make_priority(make_plan(amara)),
        text="Write the pathway",
        owners=[OwnerAs("Mo", mo), OwnerAs("Board office")],
        due_text="June 2025",
        measure="It is used",
        measure_type="outcome",
        areas=["Ashmere", "Denholt"],
        by=amara,
        on=date(2025, 5, 1),
    )
    progress.change_due(action, due_text="Sept 2025", reason="x", by=mo, on=ON)
    progress.update_action(
        action, text="Half of it", rag="amber", impact="green", by=mo, on=ON
    )
    progress.update_action(action, text="Stuck", by=mo, on=ON)
    return action


def test_a_row_has_everything_on_the_page(rated, client_of, amara):
    [row] = read(take(client_of(amara), "xlsx"))

    assert row == {
        "Reference": "WSCP1.1",
        "Action": "Write the pathway",
        "Owners": "Mo, Board office",
        "Owners not yet matched": "Board office",
        "Belongs to": "Wexcombe partnership",
        "Plan": "Business plan",
        "Priority": "WSCP1 Children who go missing",
        "Objective": None,
        "Raised by": "Business plan: Business plan",
        "Raised on": date(2025, 5, 1),
        "Due, as written": "Sept 2025",
        "Due from": date(2025, 9, 1),
        "Due by": date(2025, 9, 30),
        "Next deadline": date(2025, 9, 30),
        "Overdue": "Yes",
        "Times moved": 1,
        "Status": "Under way",
        "Delivery rating": "At risk",
        "Impact rating": "Making a difference",
        "Success measure": "It is used",
        "What it measures": "Outcome: something changes for children",
        "Areas": "Ashmere, Denholt",
        "Last update on": date(2025, 10, 22),
        "Last update": "Stuck",
        "Completed on": None,
        "What difference it made": None,
        "Reason for withdrawal": None,
    }


def test_days_are_written_for_machines_in_csv(rated, client_of, amara):
    [row] = read(take(client_of(amara), "csv"))

    assert (row["Due by"], row["Times moved"], row["Completed on"]) == (
        "2025-09-30",
        "1",
        "",
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_holds_what_is_filtered_in_its_order_and_no_more(
    kind, client_of, amara, education, elm
):
    for number, due in enumerate(("March 2026", "tbc", "January 2026", "tbc")):
        make_action(education, text=f"Do {number}", due_text=due)
    make_action(elm.organisation, text="A school's", due_text="tbc")

    undated = read(take(client_of(amara), kind, "?without_date=on&order=-ref&page=9"))
    dated = read(take(client_of(amara), kind, "?order=due&due=nonsense"))

    assert [row["Action"] for row in undated] == ["Do 3", "Do 1"]
    assert [row["Action"] for row in dated] == ["Do 2", "Do 0", "Do 1", "Do 3"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_is_more_than_a_page(kind, client_of, amara, education):
    for number in range(45):
        make_action(education, text=f"Do {number}")

    assert len(read(take(client_of(amara), kind))) == 45


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_each_downloads_only_what_they_see(
    kind, client_of, dee, mo, elm, oak, education
):
    make_action(elm.organisation, text="Elm's")
    make_action(oak.organisation, text="Oak's")
    make_action(education, text="Education's")

    taken = {
        person.name: [row["Action"] for row in read(take(client_of(person), kind))]
        for person in (dee, mo)
    }

    assert taken == {"Dee": ["Elm's"], "Mo": ["Education's"]}


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 1632", "-2", "@SUM(A1)", "\t=1", "|calc"]
)
def test_no_text_becomes_a_formula(text, client_of, amara, education):
    make_action(
        education,
        text=f"{text} to do",
        owners=[OwnerAs(f"={text}")],
        source_words=text,
        due_text=f"={text}",
    )
    client = client_of(amara)

    [from_csv] = read(take(client, "csv"))
    book = load_workbook(BytesIO(take(client, "xlsx").content))

    begins = ("=", "+", "-", "@", "\t", "|")
    assert [v for v in from_csv.values() if v.startswith(begins)] == []
    kinds = {cell.data_type for row in book["Actions"] for cell in row}
    assert "f" not in kinds


def test_downloads_are_recorded(client_of, amara, education):
    make_action(education, due_text="tbc")

    take(client_of(amara), "xlsx", "?without_date=on&owner=")

    assert [(d.person, d.words) for d in Download.objects.all()] == [
        (amara, "Register of actions: 1 rows; No date: yes")
    ]


def test_its_file_name_has_the_date(client_of, amara):
    response = take(client_of(amara), "xlsx")

    assert response["Content-Disposition"] == (
        'attachment; filename="actions-2025-10-22.xlsx"'
    )


def test_there_is_no_other_kind(client_of, amara):
    assert take(client_of(amara), "pdf").status_code == 404


def test_in_excel_the_headings_stay_and_filter(client_of, amara, education):
    make_action(education)

    sheet = load_workbook(BytesIO(take(client_of(amara), "xlsx").content))["Actions"]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:AA2"
    assert [cell.value for cell in sheet[1]] == HEADINGS
    assert sheet["A1"].font.bold
    assert sheet["J2"].number_format == "d mmm yyyy"


def test_an_empty_register_has_only_headings(client_of, amara):
    sheet = load_workbook(BytesIO(take(client_of(amara), "xlsx").content))["Actions"]

    assert list(sheet.iter_rows(values_only=True)) == [tuple(HEADINGS)]


@pytest.mark.parametrize("count", [1, 100])
def test_however_many_rows_there_are(
    count, amara, mo, partnership, django_assert_num_queries
):
    priority = make_priority(make_plan(amara))
    for number in range(count):
        action = raising.add_action(
            priority, text=f"Do {number}", owners=[OwnerAs("Mo", mo)], by=amara, on=ON
        )
        progress.update_action(action, text="Begun", rag="green", by=mo, on=ON)

    with django_assert_num_queries(3):
        rows = rows_of(Action.objects.board().open_first(), person=amara, on=ON)

    assert len(rows) == count
