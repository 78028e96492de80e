"""A question as a page shows it: its inputs with what is saved or typed in them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model

from audits.questions.conditions import all_hold
from audits.questions.kinds import CellKind, Kind
from audits.questions.models import Question
from audits.returns.models.answers import Answer, EarlierAnswer
from audits.returns.tables import Cell, boxes_of

PARTS = ("day", "month", "year")


@dataclass(kw_only=True)
class QuestionBox:
    """A question as the page shows it, with its answer and errors."""

    question: Question
    name: str
    version: int = 0
    chosen: set[str] = field(default_factory=set)
    text: str = ""
    person: str = ""
    day: dict[str, str] = field(default_factory=lambda: dict.fromkeys(PARTS, ""))
    rows: list[Mapping[str, str]] = field(default_factory=list)
    comment: str = ""
    reason: str = ""
    is_not_applicable: bool = False
    errors: list[str] = field(default_factory=list)
    person_errors: list[str] = field(default_factory=list)
    reason_errors: list[str] = field(default_factory=list)
    comment_errors: list[str] = field(default_factory=list)
    asked_about: list[tuple[str, str, bool]] = field(default_factory=list)
    # When it is asked, in words and as the script reads it.
    condition: str = ""
    show_if: str = ""
    previous: Answer | None = None
    # Why last year's answer cannot be given again; `can_repeat` offers a button.
    why_not_again: str = ""
    can_repeat: bool = False
    theirs: Answer | None = None
    earlier: list[EarlierAnswer] = field(default_factory=list)
    evidence: list[Model] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        """Whether it has several inputs, under one legend."""
        question = self.question
        return bool(question.choices) or question.kind in GROUPS

    @property
    def options(self) -> list[tuple[str, str, str, str, bool]]:
        """The id, value, label, meaning and state of each radio or checkbox."""
        descriptors = self.question.descriptors
        return [
            (
                f"id_{self.name}-{place}" if place > 1 else f"id_{self.name}",
                value,
                label,
                descriptors.get(value, ""),
                value in self.chosen,
            )
            for place, (value, label) in enumerate(self.question.choices, 1)
        ]

    @property
    def direction(self) -> str:
        """Which level is the best, in words."""
        levels = sorted(self.question.choices)
        if self.question.kind != Kind.LEVEL or len(levels) < 2:
            return ""
        if self.question.lowest_is_best:
            levels.reverse()
        (_, worst), *_, (_, best) = levels
        return f"{best} is the best, {worst} the weakest."

    @property
    def how_to_fill(self) -> str:
        """How the rows of a table are removed, and dates are written."""
        kinds = {column["kind"] for column in self.question.columns}
        dates = " Write dates like 3/6/2025." if CellKind.DATE in kinds else ""
        return f"Empty a row to remove it.{dates}"

    @property
    def cells(self) -> list[list[Cell]]:
        """The cells of a table, row by row."""
        return boxes_of(self.name, self.question.columns, self.rows)

    @property
    def has_errors(self) -> bool:
        return bool(
            self.errors
            or self.person_errors
            or self.reason_errors
            or self.comment_errors
        )

    @property
    def described_by(self) -> str:
        """The ids of the hint, last answer and error of the input."""
        question, ids = self.question, []
        if question.why_we_ask or question.guidance_reference or self.direction:
            ids.append(f"{self.name}-hint")
        if self.previous:
            ids.append(f"{self.name}-previous")
        if self.errors:
            ids.append(f"id_{self.name}-error")
        return " ".join(ids)


GROUPS = frozenset({Kind.DATE, Kind.EVIDENCE, Kind.PERSON_DATE, Kind.TABLE})


def fill(box: QuestionBox, answer: Answer) -> None:
    """Show a saved answer in its box."""
    box.version, box.comment = answer.version, answer.comment
    box.reason = answer.not_applicable_reason
    box.is_not_applicable = answer.does_not_apply
    box.chosen = {answer.choice, *answer.choices} - {""}
    box.rows = answer.rows
    if answer.number is not None:
        box.text = f"{answer.number:.2f}".rstrip("0").rstrip(".")
    elif box.question.takes_day:
        box.person = answer.words
        box.day = day_boxes(answer.day)
    else:
        box.text = answer.words


def day_boxes(day: date | None) -> dict[str, str]:
    """A date as its three inputs show it."""
    return {part: str(getattr(day, part)) if day else "" for part in PARTS}


def show_if_of(
    question: Question,
    names: Mapping[str, str],
    elsewhere: Mapping[str, Answer],
    facts: Mapping[str, int | None],
) -> str:
    """A question's conditions for the script of the page.

    Those on this page name their inputs; the others do not change here.
    """
    conditions: Iterable[dict[str, Any]] = (
        {**condition, "name": names[condition["code"]]}
        if condition.get("code") in names
        else {"holds": all_hold([condition], given=elsewhere, facts=facts)}
        for condition in question.show_if
    )
    return json.dumps(list(conditions))
