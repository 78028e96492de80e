"""Words for what comes back: quarterly, every month, each term."""

import re
from dataclasses import dataclass
from datetime import date

from actions.due.calendar import ONE_DAY, PlanYear, months_later
from actions.due.meaning import Precision


@dataclass(frozen=True)
class Recurrence:
    """How often something comes back: every so many months, each term, or too often."""

    months: int | None = None
    is_termly: bool = False
    why_not: str = ""
    precision: Precision = Precision.RECURRING

    def between(self, first: date, last: date, plan: PlanYear) -> tuple[date, ...]:
        """The last days of its periods, counted from the start of the plan year."""
        if self.is_termly:
            return tuple(term.end for term in plan.terms_from(first, last))
        if self.months is None:
            return ()
        ends = []
        step = 0
        while months_later(plan.start, step) > first:
            step -= self.months
        while (end := months_later(plan.start, step + self.months) - ONE_DAY) <= last:
            if end >= first:
                ends.append(end)
            step += self.months
        return tuple(ends)


EACH = r"(?:each|every|per|once (?:a|per|every)|one per)"
TOO_OFTEN = "it comes back too often to be reported on each time"
OTHERWISE = "it follows other dates, which are not known here"
WORDS: list[tuple[re.Pattern, Recurrence]] = [
    (re.compile(rf"(?<![a-z])(?:{words})(?![a-z])"), recurrence)
    for words, recurrence in [
        (
            r"bi-?(?:monthly|annual(?:ly)?|ennial(?:ly)?|weekly)",
            Recurrence(
                why_not="does it come twice in that time, or every second time?",
                precision=Precision.AMBIGUOUS,
            ),
        ),
        (r"half[ -]?termly|(?:each|every) half[ -]term", Recurrence(why_not=OTHERWISE)),
        (
            r"(?:six|6)[ -]monthly|(?:every|each) (?:six|6) months|half[ -]?yearly"
            r"|semi-annual(?:ly)?|(?:twice|two times) (?:a|per|each) year|twice yearly",
            Recurrence(months=6),
        ),
        (
            rf"quarterly|{EACH} quarter|(?:three|3)[ -]monthly"
            r"|(?:every|each) (?:three|3) months|(?:four|4) times (?:a|per|each) year",
            Recurrence(months=3),
        ),
        (r"every (?:two|2|other|second) months?|two[ -]monthly", Recurrence(months=2)),
        (r"(?:every|each) (?:four|4) months|four[ -]monthly", Recurrence(months=4)),
        (rf"monthly|{EACH} month", Recurrence(months=1)),
        (rf"termly|{EACH} (?:school )?term", Recurrence(is_termly=True)),
        (
            rf"annually|yearly(?! report)|{EACH} (?:calendar |financial )?year",
            Recurrence(months=12),
        ),
        (
            r"weekly|fortnightly|daily|(?:each|every) (?:week|fortnight|day)",
            Recurrence(why_not=TOO_OFTEN),
        ),
        (
            r"(?:each|every|at all|all) (?:[a-z]+ ){0,2}meetings?|standing item",
            Recurrence(why_not=OTHERWISE),
        ),
        (r"^annual$|^yearly$", Recurrence(months=12)),
    ]
]


def find_recurrence(words: str) -> tuple[Recurrence | None, str]:
    """The first such words in a text, and the text with blanks in their place."""
    for expression, recurrence in WORDS:
        if found := expression.search(words):
            blanks = " " * (found.end() - found.start())
            return recurrence, words[: found.start()] + blanks + words[found.end() :]
    return None, words
