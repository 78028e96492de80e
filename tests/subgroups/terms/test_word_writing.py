"""Terms of reference as a Word file, read back by another hand and by our own."""

import io
from datetime import date

import pytest
from docx import Document

from subgroups.terms import services as terms_services
from subgroups.terms.word_reading import read
from subgroups.terms.word_writing import as_word
from tests.subgroups.terms.test_services import WHOLE

TEXT = "The chair:\n- opens\n- closes\n## Vice-chair\n3. Steps in\n4. Steps out"


@pytest.fixture
def terms(group, amara, today):
    terms = terms_services.write_terms(
        group, by=amara, review_on=date(2027, 3, 1), **{**WHOLE, "membership": TEXT}
    )
    terms_services.agree_terms(terms, approval="The executive", by=amara, on=today)
    return terms


def test_it_has_real_headings_and_lists(terms):
    document = Document(io.BytesIO(as_word(terms, author="Wexcombe")))

    found = [(one.style.name, one.text) for one in document.paragraphs]
    assert found[:5] == [
        ("Title", "Terms of reference: Education subgroup"),
        ("Normal", "Edition 1, agreed."),
        ("Normal", "Agreed on 22 October 2025."),
        ("Normal", "Approved by: The executive."),
        ("Normal", "Review date: 1 March 2027."),
    ]
    start = found.index(("Heading 1", "Membership"))
    assert found[start + 1 : start + 8] == [
        ("Normal", "The chair:"),
        ("List Bullet", "opens"),
        ("List Bullet", "closes"),
        ("Heading 2", "Vice-chair"),
        ("Normal", "3. Steps in"),
        ("Normal", "4. Steps out"),
        ("Heading 1", "Deputies"),
    ]


def test_it_says_its_title_its_author_and_its_language(terms):
    document = Document(io.BytesIO(as_word(terms, author="Wexcombe")))

    about = document.core_properties
    assert (about.title, about.author, about.language, about.comments) == (
        "Terms of reference: Education subgroup",
        "Wexcombe",
        "en-GB",
        "",
    )
    assert 'w:val="en-US"' not in document.styles.element.xml


def test_what_was_written_is_read_back(terms):
    parts = {one.part: one.text for one in read(as_word(terms, author="")) if one.part}

    assert parts == {**WHOLE, "membership": TEXT}
