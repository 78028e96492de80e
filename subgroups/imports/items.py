"""Reads an item: its paragraphs, decisions and actions."""

import re
from datetime import date

from partnership.names import plain_name
from subgroups.imports.actions import (
    action_of,
    are_initials,
    is_action,
    is_due,
    question_about,
    who_and_when,
)
from subgroups.imports.headings import Heading
from subgroups.imports.minutes import Paragraph, ReadAction, ReadItem, ReadMinutes
from subgroups.imports.word import Block

BLOCK = re.compile(
    r"\W*(?:agreed\s+)?actions?(?:\s+(?:points?|required|agreed|arising))?"
    r"\s*[:–-]?\s*",
    re.IGNORECASE,
)
ONE = re.compile(
    r"(?P<before>.*?)(?:^|(?<=[.;!?)\]])\s+|^\W*)"
    r"(?:ACTIONS?|Actions?(?=\s*(?:[:–-]|\d)))"
    r"(?:\s+(?:point\s+)?\d{1,2}(?:\.\d{1,2})?)?\s*[:–-]?\s+(?P<action>\S.*)",
    re.DOTALL,
)
BODIES = (
    r"(?:[Ss]ub-?group|[Gg]roup|[Cc]ommittee|[Bb]oard|[Ee]xecutive|[Pp]artnership"
    r"|[Mm]eeting|[Mm]embers|[Pp]anel|[Ff]orum)"
)
AGREED = r"(?:agreed|resolved|decided|approved|ratified|endorsed|RESOLVED|AGREED)"
DECISION = re.compile(
    rf"(?:[Ii]t was (?:also |unanimously )?{AGREED}\b"
    rf"|(?:[Aa]greed|AGREED|[Dd]ecisions?|DECISIONS?|[Rr]esolved|RESOLVED)\s*[:–]\s"
    rf"|(?:RESOLVED|AGREED)\b"
    rf"|(?:The )?(?:[A-Z]\w+ ){{0,3}}{BODIES} (?:unanimously )?{AGREED}\b)"
)
LIST_FOLLOWS = re.compile(
    rf"(?:{DECISION.pattern}|\b[Aa]greed|\bAGREED|\b[Dd]ecisions?|\bRESOLVED).{{0,40}}:\s*$"
)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")
PARTS = re.compile(r"^\d+(?:\.\d+)*\.?\s+")
POINT = re.compile(r"\s*(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|\(?[ivx]{1,4}[.)]|[-–•*▪])\s+")
WHO = re.compile(
    r"\b(?:who|owner|owners|lead|by whom|responsible|action by|person|action)\b"
)
WHEN = re.compile(r"\b(?:when|due|deadline|date|timescale|by when|target)\b")
WHAT_ALONE = re.compile(r"^(?:actions?(?: points?| agreed)?|tasks?|what)$")
WHAT = re.compile(r"\b(?:actions?|task|what|action points?|actions? agreed)\b")
WRAPPED_FROM = 50
ENDED = (".", ":", ";", "?", "!")
BEGINS = re.compile(
    r"\s*(?:[-–•*▪]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|\d+\.\d|[^\s:]{2,12}:"
    r"|actions?\b)",
    re.IGNORECASE,
)
BESIDE = "“{}” stands beside this text. Is this the action?"
NOT_AN_ACTION = "“{}” stands under Actions without an owner. It was kept as text"


class Items:
    """Reads the items of one file."""

    def __init__(self, held_on: date | None, *, wraps: bool) -> None:
        self.held_on, self.wraps = held_on, wraps

    def read(self, heading: Heading) -> ReadItem:
        self.item = ReadItem(heading.number, heading.title,
                             questions=list(heading.questions))  # fmt: skip
        self.in_actions = self.in_decisions = self.waits = False
        # Whether the next line may go on with the last action.
        self.goes_on = False
        table: list[tuple[str, ...]] = []
        blocks = self._unwrapped(heading.blocks) if self.wraps else heading.blocks
        for block, following in zip(blocks, [*blocks[1:], Block()], strict=False):
            if block.table:
                table.append(block.cells)
                if following.table != block.table:
                    self._table(table)
                    table = []
            else:
                self._line(block.text)
        return self.item

    @staticmethod
    def _unwrapped(blocks: list[Block]) -> list[Block]:
        """Lines that a program broke, joined again."""
        found: list[Block] = []
        for block in blocks:
            before = found[-1].text if found else ""
            if (
                block.text
                and len(before) >= WRAPPED_FROM
                and not before.endswith(ENDED)
                and not BEGINS.match(block.text)
            ):
                found[-1] = Block(f"{before} {block.text}")
            else:
                found.append(block)
        return found

    def _line(self, text: str) -> None:
        goes_on, self.goes_on = self.goes_on, False
        if not text:
            return
        if BLOCK.fullmatch(text):
            self.in_actions, self.in_decisions = True, False
            return
        one = ONE.fullmatch(text)
        if one and not one["before"].rstrip().endswith(","):
            if one["before"].strip():
                self._paragraph(one["before"].strip())
            self._action(one["action"])
        elif self.waits:
            # “ACTION: PN:” and the action itself in the next line.
            self._go_on(text)
            self.waits = False
        elif self.in_actions:
            self._under_actions(text, goes_on=goes_on)
        else:
            self._paragraph(text)

    def _action(self, text: str) -> None:
        alone = re.fullmatch(r"(.{2,60}?)\s*[:–-]", text)
        if alone and is_action(f"{alone[1]}: x"):
            text, self.waits = f"{alone[1]}: ", True
        self.item.actions.append(action_of(text, on=self.held_on))
        self.goes_on = not self.waits and not text.rstrip().endswith(".")

    def _go_on(self, text: str) -> None:
        """Add a line to the last action."""
        last = self.item.actions[-1]
        owners = f"{'/'.join(last.owners)}: " if last.owners else ""
        self.item.actions[-1] = action_of(
            f"{owners}{last.text} {text}".strip(), on=self.held_on
        )

    def _under_actions(self, text: str, *, goes_on: bool) -> None:
        point = POINT.match(text)
        if point or is_action(text):
            self._action(text[point.end() if point else 0 :])
        elif goes_on:
            self._go_on(text)
        else:
            self.item.questions.append(NOT_AN_ACTION.format(text[:100]))
            self._paragraph(text)

    def _paragraph(self, text: str) -> None:
        if self.in_decisions and (point := POINT.match(text)):
            self.item.paragraphs.append(Paragraph(text, text[point.end() :]))
            return
        self.in_decisions = LIST_FOLLOWS.search(text) is not None
        decision = ""
        if not self.in_decisions:
            sentences = SENTENCE.split(PARTS.sub("", text))
            decision = " ".join(one for one in sentences if DECISION.match(one))
        self.item.paragraphs.append(Paragraph(text, decision))

    def _table(self, rows: list[tuple[str, ...]]) -> None:
        """Actions in a table with titles, or beside the text, or plain rows."""
        titles = dict(enumerate(plain_name(cell) for cell in rows[0]))

        def column(words: re.Pattern, *but: int | None) -> int | None:
            found = (n for n, title in titles.items() if words.search(title))
            return next((n for n in found if n not in but), None)

        what = column(WHAT_ALONE)
        who = column(WHO, what)
        what = column(WHAT, who) if what is None else what
        if who is None or what is None:
            for row in rows:
                self._beside(row)
            return
        when = column(WHEN, who, what)
        for row in rows[1:]:
            self._row(row, who=who, what=what, when=when)

    def _row(self, row, *, who: int, what: int, when: int | None) -> None:
        def cell(at: int | None) -> str:
            return row[at].strip() if at is not None and at < len(row) else ""

        if not any(row):
            return
        owners, due = who_and_when(cell(who), on=self.held_on)
        others = [
            row[n] for n in range(len(row)) if n not in {who, what, when} and row[n]
        ]
        action = ReadAction(
            owners, " ".join(cell(what).split()).removesuffix("."), cell(when) or due
        )
        if not action.owners and cell(who):
            action.owners = [cell(who)[:60]]
        self.item.actions.append(action)
        # A reference of its own, or how it goes.
        if others:
            self.item.paragraphs.append(Paragraph(" | ".join(others)))

    def _beside(self, row: tuple[str, ...]) -> None:
        """A row of the minutes as a table: the last cell may name owners."""
        *cells, last = row
        if not last:
            for line in "\n".join(cells).split("\n"):
                self._line(line)
            return
        owners, due = who_and_when(last, on=self.held_on)
        is_owner = bool(owners) and (
            is_due(due, self.held_on) if due else are_initials(owners)
        )
        if not is_owner:
            if is_action(last):
                for line in "\n".join(cells).split("\n"):
                    self._line(line)
                for line in last.split("\n"):
                    self._action(line)
            else:
                self._line(" | ".join(" ".join(cell.split()) for cell in row if cell))
            return
        for line in "\n".join(cells).split("\n"):
            self._line(line)
        said = [paragraph.text for paragraph in self.item.paragraphs]
        before = said[-1] if said else self.item.title
        action = ReadAction(owners, before.removesuffix("."), due)
        action.question = BESIDE.format(" ".join(last.split()))
        self.item.actions.append(action)

    def ask_about_owners(self, minutes: ReadMinutes) -> None:
        known = {person.initials for person in minutes.people if person.initials}
        for item in minutes.items:
            for action in item.actions:
                action.question = action.question or question_about(action, known)
