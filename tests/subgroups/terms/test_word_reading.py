"""Which heading of a Word file becomes which part, and which files are refused."""

import io
import tracemalloc
import zipfile

import pytest
from docx import Document

from partnership.guards.outcomes import Refused
from subgroups.terms.parts import PARTS, part_headed
from subgroups.terms.word_reading import read
from tests.subgroups.terms import word_files


def sections(content: bytes) -> list[tuple[str, str, str]]:
    return [(one.heading, one.part, one.text) for one in read(content)]


def test_headings_by_style_become_parts():
    assert sections(word_files.with_styles()) == [
        ("", "", "Education subgroup"),
        ("Key purpose", "purpose", "To listen to schools."),
        (
            "Membership and composition",
            "membership",
            "- Colleges, Principal\n- Police, Inspector\n## Chair\nThe council.",
        ),
        ("Deputies", "deputies", "One each."),
        (
            "Key responsibilities",
            "responsibilities",
            "The group:\n- hears of risks\n- tells others",
        ),
        ("Procedure", "", "1. Open the meeting\n2. Close it"),
    ]


def test_bold_lines_are_headings_where_no_style_is_used():
    content = word_files.with_bold_lines(
        "LSCP Education Group",
        ("Key purpose", "To listen."),
        ("Quorum:", "The chair decides."),
        ("2.1 Conflict of interest", "Declared."),
        ("This whole sentence is bold because it matters.", "And goes on."),
    )

    assert sections(content) == [
        ("", "", "LSCP Education Group"),
        ("Key purpose", "purpose", "To listen."),
        ("Quorum", "quorum", "The chair decides."),
        (
            "Conflict of interest",
            "conflicts",
            "Declared.\nThis whole sentence is bold because it matters.\nAnd goes on.",
        ),
    ]


def test_a_bold_line_among_styles_needs_a_number():
    document = Document()
    document.add_heading("Purpose", level=1)
    document.add_paragraph().add_run("Please note").bold = True
    document.add_paragraph().add_run("3. Quorum").bold = True
    document.add_paragraph("Half.")

    assert sections(word_files.saved(document)) == [
        ("Purpose", "purpose", "Please note"),
        ("Quorum", "quorum", "Half."),
    ]


def test_a_line_that_is_partly_bold_is_no_heading():
    document = Document()
    line = document.add_paragraph()
    line.add_run("Quorum").bold = True
    line.add_run(" is half of the seats")

    assert sections(word_files.saved(document)) == [
        ("", "", "Quorum is half of the seats")
    ]


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Purpose", "purpose"),
        ("Aims", "purpose"),
        ("Aims and objectives", "objectives"),
        ("Roles and responsibilities", "responsibilities"),
        ("The function of this group", "responsibilities"),
        ("Members", "membership"),
        ("Deputies and members", "deputies"),
        ("Substitutes", "deputies"),
        ("Frequency", "frequency"),
        ("Meetings", "frequency"),
        ("Quorum of meetings", "quorum"),
        ("Quoracy", "quorum"),
        ("Decision making", "decision_making"),
        ("Declarations of interest", "conflicts"),
        ("Confidentiality and information sharing", "confidentiality"),
        ("Administration", "secretariat"),
        ("Practice Standards", "practice_standards"),
        ("Budget", None),
        ("", None),
    ],
)
def test_which_part_a_heading_is_about(heading, part):
    found = part_headed(heading)

    assert (found and found.name) == part


def test_the_title_of_every_part_is_known_again():
    assert [part_headed(part.title) for part in PARTS] == list(PARTS)


def test_a_cell_over_millions_of_columns_is_read_once():
    content = word_files.with_wide_cell()
    tracemalloc.start()

    assert sections(content) == [("Quorum", "quorum", "- Half")]

    assert tracemalloc.get_traced_memory()[1] < 50 << 20
    tracemalloc.stop()


def test_styles_that_rest_on_each_other_are_read():
    assert sections(word_files.with_circular_style()) == [("Quorum", "quorum", "Half")]


def zip_of(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "/"), body)
    return file.getvalue()


ONE = word_files.with_bold_lines(("Quorum", "Half"))
HOSTILE = {
    "an old file or one with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "has a password or was saved by an old version",
    ),
    "a zip with a password": (word_files.locked(ONE), "has a password"),
    "no zip at all": (b"MZ\x90\0 a program", "no Word document"),
    "a zip cut off": (ONE[:500], "no Word document"),
    "a workbook": (zip_of(xl__workbook=b""), "This is an Excel workbook"),
    "a mere zip": (zip_of(readme=b"Hello"), "no Word document"),
    "a bomb": (
        word_files.rewritten(ONE, word__media__a=b"0" * (61 << 20)),
        "unpacks to something too large",
    ),
    "a bomb of text": (
        word_files.rewritten(ONE, word__more_xml=b" " * (9 << 20)),
        "unpacks to something too large",
    ),
    "a thousand laughs": (
        word_files.rewritten(
            ONE, word__document_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
        ),
        "cannot be read",
    ),
    "broken XML": (
        word_files.rewritten(ONE, word__document_xml=b"<w:document><w:body>"),
        "cannot be read",
    ),
    "no parts": (zip_of(**{"word__document.xml": b"<a/>"}), "cannot be read"),
    "empty": (word_files.saved(Document()), "no text"),
    "blanks only": (word_files.with_bold_lines("   ", "\u200b"), "no text"),
    "too long": (word_files.with_bold_lines("word " * 50_000), "more text"),
    "too many headings": (
        word_files.with_bold_lines(*[(f"{n}. Part", "Text") for n in range(61)]),
        "more than 60 headings",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words(name):
    content, sentence = HOSTILE[name]

    with pytest.raises(Refused, match=sentence):
        read(content)


def test_a_file_with_too_many_members_is_refused():
    content = word_files.rewritten(ONE, **{f"m{n}": b"" for n in range(2_000)})

    with pytest.raises(Refused, match="too large"):
        read(content)
