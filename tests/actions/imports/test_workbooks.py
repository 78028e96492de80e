"""Workbooks as other people's tools make them: odd, old, with hidden or struck rows."""

import io
import re
import zipfile

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl.styles import Font

from tests.partnership.sheets import altered, xlsx

TITLES = "Ref,Priority,Action,Lead,Due date"


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2026-11-02 10:00Z", tick=False):
        yield


def outcomes(said: dict) -> list[str]:
    return [row["outcome"] for row in said["rows"]]


def dues(said: dict) -> list[str]:
    return [row.get("due", "") for row in said["rows"]]


def plan_of(*rows: list, also=None) -> bytes:
    titles = ["Ref", "Priority", "Action", "Lead", "By when"]
    return xlsx(titles, *rows, title="Plan", also=also)


SIX = [
    [f"N{n}", "Neglect", f"Do it {n}", "Ann Seal", "March 2027"] for n in range(1, 7)
]


class TestWhatTheSenderHid:
    def test_hidden_rows_and_columns_stay_out_and_are_counted(self, told):
        def also(sheet):
            sheet.row_dimensions[3].hidden = True
            sheet.row_dimensions[5].hidden = True
            sheet.column_dimensions["D"].hidden = True

        said = told(plan_of(*SIX, also=also), "plan.xlsx")

        assert [row["text"] for row in said["rows"]] == [
            "Do it 1",
            "Do it 3",
            "Do it 5",
            "Do it 6",
        ]
        assert "owners" not in said["columns"]
        assert said["remarks"] == ["2 hidden rows and 1 hidden column were left out."]

    def test_a_struck_through_row_is_asked_about(self, told):
        def also(sheet):
            for cell in sheet[4]:
                cell.font = Font(strike=True)
            sheet["D6"].font = Font(strike=True)

        said = told(plan_of(*SIX, also=also), "plan.xlsx")

        assert outcomes(said) == ["new", "new", "question", "new", "new", "new"]
        assert said["rows"][2]["questions"] == [
            "Row 4 looks as if it was struck through by its sender. Import it all the "
            "same?"
        ]

    def test_they_are_shown_on_request(self, this_years_plan, amara, client_of):
        def also(sheet):
            sheet.row_dimensions[3].hidden = True

        client = client_of(amara)
        page = client.post(
            reverse("actions:import_plan", kwargs={"pk": this_years_plan.pk}),
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
    def test_looks_that_cannot_be_read_are_no_reason_to_refuse(self, content, told):
        said = told(content, "plan.xlsx")

        assert outcomes(said) == ["new"] * 6
        assert dues(said) == ["March 2027"] * 6

    def test_where_only_values_are_read_the_preview_says_so(self, told):
        said = told(strict(plan_of(*SIX)), "plan.xlsx")

        assert said["remarks"] == [
            "Only the values of this workbook could be read: what its sender hid or "
            "struck through is read like the rest."
        ]
