"""What is read from Word files: tables, lists, shapes and what Word hides."""

import json

import pytest

from subgroups.imports.reading import read_minutes
from tests.subgroups.imports import files
from tests.subgroups.imports.reading import SHARED, acts, named, needs_shared


def in_word(*pieces: str):
    head = [files.paragraph("Minutes of 12 January 2026"),
            files.paragraph("Present: Ann Lee (AL); Tom Ash (TA), Police")]  # fmt: skip
    return read_minutes(files.word(*head, *pieces), name="minutes.docx")


def test_what_word_hides_is_read():
    minutes = read_minutes(files.WITH_TRAPS, name="minutes.docx")

    said = minutes.as_json()
    assert (said["date"], said["chair"]) == ("2026-01-12", "Priya Nash")
    assert said["present"] == [
        ["Priya Nash", "Head, Oak Primary", "PN"],
        ["Tom Ash", "Police", "TA"],
        ["Ana Reed", "Health, for Jo Bell", "AR"],
    ]
    assert said["apologies"] == ["Jo Bell (JB)"]
    assert [(item.number, item.title, item.text) for item in minutes.items] == [
        ("1", "Apologies", "Jo Bell (JB)."),
        ("2", "Minutes of the last meeting", "Agreed, with page 3: forty schools."),
        (
            "3",
            "Attendance",
            "3.1 Figures for the autumn term.\nThe document noted.\n"
            "Next meeting: 16 March 2026, 1.30pm",
        ),
    ]
    assert acts(minutes) == [
        ("3", ["TA", "AR"], "bring the list of children", "20 Feb"),
        ("3", ["PN"], "write to the schools", "31.1.26"),
    ]
    assert said["next_meetings"] == ["2026-03-16 13:30"]
    assert said["uncertain"] == [
        "This file has tracked changes. They were read as if accepted.",
        "Ana Reed attends for Jo Bell: deputy?",
    ]


@needs_shared
def test_the_word_file_with_traps():
    folder = SHARED / "data" / "minutes"
    expected = json.loads((folder / "minutes-traps.expected.json").read_text())

    file = (folder / "minutes-traps.docx").read_bytes()
    said = read_minutes(file, name="minutes-traps.docx").as_json()

    for key in ("date", "chair", "present", "apologies", "next_meetings"):
        assert said[key] == expected[key]
    for item, wanted in zip(said["items"], expected["items"], strict=True):
        assert (item["number"], item["title"]) == (wanted["number"], wanted["title"])
        assert item["actions"] == wanted.get("actions", [])
        assert wanted.get("text_contains", "") in item["text"]
        assert wanted.get("text_must_not_contain", "…") not in item["text"]
        assert wanted.get("sub_number", "") in item["text"]


def test_a_table_of_attendance_says_who_was_away():
    minutes = read_minutes(
        files.word(
            files.paragraph("Harbour Subgroup, 12 January 2026"),
            files.table(
                files.row("Name", "Agency", "Initials", "Attended"),
                files.row("Ann Lee", "Police", "ALE", "Yes"),
                files.row("Tom Ash", "Health", "TAS", "Apologies"),
            ),
            files.paragraph("1. Welcome"),
        ),
        name="minutes.docx",
    )

    assert named(minutes.of("present")) == [("Ann Lee", "Police", "ALE")]
    assert named(minutes.of("apologies")) == [("Tom Ash", "Health", "TAS")]


@pytest.mark.parametrize(
    ("titles", "cells", "expected"),
    [
        (("Action", "Who/when?"), ("Write", "AL by 20 Jan"), (["AL"], "20 Jan")),
        (
            ("Action", "Who/when?"),
            ("Write", "AL/TA 20.1.26"),
            (["AL", "TA"], "20.1.26"),
        ),
        (("Action", "Owner", "By when"), ("Write", "TA", "asap"), (["TA"], "asap")),
        (("What", "Lead"), ("Write", "Police"), (["Police"], "")),
    ],
)
def test_actions_in_a_table(titles, cells, expected):
    minutes = read_minutes(
        files.word(
            files.paragraph("12 January 2026"),
            files.paragraph("1. Referrals"),
            files.table(files.row(*titles), files.row(*cells)),
        ),
        name="minutes.docx",
    )

    owners, due = expected
    assert acts(minutes) == [("1", owners, "Write", due)]


def test_minutes_that_are_one_table():
    minutes = in_word(
        files.table(
            files.row("Item", "Discussion", "Who/when?"),
            files.row("1", "Welcome", ""),
            files.row("2", "Budget", ""),
            files.row("", "The letter is to be sent.", "AL/TA by 3 May"),
        )
    )

    assert named(minutes.people) == [("Ann Lee", "", "AL"), ("Tom Ash", "Police", "TA")]
    assert [(item.number, item.title, item.text) for item in minutes.items] == [
        ("1", "Welcome", ""),
        ("2", "Budget", "The letter is to be sent."),
    ]
    assert acts(minutes) == [("2", ["AL", "TA"], "The letter is to be sent", "3 May")]
    assert minutes.uncertain == [
        "Item 2: “AL/TA by 3 May” stands beside this text. Is this the action?"
    ]


def test_a_table_with_a_label_in_each_row():
    minutes = read_minutes(
        files.word(
            files.paragraph("12 January 2026"),
            files.table(
                files.row("Present:", "Ann Lee (AL)"),
                files.row("Apologies:", "Tom Ash (TA)"),
            ),
            files.paragraph("1. Welcome"),
        ),
        name="minutes.docx",
    )

    assert named(minutes.of("present")) == [("Ann Lee", "", "AL")]
    assert named(minutes.of("apologies")) == [("Tom Ash", "", "TA")]


def test_a_second_list_of_word_is_counted_from_its_own_beginning():
    minutes = in_word(
        files.paragraph("Welcome", level=0),
        files.paragraph("It was agreed:"),
        files.paragraph("That it stands.", level=0, of=2),
        files.paragraph("To meet in May.", level=0, of=2),
        files.paragraph("Dates", level=0),
    )

    assert [(item.number, item.title) for item in minutes.items] == [
        ("1", "Welcome"),
        ("2", "Dates"),
    ]
    assert minutes.items[0].decisions == ["That it stands.", "To meet in May."]


def test_text_of_a_shape_that_is_not_known_stands_at_the_end():
    shape = (
        '<w:p><w:r><w:drawing><x:shape xmlns:x="x"><w:txbxContent>'
        f"{files.paragraph('Said in a shape')}</w:txbxContent></x:shape></w:drawing>"
        "</w:r></w:p>"
    )

    minutes = in_word(shape, files.paragraph("1. Welcome"), files.paragraph("Hello."))

    assert minutes.items[0].text == "Hello.\nSaid in a shape"
    assert minutes.uncertain == ["Some text could not be placed. It stands at the end."]


def test_bold_headings_are_items_where_nothing_is_numbered():
    def bold(text):
        return files.paragraph(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>")

    minutes = in_word(bold("Welcome"), files.paragraph("Hello."), bold("Dates"))

    assert [(item.number, item.title) for item in minutes.items] == [
        ("1", "Welcome"),
        ("2", "Dates"),
    ]
    assert len(minutes.uncertain) == 2


def test_a_long_file_of_200_pages_is_read():
    pages = [files.paragraph("word " * 100) for _ in range(1000)]

    minutes = in_word(files.paragraph("1. Welcome"), *pages)

    assert len(minutes.items[0].paragraphs) == 1000
