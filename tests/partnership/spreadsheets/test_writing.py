"""Rows written for spreadsheets run nothing when they are opened."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from partnership.spreadsheets.writing import Sheet, as_csv, as_workbook, safe_cell


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("https://example.org","Open")', None),
        ("+44 1632 960001", "'+44 1632 960001"),
        ("-5 since last quarter", "'-5 since last quarter"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1+1", "'\t=1+1"),
        ("\r=1+1", "'\r=1+1"),
        ("  =1+1", "'  =1+1"),
        ("\u00a0=1+1", "'\u00a0=1+1"),
        ("\x00=1+1", "'=1+1"),
        ("\ufeff=1+1", "'\ufeff=1+1"),
        ("|calc", "'|calc"),
        ("Children = 5", "Children = 5"),
        ("'=quoted already", "'=quoted already"),
        ("", ""),
        (None, ""),
        (-5, -5),
        (Decimal("-0.5"), Decimal("-0.5")),
        (True, "true"),
        (False, "false"),
        (date(2026, 1, 31), "2026-01-31"),
        (datetime(2026, 1, 31, 9, 5, tzinfo=UTC), "2026-01-31T09:05:00+00:00"),
    ],
)
def test_a_cell_is_what_it_says_and_never_a_formula(value, written):
    assert safe_cell(value) == (f"'{value}" if written is None else written)


@given(st.text())
def test_no_text_begins_a_formula(text):
    written = safe_cell(text)

    assert not written.lstrip().startswith(("=", "+", "-", "@"))
    assert not written.startswith(("\t", "\r", "\n"))


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cc", "Cs"])).filter(
                lambda text: safe_cell(text) == text
            ),
            min_size=2,
            max_size=2,
        )
    )
)
def test_what_is_written_is_read_back(rows):
    assert read(as_csv(["One", "Two"], rows)) == [["One", "Two"], *rows]


def test_excel_is_told_that_it_is_utf_8():
    content = as_csv(["Name"], [["Zoë"]])

    assert content == b"\xef\xbb\xbfName\r\nZo\xc3\xab\r\n"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
@example("\uffff\ufffe")
def test_any_text_can_be_written_and_opened_as_a_workbook(text):
    made = as_workbook("Report", [Sheet("One", ["Words"], [[f"a{text}b"]])])

    assert load_workbook(io.BytesIO(made)).active["A2"].value.startswith("a")


def test_a_workbook_keeps_days_and_runs_nothing():
    made = as_workbook(
        "Report",
        [
            Sheet("A/B", ["=Day", "Words"], [[date(2026, 1, 31), "=1+1"]], [10, 40]),
            Sheet("Empty", ["Words"], []),
        ],
    )

    book = load_workbook(io.BytesIO(made))
    cells = [[(c.value, c.data_type) for c in row] for row in book["A B"].rows]
    assert cells == [
        [("=Day", "s"), ("Words", "s")],
        [(datetime(2026, 1, 31), "d"), ("=1+1", "s")],  # noqa: DTZ001 – Excel's day
    ]
    assert book["A B"].freeze_panes == "A2"
    assert book["A B"].column_dimensions["B"].width == 40
    assert [sheet.max_row for sheet in book] == [2, 1]
    assert book.properties.title == "Report"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_stand_in_a_workbook(text):
    made = as_workbook("Report", [Sheet("Words", ["Words"], [[text]])])

    rows = list(load_workbook(io.BytesIO(made)).active.rows)
    assert rows
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}


def test_a_workbook_holds_texts_numbers_and_days():
    long = "A sentence that is longer than one line of a cell would be"
    sheet = Sheet(
        "Table",
        ["=Text", "Number", "Day", "At"],
        [
            ["=1+1", -5, date(2026, 1, 31), datetime(2026, 1, 31, 9, 5, tzinfo=UTC)],
            [long, Decimal("0.5"), None, ""],
            ["bell \x07", True, date(2026, 2, 1), "two\nlines"],
        ],
        widths=[30],
    )

    sheet = load_workbook(io.BytesIO(as_workbook("Table", [sheet])))["Table"]

    assert [[cell.value for cell in row[:2]] for row in sheet] == [
        ["=Text", "Number"],
        ["=1+1", -5],
        [long, 0.5],
        ["bell ", "true"],
    ]
    assert [sheet[f"C{row}"].value for row in (1, 3)] == ["Day", None]
    assert [sheet[f"C{row}"].value.date() for row in (2, 4)] == [
        date(2026, 1, 31),
        date(2026, 2, 1),
    ]
    assert [sheet[f"D{row}"].value for row in range(1, 5)] == [
        "At",
        "2026-01-31T09:05:00+00:00",
        None,
        "two\nlines",
    ]
    assert {cell.data_type for row in sheet for cell in row} == {"s", "n", "d"}
    assert [sheet[name].alignment.wrap_text for name in ("A2", "A3", "D4")] == [
        None,
        True,
        True,
    ]
    assert sheet.column_dimensions["A"].width == 30
    assert sheet.auto_filter.ref == "A1:D4"
