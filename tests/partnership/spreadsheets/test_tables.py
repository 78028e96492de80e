"""Which rows of a sheet hold its titles, and which sheet of a file is read."""

from openpyxl import Workbook

from partnership.lists.columns import COLUMNS
from partnership.spreadsheets.reading import read
from partnership.spreadsheets.tables import Understanding, tables_of
from tests.partnership.sheets import csv, saved


def header(content, *sheets):
    understanding = Understanding(sheets=sheets or None)
    (table,) = tables_of(
        read(content), COLUMNS, understanding, reads_several=False
    ).read
    return table.header


def test_the_row_that_names_most_columns_is_the_header():
    found = header(
        csv(
            "Education subgroup: membership,,",
            "as at 1 September 2025,,",
            "",
            "Full name,E-mail address,Role on group",
            "Ann,ann@council.example,Member",
        )
    )

    assert (found.first_row, found.last_row) == (4, 4)
    assert found.meanings == {"name": 0, "email": 1, "role": 2}
    assert [row.number for row in found.rows] == [5]


def test_titles_may_run_over_two_rows():
    found = header(
        csv(
            ",Contact,,Start",
            "Name,Email,Job title,date",
            "Ann,ann@council.example,Lead,1/9/25",
        )
    )

    assert (found.first_row, found.last_row) == (1, 2)
    assert list(found.meanings) == ["name", "email", "job_title", "from_date"]


def test_titles_may_be_wrapped_within_their_cell():
    found = header(csv('"Full\nname","E-mail\n(work)"', "Ann,ann@x.example"))

    assert found.meanings == {"name": 0, "email": 1}


def test_a_header_printed_again_is_no_row():
    found = header(csv("Name,Role", "Ann,Member", "NAME,ROLE", "Bo,Member"))

    assert [row.number for row in found.rows] == [2, 4]


def test_the_sheet_that_looks_like_a_list_is_read():
    book = Workbook()
    book.active.title = "Notes"
    book.active.append(["Please keep this up to date", "Thank you"])
    book.active.append(["as at May", "Amara"])
    sheet = book.create_sheet("Members")
    sheet.append(["Name", "Role"])
    sheet.append(["Ann", "Member"])
    content = saved(book)

    assert header(content).sheet == "Members"
    assert header(content, "Notes").sheet == "Notes"
    assert header(content, "Gone").sheet == "Members"


def test_without_a_known_title_the_first_full_row_is_the_header():
    found = header(csv("Our people,", "Wer,Was,", "Ann,Member,x"))

    assert (found.first_row, found.meanings) == (2, {})
    assert found.columns == [(0, "Wer"), (1, "Was"), (2, "column C")]
