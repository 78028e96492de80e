"""Question sets as spreadsheets: read, with what is wrong by row and column."""

from datetime import date
from decimal import Decimal

import pytest

from audits.questions import bank
from audits.questions.contents import contents_of
from audits.questions.services import draft_question_set
from audits.questions.sheets import as_spreadsheet, contents_in
from partnership.guards.outcomes import Refused
from tests.audits.questions.sheet_rows import GOOD, TITLES, as_csv, rows_of


def faults(*rows, titles=TITLES) -> list[tuple[str, str, str]]:
    reading = contents_in(as_csv(*rows, titles=titles))
    return [(one.where, one.column, one.words) for one in reading.faults]


@pytest.mark.django_db
@pytest.mark.parametrize("audience", bank.AUDIENCES)
def test_our_questions_come_back_from_a_spreadsheet_as_they_went(audience):
    contents = bank.questions_for(audience)

    reading = contents_in(as_spreadsheet(contents))

    ours, theirs = (
        draft_question_set(**each.parts, title="Audit", edition=edition, by=None)
        for edition, each in (("1", contents), ("2", reading.contents))
    )
    assert reading.faults == []
    assert rows_of(ours) == rows_of(theirs)
    assert ours.audience == theirs.audience == audience
    assert contents_of(ours).contradictions == contents_of(theirs).contradictions


def test_sections_are_named_by_letter_by_title_or_by_the_row_above():
    reading = contents_in(
        as_csv(
            GOOD,
            ("", "Who deputises?", "Text", "", ""),
            ("Training", "When was it?", "A date", "", ""),
            ("A", "How many leads?", "A number", "", ""),
        )
    )

    assert reading.faults == []
    assert [
        (one["letter"], one["title"], [q["text"] for q in one["questions"]])
        for one in reading.sections
    ] == [
        (
            "A",
            "Leads",
            ["Is your DSL a senior leader?", "Who deputises?", "How many leads?"],
        ),
        ("B", "Training", ["When was it?"]),
    ]


def test_every_field_is_read():
    titles = (
        "Section", "Question", "Type", "Answers", "Gap below", "Statutory", "Optional",
        "May be not applicable", "Phases", "Sectors", "Boarders", "Asked from",
        "Asked until", "Code", "Ref", "Why we ask",
    )  # fmt: skip
    row = (
        "A. Leads", "How many?", "percentage", "", "95%", "yes", "No", "no",
        "Primary; Secondary", "Academy", "Yes", "2026-09-01", "2027-08-31",
        "How many", "A1a", "It helps",
    )  # fmt: skip
    row = tuple(
        {"percentage": "A percentage", "Academy": "academy"}.get(cell, cell)
        for cell in row
    )

    reading = contents_in(as_csv(row, titles=titles))

    assert reading.faults == []
    assert reading.sections[0]["questions"] == [
        {
            "text": "How many?",
            "kind": "percent",
            "code": "how-many",
            "ref": "A1a",
            "gap_below": Decimal(95),
            "why_we_ask": "It helps",
            "is_statutory": True,
            "allows_not_applicable": False,
            "applies_to": {
                "phases": ["primary", "secondary"],
                "sectors": ["academy"],
                "has_boarders": True,
            },
            "from_date": date(2026, 9, 1),
            "to_date": date(2027, 8, 31),
        }
    ]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (("", "Who?", "Text", "", ""), "Section", "there is no section"),
        (("A", "Who?", "Text", "", ""), "Section title", "section A has no title"),
        (("A. Leads", "", "Text", "", ""), "Question", "there is no question"),
        (("A. Leads", "Who?", "Poem", "", ""), "Kind of answer", "“Poem” is no kind"),
        (("A. Leads", "Who?", "", "", ""), "Kind of answer", "is empty. Use"),
        (
            ("A. Leads", "Who?", "One of several", "", ""),
            "Answers",
            "list the answers, separated by semicolons",
        ),
        (
            ("A. Leads", "Who?", "Text", "Me; You", ""),
            "Answers",
            "“Text” takes no answers",
        ),
        (
            ("A. Leads", "Who?", "One of several", "Me; me", ""),
            "Answers",
            "two answers are the same",
        ),
        (
            ("A. Leads", "Who?", "Yes or no", "", "Perhaps"),
            "Answers that show a gap",
            "“Perhaps” is not one of the answers",
        ),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column(row, column, words):
    [(where, at, said)] = faults(row)

    assert (where, at) == ("row 2", column)
    assert words in said


@pytest.mark.parametrize(
    ("title", "cell", "words"),
    [
        ("Gap below", "ten", "“ten” is not a number"),
        ("Gap below", "NaN", "“NaN” is not a number"),
        ("Statutory", "maybe", "“maybe” is neither yes nor no"),
        ("Phases", "Tertiary", "“Tertiary” is not known"),
        ("Asked from", "Easter", "“Easter” is not a date, like 2026-09-01"),
        ("Reference", "A123456789", "is longer than 8 characters"),
        ("Gap after months", "12", "only dates can be too long ago"),
        ("Columns", "Name", "only tables have columns"),
        ("Level 1 is best", "Yes", "only levels have a direction"),
        (
            "What each answer means",
            "Green",
            "write “Green” as an answer = what it means",
        ),
        ("Show if", "B7 is above 3", "“B7” is no earlier question"),
        (
            "Show if",
            "Often",
            "“Often” is no condition. Write “A3 is Yes” or “E1 is above 5”",
        ),
        ("Ages", "toddlers", "give the lowest and the highest age, like 2 to 5"),
        ("Ages", "5 to 2", "give the lowest and the highest age, like 2 to 5"),
    ],
)
def test_what_is_wrong_with_any_other_column_too(title, cell, words):
    titles = ("Section", "Question", "Kind of answer", title)

    found = faults(("A. Leads", "How many?", "A number", cell), titles=titles)

    assert found == [("row 2", title, words)]


def test_every_problem_of_a_file_is_found_at_once():
    found = faults(GOOD, GOOD, ("B. More", "Who?", "Poem", "", ""))

    assert [(where, column) for where, column, _ in found] == [
        ("row 3", "Code"),
        ("row 4", "Kind of answer"),
    ]
    assert "is already used in row 2" in found[0][2]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty"),
        (b"Name,Town\nAnn,Vale\n", "a column called “Question”"),
    ],
)
def test_what_is_no_question_set_is_refused(content, words):
    with pytest.raises(Refused, match=words):
        contents_in(content)
