"""Longer text as it is typed: paragraphs, headings and lists, and nothing else.

Each line is a paragraph of its own. One that begins with a hyphen, a star or a bullet
is a point of a list, one that begins with a number a step, and one that begins with ##
a heading. What anything else means is not asked: it stays text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

HINT = (
    "Each line becomes a paragraph. Begin a line with a hyphen for a list, or with ## "
    "for a heading"
)
HEADING = re.compile(r"##+\s+(?=\S)")
POINT = re.compile(r"[-*•·▪●–]\s+(?=\S)")
STEP = re.compile(r"([0-9]{1,3})[.)]\s+(?=\S)")


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, or a list of points or steps."""

    kind: str
    lines: tuple[str, ...]
    # The number of the first step.
    start: int = 1

    @property
    def text(self) -> str:
        return self.lines[0]


@dataclass(frozen=True)
class _Line:
    kind: str
    text: str
    number: int = 1
    # Lines next to each other with the same place make one block.
    place: int = 0


def blocks(text: str) -> list[Block]:
    """The blocks of a text, in order."""
    return [
        Block(kind, tuple(line.text for line in found), found[0].number)
        for (kind, _), lines in groupby(
            _lines(text), key=lambda line: (line.kind, line.place)
        )
        for found in [list(lines)]
    ]


def _lines(text: str) -> Iterator[_Line]:
    place = step = 0
    for line in filter(None, map(str.strip, text.splitlines())):
        if POINT.match(line):
            yield _Line("points", POINT.sub("", line, count=1))
        elif found := STEP.match(line):
            number = int(found[1])
            # A number that does not follow on begins another list.
            place += number != step + 1
            step = number
            yield _Line("steps", line[found.end() :], number, place)
            continue
        elif HEADING.match(line):
            place += 1
            yield _Line("heading", HEADING.sub("", line, count=1), place=place)
        else:
            place += 1
            yield _Line("paragraph", line, place=place)
        step = 0
