"""Terms of reference as a Word file, with real headings and lists."""

import io

from django.utils.formats import date_format

from partnership.dates import clock
from partnership.pages.prose import Block, blocks
from subgroups.terms.models import TermsOfReference

STYLES = {"points": "List Bullet", "paragraph": "Normal"}


def as_word(terms: TermsOfReference, *, author: str) -> bytes:
    """A .docx with the facts and every part that is written."""
    from docx import Document  # noqa: PLC0415 – slow, and seldom needed

    document = Document()
    _describe(document, terms, author)
    document.add_heading(terms.title, level=0)
    for line in facts(terms):
        document.add_paragraph(line)
    for part, text in terms.written:
        document.add_heading(part.title, level=1)
        for block in blocks(text):
            _add(document, block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def facts(terms: TermsOfReference) -> list[str]:
    """The edition, its approval and its review date, one sentence each."""
    found = [f"Edition {terms.edition}, {terms.state_words}."]
    if terms.agreed_on:
        found.append(f"Agreed on {date_format(terms.agreed_on, 'j F Y')}.")
    if terms.approval:
        found.append(f"Approved by: {terms.approval}.")
    if terms.review_on:
        found.append(f"Review date: {date_format(terms.review_on, 'j F Y')}.")
    return found


def _describe(document, terms: TermsOfReference, author: str) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 – as above

    about = document.core_properties
    about.title, about.author, about.language = terms.title, author, "en-GB"
    about.comments, about.keywords = "", ""
    about.created = about.modified = clock.now().replace(tzinfo=None)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _add(document, block: Block) -> None:
    if block.kind == "heading":
        document.add_heading(block.text, level=2)
    elif block.kind == "steps":
        # Word would number all lists of a file as one.
        for number, line in enumerate(block.lines, start=block.start):
            document.add_paragraph(f"{number}. {line}")
    else:
        for line in block.lines:
            document.add_paragraph(line, style=STYLES[block.kind])
