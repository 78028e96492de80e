"""Files as other people's tools make them."""

import re
from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.imports.services import ACTIONS
from actions.register.models.actions import Action
from partnership.uploads import services
from tests.actions.imports.plan_files import ON, applied, imported, uploaded
from tests.partnership.sheets import csv, xlsx

TITLES = "Ref,Priority,Action,Lead,Due date"


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2026-11-02 10:00Z", tick=False):
        yield


def outcomes(said: dict) -> list[str]:
    return [row["outcome"] for row in said["rows"]]


def dues(said: dict) -> list[str]:
    return [row.get("due", "") for row in said["rows"]]


class TestDates:
    def test_what_a_column_proves_holds_for_all_its_dates(self, told):
        said = told(
            csv(
                TITLES,
                "1,Neglect,Write the guide,Ann Seal,12/31/2026",
                "2,Neglect,Brief schools,Ann Seal,03/12/2027",
                "3,Neglect,Audit ten files,Ann Seal,04/30/2027",
                "4,Neglect,Meet,Ann Seal,05/05/2026",
            )
        )

        assert outcomes(said) == ["new", "new", "new", "new"]
        assert dues(said) == [
            "31 December 2026",
            "03/12/2027: 12 March 2027 or 3 December 2027",
            "30 April 2027",
            "5 May 2026",
        ]
        assert said["rows"][1]["questions"] == [
            "Does 03/12/2027 in the column “Due date” give the month first, as "
            "12/31/2026 does?"
        ]
        assert said["rows"][0]["remarks"] == ["12/31/2026 gives the month first"]

    def test_the_answer_holds_for_the_column(self, this_years_plan, amara):
        content = csv(
            TITLES,
            "1,Neglect,Write the guide,Ann Seal,12/31/2026",
            "2,Neglect,Brief schools,Ann Seal,03/12/2026",
            "3,Neglect,Meet,Ann Seal,04/12/2026",
        )
        file = uploaded(content, plan=this_years_plan, by=amara)

        services.answer(
            ACTIONS,
            file,
            answers={"Due date:order": "month_first"},
            version=file.version,
            by=amara,
            on=ON,
        )
        applied(file, by=amara)

        assert list(
            Action.objects.order_by("pk").values_list("due_end", flat=True)
        ) == [
            date(2026, 12, 31),
            date(2026, 3, 12),
            date(2026, 4, 12),
        ]

    def test_unanswered_it_is_asked_of_the_owner(self, this_years_plan, amara):
        imported(
            csv(
                TITLES,
                "1,Neglect,Write the guide,Ann Seal,12/31/2026",
                "2,Neglect,Brief schools,Ann Seal,03/12/2026",
            ),
            plan=this_years_plan,
            by=amara,
        )

        action = Action.objects.get(text="Brief schools")
        assert action.due_end is None
        assert action.due_precision == "ambiguous"
        assert "12 March 2026" in action.due_text

    def test_days_come_first_where_nothing_proves_another_order(self, told):
        said = told(
            csv(
                TITLES,
                "1,Neglect,Write the guide,Ann Seal,31/12/2026",
                "2,Neglect,Brief schools,Ann Seal,03/12/2026",
            )
        )

        assert outcomes(said) == ["new", "new"]
        assert dues(said) == ["31/12/2026", "03/12/2026"]

    def test_times_with_a_zone_are_days_here(self, told):
        said = told(
            csv(
                TITLES,
                "1,Neglect,Write the guide,Ann Seal,2026-06-29T23:00:00Z",
                "2,Neglect,Brief schools,Ann Seal,2027-01-31T00:00:00Z",
            )
        )

        assert dues(said) == ["30 June 2026", "31 January 2027"]

    def test_a_lone_column_date_is_the_due_date_and_is_remarked_on(self, told):
        said = told(csv("Priority,Action,Date", "Neglect,Write the guide,March 2027"))

        assert said["columns"]["due_text"] == "Date"
        assert said["remarks"] == [
            "“Date” is read as the column “Due”. Change the columns if it is something "
            "else."
        ]

    def test_beside_a_due_date_a_column_date_is_something_else(self, told):
        said = told(csv("Priority,Action,Date,Due", "Neglect,Write,1/2/26,March 2027"))

        assert said["columns"]["due_text"] == "Due"
        assert said["remarks"] == []


class TestTitles:
    def test_a_title_with_a_year_is_a_title_wherever_it_stands(self, told):
        said = told(
            xlsx(
                ["Action plan 2025-26 / 2026-27"],
                [],
                ["Action 2025-26", "Owner Timescale", "Timescale", "Priority"],
                ["Train partners", "Ann Seal", "April 2026", "Neglect"],
                ["Action 2026-27", "Owner Timescale", "Timescale", "Priority"],
                ["Publish a letter", "Bo Oduya", "Spring term 2027", "Neglect"],
                title="Plan",
            ),
            "plan.xlsx",
        )

        assert said["columns"] == {
            "text": "Action 2025-26",
            "owners": "Owner Timescale",
            "due_text": "Timescale",
            "priority": "Priority",
        }
        assert [row["text"] for row in said["rows"]] == [
            "Train partners",
            "Publish a letter",
        ]

    def test_an_export_of_planner_is_read_by_what_its_columns_hold(self, told):
        said = told(
            xlsx(
                ["Plan name", "Early help"],
                ["Plan ID", "aBc"],
                [],
                ["Task ID", "Task Name", "Bucket Name", "Progress", "Priority",
                 "Assigned To", "Due date", "Description"],
                ["x1", "Write the guide", "Neglect", "In progress", "Important",
                 "Ann Seal;Bo Oduya", "31/01/2027", "A longer text"],
                ["x2", "Brief schools", "Neglect", "Completed", "Urgent", "Ann Seal",
                 "", ""],
                title="Tasks",
            ),
            "plan.xlsx",
        )  # fmt: skip

        assert said["columns"] == {
            "text": "Task Name",
            "priority": "Bucket Name",
            "status": "Progress",
            "owners": "Assigned To",
            "due_text": "Due date",
        }
        assert outcomes(said) == ["new", "new"]

    def test_an_export_of_a_microsoft_list_is_read_below_its_first_row(self, told):
        said = told(
            csv(
                '\ufeff"ListSchema={""schemaXmlList"":[""<Field/>""]}"',
                "Title,Workstream,Lead,Due date,Status,Comments",
                "Write the guide,Neglect,Ann Seal,2026-06-29T23:00:00Z,Not started,",
            )
        )

        assert said["columns"]["text"] == "Title"
        assert said["columns"]["priority"] == "Workstream"
        assert dues(said) == ["30 June 2026"]

    @pytest.mark.parametrize("cell", ["On track", "Half of it is done"])
    def test_progress_in_words_is_an_update(self, told, cell):
        said = told(
            csv(
                "Priority,Action,Status,Progress",
                f"Neglect,Write the guide,In progress,{cell}",
            )
        )

        assert said["columns"]["status"] == "Status"
        assert said["columns"]["update"] == "Progress"

    def test_ratings_under_impact_are_ratings(self, told):
        said = told(
            csv("Priority,Action,Impact", "Neglect,Write,Green", "Neglect,Brief,Amber")
        )

        assert said["columns"]["impact"] == "Impact"
        assert "measure" not in said["columns"]


def test_a_share_of_the_work_is_a_status(this_years_plan, amara):
    imported(
        csv(
            "Priority,Action,% complete",
            "Neglect,One,100%",
            "Neglect,Two,50%",
            "Neglect,Three,0%",
        ),
        plan=this_years_plan,
        by=amara,
    )

    assert list(Action.objects.order_by("pk").values_list("text", "status")) == [
        ("One", "complete"),
        ("Two", "under_way"),
        ("Three", "not_started"),
    ]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("mac_roman", "children’s voices – £2k"), ("cp850", "café visits for £2k")],
)
def test_a_file_of_another_system_reads_as_it_was_typed(told, encoding, text):
    said = told(csv(TITLES, f"1,Neglect,{text},Ann Seal,May 2026", encoding=encoding))

    assert [row["text"] for row in said["rows"]] == [text]


def test_where_it_does_not_show_how_a_file_was_saved_somebody_says_it(
    this_years_plan, amara, client_of
):
    client = client_of(amara)
    content = csv(TITLES, "1,Neglect,Meet Zoë,Ann Seal,May 2026", encoding="cp850")

    page = client.post(
        reverse("actions:import_plan", kwargs={"pk": this_years_plan.pk}),
        {"file": SimpleUploadedFile("plan.csv", content)},
        follow=True,
    )

    before = BeautifulSoup(page.content, "html.parser").main
    link = before.find("a", string=re.compile("Say which is right"))["href"]
    form = BeautifulSoup(client.get(link).content, "html.parser").main.form
    data = {
        one["name"]: one.get("value", "")
        for one in form.select("input")
        if one["type"] != "radio"
    }
    data |= {
        one["name"]: chosen["value"]
        for one in form.select("select")
        if (chosen := one.select_one("[selected]"))
    }
    after = client.post(link, {**data, "encoding": "cp850"}, follow=True)
    assert "MS-DOS: “1,Neglect,Meet Zoë" in " ".join(before.get_text().split())
    assert before.find("button", string=re.compile("Import this")) is None
    assert "Meet Zoë" in after.content.decode()
    assert "Import this file" in after.content.decode()


def test_a_marking_is_passed_over_and_shown(told):
    said = told(
        csv("[OFFICIAL – SENSITIVE],,,,", TITLES, "1,Neglect,Write,Ann Seal,May 2026")
    )

    assert outcomes(said) == ["new"]
    assert said["remarks"] == ["The file is marked [OFFICIAL – SENSITIVE]."]
