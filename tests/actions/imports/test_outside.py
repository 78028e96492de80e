"""Files as other people's tools make them."""

import io
import json
import re
import zipfile
from datetime import date
from io import StringIO

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from openpyxl.styles import Font

from actions.imports.services import ACTIONS
from actions.register.models.actions import Action
from partnership.uploads import services
from tests.actions.factories import make_plan
from tests.actions.imports.plan_files import ON, applied, imported, uploaded
from tests.partnership.sheets import altered, csv, xlsx

TITLES = "Ref,Priority,Action,Lead,Due date"


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2026-11-02 10:00Z", tick=False):
        yield


@pytest.fixture
def plan(amara):
    return make_plan(amara, start=date(2026, 4, 1))


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


def outcomes(said: dict) -> list[str]:
    return [row["outcome"] for row in said["rows"]]


def dues(said: dict) -> list[str]:
    return [row.get("due", "") for row in said["rows"]]


class TestDates:
    def test_what_a_column_proves_holds_for_all_its_dates(self, read):
        said = read(
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

    def test_the_answer_holds_for_the_column(self, plan, amara):
        content = csv(
            TITLES,
            "1,Neglect,Write the guide,Ann Seal,12/31/2026",
            "2,Neglect,Brief schools,Ann Seal,03/12/2026",
            "3,Neglect,Meet,Ann Seal,04/12/2026",
        )
        file = uploaded(content, plan=plan, by=amara)

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

    def test_unanswered_it_is_asked_of_the_owner(self, plan, amara):
        imported(
            csv(
                TITLES,
                "1,Neglect,Write the guide,Ann Seal,12/31/2026",
                "2,Neglect,Brief schools,Ann Seal,03/12/2026",
            ),
            plan=plan,
            by=amara,
        )

        action = Action.objects.get(text="Brief schools")
        assert action.due_end is None
        assert action.due_precision == "ambiguous"
        assert "12 March 2026" in action.due_text

    def test_days_come_first_where_nothing_proves_another_order(self, read):
        said = read(
            csv(
                TITLES,
                "1,Neglect,Write the guide,Ann Seal,31/12/2026",
                "2,Neglect,Brief schools,Ann Seal,03/12/2026",
            )
        )

        assert outcomes(said) == ["new", "new"]
        assert dues(said) == ["31/12/2026", "03/12/2026"]

    def test_times_with_a_zone_are_days_here(self, read):
        said = read(
            csv(
                TITLES,
                "1,Neglect,Write the guide,Ann Seal,2026-06-29T23:00:00Z",
                "2,Neglect,Brief schools,Ann Seal,2027-01-31T00:00:00Z",
            )
        )

        assert dues(said) == ["30 June 2026", "31 January 2027"]

    def test_a_lone_column_date_is_the_due_date_and_is_remarked_on(self, read):
        said = read(csv("Priority,Action,Date", "Neglect,Write the guide,March 2027"))

        assert said["columns"]["due_text"] == "Date"
        assert said["remarks"] == [
            "“Date” is read as the column “Due”. Change the columns if it is something "
            "else."
        ]

    def test_beside_a_due_date_a_column_date_is_something_else(self, read):
        said = read(csv("Priority,Action,Date,Due", "Neglect,Write,1/2/26,March 2027"))

        assert said["columns"]["due_text"] == "Due"
        assert said["remarks"] == []


def plan_of(*rows: list, also=None) -> bytes:
    titles = ["Ref", "Priority", "Action", "Lead", "By when"]
    return xlsx(titles, *rows, title="Plan", also=also)


SIX = [
    [f"N{n}", "Neglect", f"Do it {n}", "Ann Seal", "March 2027"] for n in range(1, 7)
]


class TestWhatTheSenderHid:
    def test_hidden_rows_and_columns_stay_out_and_are_counted(self, read):
        def also(sheet):
            sheet.row_dimensions[3].hidden = True
            sheet.row_dimensions[5].hidden = True
            sheet.column_dimensions["D"].hidden = True

        said = read(plan_of(*SIX, also=also), "plan.xlsx")

        assert [row["text"] for row in said["rows"]] == [
            "Do it 1",
            "Do it 3",
            "Do it 5",
            "Do it 6",
        ]
        assert "owners" not in said["columns"]
        assert said["remarks"] == ["2 hidden rows and 1 hidden column were left out."]

    def test_a_struck_through_row_is_asked_about(self, read):
        def also(sheet):
            for cell in sheet[4]:
                cell.font = Font(strike=True)
            sheet["D6"].font = Font(strike=True)

        said = read(plan_of(*SIX, also=also), "plan.xlsx")

        assert outcomes(said) == ["new", "new", "question", "new", "new", "new"]
        assert said["rows"][2]["questions"] == [
            "Row 4 looks as if it was struck through by its sender. Import it all the "
            "same?"
        ]

    def test_they_are_shown_on_request(self, plan, amara, client_of):
        def also(sheet):
            sheet.row_dimensions[3].hidden = True

        client = client_of(amara)
        page = client.post(
            reverse("actions:import_plan", kwargs={"pk": plan.pk}),
            {"file": SimpleUploadedFile("plan.xlsx", plan_of(*SIX, also=also))},
            follow=True,
        )
        before = BeautifulSoup(page.content, "html.parser")
        link = before.find("a", string=re.compile("show it"))["href"]
        form = BeautifulSoup(client.get(link).content, "html.parser").main.form
        data = {one["name"]: one.get("value", "") for one in form.select("input")}
        data |= {
            one["name"]: chosen["value"]
            for one in form.select("select")
            if (chosen := one.select_one("[selected]"))
        }

        after = client.post(link, {**data, "with_hidden": "on"}, follow=True)

        assert "1 hidden row was left out" in before.main.get_text()
        assert "Do it 2" not in before.main.get_text()
        assert "Do it 2" in after.content.decode()
        assert "left out:" not in after.content.decode()


def relation_moved(content: bytes) -> bytes:
    """A workbook with its workbook part under another name."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w") as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            if name.endswith((".rels", ".xml")):
                data = data.replace(b"xl/workbook.xml", b"xl/workbook7.xml")
            name = name.replace("workbook.xml", "workbook7.xml")
            after.writestr(name, data)
    return out.getvalue()


def styled(before: bytes, after: bytes) -> bytes:
    return altered(
        plan_of(*SIX), "xl/styles.xml", lambda xml: xml.replace(before, after, 1)
    )


def strict(content: bytes) -> bytes:
    """A workbook in the strict kind of Open XML, which has names of its own."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w") as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            for old, new in (
                (b"schemas.openxmlformats.org/spreadsheetml/2006/main",
                 b"purl.oclc.org/ooxml/spreadsheetml/main"),
                (b"schemas.openxmlformats.org/officeDocument/2006/relationships",
                 b"purl.oclc.org/ooxml/officeDocument/relationships"),
            ):  # fmt: skip
                data = data.replace(old, new)
            after.writestr(name, data)
    return out.getvalue()


class TestWorkbooks:
    @pytest.mark.parametrize(
        "content",
        [
            relation_moved(plan_of(*SIX)),
            styled(b"<fill><patternFill/></fill>", b"<fill/>"),
            styled(b'<family val="2"/>', b'<family val="34"/>'),
            styled(b'<color theme="1"/>', b'<color rgb="#FF0000"/>'),
            strict(plan_of(*SIX)),
        ],
        ids=["another name", "empty fill", "odd font", "odd colour", "strict"],
    )
    def test_looks_that_cannot_be_read_are_no_reason_to_refuse(self, content, read):
        said = read(content, "plan.xlsx")

        assert outcomes(said) == ["new"] * 6
        assert dues(said) == ["March 2027"] * 6

    def test_where_only_values_are_read_the_preview_says_so(self, read):
        said = read(strict(plan_of(*SIX)), "plan.xlsx")

        assert said["remarks"] == [
            "Only the values of this workbook could be read: what its sender hid or "
            "struck through is read like the rest."
        ]


class TestTitles:
    def test_a_title_with_a_year_is_a_title_wherever_it_stands(self, read):
        said = read(
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

    def test_an_export_of_planner_is_read_by_what_its_columns_hold(self, read):
        said = read(
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

    def test_an_export_of_a_microsoft_list_is_read_below_its_first_row(self, read):
        said = read(
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
    def test_progress_in_words_is_an_update(self, read, cell):
        said = read(
            csv(
                "Priority,Action,Status,Progress",
                f"Neglect,Write the guide,In progress,{cell}",
            )
        )

        assert said["columns"]["status"] == "Status"
        assert said["columns"]["update"] == "Progress"

    def test_ratings_under_impact_are_ratings(self, read):
        said = read(
            csv("Priority,Action,Impact", "Neglect,Write,Green", "Neglect,Brief,Amber")
        )

        assert said["columns"]["impact"] == "Impact"
        assert "measure" not in said["columns"]


def test_a_share_of_the_work_is_a_status(plan, amara):
    imported(
        csv(
            "Priority,Action,% complete",
            "Neglect,One,100%",
            "Neglect,Two,50%",
            "Neglect,Three,0%",
        ),
        plan=plan,
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
def test_a_file_of_another_system_reads_as_it_was_typed(read, encoding, text):
    said = read(csv(TITLES, f"1,Neglect,{text},Ann Seal,May 2026", encoding=encoding))

    assert [row["text"] for row in said["rows"]] == [text]


def test_where_it_does_not_show_how_a_file_was_saved_somebody_says_it(
    plan, amara, client_of
):
    client = client_of(amara)
    content = csv(TITLES, "1,Neglect,Meet Zoë,Ann Seal,May 2026", encoding="cp850")

    page = client.post(
        reverse("actions:import_plan", kwargs={"pk": plan.pk}),
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


def test_a_marking_is_passed_over_and_shown(read):
    said = read(
        csv("[OFFICIAL – SENSITIVE],,,,", TITLES, "1,Neglect,Write,Ann Seal,May 2026")
    )

    assert outcomes(said) == ["new"]
    assert said["remarks"] == ["The file is marked [OFFICIAL – SENSITIVE]."]
