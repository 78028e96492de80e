"""Question sets as YAML: written, read back as they were, or refused by their line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.questions import sheets
from audits.questions.contents import Contents, contents_of, new_question
from audits.questions.services import draft_question_set
from audits.questions.yaml_nodes import MOST_BYTES, is_yaml
from audits.questions.yamls import as_yaml, contents_in
from partnership.guards.outcomes import Refused
from tests.audits.questions.generated import contents

# Whatever PostgreSQL keeps, and what people type in a cell.
ANY = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40
)
TYPED = st.text("abc DE’“”é%(1)=-", max_size=30).map(
    lambda text: " ".join(f"q{text}".split())
)
GOOD = """\
title: Our audit
sections:
- letter: A
  title: Leads
  questions:
  - code: deputies
    kind: count
    text: How many deputies?
  - code: cover
    kind: yes_no
    text: Is there cover?
    gap_answers: [no]
"""


def faults(text: str) -> list[tuple[str, str, str]]:
    reading = contents_in(text.encode())
    return [(one.where, one.column, one.words) for one in reading.faults]


def asked(contents: Contents) -> list:
    """What is asked, with every usual value filled in."""
    return [
        (
            section["letter"],
            section["title"],
            section["guidance"],
            [
                {
                    name: value
                    for name, value in vars(
                        new_question(fields, letter=section["letter"], number=number)
                    ).items()
                    if name != "_state"
                }
                for number, fields in enumerate(section["questions"], 1)
            ],
        )
        for section in contents.sections
    ]


@settings(deadline=None, max_examples=60)
@given(contents(ANY))
def test_a_set_in_yaml_is_read_as_it_was_written(written):
    reading = contents_in(as_yaml(written))

    assert reading.faults == []
    assert reading.contents == written


@settings(deadline=None, max_examples=8)
@given(contents(TYPED))
def test_a_set_in_a_spreadsheet_is_read_as_it_was_written(written):
    reading = sheets.contents_in(sheets.as_spreadsheet(written))

    assert reading.faults == []
    assert asked(reading.contents) == asked(written)
    assert reading.contents.audience == written.audience
    assert reading.contents.contradictions == written.contradictions


@pytest.mark.django_db
@settings(deadline=None, max_examples=10)
@given(written=contents(TYPED))
def test_a_set_in_the_database_is_written_as_it_came(written):
    draft = draft_question_set(**written.parts, title="Ours", edition="1", by=None)

    assert asked(contents_of(draft)) == asked(written)
    assert contents_of(draft).contradictions == written.contradictions


def test_words_mean_what_their_key_says():
    [_, cover] = contents_in(GOOD.encode()).contents.questions

    assert cover["gap_answers"] == ["no"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            ("kind: count", "kind: poem"),
            (
                "section A, question deputies, line 6",
                "kind",
                "“poem” is no kind of answer",
            ),
        ),
        (
            ("kind: count", "kind: count\n    gap_blow: 1"),
            (
                "section A, question deputies, line 8",
                "gap_blow",
                "is not known. Use ref",
            ),
        ),
        (
            ("gap_answers: [no]", "gap_answers: [perhaps]"),
            (
                "section A, question cover, line 9",
                "gap_answers",
                "not one of the answers",
            ),
        ),
        (
            ("gap_answers: [no]", "gap_answers: no"),
            ("section A, question cover, line 12", "gap_answers", "should be a list"),
        ),
        (
            ("gap_answers: [no]", "gap_below: 1"),
            ("section A, question cover, line 9", "gap_below", "only numbers"),
        ),
        (
            ("gap_answers: [no]", "show_if: [{code: deputies, above: few}]"),
            ("section A, question cover, line 12", "show_if", "“few” is not a number"),
        ),
        (
            ("gap_answers: [no]", "show_if: [{code: later, above: 1}]"),
            ("section A, question cover, line 9", "show_if", "is no earlier question"),
        ),
        (
            ("gap_answers: [no]", "is_statutory: perhaps"),
            ("section A, question cover, line 12", "is_statutory", "neither true nor"),
        ),
        (
            ("gap_answers: [no]", "from_date: Easter"),
            (
                "section A, question cover, line 12",
                "from_date",
                "not a date, like 2026",
            ),
        ),
        (
            ("gap_answers: [no]", "applies_to: {phases: [tertiary]}"),
            ("section A, question cover, line 9", "phases", "“tertiary” is not known"),
        ),
        (
            ("    text: Is there cover?\n", ""),
            ("section A, question cover, line 9", "text", "is missing"),
        ),
        (
            ("code: cover", "code: deputies"),
            ("section A, question deputies, line 9", "code", "is already used"),
        ),
        (
            ("text: Is there cover?", 'text: "Is there \\0?"'),
            ("section A, question cover, line 11", "text", "that cannot be kept"),
        ),
        (
            ("title: Leads", "titel: Leads"),
            ("line 4", "titel", "is not known. Use letter"),
        ),
        (
            ("title: Leads", "title: Leads\n  title: More"),
            ("line 5", "title", "is here twice"),
        ),
        (
            ("title: Our audit", "audience: dogs"),
            ("line 1", "audience", "is none of schools"),
        ),
        (
            ("sections:", "contradictions: [{words: Really?}]\nsections:"),
            ("line 2", "conditions", "is missing"),
        ),
    ],
)
def test_what_is_wrong_is_said_by_section_question_and_line(change, fault):
    found = faults(GOOD.replace(*change, 1))

    where, column, words = fault
    assert [(at, key) for at, key, _ in found][:1] == [(where, column)]
    assert words in found[0][2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: &a Our audit\nedition: *a\n", "Line 1 has an alias"),
        ("sections: [" * 20, "Line 1 is too deep"),
        ("title: 'Our audit\n", "This is not YAML that can be read. Look at line"),
        ("title: \x01\n", "a character that YAML does not allow"),
        ("# Nothing\n", "There are no questions"),
        (f"title: {'a' * MOST_BYTES}\n", "up to 1MB"),
    ],
)
def test_what_is_no_question_set_is_refused(text, words):
    with pytest.raises(Refused, match=words):
        contents_in(text.encode())


def test_another_encoding_is_refused():
    with pytest.raises(Refused, match="not saved as UTF-8"):
        contents_in("title: Café\n".encode("cp1252"))


def test_nothing_in_a_file_is_run():
    text = GOOD.replace("Our audit", "!!python/object/apply:os.getcwd []")

    assert faults(text) == [("line 1", "title", "should be text")]


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_file_can_do_more_than_be_refused(content):
    try:
        reading = contents_in(content)
    except Refused:
        return

    assert reading.faults


@settings(deadline=None)
@given(st.data())
def test_a_file_with_lines_changed_is_read_or_said_to_be_wrong(data):
    lines = GOOD.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(lines) - 1))
        lines[place] = data.draw(
            st.sampled_from(["", "- a", "{", "  - [x]", "questions:", *lines])
        )
    try:
        reading = contents_in("\n".join(lines).encode())
    except Refused:
        return

    assert reading.faults or reading.contents.questions


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        (GOOD.encode(), True),
        (b"\xef\xbb\xbf# Ours\r\n\r\ntitle: x", True),
        (b"---\ntitle: x", True),
        (b"Section,Question,Kind of answer\n", False),
        (b"Title: x,Question\n", False),
        (b"PK\x03\x04", False),
        (b"", False),
    ],
)
def test_yaml_is_told_from_spreadsheets_by_its_content(content, is_one):
    assert is_yaml(content) == is_one
