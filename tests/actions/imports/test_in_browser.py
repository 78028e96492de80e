"""The preview of a hostile file on a phone: nothing runs off the page."""

import pytest
from django.urls import reverse
from openpyxl import Workbook

from actions.imports.models import PlanImport
from tests.actions.factories import make_plan
from tests.actions.imports.plan_files import uploaded
from tests.partnership.sheets import saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 320


@pytest.fixture
def plan_import(amara) -> PlanImport:
    """200 columns, titles and texts without a space, an odd word as long as may be."""
    book = Workbook()
    sheet = book.active
    sheet.title = "S" * 31
    long = "x" * 300
    sheet.append(
        ["Priority", "Action", "Status", "By when", "Lead"]
        + [f"{'T' * 90}{n}" for n in range(195)]
    )
    sheet.append([f"P1 {'w' * 200}", long, "Q" * 80, long[:290], long])
    sheet.append(["P1", long, None, None, "https://example.org/" + long])
    sheet.append(["P1", f"{long} born 3/4/2014 Ann Reed", None, None, None])
    other = book.create_sheet("Z" * 31)
    other.append(["Action", "Lead"])
    other.append([long, "Mo"])
    return uploaded(saved(book), plan=make_plan(amara), by=amara, name="f" * 190)


@pytest.mark.parametrize("name", ["plan_import", "understand_import", "answer_import"])
def test_nothing_of_a_preview_runs_off_a_phone(browser_of, amara, plan_import, name):
    path = reverse(f"actions:{name}", kwargs={"pk": plan_import.pk})

    page = browser_of(amara, path, width=PHONE)

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE
