"""The list, heat map and changes of risks."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from actions.risks.services import risks as services_risks
from partnership.history.models import Download
from tests.actions.pages import errors, page, rows, url
from tests.actions.risk_factories import assess, make_risk

TODAY = date(2025, 10, 22)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2025-10-22 12:00 +0000", tick=False)


@pytest.fixture
def register(education, quality, partnership, mo, amara):
    """One risk of each movement, and one that was closed long ago."""
    named = {
        name: make_risk(education, event=name, current=score, owner=owner)
        for name, score, owner in [
            ("up", (3, 3), mo),
            ("down", (4, 4), None),
            ("same", (2, 2), None),
            ("closed", (3, 3), None),
            ("gone", (3, 3), None),
        ]
    }
    named["new"] = make_risk(quality, event="new", on=date(2025, 9, 1))
    assess(named["up"], (4, 4), on=date(2025, 9, 1))
    assess(named["down"], (3, 4), on=date(2025, 9, 1))
    for name, day in (("closed", date(2025, 9, 1)), ("gone", date(2025, 6, 1))):
        services_risks.close_risk(named[name], reason="It is over", by=amara, on=day)
    return named


def listed(client, query=""):
    return rows(page(client.get(f"{url('risks')}{query}")))


class TestTheList:
    @pytest.mark.parametrize(
        ("query", "shown"),
        [
            ("", ["Up", "Down", "New", "Same", "Closed", "Gone"]),
            ("?status=live", ["Up", "Down", "New", "Same"]),
            ("?status=closed", ["Closed", "Gone"]),
            ("?over_threshold=on", ["Up"]),
            ("?owner=mo", ["Up"]),
            ("?moved=up", ["Up"]),
            ("?moved=down", ["Down"]),
            ("?review=on", ["Same"]),
            ("?text=posts", ["Up", "Down", "New", "Same", "Closed", "Gone"]),
            ("?text=RISK-2", ["Down"]),
            ("?order=-ref", ["New", "Gone", "Closed", "Same", "Down", "Up"]),
        ],
    )
    def test_is_filtered_and_sorted(self, register, client_of, amara, query, shown):
        assert listed(client_of(amara), query) == shown

    def test_is_filtered_by_body(self, register, client_of, amara, quality):
        assert listed(client_of(amara), f"?organisation={quality.pk}") == ["New"]

    def test_shows_the_change_of_each_score(self, register, client_of, amara):
        soup = page(client_of(amara).get(url("risks")))

        said = {
            row.th.a.get_text(): " ".join(row.find_all("td")[2].stripped_strings)
            for row in soup.select("tbody tr")
        }
        assert said == {
            "Up": "Worse 9 → 16",
            "Down": "Better 16 → 12",
            "Same": "No change 4",
            "New": "New",
            "Closed": "Closed",
            "Gone": "Closed before",
        }

    def test_prints_what_the_levels_mean(self, register, client_of, mo):
        words = page(client_of(mo).get(url("risks"))).main.get_text(" ", strip=True)

        assert "3 Possible It could well happen within a year or two" in words
        assert "5 Severe Serious harm to a child" in words
        assert "From 15. Goes to the executive" in words


class TestTheMap:
    def cells(self, client, query=""):
        soup = page(client.get(f"{url('risk_map')}{query}"))
        return {
            (row.th.get_text(strip=True), cell["data-label"]): (
                cell.span.get_text(strip=True),
                [link.contents[0].strip() for link in cell.select("a")],
            )
            for row in soup.select("tbody tr")
            for cell in row.select("td")
        }

    def test_has_a_square_for_each_pair_with_its_risks(
        self, register, client_of, amara
    ):
        cells = self.cells(client_of(amara))

        assert len(cells) == 25
        assert cells["4 Likely", "Impact 4 Major"] == ("16 High, escalated", ["RISK-1"])
        assert cells["2 Unlikely", "Impact 2 Minor"] == ("4 Low", ["RISK-3"])
        assert cells["5 Almost certain", "Impact 1 Negligible"] == ("5 Low", [])
        assert sum(len(risks) for _, risks in cells.values()) == 4

    def test_shows_the_inherent_ratings_on_request(self, register, client_of, amara):
        cells = self.cells(client_of(amara), "?rating=inherent")

        assert len(cells["4 Likely", "Impact 4 Major"][1]) == 4


class TestChanges:
    def test_is_grouped_worst_first(self, register, client_of, amara):
        soup = page(client_of(amara).get(url("risk_movement")))

        heads = [head.get_text() for head in soup.main.select("h2")]
        assert heads == [
            "New: 1",
            "Up: worse: 1",
            "Down: better: 1",
            "Same score: 1",
            "Closed: 1",
        ]

    def test_since_a_chosen_day(self, register, client_of, amara):
        query = "?since-day=1&since-month=10&since-year=2025"

        soup = page(client_of(amara).get(f"{url('risk_movement')}{query}"))

        assert "since 1 October 2025" in soup.h1.get_text()
        assert [head.get_text() for head in soup.main.select("h2")] == ["Same score: 4"]

    def test_a_future_day_is_refused(self, register, client_of, amara):
        query = "?since-day=1&since-month=10&since-year=2026"

        soup = page(client_of(amara).get(f"{url('risk_movement')}{query}"))

        assert errors(soup) == ["The date must be today or in the past"]

    def test_the_spreadsheet_has_the_same_rows_and_no_formulas(
        self, register, client_of, amara
    ):
        services_risks.edit_risk(
            register["new"], owner_words="=1+1", by=amara, on=TODAY
        )

        response = client_of(amara).get(url("risk_movement_excel"))

        sheet = load_workbook(BytesIO(response.content)).active
        told = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        assert [row[:4] for row in told] == [
            ["RISK-6", "New", None, 9],
            ["RISK-1", "Up: worse", 9, 16],
            ["RISK-2", "Down: better", 16, 12],
            ["RISK-3", "Same score", 4, 4],
            ["RISK-4", "Closed", 9, 9],
        ]
        assert told[0][7] == "=1+1"
        assert sheet.cell(2, 8).data_type == "s"
        assert told[0][12].date() == date(2025, 9, 1)
        assert Download.objects.get().words == "Risks since 24 July 2025 (Excel)"

    def test_the_pdf_has_the_changes_and_the_scales(self, register, client_of, amara):
        response = client_of(amara).get(url("risk_movement_pdf"))

        words = " ".join(
            sheet.extract_text() for sheet in PdfReader(BytesIO(response.content)).pages
        )
        assert response["Content-Type"] == "application/pdf"
        for said in ("RISK-1", "9 → 16", "Likelihood: how likely is it?", "Severe"):
            assert said in words
        assert Download.objects.get().words == "Risks since 24 July 2025 (PDF)"

    def test_shows_no_hidden_risks(self, register, client_of, olu):
        response = client_of(olu).get(url("risk_movement_excel"))

        sheet = load_workbook(BytesIO(response.content)).active
        assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["RISK-6"]


def test_the_register_and_the_risks_stand_side_by_side(client_of, amara, dee):
    here = page(client_of(amara).get(reverse("actions:register")))
    school = page(client_of(dee).get(reverse("actions:register")))

    assert here.find("a", href=url("risks")) is not None
    assert school.find("a", href=url("risks")) is None
