"""Words for what comes back: quarterly, every month, each term."""

import re
from dataclasses import dataclass
from datetime import date

from actions.due.calendar import ONE_DAY, PlanYear, last_of, months_later
from actions.due.meaning import Precision
from actions.due.moments import DAY, MONTH, ORDINAL
from actions.due.shapes import nth_day
from actions.due.vocabulary import COUNT, NTH, WEEKDAY_NAME


@dataclass(frozen=True)
class Recurrence:
    """How often something comes back: every so many months, each term, or too often."""

    months: int | None = None
    is_termly: bool = False
    why_not: str = ""
    precision: Precision = Precision.RECURRING
    # On which day of the month: “15”, “second tuesday”, “last working day”.
    day: str = ""

    @property
    def is_interval(self) -> bool:
        return bool(self.months or self.is_termly or self.why_not == TOO_OFTEN)

    def between(
        self, first: date, last: date, plan: PlanYear, *, anchor: date | None = None
    ) -> tuple[date, ...]:
        """The last days of its periods, counted from the start of the plan year.

        With an `anchor` they are counted from there: the first is the end of its month.
        """
        if self.is_termly:
            return tuple(term.end for term in plan.terms_from(first, last))
        if self.months is None:
            return ()
        step = 0 if anchor else self.months
        start = anchor.replace(day=1) if anchor else plan.start
        while not anchor and months_later(start, step - self.months) > first:
            step -= self.months
        ends = []
        while (day := self._day_of(start, step, is_anchored=bool(anchor))) <= last:
            if day >= first:
                ends.append(day)
            step += self.months
        return tuple(ends)

    def _day_of(self, start: date, step: int, *, is_anchored: bool) -> date:
        if is_anchored:
            month = months_later(start, step)
            return last_of(month.year, month.month)
        end = months_later(start, step) - ONE_DAY
        if not self.day:
            return end
        if self.day.isdigit():
            last = last_of(end.year, end.month)
            return last.replace(day=min(int(self.day), last.day))
        return nth_day(self.day, end.year, end.month) or end


EACH = r"(?:each|every|per|once (?:an?|per|each|every)|one per)"
A_YEAR = r"(?: (?:a|per|each|every))? (?:year|annum)"
NO_DAYS = "it does not say when: give the dates"
SELDOM = "it comes back less than once a year: give the next date"
TOO_OFTEN = "it comes back too often to be reported on each time"
OTHERWISE = "it follows other dates, which are not known here"
YEARLY = Recurrence(months=12)
SEVERAL = Recurrence(
    why_not="more than one interval is given: how often is it due?",
    precision=Precision.AMBIGUOUS,
)
SEASONS = r"(?:spring|summer|autumn)"
COUNTS = (
    rf"(?:thrice|(?:{COUNT}) times|[0-9]+ ?x|x ?[0-9]+){A_YEAR}"
    rf"|(?!1 |one ){COUNT} (?:[a-z-]+ ){{0,3}}(?:per|a) (?:year|annum)"
)
WORDS: list[tuple[re.Pattern, Recurrence]] = [
    (re.compile(rf"(?<![a-z0-9])(?<![0-9]/)(?:{words})(?![a-z])"), recurrence)
    for words, recurrence in [
        (
            r"(?:start|beginning|early|mid|(?:first|second) (?:week|day|half))"
            r"(?: of| in)? (?:each|every) (?:school )?"
            r"(?:term|month|quarter|year|half[ -]term)",
            Recurrence(why_not=NO_DAYS),
        ),
        (
            rf"(?:twice|thrice|{COUNT} times|[0-9]+ ?x|x ?[0-9]+)"
            r"(?: (?:an?|per|each|every))? (?:school )?(?:term|month|quarter)(?:ly)?",
            Recurrence(why_not=NO_DAYS),
        ),
        (
            r"bi[ -]?(?:monthly|termly|annual(?:ly)?|ennial(?:ly)?|weekly)",
            Recurrence(
                why_not="does it come twice in that time, or every second time?",
                precision=Precision.AMBIGUOUS,
            ),
        ),
        (rf"half[ -]?termly|{EACH} half[ -]term", Recurrence(why_not=OTHERWISE)),
        (
            r"(?:six|6)[ -]?monthly|(?:every|each) (?:six|6) months|half[ -]?yearly"
            r"|(?:every|each) half[ -]year"
            rf"|semi-annual(?:ly)?|(?:twice|(?:two|2) times|2 ?x|x ?2){A_YEAR}"
            r"|twice yearly",
            Recurrence(months=6),
        ),
        (
            rf"quarterly|{EACH} quarter|(?:three|3)[ -]?monthly"
            r"|(?:every|each) (?:three|3) months"
            rf"|(?:(?:four|4) times|4 ?x|x ?4){A_YEAR}",
            Recurrence(months=3),
        ),
        (
            r"every (?:two|2|other|second) months?|(?:two|2)[ -]?monthly"
            r"|(?:each|every)? ?alternate months?",
            Recurrence(months=2),
        ),
        (
            r"(?:every|each) (?:four|4) months|(?:four|4)[ -]?monthly",
            Recurrence(months=4),
        ),
        (r"(?:every|each) (?:twelve|12) months|(?:twelve|12)[ -]?monthly", YEARLY),
        (
            rf"(?:every|each) {COUNT} months|{COUNT}[ -]?monthly",
            Recurrence(why_not=NO_DAYS),
        ),
        (rf"monthly|{EACH} month", Recurrence(months=1)),
        (rf"termly|{EACH} (?:school |academic )?term", Recurrence(is_termly=True)),
        (
            COUNTS,
            Recurrence(why_not=NO_DAYS),
        ),
        (
            rf"every (?:{COUNT}|other|second) years?|{COUNT}[ -]?yearly"
            r"|triennial(?:ly)?",
            Recurrence(why_not=SELDOM),
        ),
        (
            r"annually|yearly(?! report)"
            rf"|{EACH} (?:calendar |financial )?(?:year|annum)"
            rf"|(?:each|every)(?= {SEASONS}| (?:{DAY}{ORDINAL}? (?:of )?)?{MONTH})",
            YEARLY,
        ),
        (
            rf"every (?!two|2 )(?:{COUNT} ?(?:-|to|or) ?)?{COUNT} weeks"
            rf"|(?!two|2[ -]?w){COUNT}[ -]weekly",
            Recurrence(why_not=NO_DAYS),
        ),
        (
            r"weekly|fortnightly|daily|(?:each|every) (?:week|fortnight|day)"
            rf"|every (?:two|2) weeks|(?:each|every) {WEEKDAY_NAME}|{WEEKDAY_NAME}s",
            Recurrence(why_not=TOO_OFTEN),
        ),
        (
            r"(?:each|every|at all|all|once per|one per) (?:(?!to )[a-z'&-]+ ){0,3}?"
            r"(?:meetings?|boards?|exec(?:utive)?|sub-?group)"
            r"(?! (?:member|chair|lead|agenc|partner|rep|officer|manager)[a-z]*)"
            r"|standing (?:agenda )?item",
            Recurrence(why_not=OTHERWISE),
        ),
        (r"^annual$|^yearly$|^annual(?= ?[(:,/-])|\(annual\)", YEARLY),
    ]
]


ON_A_DAY = re.compile(
    rf"(?<![a-z0-9])(?P<day>{NTH} (?:{WEEKDAY_NAME}|working day)"
    r"|[0-9]{1,2}(?=(?:st|nd|rd|th)))(?:st|nd|rd|th)?(?: day)?"
    r" (?:of |in )?(?:each|every|the|a) month(?![a-z])"
    rf"|(?<![a-z0-9])monthly[ ,:(-]+(?:on |by )?(?:the )?"
    rf"(?:(?P<then>{NTH} (?:{WEEKDAY_NAME}|working day))"
    rf"|(?P<nth>[0-9]{{1,2}})(?:st|nd|rd|th)(?!\s(?:of )?{MONTH}))"
)
# “1st and 15th of each month”: more days than one.
DAY_TOO = re.compile(
    rf"(?:{NTH}|[0-9](?:st|nd|rd|th))(?: {WEEKDAY_NAME})?\W+(?:and )?$"
)


def find_recurrence(words: str) -> tuple[Recurrence | None, str]:
    """The first such words in a text, and the text with blanks in their place."""
    if found := ON_A_DAY.search(words):
        day = found["day"] or found["then"] or found["nth"]
        if DAY_TOO.search(words[: found.start()]):
            return Recurrence(why_not=NO_DAYS), _blanked(words, found)
        return Recurrence(months=1, day=day), _blanked(words, found)
    for expression, recurrence in WORDS:
        if found := expression.search(words):
            rest = _blanked(words, found)
            if recurrence.is_interval and _is_another(recurrence, rest):
                return SEVERAL, rest
            if recurrence.precision == Precision.AMBIGUOUS:
                # “bi-monthly (every two months)” says itself which is meant.
                plainly, without = find_recurrence(rest)
                return plainly or recurrence, without
            return recurrence, rest
    return None, words


def _is_another(recurrence: Recurrence, rest: str) -> bool:
    """Whether a text gives another interval too: “monthly, then quarterly”."""
    rest = re.sub(COUNTS, " ", rest)
    return any(
        other.is_interval and other != recurrence and expression.search(rest)
        for expression, other in WORDS
    )


def _blanked(words: str, found: re.Match) -> str:
    blanks = " " * (found.end() - found.start())
    return words[: found.start()] + blanks + words[found.end() :]
