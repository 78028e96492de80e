"""Terms of reference as a Word file, with real headings and lists."""

from django.utils.formats import date_format

from partnership.drawing.word import new_document, saved
from partnership.pages.prose import Block, blocks
from subgroups.terms.models import TermsOfReference

STYLES = {"points": "List Bullet", "paragraph": "Normal"}


def as_word(terms: TermsOfReference, *, author: str) -> bytes:
    """A .docx with the facts and every part that is written."""
    document = new_document(title=terms.title, author=author)
    for line in facts(terms):
        document.add_paragraph(line)
    for part, text in terms.written:
        document.add_heading(part.title, level=1)
        for block in blocks(text):
            _add(document, block)
    return saved(document)


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
