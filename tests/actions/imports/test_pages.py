"""The pages on which an officer takes over a plan's file."""

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.imports.models import PlanImport
from actions.register.models.actions import Action
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.imports.plan_files import PLAN, previewed, uploaded
from tests.partnership.sheets import csv, xlsx


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture
def plan(amara):
    return make_plan(amara, title="Business plan")


def url(name, row=None) -> str:
    return reverse(f"actions:{name}", kwargs={"pk": row.pk} if row else None)


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(page) -> str:
    return " ".join(page.get_text(" ").split())


def selected(page) -> dict[str, str]:
    """What stands in the selects of a form."""
    return {
        field["name"]: (field.find("option", selected=True) or {}).get("value", "")
        for field in page.select("select")
    }


def test_an_officer_imports_a_plan(client_of, bryn, amara, plan):
    client = client_of(bryn)
    make_action(
        text="Keep a list of every child who goes missing",
        priority=make_priority(plan),
        by=amara,
    )
    content = csv(
        "Priority,What,Finish,Lead,Status",
        "WSCP1,Keep a list of each child who goes missing,May 2026,Bryn,Slipping",
        "WSCP9 Babies,Ask the maternity wards,2026/10,Nobody yet,",
    )
    start = soup(client.get(plan.get_absolute_url()))
    assert start.find("a", string="Import a file")["href"] == url("import_plan", plan)

    page = soup(
        client.post(
            url("import_plan", plan),
            {"file": SimpleUploadedFile("plan.csv", content)},
            follow=True,
        )
    )
    plan_import = PlanImport.objects.get()
    text = words(page)
    assert "“Slipping” is not a word we know. Say what it means" in text
    assert "New priorities: WSCP9 Babies" in text
    assert "Columns that are not used: Finish" in text

    form = selected(soup(client.get(url("understand_import", plan_import))))
    assert (form["in_text"], form["in_due_text"], form["word_0"]) == ("1", "", "")
    client.post(
        url("understand_import", plan_import),
        {**form, "in_due_text": "2", "word_0": "under_way", "version": "1"},
    )
    page = soup(client.get(url("plan_import", plan_import)))
    assert "1 row needs an answer" in words(page)
    assert page.find("button", string="Import this file") is None

    page = soup(client.get(url("answer_import", plan_import)))
    assert "with a different text?" in words(page)
    client.post(
        url("answer_import", plan_import), {"question_0": "same", "version": "2"}
    )
    page = soup(client.get(url("plan_import", plan_import)))
    assert "About the date: " in page.table.get_text()
    assert page.find("button", string="Import this file")
    page = soup(
        client.post(url("plan_import", plan_import), {"version": "3"}, follow=True)
    )

    text = words(page)
    assert "Imported into Business plan on 22 October 2025 by Bryn" in text
    assert list(
        Action.objects.order_by("pk").values_list("ref", "text", "due_text", "status")
    ) == [
        (
            "WSCP1.1",
            "Keep a list of each child who goes missing",
            "May 2026",
            "under_way",
        ),
        ("WSCP9.1", "Ask the maternity wards", "2026/10", "not_started"),
    ]
    assert "plan.csv" in soup(client.get(url("imports"))).table.get_text()


def test_an_action_log_comes_into_the_register(client_of, amara, education):
    client = client_of(amara)
    file = SimpleUploadedFile("log.csv", csv("Action,Owner,Due", "Write,Mo,May 2026"))

    page = soup(
        client.post(
            url("import_actions"),
            {"file": file, "organisation": education.pk},
            follow=True,
        )
    )
    client.post(
        url("plan_import", PlanImport.objects.get()), {"version": "1"}, follow=True
    )

    assert "importing 1 row into Education subgroup would do" in words(page)
    assert Action.objects.get().organisation == education


def test_a_page_of_sheets_lets_one_be_chosen(client_of, amara, plan):
    def another(sheet):
        other = sheet.parent.create_sheet("Old")
        other.append(["Action", "Lead"])
        other.append(["An old thing", "Chair"])

    plan_import = uploaded(
        xlsx(["Action", "Lead"], ["Write it", "Chair"], title="New", also=another),
        plan=plan,
        by=amara,
    )
    client = client_of(amara)
    form = selected(soup(client.get(url("understand_import", plan_import))))

    client.post(
        url("understand_import", plan_import), {**form, "sheets": "New", "version": "1"}
    )

    plan_import.refresh_from_db()
    preview = previewed(plan_import)
    assert [row.line.text for row in preview.rows] == ["Write it"]


def test_a_column_is_one_thing_only_and_one_holds_the_actions(client_of, amara, plan):
    plan_import = uploaded(PLAN, plan=plan, by=amara)
    client = client_of(amara)
    form = selected(soup(client.get(url("understand_import", plan_import))))

    twice = client.post(
        url("understand_import", plan_import),
        {**form, "in_measure": form["in_text"], "version": "1"},
    )
    none = client.post(
        url("understand_import", plan_import), {**form, "in_text": "", "version": "1"}
    )

    assert "Success measure: select a column that is nothing else yet" in str(
        soup(twice).select_one(".govuk-error-summary")
    )
    assert "Select the column with the actions" in str(
        soup(none).select_one(".govuk-error-summary")
    )


def test_more_odd_words_than_fit_on_a_page_are_all_kept(client_of, amara, plan):
    rows = [f"P1 One,Write paper {number},odd {number}" for number in range(40)]
    plan_import = uploaded(
        csv("Priority,Action,Status", *rows), plan=plan, by=amara, name="odd.csv"
    )
    client = client_of(amara)

    for version in (1, 2):
        form = selected(soup(client.get(url("understand_import", plan_import))))
        chosen = {
            name: value or "under_way"
            for name, value in form.items()
            if name.startswith("word_")
        }
        client.post(
            url("understand_import", plan_import),
            {**form, **chosen, "version": str(version)},
        )

    plan_import.refresh_from_db()
    assert len(plan_import.reading["words"]) == 40
    assert previewed(plan_import).refused_rows == []


def test_what_was_chosen_stays_on_the_page_beside_what_is_wrong(client_of, amara, plan):
    plan_import = uploaded(
        PLAN.replace(b"In progress", b"Slipping"), plan=plan, by=amara
    )
    client = client_of(amara)
    form = selected(soup(client.get(url("understand_import", plan_import))))
    wrong = {**form, "in_measure": form["in_text"], "in_rag": "", "word_0": "under_way"}

    again = client.post(
        url("understand_import", plan_import), {**wrong, "version": "1"}
    )

    assert selected(soup(again)) == wrong


def test_the_preview_says_how_a_cell_was_read(client_of, amara, plan):
    plan_import = uploaded(
        csv("Priority,Action,By when", "P1 One,Write it,46053"), plan=plan, by=amara
    )

    page = soup(client_of(amara).get(url("plan_import", plan_import)))

    assert "46053 is an Excel day number: read as 31 January 2026" in (
        page.table.get_text()
    )


def test_only_officers_see_imports(client_of, plan, amara, mo):
    plan_import = uploaded(PLAN, plan=plan, by=amara)
    client = client_of(mo)

    assert client.get(url("imports")).status_code == 403
    assert client.get(url("plan_import", plan_import)).status_code == 404
    assert client.get(url("import_plan", plan)).status_code == 403
