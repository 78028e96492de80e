"""Reads a due text: as a whole cell, or as one deadline in a sentence."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from actions.due.calendar import FAR_AWAY, ONE_DAY, PlanYear, written
from actions.due.meaning import Due, Precision
from actions.due.parser import Reading
from actions.due.times import Asked, settled, together
from actions.due.tokens import Token, plain, tokens_of
from actions.due.vocabulary import QUESTIONS

P = Precision
LONGEST = 2000
BLANK = re.compile(
    r"\W*(?:by|on|in|t\.?b\.?[acd]\.?"
    r"|to be (?:confirmed|agreed|advised|decided|determined|set|scheduled)"
    r"|n/?a|not applicable|none|nil|no date|not known|unknown|x)?\W*",
    re.IGNORECASE,
)
EXCEL_EPOCH = date(1899, 12, 30)
# After a date, these mean that part of it could not be read.
MORE_OF_A_DATE = {"n", "nth", "year", "yy", "/", ".", "odd", "always", "throughout"}
# Before “by”, these mean that it is not a deadline.
NO_DEADLINE = {"led", "owned", "chaired", "actioned", "not", "past"}


def read_due(
    text: str,
    *,
    plan_start: date,
    terms: Iterable | None = None,
    next_meeting: date | None = None,
    holidays: Iterable | None = None,
) -> Due:
    """The meaning of a due text in the plan year that starts on `plan_start`.

    `terms` are school terms, or the rows of the policy setting of that name; without
    them the usual ones serve. `next_meeting` is what “next meeting” would mean.
    `holidays` are the rows of the policy setting of half-terms; without them, halves of
    terms are asked about.
    """
    plan = PlanYear(plan_start, terms, next_meeting, holidays)
    text = str(text or "").strip()
    try:
        if len(text) > LONGEST:
            words = f"There are more than {LONGEST:,} characters here"
            raise Asked(f"{words}: when is it due?")
        due = _read(plain(text), plan)
    except Asked as question:
        due = question.due
    remarks = due.remarks + _warnings(due, plan)
    return replace(due, remarks=tuple(dict.fromkeys(remarks)))


def _read(text: str, plan: PlanYear) -> Due:
    if BLANK.fullmatch(text):
        return Due(remarks=("No date was given",))
    _ask_about_number(text)
    tokens, slips = tokens_of(text)
    reading = Reading(text, tokens, plan)
    due = _whole_cell(reading) or _sentence(reading)
    return replace(due, remarks=slips + due.remarks)


def _ask_about_number(text: str) -> None:
    """Ask about a number that may be a date stored by a spreadsheet.

    Raises:
        Asked: it may be one.
    """
    if found := re.fullmatch(r"([345][0-9]{4})(?:\.[0-9]+)?", text):
        day = written(EXCEL_EPOCH + timedelta(days=int(found[1])))
        words = f"“{found[1]}” may be a date that a spreadsheet stored as a number"
        raise Asked(f"{words}: {day}?")


def _whole_cell(reading: Reading) -> Due | None:
    """The meaning of a text if the grammar matches all of it."""
    for end, due in reading.read("cell", 0):
        if end == len(reading.tokens):
            return due
    return None


def _sentence(reading: Reading) -> Due:
    """The deadline of a sentence with one date and a word such as “by”.

    Raises:
        Asked: no date, or more than one, or one that may not be the deadline.
    """
    dates, by_chance, is_alone, at = [], [], True, 0
    while at < len(reading.tokens):
        end, series = reading.longest("series", at)
        if end:
            is_by_chance = _is_by_chance(reading, at, end, series)
            (by_chance if is_by_chance else dates).append((at, end, series))
        else:
            end = reading.longest("interval", at)[0]
            is_alone = is_alone and not (end or _says_when(reading.tokens[at]))
        at = end or at + 1
    if len(dates) > 1:
        words = "; ".join(reading.words(at, end) for at, end, _ in dates)
        raise Asked(f"More than one date is given ({words}): which is the deadline?")
    if dates:
        at, end, series = dates[0]
        of_a_year = by_chance or any(token.value == "year" for token in reading.tokens)
        is_alone = is_alone and not (of_a_year and series[0].needs_year)
        return _one_date(reading, at, end, series, is_alone=is_alone)
    if by_chance:
        words = "”, “".join(reading.words(at, end) for at, end, _ in by_chance)
        raise Asked(f"Does “{words}” say when?")
    if not is_alone:
        raise Asked("No certain date was found: when is it due?")
    return Due(remarks=(_without_dates(reading.tokens),))


def _is_by_chance(reading: Reading, at: int, end: int, series) -> bool:
    """Whether “2018” or “may” only looks like a date."""
    if len(series) > 1 or not series[0].is_bare:
        return False
    token = reading.tokens[at]
    if token.text in {"may", "march"}:
        return token.is_lower and _kinds(reading, end, end + 1) == ["word"]
    return series[0].precision == P.YEAR and not _has_deadline(reading, at)


def _says_when(token: Token) -> bool:
    is_odd = token.kind == "odd" and len(re.findall("[-/.]", token.text)) > 1
    return is_odd or token.kind in {"unclear", "season", "onwards", "ongoing"}


def _kinds(reading: Reading, at: int, end: int) -> list[str]:
    return [token.kind for token in reading.tokens[max(at, 0) : end]]


def _has_deadline(reading: Reading, at: int) -> bool:
    """Whether a word such as “by” before a date makes it a deadline."""
    if _kinds(reading, at - 1, at) == [":"]:
        at -= 1
    before = _kinds(reading, at - 2, at)
    if before[-1:] == ["before"] and before[:-1] != ["word"]:
        return False
    is_not = at > 1 and NO_DEADLINE & {*before[:1], reading.tokens[at - 2].text}
    return before[-1:] in (["by"], ["before"]) and not is_not


def _one_date(reading: Reading, at: int, end: int, series, *, is_alone: bool) -> Due:
    due = together(settled(series, reading.plan))
    words, after = reading.words(at, end), _kinds(reading, end, end + 2)
    is_month = series[0].is_bare and series[0].precision == P.MONTH
    is_doubtful = (
        after[:1] in [[kind] for kind in MORE_OF_A_DATE]
        or after == ["and", "n"]
        or "not_before" in after
        or (is_month and after[:1] in (["word"], ["meeting"], ["month"]))
        or due.precision == P.RECURRING
    )
    if is_doubtful or not is_alone or not _has_deadline(reading, at):
        question = "Write only the date, or “by” before it"
        raise Asked(f"Is “{words}” the deadline? {question}")
    if reading.tokens[at - 1].kind == "before":
        day = due.start - ONE_DAY
        due = replace(due, start=day, end=day, precision=P.DAY)
    remark = f"“{words}” was taken from the sentence"
    return replace(due, remarks=(*due.remarks, remark))


def _without_dates(tokens: list[Token]) -> str:
    """The question if no date is found."""
    kinds = {token.kind for token in tokens}
    questions = [QUESTIONS[kind] for kind in QUESTIONS if kind in kinds]
    return questions[0] if questions else "No date was found: when is it due?"


def _warnings(due: Due, plan: PlanYear) -> tuple[str, ...]:
    """Remarks on a date that could be read."""
    if not (due.start or due.end):
        return ()
    found = []
    first, last = due.start or due.end, due.end or due.start
    if first > plan.end:
        found.append(f"After the end of {plan.words}")
    elif last < plan.start and due.precision != P.ONGOING:
        found.append(f"Before the beginning of {plan.words}")
    elif last > plan.end:
        found.append(f"Ends after {plan.words}")
    if abs(last.year - plan.start.year) > FAR_AWAY:
        found.append("That is many years away: is the year right?")
    return tuple(found)
