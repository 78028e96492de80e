"""What stands in single cells of an old spreadsheet, and files that are badly made."""

from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from actions.imports.words import colour_named
from partnership.guards.outcomes import Refused
from tests.actions.imports.plan_files import lines, tables
from tests.partnership.sheets import altered, csv, saved, xlsx


def problems(found) -> list[list[str]]:
    return [[str(one) for one in line.problems] for line in found]


class TestCells:
    def test_numbers_are_read_as_they_are_shown(self):
        def dress(sheet):
            for cell, number_format in (
                ("A2", "0.00"),
                ("A3", "000"),
                ("C2", "0%"),
                ("C3", '"£"#,##0'),
            ):
                sheet[cell].number_format = number_format

        found = lines(
            xlsx(
                ["Ref", "Action", "Measure"],
                [1.1, "Write it", 0.95],
                [7, "Read it", 1200],
                [1.1, "Ask", 0.1 + 0.2],
                also=dress,
            ),
            is_plan=False,
        )

        assert [(one.ref, one.measure) for one in found] == [
            ("1.10", "95%"),
            ("007", "£1,200"),
            ("1.1", "0.3"),
        ]

    def test_a_reference_that_excel_made_a_date_of_is_refused(self):
        [line] = lines(
            xlsx(["Ref", "Action"], [date(2025, 2, 1), "Write it"]), is_plan=False
        )

        assert problems([line]) == [
            [
                "column Ref: Excel has made a date of this reference, 1 February 2025: "
                "make the column text"
            ]
        ]

    def test_a_day_in_a_text_is_written_out(self):
        [line] = lines(
            xlsx(["Action", "Update"], ["Write it", date(2025, 2, 1)]), is_plan=False
        )

        assert line.update == "1 February 2025"

    def test_a_colour_without_a_word_is_not_read_and_that_is_said(self, db):
        def dress(sheet):
            sheet["B2"].fill = PatternFill("solid", fgColor="FFFF0000")
            sheet["B3"].fill = PatternFill("solid", fgColor="FFDDEBF7")

        found = lines(
            xlsx(["Action", "RAG"], ["Write it"], ["Read it"], also=dress),
            is_plan=False,
        )

        assert [one.rag for one in found] == ["", ""]
        assert [one.remarks for one in found] == [
            ["RAG is only coloured red here, and a colour is not read: write the word"],
            [],
        ]

    @pytest.mark.parametrize(
        ("rgb", "name"),
        [
            ("FFFF0000", "red"),
            ("FFC00000", "red"),
            ("FFFFC000", "amber"),
            ("FFFFFF00", "amber"),
            ("FF00B050", "green"),
            ("FF92D050", "green"),
            ("FF0070C0", ""),
            ("FFFFFFFF", ""),
            ("00000000", ""),
            ("", ""),
            ("no colour", ""),
        ],
    )
    def test_colours_of_ratings(self, rgb, name):
        assert colour_named(rgb) == name

    @pytest.mark.parametrize(
        ("word", "status"),
        [("✓", "complete"), ("✔️", "complete"), ("✗", "not_started"), ("...", "")],
    )
    def test_signs_instead_of_words(self, word, status):
        [line] = lines(csv("Action,Complete?", f"Write it,{word}"), is_plan=False)

        assert (line.status, line.problems) == (status, [])

    @pytest.mark.parametrize(
        "content", ["Action,Status,RAG\nAsk,,Blue\n", "RAG,Action,Status\nBlue,Ask,\n"]
    )
    def test_blue_is_complete_whichever_column_stands_first(self, db, content):
        [line] = lines(content.encode(), is_plan=False)

        assert (line.status, line.rag) == ("complete", "")

    def test_a_sign_that_nobody_knows_is_asked_about(self):
        content = csv("Action,Status", "Write it,***")

        [line] = lines(content, is_plan=False)
        [told] = lines(content, is_plan=False, words={"status:***": "under_way"})

        assert line.odd == [("status", "***")]
        assert told.status == "under_way"

    def test_line_ends_that_another_program_wrote_out_are_line_ends(self):
        [line] = lines(
            xlsx(["Action"], ["Write it:_x000D_\n_x2022_ first_xD800_"]), is_plan=False
        )

        assert line.text == "Write it:\n• first"


class TestFiles:
    def test_sheets_are_never_passed_over_for_being_many(self):
        book = Workbook()
        for number in range(21):
            book.create_sheet(f"Priority {number}").append(["Action"])

        with pytest.raises(Refused, match="more than 20 sheets"):
            tables(saved(book))

    def test_a_workbook_whose_sheets_are_hidden_is_not_called_empty(self):
        content = altered(
            xlsx(["Action"], ["Write it"]),
            "xl/workbook.xml",
            lambda data: data.replace(b'state="visible"', b'state="veryHidden"'),
        )

        with pytest.raises(Refused, match="Every sheet of this workbook is hidden"):
            tables(content)

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            (
                b'"He said "no" to it",Mo',
                "a quotation mark within a text must be doubled",
            ),
            (
                b'"Never closed,Mo\nRead it,Bo\nAsk,Mo',
                "a quotation mark is opened in it and never closed, so that all up to "
                "line 4 of the file is lost",
            ),
        ],
    )
    def test_quotation_marks_are_explained_in_words(self, row, why):
        found = lines(b"Action,Lead\n" + row + b"\n", is_plan=False)

        assert problems(found) == [[f"this row cannot be split into columns: {why}"]]

    @pytest.mark.parametrize("ends", ["\r", "\n", "\r\n"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
    def test_line_ends_and_encodings(self, ends, encoding):
        content = csv(
            "Priority,Action",
            "WSCP1,“Ask” – children’s views",
            ends=ends,
            encoding=encoding,
        )

        [line] = lines(content)

        assert (line.priority, line.text) == ("WSCP1", "“Ask” – children’s views")
