"""Reads the paragraphs and tables of a Word file, with what Word only draws.

Mammoth finds content controls, text boxes and tracked changes (read as accepted). The
numbers of numbered paragraphs are written into them first: Word draws them from its
lists, and mammoth does not tell one list from another.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from subgroups.imports.numbering import Numbering, w

CHANGES = ("ins", "del", "moveFrom", "moveTo")
TRACKED = "This file has tracked changes. They were read as if accepted."
COMMENTED = "This file has comments. They were not read."
UNPLACED = "Some text could not be placed. It stands at the end."
AROUND = re.compile(r"word/(?:header|footer)\d*\.xml")
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Block:
    """A paragraph, or a row of a table as its cells."""

    text: str = ""
    cells: tuple[str, ...] = ()
    # Which table a row belongs to, counted through the file.
    table: int = 0
    is_bold: bool = False


def read_word(content: bytes) -> tuple[list[Block], list[str]]:
    """The blocks of a Word file that was checked, and remarks about it."""
    from lxml import etree  # noqa: PLC0415 – seldom needed

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {
            member.filename: archive.read(member) for member in archive.infolist()
        }
    trees = {
        name: etree.fromstring(members[name], parser)
        for name in members
        if name in {"word/document.xml", "word/numbering.xml", "word/styles.xml"}
        or AROUND.fullmatch(name)
    }
    body = trees["word/document.xml"]
    paragraphs = [text for p in body.iter(w("p")) if (text := _own_text(p))]
    Numbering(trees.get("word/numbering.xml"), trees.get("word/styles.xml")).write(body)
    members["word/document.xml"] = etree.tostring(body, encoding="UTF-8")
    blocks = list(_Reader().read(_zipped(members)))
    remarks = [TRACKED] if any(next(body.iter(w(n)), None) is not None
               for n in CHANGES) else []  # fmt: skip
    if "word/comments.xml" in members:
        remarks.append(COMMENTED)
    remarks += _around(trees)
    lost = _lost(paragraphs, blocks)
    return blocks + lost, remarks + ([UNPLACED] if lost else [])


def _zipped(members: dict[str, bytes]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    file.seek(0)
    return file


def _own_text(paragraph) -> str:
    """The text of a paragraph, without that of text boxes within it."""
    return "".join(
        text.text or ""
        for text in paragraph.iter(w("t"))
        if next(text.iterancestors(w("p"))) is paragraph
        and not any(True for _ in text.iterancestors(w("del"), w("moveFrom")))
    ).strip()


def _around(trees: dict) -> list[str]:
    """What headers and footers say, once each."""
    said = dict.fromkeys(
        SPACES.sub(" ", text)
        for name, tree in trees.items()
        if AROUND.fullmatch(name)
        for p in tree.iter(w("p"))
        if (text := _own_text(p))
    )
    return [f"A header or footer says “{text}”. It was left out." for text in said]


def _lost(paragraphs: Iterable[str], blocks: Iterable[Block]) -> list[Block]:
    """Paragraphs that were not read, such as in shapes of a kind not known."""
    read = SPACES.sub(
        "", "".join(block.text + "".join(block.cells) for block in blocks)
    )
    lost = [text for text in paragraphs if SPACES.sub("", text) not in read]
    return [Block(text) for text in dict.fromkeys(lost)]


class _Reader:
    """Turns what mammoth finds into blocks."""

    def __init__(self) -> None:
        self.tables = 0
        self.notes = None

    def read(self, file: io.BytesIO) -> Iterator[Block]:
        import mammoth  # noqa: PLC0415 – seldom needed

        found = []

        def keep(document):
            found.append(document)
            # Nothing is left to be written as HTML.
            return document.copy(children=[])

        mammoth.convert_to_html(file, transform_document=keep)
        self.notes = found[0].notes
        yield from self.blocks(found[0].children)

    def blocks(self, pieces) -> Iterator[Block]:
        from mammoth import documents  # noqa: PLC0415 – seldom needed

        for piece in pieces:
            if isinstance(piece, documents.Table):
                self.tables += 1
                table = self.tables
                for row in piece.children:
                    cells = [self.cell(cell.children) for cell in row.children]
                    yield Block(cells=tuple(cells), table=table)
            elif isinstance(piece, documents.Paragraph):
                is_bold = self.is_bold(piece)
                for line in self.text(piece.children).split("\n"):
                    yield Block(line.strip(" "), is_bold=is_bold)

    def cell(self, pieces) -> str:
        """The lines of a cell, those of tables within it too."""
        lines = []
        for block in self.blocks(pieces):
            lines.append(block.text or " | ".join(filter(None, block.cells)))
        return "\n".join(line for line in lines if line.strip())

    def text(self, pieces) -> str:
        from mammoth import documents  # noqa: PLC0415 – seldom needed

        parts = []
        for piece in pieces:
            if isinstance(piece, documents.Text):
                parts.append(piece.value)
            elif isinstance(piece, documents.Tab):
                parts.append("\t")
            elif isinstance(piece, documents.Break):
                parts.append("\n")
            elif isinstance(piece, documents.Checkbox):
                parts.append("☒ " if piece.checked else "☐ ")
            elif isinstance(piece, documents.NoteReference):
                note = self.notes.resolve(piece)
                parts.append(f" [{self.cell(note.body)}]")
            else:
                parts.append(self.text(getattr(piece, "children", None) or ()))
        return "".join(parts)

    def is_bold(self, paragraph) -> bool:
        runs = [run for run in paragraph.children if self.text([run]).strip()]
        return bool(runs) and all(getattr(run, "is_bold", False) for run in runs)
