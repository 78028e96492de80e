"""A question set as a spreadsheet: reading one, and writing the bank as one.

Reading never stops at the first problem: it collects what is wrong with every row, so
that a file is put right once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.text import slugify

from audits.questions.columns import COLUMNS
from audits.questions.kinds import NUMBERS, ONE_CHOICE, USUAL_CHOICES
from audits.questions.models import Question, Section
from partnership.guards.outcomes import Refused
from partnership.policy.sectors import Sector
from partnership.schools.models import School
from partnership.spreadsheets.reading import read
from partnership.spreadsheets.tables import Tables, Understanding, tables_of
from partnership.spreadsheets.words import as_word
from partnership.spreadsheets.writing import Sheet, as_workbook

Kind = Question.Kind

KINDS = {
    **{as_word(label): Kind(value) for value, label in Kind.choices},
    **{as_word(value): Kind(value) for value in Kind.values},
}
YES_OR_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False}
YES_OR_NO |= {"false": False}
FLAGS = ("has_boarders", "has_sixth_form", "has_nursery")
TRUTHS = {"is_statutory": False, "is_optional": False, "allows_not_applicable": True}
TEXTS = ("gap_text", "why_we_ask", "guidance_reference")
PHASES = {as_word(words): key for key, words in School.Phase.choices}
PHASES |= {as_word(key): key for key in School.Phase.values}
SECTORS = {as_word(words): key for key, words in Sector.choices}
SECTORS |= {as_word(key): key for key in Sector.values}
# “A”, or “A. Leadership”.
LETTER = re.compile(r"([A-Za-z]{1,2})(?:[.):]\s*(\S.*)?)?")
# A choice with the value that is stored: “send = Special educational needs”.
VALUED = re.compile(r"(\w{1,40}) = (\S.*)")
LONGEST = {
    "title": Section._meta.get_field("title").max_length,
    **{
        name: Question._meta.get_field(name).max_length
        for name in ("ref", "code", "guidance_reference")
    },
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row, and where."""

    where: str
    column: str
    words: str


@dataclass
class Reading:
    """The sections of a file, all that is wrong with it, and what was left out."""

    sections: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def sections_in(content: bytes) -> Reading:
    """Read a CSV file or Excel workbook of questions.

    Raises:
        Refused: it is no spreadsheet, has no questions, or may read in several ways.
    """
    tables = tables_of(read(content), COLUMNS, Understanding(), reads_several=True)
    if COLUMNS.are_missing(tables.titled):
        raise Refused(f"{COLUMNS.missing}.")
    if tables.is_open:
        raise Refused(
            "It cannot be told how this file was saved. Save it as CSV UTF-8 or as an "
            "Excel workbook."
        )
    return _Reader(tables).read()


class _Reader:
    """Reads the rows of a file into sections."""

    def __init__(self, tables: Tables) -> None:
        self.tables, self.reading = tables, Reading(remarks=tables.all_remarks)
        self.letters: dict[str, dict[str, Any]] = {}
        # The rows that use a code, and a section's reference, first.
        self.used: dict[tuple, str] = {}
        self.section: dict[str, Any] | None = None

    def read(self) -> Reading:
        for table in self.tables.read:
            self.table = table
            for row in table.header.rows:
                self.row = row
                self._take()
        return self.reading

    @property
    def where(self) -> str:
        sheet = f"{self.table.name}, " if self.tables.has_several else ""
        return f"{sheet}row {self.row.number}"

    def _fault(self, key: str, words: str) -> None:
        column = self.tables.titled.get(key) or COLUMNS.by_key[key].words
        self.reading.faults.append(Fault(self.where, column if key else "", words))

    def _line(self, key: str) -> str:
        return self.table.cell(self.row, key).line

    def _take(self) -> None:
        if self.row.fault:
            fault = Fault(self.where, "", f"this row {self.row.fault}")
            self.reading.faults.append(fault)
            return
        if self.table.cell(self.row, "text").is_struck:
            self._fault("text", "this is struck through: delete the row or the line")
        for key in self.table.places:
            if fault := self.table.cell(self.row, key).fault:
                self._fault(key, f"this cell {fault}")
        self._find_section()
        if self._line("text"):
            question = dict(self._fields())
            if self.section is not None:
                self.section["questions"].append(question)
        elif len(self.row.filled) > 1:
            self._fault("text", "there is no question")

    def _find_section(self) -> None:
        """The section of this row; a blank cell means that of the row above."""
        words, title = self._line("section"), self._line("title")
        if not words:
            if self.section is None:
                self._fault("section", "there is no section")
            return
        if match := LETTER.fullmatch(words):
            letter, title = match[1].upper(), title or match[2] or ""
        else:
            titled = {one["title"]: key for key, one in self.letters.items()}
            letter, title = titled.get(words) or _next_letter(self.letters), words
        if letter not in self.letters and not title:
            self._fault("title", f"section {letter} has no title")
        if len(title) > LONGEST["title"]:
            self._fault("title", f"is longer than {LONGEST['title']} characters")
        self.section = self._known(letter, title)

    def _known(self, letter: str, title: str) -> dict[str, Any]:
        if letter not in self.letters:
            guidance = self.table.cell(self.row, "intro").text
            self.letters[letter] = {
                "letter": letter,
                "title": title,
                "guidance": guidance,
                "questions": [],
            }
            self.reading.sections.append(self.letters[letter])
        return self.letters[letter]

    def _fields(self) -> Iterator[tuple[str, Any]]:
        """The fields of the question, without those that the file leaves to us."""
        yield "text", self.table.cell(self.row, "text").text
        kind = self._kind()
        yield "kind", kind
        yield "code", self._once("code", slugify(self._line("code")) or self._slug())
        if ref := self._line("ref"):
            yield "ref", self._once("ref", ref)
        choices = self._choices(kind)
        if choices is not None:
            yield "choices", choices
        usual = USUAL_CHOICES.get(kind, []) if choices is None else choices
        if gaps := self._gaps(usual):
            yield "gap_answers", gaps
        if (below := self._number("gap_below", kind)) is not None:
            yield "gap_below", below
        for key in TEXTS:
            if text := self.table.cell(self.row, key).text:
                yield key, self._short(key, text)
        for key, otherwise in TRUTHS.items():
            if (truth := self._truth(key)) not in {None, otherwise}:
                yield key, truth
        if rule := dict(self._applies_to()):
            yield "applies_to", rule
        days = {key: self._day(key) for key in ("from_date", "to_date")}
        yield from ((key, day) for key, day in days.items() if day)
        if all(days.values()) and days["to_date"] < days["from_date"]:
            self._fault("to_date", "is before the first day it is asked")

    def _kind(self) -> str:
        words = self._line("kind")
        kind = KINDS.get(as_word(words))
        if kind is None:
            known = ", ".join(f"“{label}”" for label in Kind.labels)
            said = f"“{words[:60]}” is no kind of answer" if words else "is empty"
            self._fault("kind", f"{said}. Use {known}")
        return kind or Kind.TEXT

    def _slug(self) -> str:
        return slugify(self._line("text"))[: LONGEST["code"]].strip("-")

    def _once(self, key: str, value: str) -> str:
        """A value that no other question has."""
        first = self.used.setdefault((key, value), self.where)
        if first != self.where:
            self._fault(key, f"“{value[:60]}” is already used in {first}")
        return self._short(key, value)

    def _short(self, key: str, value: str) -> str:
        if len(value) > LONGEST.get(key, len(value)):
            self._fault(key, f"is longer than {LONGEST[key]} characters")
        return value

    def _parts(self, key: str) -> list[str]:
        text = self.table.cell(self.row, key).text
        return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]

    def _choices(self, kind: str) -> list[list[str]] | None:
        """The answers that the file offers; None for the usual ones."""
        choices = []
        for part in self._parts("choices"):
            valued = VALUED.fullmatch(part)
            value = valued[1] if valued else slugify(part).replace("-", "_")[:40]
            choices.append([value, valued[2] if valued else part])
        if kind not in {*ONE_CHOICE, Kind.MULTIPLE}:
            if choices:
                self._fault("choices", f"“{Kind(kind).label}” takes no answers")
            return None
        if not choices and kind not in USUAL_CHOICES:
            self._fault("choices", "list the answers, separated by semicolons")
        if len({value for value, _ in choices}) < len(choices):
            self._fault("choices", "two answers are the same")
        return choices or None

    def _gaps(self, choices: list[list[str]]) -> list[str]:
        known = {word: value for value, label in choices for word in (value, label)}
        folded = {word.casefold(): value for word, value in known.items()}
        gaps = []
        for part in self._parts("gap_answers"):
            if part.casefold() in folded:
                gaps.append(folded[part.casefold()])
            else:
                self._fault("gap_answers", f"“{part[:60]}” is not one of the answers")
        return gaps

    def _number(self, key: str, kind: str) -> Decimal | None:
        if not (words := self._line(key)):
            return None
        if kind not in NUMBERS:
            self._fault(key, "only numbers and percentages can have a threshold")
            return None
        try:
            number = Decimal(words.rstrip("%").strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if not (number.is_finite() and 0 <= number < 10**10):
            self._fault(key, f"“{words[:60]}” is not a number")
            return None
        return round(number, 2)

    def _truth(self, key: str) -> bool | None:
        if not (words := self._line(key)):
            return None
        if (truth := YES_OR_NO.get(as_word(words))) is None:
            self._fault(key, f"“{words[:60]}” is neither yes nor no")
        return truth

    def _applies_to(self) -> Iterator[tuple[str, Any]]:
        for key, known in (("phases", PHASES), ("sectors", SECTORS)):
            parts = self._parts(key)
            for part in parts:
                if as_word(part) not in known:
                    self._fault(key, f"“{part[:60]}” is not known")
            if found := [known[as_word(p)] for p in parts if as_word(p) in known]:
                yield key, found
        for key in FLAGS:
            if (truth := self._truth(key)) is not None:
                yield key, truth

    def _day(self, key: str) -> date | None:
        cell = self.table.cell(self.row, key)
        if cell.day or not cell.line:
            return cell.day
        try:
            return date.fromisoformat(cell.line)
        except ValueError:
            self._fault(key, f"“{cell.line[:60]}” is not a date, like 2026-09-01")
            return None


def _next_letter(used: Iterable[str]) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    every = [*letters, *(f"A{letter}" for letter in letters)]
    return next((one for one in every if one not in used), "ZZ")


def as_spreadsheet(title: str, sections: Iterable[Mapping[str, Any]]) -> bytes:
    """A question set as a workbook that `sections_in` reads."""
    headings = [column.words for column in COLUMNS.all]
    rows = (
        [_cell(section, question, column.key) for column in COLUMNS.all]
        for section in sections
        for question in section["questions"]
    )
    return as_workbook(title, [Sheet("Questions", headings, rows)])


def _cell(
    section: Mapping[str, Any], question: Mapping[str, Any], key: str
) -> str | int | date:
    if key == "section":
        return section["letter"]
    if key in {"title", "intro"}:
        return section.get("guidance" if key == "intro" else key, "")
    if key in {"phases", "sectors", *FLAGS}:
        value = question.get("applies_to", {}).get(key, "")
    else:
        value = question.get(key, "")
    if key == "kind":
        return Kind(value).label
    if key == "choices":
        return "\n".join(" = ".join(choice) for choice in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "; ".join(value) if isinstance(value, list) else value
