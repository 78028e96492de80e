"""Two editions of a question set, question by question, matched by their codes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from audits.questions.models import Question, QuestionSet
from audits.questions.wording import LABELS, facts_of

# Said by the kind of change itself, or of no interest: a number in the order.
LEFT_OUT = {"ref", "reworded"}


class Change(TextChoices):
    """What became of a question, in the order in which officers look at it."""

    UNMARKED = "unmarked", "Text differs, not marked as reworded"
    REWORDED = "reworded", "Reworded"
    NEW = "new", "New"
    REMOVED = "removed", "Removed"
    CHANGED = "changed", "Changed"
    SAME = "same", "Same"


COLOURS = {
    Change.UNMARKED: "orange",
    Change.REWORDED: "yellow",
    Change.NEW: "green",
    Change.REMOVED: "red",
    Change.CHANGED: "blue",
    Change.SAME: "grey",
}


@dataclass(frozen=True, kw_only=True)
class ComparedQuestion:
    """A question in both editions, or in the only one that asks it."""

    earlier: Question | None
    later: Question | None
    change: Change
    # What is different: its label, before and after.
    lines: tuple[tuple[str, str, str], ...] = ()

    @property
    def shown(self) -> Question:
        return self.later or self.earlier

    @property
    def colour(self) -> str:
        return COLOURS[self.change]


def compare(earlier: QuestionSet, later: QuestionSet) -> list[ComparedQuestion]:
    """The questions that differ, those to decide on first."""
    before, after = _by_code(earlier.questions), _by_code(later.questions)
    found = [
        _compared(before.get(code), after.get(code), before, after)
        for code in {**after, **before}
    ]
    order = list(Change)
    return sorted(
        (one for one in found if one.change != Change.SAME),
        key=lambda one: order.index(one.change),
    )


def _by_code(questions: Iterable[Question]) -> dict[str, Question]:
    return {question.code: question for question in questions}


def _compared(old, new, before, after) -> ComparedQuestion:
    if old is None or new is None:
        change = Change.NEW if new else Change.REMOVED
        return ComparedQuestion(earlier=old, later=new, change=change)
    was, now = facts_of(old, before), facts_of(new, after)
    if old.show_if == new.show_if:
        # The same questions may have other references.
        was["shown_if"] = now["shown_if"]
    lines = tuple(
        (LABELS[name], was[name], now[name])
        for name in LABELS
        if name not in LEFT_OUT and _plain(was[name]) != _plain(now[name])
    )
    if new.is_reworded:
        change = Change.REWORDED
    elif any(label == LABELS["text"] for label, _, _ in lines):
        change = Change.UNMARKED
    else:
        change = Change.CHANGED if lines else Change.SAME
    return ComparedQuestion(earlier=old, later=new, change=change, lines=lines)


def _plain(text: str) -> str:
    return " ".join(text.split())
