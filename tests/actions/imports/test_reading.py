"""Reading a plan's spreadsheet as people write it: titles, blocks, dates, words."""

from datetime import date

import pytest
from openpyxl import Workbook

from actions.imports.columns import OF_A_LOG, OF_A_PLAN
from actions.imports.placing import parts_of
from partnership.guards.outcomes import Refused
from partnership.spreadsheets.reading import read
from tests.actions.imports.plan_files import lines, tables
from tests.partnership.sheets import csv, saved, xlsx


@pytest.mark.parametrize(
    ("title", "means"),
    [
        ("Action", "text"),
        ("Key actions to be taken", "text"),
        ("What we will do", "text"),
        ("By When?", "due_text"),
        ("Timescale for\ncompletion", "due_text"),
        ("Target date", "due_text"),
        ("Lead (agency)", "owners"),
        ("Lead officer(s)", "owners"),
        ("Who is responsible", "owners"),
        ("Outcome / Measure", "measure"),
        ("How will we know?", "measure"),
        ("Status", "status"),
        ("RAG rating", "rag"),
        ("RAG (delivery)", "rag"),
        ("RAG (impact)", "impact"),
        ("Impact RAG", "impact"),
        ("Progress update", "update"),
        ("Ref.", "ref"),
        ("Action no", "ref"),
        ("Strategic Priority", "priority"),
        ("Objective", "objective"),
        ("Areas", "areas"),
        ("Priority 1: Neglect", None),
        ("Wexcombe", None),
        ("Work out a transition plan with the partners and tell all of them", None),
    ],
)
def test_titles_are_known_by_many_names(title, means):
    assert OF_A_PLAN.meaning(" ".join(title.split())) == means


def test_an_action_log_has_no_priorities_and_says_where_things_come_from():
    assert OF_A_LOG.meaning("Priority") is None
    assert OF_A_LOG.meaning("Meeting date") == "source_words"
    assert OF_A_PLAN.meaning("Meeting date") is None


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("WSCP1 New arrangements", ("WSCP1", "New arrangements")),
        ("WSCP1: New arrangements", ("WSCP1", "New arrangements")),
        ("WSCP1", ("WSCP1", "")),
        ("Priority 1 – Neglect", ("P1", "Neglect")),
        ("Priority 2: Many risks", ("P2", "Many risks")),
        ("Strategic priority no. 3", ("P3", "")),
        ("1. Neglect", ("P1", "Neglect")),
        ("2", ("P2", "")),
        ("Priority: Neglect", ("", "Neglect")),
        ("Neglect", ("", "Neglect")),
        ("0-5 year olds", ("", "0-5 year olds")),
    ],
)
def test_a_priority_has_a_reference_and_a_title(words, parts):
    assert parts_of(words) == parts


def test_a_title_above_the_table_wrapped_titles_and_what_is_carried_down():
    content = csv(
        "Business plan 2025/26,,,,",
        ",,,,",
        'Priority,Objective,"Action to\nbe taken",By when,Lead',
        "WSCP1 Arrangements,On time,Write it,Jan 2026,Chair",
        ",,Publish it,Quarterly,Chair",
        ",Heard,Ask them,,",
        ",,,,",
        "WSCP2 Risks,,Read it,tbc,",
    )

    found = lines(content)

    assert [
        (line.number, line.priority, line.objective, line.text) for line in found
    ] == [
        (4, "WSCP1 Arrangements", "On time", "Write it"),
        (5, "WSCP1 Arrangements", "On time", "Publish it"),
        (6, "WSCP1 Arrangements", "Heard", "Ask them"),
        (8, "WSCP2 Risks", "", "Read it"),
    ]
    assert [line.due_text for line in found] == ["Jan 2026", "Quarterly", "", "tbc"]
    assert [table.above for table in tables(content).read] == [
        ("Business plan 2025/26",)
    ]


def test_merged_cells_are_carried_down():
    def merge(sheet):
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B2:B3")

    found = lines(
        xlsx(
            ["Priority", "Objective", "Action", "By when"],
            ["WSCP1 Arrangements", "On time", "Write it", "Jan 2026"],
            [None, None, "Publish it", "Feb 2026"],
            also=merge,
        )
    )

    assert [(line.priority, line.objective, line.text) for line in found] == [
        ("WSCP1 Arrangements", "On time", "Write it"),
        ("WSCP1 Arrangements", "On time", "Publish it"),
    ]


def test_titles_over_two_rows(db):
    found = lines(
        xlsx(
            ["Action", "By", "Progress", None],
            [None, "when", "RAG", "Comment"],
            ["Write it", "Jan 2026", "R", "Nothing yet"],
        )
    )

    assert [(one.text, one.due_text, one.rag, one.update) for one in found] == [
        ("Write it", "Jan 2026", "red", "Nothing yet")
    ]


def test_a_priority_or_an_objective_may_stand_in_a_row_of_its_own():
    found = lines(
        csv(
            "Action,By when,Lead",
            "Priority 1: Neglect,,",
            "Objective 1: One tool,,",
            "Choose a tool,Jan 2026,Chair",
            "Train everyone,,Chair",
            "Priority 2: Early help,,",
            "Ask families,tbc,",
        )
    )

    assert [(line.priority, line.objective, line.text) for line in found] == [
        ("Priority 1: Neglect", "One tool", "Choose a tool"),
        ("Priority 1: Neglect", "One tool", "Train everyone"),
        ("Priority 2: Early help", "", "Ask families"),
    ]


def test_each_priority_on_a_sheet_of_its_own_and_a_sheet_of_notes_left_out():
    book = Workbook()
    book.active.title = "Notes"
    book.active.append(["Written by the board office"])
    for title, above in [("Neglect", None), ("Sheet3", "Priority 2: Early help")]:
        sheet = book.create_sheet(title)
        if above:
            sheet.append([above])
            sheet.append([])
        sheet.append(["Objective", "Action", "Lead"])
        sheet.append(["One tool", f"Do it for {title}", "Chair"])

    found = lines(saved(book))

    assert [(one.key, one.where, one.priority, one.text) for one in found] == [
        ("Neglect!2", "Neglect, row 2", "Neglect", "Do it for Neglect"),
        ("Sheet3!4", "Sheet3, row 4", "Priority 2: Early help", "Do it for Sheet3"),
    ]
    assert tables(saved(book)).sheets == ("Notes", "Neglect", "Sheet3")


def test_points_in_and_below_a_cell_belong_to_it():
    found = lines(
        csv(
            "Priority,Action,By when",
            'WSCP1,"Raise awareness through:\n• training\n• faith groups",termly',
            ",• lessons in schools,",
            ",Something else,",
        )
    )

    assert [line.text for line in found] == [
        "Raise awareness through:\n• training\n• faith groups\n• lessons in schools",
        "Something else",
    ]
    assert found[0].remarks == ["Continues in row 3"]


@pytest.mark.parametrize(
    ("value", "number_format", "due_text"),
    [
        (date(2026, 1, 31), "dd/mm/yyyy", "31 January 2026"),
        (date(2026, 9, 1), "mmm-yy", "September 2026"),
        (date(2026, 9, 1), '[$-809]mmmm" "yyyy', "September 2026"),
        (date(2026, 9, 1), "d mmm yy", "1 September 2026"),
        (46053, "General", "31 January 2026"),
        ("46053", "@", "31 January 2026"),
        ("2026-01-31", "@", "31 January 2026"),
        ("Sept 2026", "@", "Sept 2026"),
        ("31.3.26", "@", "31.3.26"),
        ("By", "@", "By"),
        ("–", "@", ""),
        (2026, "General", "2026"),
    ],
)
def test_dates_as_days_numbers_and_text(value, number_format, due_text):
    def dress(sheet):
        sheet["B2"].number_format = number_format

    [line] = lines(
        xlsx(["Action", "Due date"], ["Write it", value], also=dress), is_plan=False
    )

    assert line.due_text == due_text


def test_windows_text_with_smart_quotes_and_semicolons():
    content = csv(
        "Action;By when;Lead",
        "Ask children’s views – “what helped?”;Sept–Nov 2025;Mo Rahimi",
        encoding="cp1252",
        ends="\r\n",
    )

    [line] = lines(content, is_plan=False)

    assert line.text == "Ask children’s views – “what helped?”"
    assert line.due_text == "Sept–Nov 2025"


@pytest.mark.parametrize(
    ("status", "rag", "read_as"),
    [
        ("Completed", "", ("complete", "")),
        ("On track", "G", ("under_way", "green")),
        ("In progress", "AMBER", ("under_way", "amber")),
        ("", "Blue", ("complete", "")),
        ("Not started", "Grey", ("not_started", "")),
        ("n/a", "", ("", "")),
        ("Closed", "red", ("complete", "red")),
        ("Cancelled", "", ("withdrawn", "")),
        ("Y", "", ("complete", "")),
        ("N", "", ("not_started", "")),
    ],
)
def test_words_for_a_status_and_a_rating(db, status, rag, read_as):
    [line] = lines(csv("Action,Status,RAG", f"Write it,{status},{rag}"), is_plan=False)

    assert (line.status, line.rag) == read_as


def test_a_colour_in_the_column_of_the_status_is_a_rating():
    [line] = lines(csv("Action,Status", "Write it,Amber"), is_plan=False)

    assert (line.status, line.rag) == ("", "amber")


def test_an_unknown_word_refuses_its_row_until_it_is_explained():
    content = csv("Action,Status", "Write it,Slipping", "Read it,")

    found = lines(content, is_plan=False)
    told = lines(content, is_plan=False, words={"status:slipping": "under_way"})

    assert [[str(one) for one in line.problems] for line in found] == [
        ["column Status: “Slipping” is not a word we know. Say what it means"],
        [],
    ]
    assert found[0].odd == [("status", "Slipping")]
    assert [line.status for line in told] == ["under_way", ""]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("WSCP1,,Jan 2026", "column Action: there is no action in this row"),
        (
            f"WSCP1,{'x' * 5001},",
            "column Action: longer than 5,000 characters",
        ),
        (f"WSCP1,Do,{'y' * 301}", "column By when: longer than 300 characters"),
    ],
)
def test_a_row_that_cannot_be_read_says_which_column_and_why(row, problem):
    [line] = lines(csv("Priority,Action,By when", row))

    assert [str(one) for one in line.problems] == [problem]


def test_priority_as_urgency_is_no_priority():
    found = tables(
        csv("Action,Priority,Owner", "Write it,High,Mo", "Read it,Low,Mo")
    ).titled

    assert found == {"text": "Action", "owners": "Owner"}


def test_a_file_without_any_row_is_refused():
    with pytest.raises(Refused, match="no row stands below its titles"):
        tables(csv("Priority,Action,By when"))


def test_a_month_typed_into_excel_is_kept_as_a_month():
    def dress(sheet):
        sheet["A1"].number_format = "mmm-yy"

    [row] = read(xlsx([date(2026, 9, 1)], also=dress)).sheets[0].rows

    assert (row.cells[0].day, row.cells[0].is_month) == (date(2026, 9, 1), True)
