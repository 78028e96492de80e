"""Finds where items begin: “3. Attendance”, “22.1”, “Item 4”, or headings in bold."""

import re
from dataclasses import dataclass, field

from subgroups.imports import people
from subgroups.imports.word import Block

HEADING = re.compile(
    r"(?:(?:agenda\s+)?item\s+)?(?P<number>\d{1,3})(?P<sign>[.):]|\s*[–-](?=\s)|\t)?\s*"
    r"(?P<title>[^\s\d.,%/:][^\n]*|\d[^\n]*[A-Za-z][^\n]*)",
    re.IGNORECASE,
)
PART = re.compile(r"(?P<number>\d{1,3})\.(?P<part>\d{1,2})\.?(?:\s+(?P<rest>.*))?")
TOGETHER = re.compile(r"(?<=[.!?;:)\]])\s+(?P<number>\d{1,3})[.)]\s+(?=[A-Z])")
MINUTES_BEGIN = re.compile(r"\W*(?:draft\s+)?minutes\b", re.IGNORECASE)
AGENDA = re.compile(r"\W*agenda\b", re.IGNORECASE)
A_HEADING_IS_AT_MOST = 150
MOST_SKIPPED = 2
AN_AGENDA = "An agenda stands before the minutes. Its lines are kept above the items"
IN_ONE = "items {} to {} stood in one paragraph. Check where each begins"


@dataclass
class Heading:
    """Where an item begins, with the blocks that follow."""

    number: str
    title: str
    blocks: list[Block] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


@dataclass
class Split:
    """What stands above the items, the items, and the lines of an agenda."""

    head: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    agenda: list[str] = field(default_factory=list)


def split_headings(blocks: list[Block]) -> Split:
    """Divide a file at its items; without one, it is all head."""
    blocks = [piece for block in blocks for piece in _of_rows(block)]
    for find in (_Numbered, _Parts, _Bold):
        found = find()
        for block in blocks:
            found.take(block)
        if found.items:
            return Split(found.head, found.items, found.agenda)
    return Split(blocks)


def _of_rows(block: Block) -> list[Block]:
    """A row of a table that begins an item: “1. | Welcome … | AO” as its heading."""
    if not block.cells or not re.fullmatch(r"\d{1,3}[.)]?", block.cells[0].strip()):
        return [block]
    number, *rest = block.cells
    if not rest or not rest[0]:
        return [block]
    title, *lines = rest[0].split("\n")
    heading = Block(f"{number.strip(' .)')}. {title}", is_bold=True)
    more = [Block(line) for line in lines]
    others = Block(cells=("", *rest), table=block.table)
    return [heading, *more, replace_text(others)]


def replace_text(block: Block) -> Block:
    """The row without the text that is in lines now."""
    return Block(cells=(block.cells[0], "", *block.cells[2:]), table=block.table)


class _Finder:
    def __init__(self) -> None:
        self.head: list[Block] = []
        self.items: list[Heading] = []
        self.agenda: list[str] = []

    def take(self, block: Block) -> None:
        (self.items[-1].blocks if self.items else self.head).append(block)


class _Numbered(_Finder):
    """Items numbered 1, 2, 3, with lists numbered from 1 within them."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = 0
        # Whether this seems to be the agenda, and the minutes begin anew.
        self.is_agenda = False
        self.begins_anew = False

    @property
    def last(self) -> int:
        return int(self.items[-1].number) if self.items else 0

    def take(self, block: Block) -> None:
        if not block.text:
            super().take(block)
            return
        text = block.text
        if AGENDA.match(text) and not self.items:
            self.is_agenda = True
        if (
            self.items
            and (MINUTES_BEGIN.match(text) or people.label_of(text))
            and (len(text.split()) < 10 or people.label_of(text))
        ):
            self.begins_anew = self.begins_anew or self._looks_like_an_agenda()
        found = HEADING.fullmatch(text)
        if found is None:
            self.inner = 0
            super().take(block)
            return
        number = int(found["number"])
        if self._begins_anew(number):
            self._start_over()
        if self._is_item(number, found, block):
            self._begin(number, found["title"], block)
        else:
            self.inner = number if number in {1, self.inner + 1} else self.inner
            if block.is_bold and not self.inner and self.items:
                self.items[-1].questions.append(
                    f"“{text[:80]}” looks like an item, but its number does not follow"
                )
            super().take(block)

    def _looks_like_an_agenda(self) -> bool:
        """Whether the items so far are only titles."""
        lines = sum(bool(block.text) for item in self.items for block in item.blocks)
        return self.is_agenda or (len(self.items) > 2 and lines <= len(self.items) * 2)

    def _begins_anew(self, number: int) -> bool:
        return number == 1 and self.begins_anew

    def _start_over(self) -> None:
        """The items so far were the agenda."""
        self.head += self._blocks_since_minutes()
        self.agenda += self._lines()
        self.items, self.inner = [], 0
        self.begins_anew = self.is_agenda = False

    def _blocks_since_minutes(self) -> list[Block]:
        """What stands between the agenda's last item and the first of the minutes."""
        blocks = self.items[-1].blocks
        for at, block in enumerate(blocks):
            if MINUTES_BEGIN.match(block.text) or people.label_of(block.text):
                self.items[-1].blocks = blocks[:at]
                return blocks[at:]
        return []

    def _lines(self) -> list[str]:
        return [
            line
            for item in self.items
            for line in [
                f"{item.number}. {item.title}",
                *(block.text or " | ".join(block.cells) for block in item.blocks),
            ]
            if line
        ]

    def _is_item(self, number: int, found: re.Match, block: Block) -> bool:
        title, sign = (
            found["title"],
            (found["sign"] or "").strip()
            or ("\t" if "\t" in (found["sign"] or "") else ""),
        )
        is_short = len(block.text) <= A_HEADING_IS_AT_MOST
        ends_as_text = title.rstrip().endswith((".", ";", ","))
        looks_it = block.is_bold or (is_short and not ends_as_text)
        if not sign and not (looks_it and title[:1].isupper()):
            return False
        if not self.items:
            return number == 1 or (looks_it and bool(sign) and number > 1)
        if self.inner and number == self.inner + 1:
            return number == self.last + 1 and block.is_bold
        if number == self.last + 1:
            return True
        return (
            self.last < number <= self.last + 1 + MOST_SKIPPED
            and looks_it
            and bool(sign)
        )

    def _begin(self, number: int, text: str, block: Block) -> None:
        skipped = [str(n) for n in range(self.last + 1, number)] if self.items else []
        self.inner = 0
        pieces, first = [], number
        # Items run together: the next number stands after the end of a sentence.
        while found := next((one for one in TOGETHER.finditer(text)
                             if int(one["number"]) == number + 1), None):  # fmt: skip
            pieces.append((number, text[: found.start()]))
            text, number = text[found.end() :], number + 1
        pieces.append((number, text))
        for n, piece in pieces:
            title, rest = split_title(piece)
            heading = Heading(str(n), title)
            if rest:
                heading.blocks.append(Block(rest))
            self.items.append(heading)
        begun = self.items[-len(pieces)]
        if len(pieces) > 1:
            begun.questions.append(IN_ONE.format(first, number))
        if skipped:
            begun.questions.append(
                f"no item {' or '.join(skipped)} was found before it"
            )


def split_title(text: str) -> tuple[str, str]:
    """The title of an item and what is said on the same line."""
    text = " ".join(text.split(" ")).strip()
    if "\t" in text.strip("\t"):
        title, _, rest = text.partition("\t")
        return title.strip(" :"), rest.strip()
    for found in re.finditer(r":\s+|[.?!]\s+|\s+[–-]\s+", text):
        rest = text[found.end() :]
        is_sentence = rest.rstrip().endswith((".", "!", "?")) or len(rest.split()) > 12
        if is_sentence and len(text[: found.start()].split()) <= 15:
            return text[: found.start()].strip(), rest
    title = text.rstrip(" :")
    if len(title) > 250:
        cut = title.rfind(" ", 0, 240)
        return title[:cut], title[cut + 1 :]
    return title.removesuffix("."), ""


class _Parts(_Finder):
    """Paragraphs numbered 22.1, 22.2 without titles: each first number is an item."""

    def take(self, block: Block) -> None:
        found = PART.fullmatch(block.text) if block.text else None
        if found is None:
            super().take(block)
            return
        number = found["number"]
        if not self.items or self.items[-1].number != number:
            title = self._title(found["rest"])
            self.items.append(
                Heading(number, title or f"Item {number}", questions=[]
                        if title else ["no title was found. Give it one"])
            )  # fmt: skip
        super().take(block)

    def _title(self, rest: str | None) -> str:
        """The last line above, if it is short and not a list of people."""
        above = self.items[-1].blocks if self.items else self.head
        if not above or not above[-1].is_bold:
            return ""
        return above.pop().text


class _Bold(_Finder):
    """Headings in bold, where nothing is numbered."""

    def __init__(self) -> None:
        super().__init__()
        self.has_people = False

    def take(self, block: Block) -> None:
        named = people.label_of(block.text)
        self.has_people = self.has_people or named is not None
        is_heading = (
            block.is_bold
            and self.has_people
            and named is None
            and len(block.text) <= A_HEADING_IS_AT_MOST
            and not block.text.endswith(".")
            and not people.office_of(block.text)
            and not re.match(r"\W*actions?\b", block.text, re.IGNORECASE)
        )
        if not is_heading:
            super().take(block)
            return
        number = str(len(self.items) + 1)
        self.items.append(
            Heading(number, block.text.rstrip(" :"), questions=[
                "its number was counted: the file has none"])
        )  # fmt: skip
