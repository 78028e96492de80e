"""Two versions of a text side by side, with the words that only one of them has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

WORD = re.compile(r"\s+|\S+")
# Lines with less in common than this are not compared word by word.
ALIKE = 0.4


@dataclass(frozen=True)
class Piece:
    """Some words of a line, and whether only this version has them."""

    text: str
    is_changed: bool = False


Line = tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One part in both versions."""

    title: str
    earlier: tuple[Line, ...]
    later: tuple[Line, ...]

    @property
    def change(self) -> str:
        """What became of the part, in one word."""
        if not self.earlier:
            return "Added"
        if not self.later:
            return "Removed"
        lines = (*self.earlier, *self.later)
        is_changed = any(piece.is_changed for line in lines for piece in line)
        return "Changed" if is_changed else "Same"

    @property
    def is_same(self) -> bool:
        return self.change == "Same"


def compare_texts(title: str, earlier: str, later: str) -> Compared:
    before, after = _lines(earlier), _lines(later)
    pairs = list(_paired(before, after))
    return Compared(
        title=title,
        earlier=tuple(line for line, _ in pairs if line),
        later=tuple(line for _, line in pairs if line),
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _paired(before: list[str], after: list[str]) -> Iterator[tuple[Line, Line]]:
    """Lines that belong together; one without its like is paired with nothing."""
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for kind, *(first, last, begins, ends) in steps:
        for old, new in zip_longest(
            before[first:last], after[begins:ends], fillvalue=""
        ):
            if kind == "equal":
                yield (Piece(old),), (Piece(new),)
            else:
                yield _marked(old, new)


def _marked(old: str, new: str) -> tuple[Line, Line]:
    """Two lines with the words that only one of them has."""
    words = WORD.findall(old), WORD.findall(new)
    matcher = SequenceMatcher(None, *words, autojunk=False)
    if not old or not new or matcher.ratio() < ALIKE:
        return _whole(old), _whole(new)
    found: tuple[list[Piece], list[Piece]] = ([], [])
    for kind, *(first, last, begins, ends) in matcher.get_opcodes():
        for line, side, span in (
            (found[0], words[0], slice(first, last)),
            (found[1], words[1], slice(begins, ends)),
        ):
            if text := "".join(side[span]):
                line.append(Piece(text, is_changed=kind != "equal"))
    return tuple(found[0]), tuple(found[1])


def _whole(line: str) -> Line:
    return (Piece(line, is_changed=True),) if line else ()
