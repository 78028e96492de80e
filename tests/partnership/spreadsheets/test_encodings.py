"""How a text file was saved: what its letters make of each other."""

import io

import pytest

from partnership.guards.outcomes import Refused
from partnership.spreadsheets.encodings import encoding_of
from partnership.spreadsheets.reading import read

WORDS = [
    "Siobhán’s café – £20",
    "Zoë",
    "O’Brien",
    "children’s",
    "a – b",
    "£5 a day",
    "naïve “plan”",
    "• one",
    "½ hour",
    "Müller",
    "it is…",
    "Ángel Núñez",
    "20°",
]


def told(text: str, encoding: str):
    content = text.encode(encoding)
    return encoding_of(lambda: io.BytesIO(content))


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_words_show_how_they_were_saved(encoding):
    wrong = {}

    for text in WORDS:
        try:
            content = text.encode(encoding)
        except UnicodeEncodeError:
            continue  # MS-DOS had no such sign
        found = told(text, encoding)
        if content.decode(found.name) != text or found.others:
            wrong[text] = found

    # Old Macs and MS-DOS have “Zoë” and “½” where the other has another letter.
    assert {text: {found.name, *found.others} for text, found in wrong.items()} == (
        {"Zoë": {"mac_roman", "cp850"}} if encoding == "cp850" else {}
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_shows_itself(encoding):
    content = "Name,Town\r\nZoë,Ashmere\r\n".encode(encoding)

    [sheet] = read(content).sheets

    assert [[cell.text for cell in row.cells] for row in sheet.rows] == [
        ["Name", "Town"],
        ["Zoë", "Ashmere"],
    ]


def test_what_stays_open_is_shown_in_each_way():
    content = "Name,Town\nAnn,Ashmere\nZoë,Elm".encode("cp850")

    book = read(content)
    chosen = read(content, encoding="cp850")

    assert book.is_open
    assert {(one.program, one.line) for one in book.saved_by} == {
        ("Macintosh", "Zoâ,Elm"),
        ("MS-DOS", "Zoë,Elm"),
    }
    assert not chosen.is_open
    assert chosen.saved_by == book.saved_by
    assert chosen.sheets[0].rows[2].cells[0].text == "Zoë"


@pytest.mark.parametrize(
    "above",
    [
        "[OFFICIAL]",
        "<OFFICIAL – SENSITIVE>",
        "[official – sensitive: personal]",
        "<Restricted>",
        "{OFFICIAL}",
        "[For the executive only]",
    ],
)
def test_a_marking_above_a_table_is_neither_json_nor_a_web_page(above):
    [sheet] = read(f"{above},,\nName,Town,Role\nAnn,Elm,Chair\n".encode()).sheets

    assert sheet.rows[0].cells[0].text == above
    assert sheet.rows[2].cells[0].text == "Ann"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<!DOCTYPE html><p>Name</p>", "a web page"),
        (b"\n<HTML><p>Name</p>", "a web page"),
        (b"<?xml version='1.0'?><rows/>", "a web page"),
        (b'{"name": "Ann"}', "a JSON file"),
        (b"[1, 2]", "a JSON file"),
        (b'[\n  {"name": "Ann"}]', "a JSON file"),
        (b"[]", "a JSON file"),
    ],
)
def test_what_is_json_or_a_web_page_is_refused(content, words):
    with pytest.raises(Refused, match=words):
        read(content)
