"""Binding PDFs into one with page numbers and bookmarks. Knows nothing of our rows."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    OutlineItem,
    Page,
    PasswordError,
    Pdf,
    PdfError,
)

from partnership.guards.outcomes import Refused

# In points: the size of a page number and its distance from the lower edge.
SIZE, EDGE = 9, 14
# Of the letters of Helvetica, on average and rather too wide.
LETTER = 0.56
FONT = "/QuorateNumber"
MOST_PAGES = 5_000


@dataclass(frozen=True)
class Bound:
    """A PDF to be bound, whose pages have these numbers."""

    title: str
    content: BinaryIO
    first: int
    pages: int


@dataclass
class Mark:
    """A bookmark that leads to a numbered page, or to the beginning of the pack."""

    title: str
    page: int | None = None
    inside: list["Mark"] = field(default_factory=list)


def pages_of(content: BinaryIO) -> int:
    """The number of pages of a PDF that can be bound.

    Raises:
        Refused: it needs a password, is broken, or has no pages or too many.
    """
    try:
        with Pdf.open(content) as pdf:
            count = len(pdf.pages)
            # A page that cannot be read shows itself only when it is asked for.
            for page in pdf.pages:
                page.obj.get("/Type")
    except PasswordError:
        raise Refused(
            "This PDF is protected by a password. Save a copy without one and upload it"
        ) from None
    except (PdfError, ValueError, RuntimeError):
        raise Refused(
            "This PDF is damaged and cannot be read. Save or scan it again and upload "
            "the new file"
        ) from None
    if not 0 < count <= MOST_PAGES:
        raise Refused(f"A paper must have 1 to {MOST_PAGES:,} pages. This has {count}")
    return count


def bind(
    front: bytes,
    papers: Iterable[Bound],
    *,
    marks: Iterable[Mark],
    title: str,
    tell: Callable[[str], None] = lambda title: None,
) -> bytes:
    """One PDF of the front pages, in roman numbers, and the papers, in arabic ones.

    Each page of a paper is stamped with its number. The numbers are also the labels
    that PDF readers show. `tell` hears of each paper before it is bound.
    """
    made = BytesIO()
    with ExitStack() as sources, Pdf.open(BytesIO(front)) as pack:
        fronts = len(pack.pages)
        # What is bound is no longer tagged as a whole, and must not say so.
        for key in ("/StructTreeRoot", "/MarkInfo", "/Metadata"):
            if key in pack.Root:
                del pack.Root[key]
        font = pack.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type1,
                BaseFont=Name.Helvetica,
                Encoding=Name.WinAnsiEncoding,
            )
        )
        # The state of a page is kept before it, so that the stamp stands upright.
        before = pack.make_stream(b"q")
        places: dict[int, int] = {}
        labels = [(0, Dictionary(S=Name.r))]
        for paper in papers:
            tell(paper.title)
            source = sources.enter_context(Pdf.open(paper.content))
            start = len(pack.pages)
            labels.append((start, Dictionary(S=Name.D, St=paper.first)))
            pack.pages.extend(source.pages)
            for offset in range(paper.pages):
                places[paper.first + offset] = start + offset
                page, number = pack.pages[start + offset], paper.first + offset
                page.contents_add(before, prepend=True)
                page.contents_add(pack.make_stream(_stamp(page, font, number)))
        pack.Root.PageLabels = Dictionary(
            Nums=Array([part for label in labels for part in label])
        )
        pack.Root.PageMode = Name.UseOutlines
        pack.docinfo["/Title"] = title
        with pack.open_outline() as outline:
            outline.root[:] = _outline(marks, places)
        if fronts == len(pack.pages):
            del pack.Root.PageLabels
        pack.save(made, compress_streams=True)
    return made.getvalue()


def _outline(marks: Iterable[Mark], places: dict[int, int]) -> Iterator[OutlineItem]:
    for mark in marks:
        item = OutlineItem(mark.title, places.get(mark.page, 0))
        item.children.extend(_outline(mark.inside, places))
        yield item


def _stamp(page: Page, font: Object, number: int) -> bytes:
    """What writes a number at the middle of the lower edge, as the page is shown."""
    resources = page.obj.get("/Resources")
    if resources is None:
        page.obj.Resources = resources = Dictionary()
    if "/Font" not in resources:
        resources.Font = Dictionary()
    resources.Font[FONT] = font
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    words = str(number)
    wide = len(words) * SIZE * LETTER
    match int(page.obj.get("/Rotate", 0)) % 360:
        case 90:
            turn, x, y = "0 1 -1 0", right - EDGE, (bottom + top - wide) / 2
        case 180:
            turn, x, y = "-1 0 0 -1", (left + right + wide) / 2, top - EDGE
        case 270:
            turn, x, y = "0 -1 1 0", left + EDGE, (bottom + top + wide) / 2
        case _:
            turn, x, y = "1 0 0 1", (left + right - wide) / 2, bottom + EDGE
    # A white ground keeps the number legible on a dark page.
    return (
        f"Q q {turn} {x:.2f} {y:.2f} cm 1 g -3 -3 {wide + 6:.2f} {SIZE + 4} re f "
        f"0 g BT {FONT} {SIZE} Tf ({words}) Tj ET Q"
    ).encode()
