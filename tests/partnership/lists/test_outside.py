"""Lists of people as other people's tools make them."""

from datetime import date

import pytest
from openpyxl.styles import Font

from tests.partnership.sheets import csv, planned, told, xlsx

pytestmark = pytest.mark.django_db

TITLES = "Name,Email,Subgroup,Role,From"


@pytest.fixture(autouse=True)
def _here(education):
    """The subgroup that the rows name."""


def test_dates_that_give_the_month_first_are_asked_about_once():
    preview = planned(
        csv(
            TITLES,
            "Ann Seal,ann@council.example,Education subgroup,Member,09/14/2025",
            "Bo Oduya,bo@council.example,Education subgroup,Member,09/08/2025",
            "Cy Marlowe,cy@council.example,Education subgroup,Member,10/11/2025",
        )
    )

    first, *others = preview.rows
    assert first.outcome == "new_person"
    assert first.line.from_date == date(2025, 9, 14)
    assert [row.outcome for row in others] == ["question", "question"]
    assert {question.key for row in others for question in row.questions} == {
        "From:order"
    }


def test_someone_struck_through_is_asked_about():
    def also(sheet):
        for cell in sheet[2]:
            cell.font = Font(strike=True)

    preview = planned(
        xlsx(
            TITLES.split(","),
            ["Ann Seal", "ann@council.example", "Education subgroup", "Member", ""],
            ["Bo Oduya", "bo@council.example", "Education subgroup", "Member", ""],
            also=also,
        )
    )

    assert [outcome for _, outcome, _ in told(preview)] == ["question", "new_person"]


def test_a_file_of_another_system_reads_as_it_was_typed():
    preview = planned(
        csv(
            TITLES,
            "Siobhán O’Brien,s@council.example,Education subgroup,Member,",
            encoding="mac_roman",
        )
    )

    assert [row.line.name for row in preview.rows] == ["Siobhán O’Brien"]
