"""Previews of imports, row by row. Only reads.

The same file, the same understanding of it and the same rows of ours give the same
preview: it is shown, and the import does it or, when it would come out otherwise,
nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, NamedTuple

from partnership.pages.forms.identifiable import looks_child_identifiable
from partnership.people.roles import in_words
from partnership.spreadsheets.tables import Line, Tables

ALREADY = "already"
QUESTION = "question"
LEFT_OUT = "left_out"
REFUSED = "refused"
DAY_FIRST, MONTH_FIRST = "day_first", "month_first"
# Answers to a question, beside those of a kind of file.
KEEP, LEAVE_OUT = "keep", "leave_out"
# What questions are about, at the end of their keys: whether a row means this one of
# ours, and whether a child can be identified.
SAME, CHILD = "same", "child"


class Outcome(NamedTuple):
    """An outcome of a row, with its words and the colour of its tag."""

    words: str
    colour: str
    writes: bool = False


# Outcomes of any file. Each kind adds its own before these.
OTHERWISE = {
    ALREADY: Outcome("Here already", "grey"),
    QUESTION: Outcome("Question to answer", "yellow"),
    LEFT_OUT: Outcome("Left out", "grey"),
    REFUSED: Outcome("Refused", "red"),
}


@dataclass(frozen=True)
class Question:
    """A question about a row."""

    key: str
    words: str
    hint: str
    choices: tuple[tuple[str, str], ...]


@dataclass
class PlannedRow:
    """The preview of one row. Each kind of file adds fields."""

    outcomes: ClassVar[Mapping[str, Outcome]]

    line: Line
    outcome: str = field(default=REFUSED, kw_only=True)
    questions: list[Question] = field(default_factory=list, kw_only=True)
    remarks: list[str] = field(default_factory=list, kw_only=True)

    @property
    def words(self) -> str:
        return self.outcomes[self.outcome].words

    @property
    def colour(self) -> str:
        return self.outcomes[self.outcome].colour

    @property
    def will_happen(self) -> bool:
        return self.outcomes[self.outcome].writes

    @property
    def named(self) -> str:
        """The row's name to start a sentence with."""
        return self.line.where[:1].upper() + self.line.where[1:]

    @property
    def problems(self) -> list[str]:
        """Why it is left out, with the column."""
        return [str(problem) for problem in self.line.problems]

    @property
    def all_remarks(self) -> list[str]:
        """Remarks on how it was read."""
        return [*self.line.remarks, *self.remarks]

    @property
    def unanswered(self) -> list[Question]:
        """The question, until it is answered."""
        return self.questions if self.outcome == QUESTION else []

    @property
    def about(self) -> object:
        """The existing row that an answer is about."""
        return None

    @property
    def details(self) -> list:
        """Details that the import must not differ in."""
        return []

    @property
    def foreseen(self) -> list:
        """The outcome that the import must not differ from."""
        return [self.outcome, self.about, *self.details]

    def ask(
        self,
        about: str,
        words: str,
        hint: str,
        choices: Iterable[tuple[str, str]],
        answers: Mapping[str, str],
        *,
        of_column: str = "",
        may_wait: bool = False,
    ) -> str:
        """Ask about the row and return the answer, or "" if there is none.

        One question may be asked about several rows, if it is of their column. A row
        is left out until it is answered, unless it `may_wait`.
        """
        choices = tuple(choices)
        of = of_column or self.line.key
        question = Question(f"{of}:{about}", words, hint, choices)
        self.questions.append(question)
        answer = answers.get(question.key, "")
        if answer not in dict(choices):
            answer = ""
        if answer == LEAVE_OUT or not (answer or may_wait):
            self.outcome = LEFT_OUT if answer else QUESTION
        return answer

    def ask_to_keep(
        self, about: str, words: str, keep: str, hint: str, answers: Mapping[str, str]
    ) -> None:
        """Ask whether to import a row that looks as if it should be left out."""
        self.ask(
            about,
            f"{self.named} looks as if it {words}",
            hint,
            ((KEEP, keep), (LEAVE_OUT, "Leave out this row")),
            answers,
        )

    def ask_about_struck(self, hint: str, answers: Mapping[str, str]) -> None:
        """Ask whether to import a row that its sender struck through."""
        if self.line.is_struck:
            self.ask_to_keep(
                "struck",
                "was struck through by its sender. Import it all the same?",
                "Yes, import it",
                hint,
                answers,
            )

    def ask_about_order(
        self, answers: Mapping[str, str], *, may_wait: bool = False
    ) -> date | None:
        """Ask whether the month comes first in the dates of a column, and in this one.

        The date, once that is answered.
        """
        either = self.line.either
        if either is None:
            return None
        days = {MONTH_FIRST: either.month_first, DAY_FIRST: either.day_first}
        answer = self.ask(
            "order",
            f"Does {either.text} in the column “{either.title}” give the month first, "
            f"as {either.proof} does?",
            "The answer holds for every such date of the column",
            (
                (MONTH_FIRST, f"Yes: {in_words(either.month_first)}"),
                (DAY_FIRST, f"No: {in_words(either.day_first)}"),
            ),
            answers,
            of_column=either.title,
            may_wait=may_wait,
        )
        return days.get(answer)

    def ask_about_children(
        self, texts: Iterable[str], hint: str, answers: Mapping[str, str]
    ) -> None:
        """Ask whether to keep a row that may identify a child."""
        found = dict.fromkeys(
            what for text in texts for what in looks_child_identifiable(text)
        )
        if found:
            self.ask_to_keep(
                CHILD,
                f"holds {' and '.join(found)}. Keep it?",
                "Keep it: no child can be identified",
                hint,
                answers,
            )


@dataclass
class Preview:
    """The preview of an import."""

    row_type: ClassVar[type[PlannedRow]]

    tables: Tables
    rows: list[PlannedRow]

    @property
    def totals(self) -> dict[str, int]:
        counted = Counter(row.outcome for row in self.rows)
        return {outcome: counted[outcome] for outcome in self.row_type.outcomes}

    @property
    def asked(self) -> list[PlannedRow]:
        """Rows with a question, unanswered first."""
        asked = [row for row in self.rows if row.questions]
        return sorted(asked, key=lambda row: row.outcome != QUESTION)

    @property
    def unanswered(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.outcome == QUESTION]

    def open_questions(self, answers: Mapping[str, str]) -> int:
        """How many questions have no answer, those that may wait among them."""
        keys = {question.key for row in self.rows for question in row.questions}
        return len(keys - answers.keys())

    @property
    def refused_rows(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.outcome == REFUSED]

    @property
    def changes_something(self) -> bool:
        return any(row.will_happen for row in self.rows)

    @property
    def odd_words(self) -> list[tuple[str, str]]:
        """Unknown words with their column, once each."""
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for row in self.rows:
            for column, word in row.line.odd:
                found.setdefault((column, word.casefold()), (column, word))
        return list(found.values())

    @property
    def foreseen(self) -> dict[str, list]:
        return {row.line.key: row.foreseen for row in self.rows}

    def differences(self, foreseen: Mapping[str, list]) -> list[str]:
        """How the import would differ from the preview, in words."""
        found = []
        for row in self.rows:
            before = foreseen.get(row.line.key)
            if before == row.foreseen:
                continue
            was = row.outcomes[before[0]].words if before else "not there"
            found.append(
                f"{row.named} was “{was}” and is “{row.words}” now"
                if was != row.words
                else f"{row.named} would come out otherwise"
            )
        return found
