"""Where words stand on the pages of a PDF: what a reader sees, and no tag tells."""

from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True, order=True)
class Place:
    """From the top of the first page down; `from_top` and `left` in points."""

    page: int
    from_top: float
    left: float


def places(pdf: bytes, words: list[str]) -> dict[str, Place]:
    """Where each first stands; the words must be found."""
    found = {}
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        text = page.get_textpage()
        for word in words:
            hit = text.search(word, match_case=True, match_whole_word=True).get_next()
            if hit and word not in found:
                left, _, _, top = text.get_charbox(hit[0], loose=True)
                found[word] = Place(number, page.get_height() - top, left)
    assert set(found) == set(words), set(words) - set(found)
    return found
