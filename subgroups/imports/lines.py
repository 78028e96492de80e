"""Takes a Word file or plain text apart into lines and rows of tables."""

import io
import re

from partnership.guards.outcomes import Refused
from partnership.pages.forms.fields import kept
from partnership.spreadsheets.encodings import encoding_of
from partnership.uploads.word_files import EMPTY, UNREAD, check_word_file
from subgroups.imports.word import Block, read_word

MOST_MEGABYTES = 10
MOST_TEXT = 600_000
TOO_MUCH = "This file has more text than minutes have: over 600,000 characters."
NO_TEXT = "This is no plain text. Save it as a Word document (.docx) or as text (.txt)."
PDF = (
    "This is a PDF. Open the Word document it was made from, or copy its text into a "
    "text file (.txt). A scanned PDF has no text."
)
EMPHASIS = re.compile(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")


def take_apart(content: bytes, *, name: str) -> tuple[list[Block], list[str]]:
    """The lines of a file, with remarks about it as a whole.

    Raises:
        Refused: it is neither a Word file nor text, or it is locked, huge or empty.
    """
    if content[:5] == b"%PDF-":
        raise Refused(PDF)
    if name.lower().endswith(".txt"):
        return _bounded(_of_text(content), [])
    check_word_file(content)
    # Word files made elsewhere surprise the library in as many ways as there are.
    try:
        blocks, remarks = read_word(content)
    except Exception:
        raise Refused(UNREAD) from None
    return _bounded(blocks, remarks)


def _bounded(blocks: list[Block], remarks: list[str]) -> tuple[list[Block], list[str]]:
    blocks = [
        Block(
            kept(block.text).strip(" "),
            tuple(kept(cell).strip() for cell in block.cells),
            block.table,
            block.is_bold,
        )
        for block in blocks
    ]
    size = sum(len(block.text) + sum(map(len, block.cells)) for block in blocks)
    if size > MOST_TEXT:
        raise Refused(TOO_MUCH)
    if not any(block.text or any(block.cells) for block in blocks):
        raise Refused(EMPTY)
    return blocks, remarks


def _of_text(content: bytes) -> list[Block]:
    if b"\0" in content and content[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        raise Refused(NO_TEXT)
    try:
        encoding = encoding_of(lambda: io.BytesIO(content)).name
    except Refused:
        raise Refused(NO_TEXT) from None
    text = content.decode(encoding, errors="replace")
    return [Block(EMPHASIS.sub("", line).strip(" ")) for line in text.splitlines()]
