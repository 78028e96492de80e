"""What a question asks, of whom, when, and what shows a gap, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format

from audits.questions import applicability, conditions
from audits.questions.kinds import CellKind, Kind

if TYPE_CHECKING:
    from audits.questions.models import Question

# What people call each part of a question.
LABELS = {
    "ref": "Reference",
    "text": "Question",
    "kind": "Kind of answer",
    "answers": "Answers",
    "best": "Best level",
    "unit": "Unit",
    "columns": "Columns",
    "gap": "Shows a gap",
    "gap_text": "Action for a gap",
    "gap_measure": "Success measure for that action",
    "why_we_ask": "Why we ask",
    "guidance_reference": "Guidance reference",
    "standing": "Standing",
    "optional": "May be left unanswered",
    "not_applicable": "May be not applicable",
    "asked_of": "Asked of",
    "shown_if": "Shown if",
    "dates": "Asked",
    "reworded": "Reworded since the edition before",
}


def facts_of(question: "Question", by_code: "Mapping[str, Question]") -> dict[str, str]:
    """All that a question says, each part in words; empty where it says nothing."""
    return {
        "ref": question.ref,
        "text": question.text,
        "kind": question.get_kind_display(),
        "answers": "; ".join(_choice(question, *pair) for pair in question.choices),
        "best": _best_level(question),
        "unit": question.unit,
        "columns": "; ".join(
            f"{column['label']} ({CellKind(column['kind']).label.lower()})"
            for column in question.columns
        ),
        "gap": question.gap_in_words,
        "gap_text": question.gap_text,
        "gap_measure": question.gap_measure,
        "why_we_ask": question.why_we_ask,
        "guidance_reference": question.guidance_reference,
        "standing": "Statutory" if question.is_statutory else "Good practice",
        "optional": "Yes" if question.is_optional else "No",
        "not_applicable": "Yes" if question.allows_not_applicable else "No",
        "asked_of": applicability.in_words(question.applies_to),
        "shown_if": conditions.in_words(question.show_if, by_code),
        "dates": dates_in_words(question),
        "reworded": "Yes" if question.is_reworded else "No",
    }


def _choice(question: "Question", value: str, label: str) -> str:
    meaning = question.descriptors.get(value, "")
    return f"{label} – {meaning}" if meaning else label


def _best_level(question: "Question") -> str:
    if question.kind != Kind.LEVEL:
        return ""
    return "The first" if question.lowest_is_best else "The last"


def dates_in_words(question: "Question") -> str:
    """The days between which a question is asked; empty if it always is."""
    parts = [
        f"{word} {date_format(day, 'j F Y')}"
        for word, day in (("from", question.from_date), ("until", question.to_date))
        if day
    ]
    return " ".join(parts)


@dataclass(frozen=True)
class Worded:
    """A question with what depends on the rules and on other questions, in words."""

    question: "Question"
    asked_of: str
    shown_if: str
    dates: str

    @property
    def answers(self) -> list[tuple[str, str]]:
        """The answers to choose from, each with what it means in practice."""
        meanings = self.question.descriptors
        return [(label, meanings.get(key, "")) for key, label in self.question.choices]


def worded(
    questions: "Iterable[Question]", by_code: "Mapping[str, Question]"
) -> tuple[Worded, ...]:
    """Questions with the rules in words."""
    return tuple(
        Worded(
            one,
            applicability.in_words(one.applies_to),
            conditions.in_words(one.show_if, by_code),
            dates_in_words(one),
        )
        for one in questions
    )
