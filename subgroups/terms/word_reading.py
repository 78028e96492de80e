"""Reads a Word file (.docx) into sections, and says which part each could be.

A heading is a paragraph in a heading style or, as many files have none, a short line
that is bold throughout. Where there are styles, a bold line counts only with a number.
A heading below another that is about no part stays inside the section, as its heading.
Whatever is no Word file, has a password or unpacks to something huge is refused in
words.
"""

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

from partnership.guards.outcomes import Refused
from partnership.pages.forms.fields import kept
from partnership.uploads.word_files import EMPTY, UNREAD, check_word_file
from subgroups.terms.parts import Part, part_headed

MOST_MEGABYTES = 10
MOST_SECTIONS = 60
MOST_TEXT = 200_000
MOST_PARAGRAPHS = 5_000
LONGEST_HEADING = 100

TOO_MUCH = "There is more text in this file than terms of reference can have."
NUMBER = re.compile(r"^\s*(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]?|[A-Za-z][.)])\s+(?=\S)")
OUTLINE = re.compile(r"heading ([1-9])")


@dataclass
class Section:
    """A heading, the text below it as it is typed, and the part it could be."""

    heading: str
    level: int = 1
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def about(self) -> Part | None:
        return part_headed(self.heading)

    @property
    def part(self) -> str:
        """The name of the part it could be, or nothing."""
        return self.about.name if self.about else ""


@dataclass(frozen=True)
class _Paragraph:
    text: str
    # The level of a heading, or 0.
    level: int = 0
    is_bold: bool = False

    @property
    def title(self) -> str:
        return NUMBER.sub("", self.text).strip(" :.–-")

    @property
    def is_short(self) -> bool:
        return len(self.text) <= LONGEST_HEADING and not self.text.endswith((".", ";"))

    @property
    def is_numbered(self) -> bool:
        return NUMBER.match(self.text) is not None


def read(content: bytes) -> list[Section]:
    """The sections of a Word file.

    Raises:
        Refused: it is no Word file, has a password, is huge, damaged or empty.
    """
    check_word_file(content)
    # Word files made elsewhere surprise the library in as many ways as there are.
    try:
        paragraphs = list(_paragraphs(content))
    except Refused:
        raise
    except Exception:
        raise Refused(UNREAD) from None
    sections = _sections(paragraphs)
    if not sections:
        raise Refused(EMPTY)
    if len(sections) > MOST_SECTIONS:
        raise Refused(f"This file has more than {MOST_SECTIONS} headings.")
    return sections


def _paragraphs(content: bytes) -> Iterator[_Paragraph]:
    """Every paragraph that says something, tables row by row."""
    from docx import Document  # noqa: PLC0415 – slow, and seldom needed
    from docx.table import Table  # noqa: PLC0415 – as above

    left, numbered, styles = MOST_TEXT, 0, _Styles()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pieces = Document(io.BytesIO(content)).iter_inner_content()
    for count, piece in enumerate(pieces):
        if isinstance(piece, Table):
            found = _rows(piece)
        else:
            shape = styles.of(piece)
            numbered = numbered + 1 if shape.is_step else 0
            found = [_paragraph(piece, shape, numbered)]
        for paragraph in found:
            left -= len(paragraph.text)
            if left < 0 or count > MOST_PARAGRAPHS:
                raise Refused(TOO_MUCH)
            if paragraph.text:
                yield paragraph


def _rows(table) -> Iterator[_Paragraph]:
    """A row of a table as a point. Cells are asked one by one: a file may say that one
    reaches over millions of columns.
    """
    from docx.table import _Cell  # noqa: PLC0415 – as above

    for row in table._tbl.tr_lst:
        cells = [_one_line(_Cell(cell, table).text) for cell in row.tc_lst]
        if words := ", ".join(filter(None, cells)):
            yield _Paragraph(f"- {words}")


def _paragraph(paragraph, shape: "_Shape", numbered: int) -> _Paragraph:
    text = _one_line(paragraph.text)
    if not text:
        return _Paragraph("")
    if shape.level:
        return _Paragraph(text, level=shape.level)
    if shape.is_step:
        return _Paragraph(f"{numbered}. {text}")
    properties = paragraph._p.pPr
    if shape.is_point or (properties is not None and properties.numPr is not None):
        return _Paragraph(f"- {text}")
    bold = [run.bold for run in paragraph.runs if run.text.strip()]
    is_bold = bool(bold) and all(shape.is_bold if one is None else one for one in bold)
    return _Paragraph(text, is_bold=is_bold)


def _one_line(text: str) -> str:
    return " ".join(kept(text).split())


@dataclass(frozen=True)
class _Shape:
    """What a style says about its paragraphs."""

    level: int
    is_step: bool
    is_point: bool
    is_bold: bool


class _Styles:
    """The styles met so far: asking the library for one takes its time."""

    def __init__(self) -> None:
        self._known: dict[str | None, _Shape] = {}

    def of(self, paragraph) -> _Shape:
        key = paragraph._p.style
        if key not in self._known:
            self._known[key] = self._shape(paragraph.style)
        return self._known[key]

    @staticmethod
    def _shape(style) -> _Shape:
        names, bold = [], []
        # A style may be based on another, and a file may make them a circle.
        for _ in range(10):
            if style is None:
                break
            names.append((style.name or "").lower())
            bold.append(style.font.bold)
            style = style.base_style
        levels = [found[1] for name in names if (found := OUTLINE.fullmatch(name))]
        return _Shape(
            level=int(levels[0]) if levels else 0,
            is_step=any(name.startswith("list number") for name in names),
            is_point=any(name.startswith("list bullet") for name in names),
            is_bold=next((one for one in bold if one is not None), False),
        )


def _sections(paragraphs: list[_Paragraph]) -> list[Section]:
    has_styles = any(paragraph.level for paragraph in paragraphs)
    sections = [Section("")]
    for paragraph in paragraphs:
        level = paragraph.level
        is_headed_by_hand = (
            paragraph.is_bold
            and paragraph.is_short
            and (paragraph.is_numbered or not has_styles)
        )
        if is_headed_by_hand and not level:
            # “2.1 Chair” lies below “2. Membership”.
            number = NUMBER.match(paragraph.text)
            level = 1 + (number[0].strip(" .)").count(".") if number else 0)
        current = sections[-1]
        if not level or not paragraph.title:
            current.lines.append(paragraph.text)
        elif current.about and level > current.level and not _is_part(paragraph):
            current.lines.append(f"## {paragraph.title}")
        else:
            heading = paragraph.title[:LONGEST_HEADING]
            sections.append(Section(heading, level=level))
    return [section for section in sections if section.lines]


def _is_part(paragraph: _Paragraph) -> bool:
    return part_headed(paragraph.title) is not None
