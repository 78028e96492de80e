"""A question set as a spreadsheet: reading one, and writing one.

Reading never stops at the first problem: it collects what is wrong with every row, so
that a file is put right once. A contradiction is a row of its own: its kind is
“Contradiction”, its question what the school is told, and it is shown if its
conditions hold.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.validators import slug_re
from django.utils.text import slugify

from audits.questions import checking, conditions, typed
from audits.questions.applicability import FLAGS
from audits.questions.columns import COLUMNS
from audits.questions.contents import Contents, Fault, Reading, new_question
from audits.questions.kinds import USUAL_CHOICES
from audits.questions.models import Question, QuestionSet, Section
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
TRUTHS = {
    "is_statutory": False,
    "is_optional": False,
    "allows_not_applicable": True,
    "lowest_is_best": False,
    "is_reworded": False,
}
TEXTS = ("gap_text", "gap_measure", "why_we_ask", "guidance_reference", "unit")
CONTRADICTION = "Contradiction"
PHASES = {as_word(words): key for key, words in School.Phase.choices}
PHASES |= {as_word(key): key for key in School.Phase.values}
SECTORS = {as_word(words): key for key, words in Sector.choices}
SECTORS |= {as_word(key): key for key in Sector.values}
AUDIENCES = {as_word(words): key for key, words in QuestionSet.Audience.choices}
AUDIENCES |= {as_word(key): key for key in QuestionSet.Audience.values}
# “A”, or “A. Leadership”.
LETTER = re.compile(r"([A-Za-z]{1,2})(?:[.):]\s*(\S.*)?)?")
TITLE = Section._meta.get_field("title").max_length
CODE = Question._meta.get_field("code").max_length


def contents_in(content: bytes) -> Reading:
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
    """Reads the rows of a file into sections and contradictions."""

    def __init__(self, tables: Tables) -> None:
        self.tables, self.reading = tables, Reading(remarks=tables.all_remarks)
        self.letters: dict[str, dict[str, Any]] = {}
        # Where a code, and a reference, is used first.
        self.used: dict[tuple, str] = {}
        self.section: dict[str, Any] | None = None
        # The questions read so far, and these by reference too.
        self.by_code: dict[str, Question] = {}
        self.by_name: dict[str, Question] = {}

    @property
    def contents(self) -> Contents:
        return self.reading.contents

    def read(self) -> Reading:
        pointed_out = []
        for table in self.tables.read:
            self.table = table
            for row in table.header.rows:
                self.row = row
                if as_word(self._line("kind")) == as_word(CONTRADICTION):
                    pointed_out.append((table, row))
                else:
                    self._take()
        # They may be about any of the questions.
        for self.table, self.row in pointed_out:
            self._contradict()
        return self.reading

    @property
    def where(self) -> str:
        sheet = f"{self.table.name}, " if self.tables.has_several else ""
        return f"{sheet}row {self.row.number}"

    def _fault(self, key: str, words: str) -> None:
        self.reading.faults.append(Fault(self.where, self._title(key), words))

    def _title(self, key: str) -> str:
        """What the file, or else we, call a column."""
        return self.tables.titled.get(key) or COLUMNS.by_key[key].words

    def _text(self, key: str) -> str:
        return self.table.cell(self.row, key).text

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
        self._find_audience()
        self._find_section()
        if self._line("text"):
            self._ask(dict(self._fields()))
        elif len(self.row.filled) > 1:
            self._fault("text", "there is no question")

    def _ask(self, fields: dict[str, Any]) -> None:
        """Add a question to its section, once it has been checked."""
        if self.section is None:
            return
        questions = self.section["questions"]
        letter, number = self.section["letter"], len(questions) + 1
        question = new_question(fields, letter=letter, number=number)
        faulty = {one.column for one in self.reading.faults if one.where == self.where}
        for key, words in checking.faults_of(question, self.by_code):
            if self._title(key) not in faulty:
                self._fault(key, words)
        questions.append(fields)
        self.by_code.setdefault(question.code, question)
        for name in (question.code, question.ref):
            self.by_name.setdefault(name, question)

    def _contradict(self) -> None:
        found = self._typed("show_if", typed.conditions_in, self.by_name) or []
        if not self._line("show_if"):
            self._fault("show_if", "say when it is pointed out")
        if not self._line("text"):
            self._fault("text", "say what the school is asked to check")
        for words in conditions.faults_of(found, self.by_code):
            self._fault("show_if", words)
        words = self.table.cell(self.row, "text").text
        self.contents.contradictions.append({"conditions": found, "words": words})

    def _find_audience(self) -> None:
        words = self._line("audience")
        if words and as_word(words) in AUDIENCES:
            self.contents.audience = AUDIENCES[as_word(words)]
        elif words:
            known = ", ".join(f"“{label}”" for label in QuestionSet.Audience.labels)
            self._fault("audience", f"“{words[:60]}” is not known. Use {known}")

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
        if len(title) > TITLE:
            self._fault("title", f"is longer than {TITLE} characters")
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
            self.contents.sections.append(self.letters[letter])
        return self.letters[letter]

    def _fields(self) -> Iterator[tuple[str, Any]]:
        """The fields of the question, without those that the file leaves to us."""
        yield "text", self.table.cell(self.row, "text").text
        kind = self._kind()
        yield "kind", kind
        code = self._line("code")
        if not slug_re.match(code):
            code = slugify(code) or self._slug()
        yield "code", self._once("code", code)
        if ref := self._line("ref"):
            yield "ref", self._once("ref", ref)
        choices = typed.choices_in(self._text("choices"))
        if choices:
            yield "choices", choices
        usual = choices or USUAL_CHOICES.get(kind, [])
        gaps, unknown = typed.chosen_in(self._text("gap_answers"), usual)
        if unknown:
            words = f"“{unknown[:60]}” is not one of the answers"
            self._fault("gap_answers", words)
        if gaps:
            yield "gap_answers", gaps
        for key in ("gap_below", "gap_above", "gap_after_months"):
            if (number := self._number(key)) is not None:
                yield key, int(number) if key == "gap_after_months" else number
        for key in TEXTS:
            if text := self._text(key):
                yield key, text
        for key, otherwise in TRUTHS.items():
            if (truth := self._truth(key)) not in {None, otherwise}:
                yield key, truth
        for key, read_typed, *known in (
            ("descriptors", typed.descriptors_in, usual),
            ("columns", typed.columns_in),
            ("show_if", typed.conditions_in, self.by_name),
        ):
            if found := self._typed(key, read_typed, *known):
                yield key, found
        if rule := dict(self._applies_to()):
            yield "applies_to", rule
        for key in ("from_date", "to_date"):
            if day := self._day(key):
                yield key, day

    def _typed(self, key: str, read_typed: Callable, *known: object) -> Any:
        """What a cell says in words that `typed` understands."""
        if not (text := self._text(key)):
            return None
        try:
            return read_typed(text, *known)
        except ValueError as error:
            self._fault(key, str(error))
            return None

    def _kind(self) -> str:
        words = self._line("kind")
        kind = KINDS.get(as_word(words))
        if kind is None:
            known = ", ".join(f"“{label}”" for label in Kind.labels)
            said = f"“{words[:60]}” is no kind of answer" if words else "is empty"
            self._fault("kind", f"{said}. Use {known}")
        return kind or Kind.TEXT

    def _slug(self) -> str:
        return slugify(self._line("text"))[:CODE].strip("-")

    def _once(self, key: str, value: str) -> str:
        """A value that no other question has."""
        first = self.used.setdefault((key, value), self.where)
        if first != self.where:
            self._fault(key, f"“{value[:60]}” is already used in {first}")
        return value

    def _number(self, key: str) -> Decimal | None:
        if not (words := self._line(key)):
            return None
        try:
            number = Decimal(words.rstrip("%").strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if not (number.is_finite() and 0 <= number < checking.MOST):
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
            parts = typed.parts(self._text(key))
            for part in parts:
                if as_word(part) not in known:
                    self._fault(key, f"“{part[:60]}” is not known")
            if found := [known[as_word(p)] for p in parts if as_word(p) in known]:
                yield key, found
        for key in FLAGS:
            if (truth := self._truth(key)) is not None:
                yield key, truth

        if ages := self._typed("ages", typed.ages_in):
            yield "ages", ages

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


# Writing

AS_TYPED: dict[str, Callable[[Any], str]] = {
    "kind": lambda kind: Kind(kind).label,
    "choices": typed.choices_as,
    "descriptors": lambda found: typed.choices_as(found.items()),
    "columns": typed.columns_as,
    "show_if": typed.conditions_as,
    "ages": typed.ages_as,
}


def as_spreadsheet(contents: Contents) -> bytes:
    """A question set as a workbook that `contents_in` reads."""
    headings = [column.words for column in COLUMNS.all]
    rows = [
        [_cell(contents, section, question, column.key) for column in COLUMNS.all]
        for section in contents.sections
        for question in section["questions"]
    ]
    rows += [
        [_of_contradiction(one, column.key) for column in COLUMNS.all]
        for one in contents.contradictions
    ]
    return as_workbook(contents.title, [Sheet("Questions", headings, rows)])


def _of_contradiction(contradiction: Mapping[str, Any], key: str) -> str:
    if key == "show_if":
        return typed.conditions_as(contradiction["conditions"])
    return {"text": contradiction["words"], "kind": CONTRADICTION}.get(key, "")


def _cell(
    contents: Contents,
    section: Mapping[str, Any],
    question: Mapping[str, Any],
    key: str,
) -> str | int | date:
    if key == "section":
        return section["letter"]
    if key in {"title", "intro"}:
        return section.get("guidance" if key == "intro" else key, "")
    if key == "audience":
        return QuestionSet.Audience(contents.audience).label
    if key in {"phases", "sectors", "ages", *FLAGS}:
        value = question.get("applies_to", {}).get(key, "")
    else:
        value = question.get(key, "")
    if value != "" and key in AS_TYPED:
        return AS_TYPED[key](value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "; ".join(value) if isinstance(value, list) else value
