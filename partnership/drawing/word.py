"""Word files with real headings and tables, a title, an author and a language."""

import io
from collections.abc import Iterable, Sequence

from partnership.dates import clock

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def new_document(*, title: str, author: str, running: str = ""):
    """An empty document that says what it is; `running` stands at the top of each page.

    The title stands as its first heading.
    """
    from docx import Document  # noqa: PLC0415 – slow, and seldom needed
    from docx.oxml.ns import qn  # noqa: PLC0415 – as above

    document = Document()
    about = document.core_properties
    about.title, about.author, about.language = title, author, "en-GB"
    about.comments, about.keywords = "", ""
    about.created = about.modified = clock.now().replace(tzinfo=None)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    if running:
        document.sections[0].header.paragraphs[0].text = running
    document.add_heading(title, level=0)
    return document


def add_table(
    document, titles: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str
) -> None:
    """A table under its caption, whose titles are repeated on each page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 – slow, and seldom needed

    document.add_paragraph(
        caption, style="Caption"
    ).paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(titles), style="Table Grid")
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, title in zip(head.cells, titles, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
