"""Files that are no plan, or worse: refused in words, beside the field."""

import io
import re
import time
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.imports.models import PlanImport
from actions.imports.services import ACTIONS
from actions.register.models.actions import Action
from partnership.guards.outcomes import Refused
from partnership.spreadsheets.limits import MOST_BYTES
from partnership.uploads import services
from tests.actions.factories import make_plan
from tests.actions.imports.plan_files import ON, previewed, uploaded
from tests.partnership.sheets import altered, csv, xlsx


def zip_of(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "/", 1), content)
    return out.getvalue()


def bomb() -> bytes:
    return altered(
        xlsx(["Action"], ["Write it"]),
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b"</sheetData>", b" " * (30 << 20) + b"</sheetData>"),
    )


def entities() -> bytes:
    return altered(
        xlsx(["Action"], ["Write it"]),
        "xl/worksheets/sheet1.xml",
        lambda data: b'<!DOCTYPE x [<!ENTITY a "b">]>' + data,
    )


def long_format() -> bytes:
    return altered(
        xlsx(["Action"], ["Write it"]),
        "xl/styles.xml",
        lambda data: data.replace(
            b"<fonts",
            b'<numFmts><numFmt formatCode="' + b"[" * 200_000 + b'" '
            b'numFmtId="164"/></numFmts><fonts',
        ),
    )


def one_sheet_under_two_names() -> bytes:
    return altered(
        xlsx(["Action"], ["Write it"]),
        "xl/workbook.xml",
        lambda data: re.sub(
            rb"(<sheet [^>]*/>)",
            lambda found: found[1] + found[1].replace(b"Members", b"Again"),
            data,
        ),
    )


HOSTILE = {
    "empty": (b"", "The selected file is empty"),
    "blank": (b" \n \n", "This file is empty"),
    "only titles": (csv("Priority,Action"), "no row stands below its titles"),
    "a zip bomb": (bomb(), "This workbook is too large once it is unpacked"),
    "entities": (entities(), "This workbook cannot be read"),
    "with a password": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "or has a password"),
    "a PDF": (b"%PDF-1.7 " + b"x" * 99, "must be"),
    "a Word document": (zip_of(**{"word_document.xml": b"<w/>"}), "must be"),
    "a web page": (b"<html><table></table></html>", "This is a web page"),
    "100,000 columns": (csv(",".join(["Action"] * 100_000), "x," * 99_999), "200"),
    "too many rows": (csv("Action", *["Write it"] * 5001), "more than 5,000 rows"),
    "a format to count": (long_format(), "This workbook cannot be read"),
    "a sheet twice": (one_sheet_under_two_names(), "This workbook cannot be read"),
    "a wide row": (csv("Action", "x" + "," * 4_900_000 + "x"), "more than 200 columns"),
    "blank rows": (b"Action\n" + b"\n" * 4_900_000, "goes on after row 20,000"),
    "no text": (b"Action\x00,By\n", "must be"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_is_no_plan_is_refused_beside_the_field(what, client_of, amara):
    content, words = HOSTILE[what]
    plan = make_plan(amara)
    name = "plan.xlsx" if content.startswith(b"PK") else "plan.csv"
    began = time.perf_counter()

    response = client_of(amara).post(
        reverse("actions:import_plan", kwargs={"pk": plan.pk}),
        {"file": SimpleUploadedFile(name, content)},
    )

    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert words in page.select_one("#id_file-error, .govuk-error-message").get_text()
    assert page.select_one(".govuk-error-summary a")["href"].startswith("#")
    assert PlanImport.objects.count() == 0
    assert time.perf_counter() - began < 10


def test_a_file_that_is_too_large_is_refused_without_being_read(amara):
    class Huge:
        name, size = "plan.csv", MOST_BYTES + 1

    with pytest.raises(Refused, match="larger than 5 MB"):
        services.upload(ACTIONS, file=Huge(), plan=make_plan(amara), by=amara, on=ON)


def test_formulas_are_never_calculated(amara):
    plan = make_plan(amara)
    content = xlsx(
        ["Priority", "Action", "By when"],
        ["WSCP1 One", '=HYPERLINK("http://e.example";"x")', "May 2026"],
        ["WSCP1 One", "Write it", "=TODAY()"],
    )

    preview = previewed(uploaded(content, plan=plan, by=amara))

    assert [row.problems for row in preview.rows] == [
        ["column Action: this cell holds a formula whose result was not saved"],
        ["column By when: this cell holds a formula whose result was not saved"],
    ]


def test_what_looks_like_a_formula_in_a_text_stays_text_and_leaves_as_text(amara):
    plan = make_plan(amara)
    plan_import = uploaded(
        csv("Priority,Action", "WSCP1 One,=cmd|' /C calc'!A0"), plan=plan, by=amara
    )

    services.apply(ACTIONS, plan_import, version=1, by=amara, on=ON)

    assert Action.objects.get().text == "=cmd|' /C calc'!A0"


def test_markup_and_overlong_names_do_no_harm(amara, client_of):
    plan = make_plan(amara)
    plan_import = uploaded(
        csv("Priority,Action", f"WSCP1 {'x' * 400},<img src=x onerror=y>"),
        plan=plan,
        by=amara,
        name="<b>" + "y" * 400,
    )

    response = client_of(amara).get(
        reverse("actions:plan_import", kwargs={"pk": plan_import.pk})
    )

    assert b"<img" not in response.content
    assert len(plan_import.name) == 200
    preview = previewed(plan_import)
    assert preview.rows[0].problems == ["column Priority: longer than 220 characters"]
