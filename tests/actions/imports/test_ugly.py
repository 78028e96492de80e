"""Spreadsheets as they are after ten years in a shared drive: no column is shifted."""

import pytest
from openpyxl import Workbook

from tests.actions.imports.plan_files import lines, tables
from tests.partnership.sheets import csv, saved, xlsx


def merging(*areas):
    def merge(sheet):
        for area in areas:
            sheet.merge_cells(area)

    return merge


def where_they_belong(found) -> list[tuple]:
    return [(one.number, one.priority, one.text) for one in found]


def problems(found) -> list[list[str]]:
    return [[str(one) for one in line.problems] for line in found]


class TestColumns:
    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    def test_a_sign_between_columns_within_a_text_shifts_no_column(self, sign):
        rows = ["Priority|Action|By when", "WSCP1|Write| and read it|May 2026"]

        [line] = lines(csv(*(row.replace("|", sign) for row in rows)))

        assert (line.text, line.due_text) == ("", "")
        assert problems([line]) == [
            [
                "this row has more columns than there are titles: a text that holds a "
                "comma or another sign between columns must stand in quotation marks"
            ]
        ]

    def test_blank_cells_after_the_last_title_are_no_matter(self):
        [line] = lines(csv("Priority,Action", "WSCP1,Write it,,,"))

        assert (line.text, line.problems) == ("Write it", [])

    def test_a_list_of_one_column_loses_nothing_after_a_comma(self):
        found = lines(csv("Action", "Write, then read it", "Ask"), is_plan=False)

        assert [one.text for one in found] == ["", "Ask"]
        assert found[0].problems

    def test_the_first_action_is_no_second_row_of_titles(self):
        found = lines(
            csv(
                "Action,Lead,Date,Latest",
                "Write the plan,Mo,tbc,Progress is good",
                "Read it,Bo,tbc,",
            ),
            is_plan=False,
        )

        assert [one.text for one in found] == ["Write the plan", "Read it"]

    @pytest.mark.parametrize(
        "below", ["required", "Required", "(what we will do)", "Action", None]
    )
    def test_a_second_row_of_titles_is_one(self, db, below):
        found = lines(
            xlsx(
                ["Action", "Lead", "Q1", None],
                [below, None, "RAG", "Update"],
                ["Write it", "Mo", "G", "Going well"],
            ),
            is_plan=False,
        )

        assert [(one.text, one.update) for one in found] == [("Write it", "Going well")]

    @pytest.mark.parametrize(
        "rows",
        [
            (["Action", "Lead", "By"], ["required", "officer", "when"]),
            (["Action", "Lead", "By when"], ["(what)", "(who)", "(dd/mm/yyyy)"]),
            (["Action", "Lead", "By when"], ["Action", None, "By when?"]),
            (
                ["Action", "Lead", "Date for"],
                ["to be", "officer", "completion"],
                ["taken", None, "of the action"],
            ),
            (
                ["Our plan", None, None],
                ["Action", "Lead", "Target"],
                ["required", "Officer", "completion"],
                [None, None, "date"],
            ),
        ],
    )
    def test_titles_go_on_in_the_rows_below(self, rows):
        found = lines(xlsx(*rows, ["Write it", "Mo", "May 2026"]), is_plan=False)

        assert [(one.text, one.owners, one.due_text) for one in found] == [
            ("Write it", "Mo", "May 2026")
        ]

    @pytest.mark.parametrize(
        "row",
        [
            "write it,mo,may 2026",
            "write it,mo,soon",
            "Review,Officer,tbc",
            "ask,,(soon)",
        ],
    )
    def test_an_action_is_no_row_of_titles(self, row):
        found = lines(csv("Action,Lead,By", row, "Read it,Bo,"), is_plan=False)

        assert len(found) == 2

    def test_titles_in_another_order_further_down_shift_no_column(self):
        found = lines(
            csv(
                "Action,Lead,By when",
                "Priority 1: Neglect,,",
                "Write it,Mo,May 2026",
                "ACTION,By When?,Lead",
                "Priority 2: Risks,,",
                "Read it,June 2026,Bo",
            )
        )

        assert [
            (one.number, one.priority, one.text, one.owners, one.due_text)
            for one in found
        ] == [
            (3, "Priority 1: Neglect", "Write it", "Mo", "May 2026"),
            (6, "Priority 2: Risks", "Read it", "Bo", "June 2026"),
        ]

    def test_what_has_no_column_in_the_table_above_is_refused(self):
        found = lines(
            csv(
                "Action,Lead,By when",
                "Write it,Mo,May 2026",
                "Action,Lead,Status",
                "Read it,Bo,Complete",
            ),
            is_plan=False,
        )

        assert problems(found) == [
            [],
            [
                "this row stands below other titles, in row 3, than the table above: "
                "put that table on a sheet of its own"
            ],
        ]

    def test_titles_that_are_printed_again_are_no_action(self):
        found = lines(
            csv(
                "Business plan 2025,,",
                "Action,Lead,By when",
                "Priority 1: Neglect,,",
                "Write it,Mo,May 2026",
                "Business plan 2025,,",
                "action:,Lead,BY WHEN,",
                "Read it,Bo,",
            )
        )

        assert where_they_belong(found) == [
            (4, "Priority 1: Neglect", "Write it"),
            (7, "Priority 1: Neglect", "Read it"),
        ]

    def test_of_columns_with_one_title_each_can_be_chosen(self):
        content = xlsx(
            ["Action", "Q1", None, "Q2", None],
            [None, "Update", "RAG", "Update", "RAG"],
            ["Write it", "One", "G", "Two", "R"],
            also=merging("A1:A2", "B1:C1", "D1:E1"),
        )
        found = tables(content, is_plan=False)

        [line] = lines(
            content,
            is_plan=False,
            columns={"text": "Action", "update": "Update (column D)"},
        )

        assert found.titled["text"] == "Action"
        assert found.unused == ["Update (column D)", "RAG (column E)"]
        assert line.update == "Two"

    def test_a_sheet_that_calls_a_column_otherwise_keeps_it(self):
        book = Workbook()
        book.active.title = "One"
        for sheet, owner in (
            (book.active, "Lead"),
            (book.create_sheet("Two"), "Owner"),
        ):
            sheet.append(["Action", owner])
            sheet.append([f"Do {sheet.title}", "Mo"])
        as_found = {"text": "Action", "owners": "Lead"}

        found = lines(saved(book), columns=as_found)
        without = lines(saved(book), columns={"text": "Action"})

        assert [one.owners for one in found] == ["Mo", "Mo"]
        assert [one.owners for one in without] == ["", ""]
        assert tables(saved(book), columns=as_found).unused == []
        assert ("Owners", "Lead, Owner") in tables(saved(book)).understood


class TestHeadings:
    TITLES = ("Ref", "Action", "Lead", "By when")

    def test_a_cell_across_the_table_names_a_priority_in_any_words(self):
        found = lines(
            xlsx(
                self.TITLES,
                ["Neglect"],
                ["1.1", "Write it", "Mo", "May 2026"],
                ["Children at risk outside the home"],
                ["2.1", "Read it", "Bo", None],
                also=merging("A2:D2", "A4:D4"),
            )
        )

        assert where_they_belong(found) == [
            (3, "Neglect", "Write it"),
            (5, "Children at risk outside the home", "Read it"),
        ]

    def test_a_heading_without_an_action_below_it_is_not_passed_over(self):
        found = lines(
            xlsx(
                self.TITLES,
                ["Neglect"],
                ["1.1", "Write it", "Mo", "May 2026"],
                ["Publish all that was learnt"],
                also=merging("A2:D2", "A4:D4"),
            )
        )

        assert problems(found) == [
            [],
            ["this reaches across the table, and no action stands below it"],
        ]
        assert found[1].text == "Publish all that was learnt"

    def test_an_action_over_two_columns_is_no_heading(self):
        found = lines(
            xlsx(
                ["Action", None, "Lead", "By when"],
                ["Write it"],
                also=merging("A1:B1", "A2:B2"),
            )
        )

        assert [one.text for one in found] == ["Write it"]

    def test_a_word_where_a_reference_would_stand_is_a_heading(self):
        found = lines(csv("Ref,Action,Lead", "Neglect,,", "1.1,Write it,Mo"))

        assert where_they_belong(found) == [(3, "Neglect", "Write it")]

    def test_in_an_action_log_a_heading_says_where_the_actions_come_from(self):
        found = lines(
            xlsx(
                ["Ref", "Action", "Lead"],
                ["Meeting of 3 June 2025"],
                ["1", "Write it", "Mo"],
                ["Meeting of 9 September 2025"],
                ["2", "Read it", "Bo"],
                also=merging("A2:C2", "A4:C4"),
            ),
            is_plan=False,
        )

        assert [(one.text, one.source_words) for one in found] == [
            ("Write it", "Meeting of 3 June 2025"),
            ("Read it", "Meeting of 9 September 2025"),
        ]

    def test_what_goes_on_below_a_cell_that_cannot_be_read_is_not_guessed(self):
        found = lines(
            xlsx(
                ["Priority", "Action"],
                ["WSCP1 One", "Write it"],
                ["=A9", "Read it"],
                [None, "Ask"],
                ["WSCP2 Two", "Tell"],
            )
        )

        assert [(one.priority, one.text) for one in found] == [
            ("WSCP1 One", "Write it"),
            ("", "Read it"),
            ("", "Ask"),
            ("WSCP2 Two", "Tell"),
        ]
        assert problems(found)[2] == [
            "column Priority: what row 3 says there cannot be read, and may go on "
            "here: write it into this row"
        ]

    def test_a_note_beside_a_priority_that_reaches_down_is_doubted_too(self):
        found = lines(
            xlsx(
                ["Priority", "Action", "Lead"],
                ["P1 One", "Write it", "Mo"],
                [None, "Key: G is on track", None],
                also=merging("A2:A3"),
            )
        )

        assert [one.doubt for one in found] == ["", "a note about the table"]

    @pytest.mark.parametrize(
        ("row", "doubt"),
        [
            ("Total,12 actions,", "a total"),
            (",Grand total: 12,", "a total"),
            (",Total (complete actions) 4,", "a total"),
            (",12,", "a number"),
            (",Note: amber means that it is late,", "a note about the table"),
            (",RAG key: red is late,", "a note about the table"),
            (",Page 2 of 3,", "a note about the table"),
            (",Last updated 3 May 2025,", "a note about the table"),
            (",Total up what was spent,", ""),
            (",Key workers are named,", ""),
            (",Note: write it down,Mo", ""),
            (",Version 2 of the tool is tried,Mo", ""),
        ],
    )
    def test_a_row_that_may_not_be_an_action_is_asked_about(self, row, doubt):
        [line] = lines(csv("Ref,Action,Lead", row), is_plan=False)

        assert line.doubt == doubt


class TestOneActionOverSeveralRows:
    TITLES = ("Ref", "Priority", "Action", "Lead", "By when", "Update")
    OVER_TWO = ("A2:A3", "B2:B3", "C2:C3", "E2:E3")

    def test_its_owners_and_texts_are_combined(self):
        found = lines(
            xlsx(
                self.TITLES,
                ["A1", "P1 One", "Write it", "Mo", "May 2026", "Begun"],
                [None, None, None, "Bo", None, "Met the wards"],
                ["A2", None, "Read it", "Bo", None, None],
                also=merging(*self.OVER_TWO),
            )
        )

        assert [(one.ref, one.text, one.owners, one.update) for one in found] == [
            ("A1", "Write it", "Mo\nBo", "Begun\nMet the wards"),
            ("A2", "Read it", "Bo", ""),
        ]
        assert found[0].remarks == ["Continues in row 3"]

    def test_with_dates_of_their_own_they_stay_apart(self):
        found = lines(
            xlsx(
                ["Priority", "Action", "Lead", "By when"],
                ["P1 One", "Write it", "Mo", "May 2026"],
                [None, None, "Bo", "June 2026"],
                also=merging("A2:A3", "B2:B3"),
            )
        )

        assert [(one.text, one.owners, one.due_text) for one in found] == [
            ("Write it", "Mo", "May 2026"),
            ("Write it", "Bo", "June 2026"),
        ]
