"""Word files as people have them, and as nobody should."""

import io
import zipfile

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_styles() -> bytes:
    """Headings by style, as a careful writer makes them."""
    document = Document()
    document.add_heading("Education subgroup", level=0)
    document.add_heading("1. Key purpose", level=1)
    document.add_paragraph("To listen to schools.")
    document.add_heading("Membership and composition", level=1)
    table = document.add_table(rows=2, cols=2)
    for row, words in zip(
        table.rows, [("Colleges", "Principal"), ("Police", "Inspector")], strict=True
    ):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    document.add_heading("Chair", level=2)
    document.add_paragraph("The council.")
    document.add_heading("Deputies", level=2)
    document.add_paragraph("One each.")
    document.add_heading("Key responsibilities", level=1)
    document.add_paragraph("The group:")
    document.add_paragraph("hears of risks", style="List Bullet")
    document.add_paragraph("tells others", style="List Bullet")
    document.add_heading("Procedure", level=1)
    document.add_paragraph("Open the meeting", style="List Number")
    document.add_paragraph("Close it", style="List Number")
    return saved(document)


def with_bold_lines(*lines: str | tuple[str, str]) -> bytes:
    """Headings as bold lines; a pair is a heading and its text."""
    document = Document()
    for line in lines:
        if isinstance(line, str):
            document.add_paragraph(line)
            continue
        heading, text = line
        document.add_paragraph().add_run(heading).bold = True
        document.add_paragraph(text)
    return saved(document)


def with_wide_cell() -> bytes:
    """A table with a cell that says it reaches over a thousand million columns."""
    document = Document()
    document.add_heading("Quorum", level=1)
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "Half"
    span = OxmlElement("w:gridSpan")
    span.set(qn("w:val"), "1000000000")
    cell._tc.get_or_add_tcPr().append(span)
    return saved(document)


def with_circular_style() -> bytes:
    document = Document()
    styles = document.styles
    styles["Heading 1"].base_style = styles["Heading 2"]
    styles["Heading 2"].base_style = styles["Heading 1"]
    document.add_heading("Quorum", level=1)
    document.add_paragraph("Half")
    return saved(document)


def rewritten(content: bytes, **members: bytes) -> bytes:
    """A file with other members in place of its own, or added."""
    file = io.BytesIO()
    named = {name.replace("__", "/").replace("_xml", ".xml"): b for name, b in
             members.items()}  # fmt: skip
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            if member not in named:
                new.writestr(member, old.read(member))
        for name, body in named.items():
            new.writestr(name, body)
    return file.getvalue()


def locked(content: bytes) -> bytes:
    """A zip that says each of its members has a password."""
    raw = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.find(mark)
        while place >= 0:
            raw[place + offset] |= 1
            place = raw.find(mark, place + 4)
    return bytes(raw)
