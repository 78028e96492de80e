"""From the dates found in a text, and the words about them, to what the text means."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from actions.due import days, periods  # noqa: F401 – registers their patterns
from actions.due.calendar import ONE_DAY, PlanYear, last_of, written
from actions.due.meaning import Due, Precision
from actions.due.moments import Moment, find_moments
from actions.due.recurrence import Recurrence, find_recurrence
from actions.due.vocabulary import (
    AFTER,
    BEFORE,
    BLANK,
    DONE,
    ENDING,
    EXCEL_EPOCH,
    FILLERS,
    FROM,
    LEAD,
    LEFT_OPEN,
    LIST,
    LONGEST,
    MEETING,
    ONGOING,
    ONWARDS,
    RANGE,
    RELATIVE,
    SERIAL,
    SHAPE,
    SOON,
    TBC,
    UNTIL,
    WHOLE_YEAR,
)


@dataclass(frozen=True)
class Unit:
    """A moment with the words about it that change what it means."""

    moment: Moment
    at: int
    to: int
    shape: str = ""
    lead: str = ""
    tail: str = ""

    @property
    def stands_alone(self) -> bool:
        return not (self.shape or self.lead or self.tail)


def read_due(
    text: str,
    *,
    plan_start: date,
    terms: Iterable | None = None,
    next_meeting: date | None = None,
) -> Due:
    """What a due text says, read within the plan year that begins on `plan_start`.

    `terms` are school terms, or the rows of the policy setting of that name; without
    them the usual ones serve. `next_meeting` is what “next meeting” would mean.
    """
    plan = PlanYear(plan_start, terms, next_meeting)
    words = normalise(text)
    if BLANK.fullmatch(words):
        return Due(remarks=("No date was given",))
    if found := SERIAL.fullmatch(words):
        day = EXCEL_EPOCH + timedelta(days=int(found[1]))
        return _ask(
            f"“{found[1]}” may be a date that a spreadsheet stored as a number: "
            f"{written(day)}?"
        )
    recurrence, words = find_recurrence(words)
    units = [_unit(*found) for found in _surroundings(words, plan)]
    units = _settle_years(_without_chance_dates(units, words), words, plan)
    units = _joined_ranges([_shaped(unit) for unit in units], words)
    due = _meaning(units, recurrence, words, plan)
    return replace(due, remarks=_unrepeated(due.remarks + _warnings(due, words, plan)))


def normalise(text: str) -> str:
    """Lower case, plain dashes, quotes and spaces, nothing longer than can be read."""
    text = unicodedata.normalize("NFKC", str(text or "")[:LONGEST]).lower()
    text = re.sub(r"[‐-―−]", "-", text)
    text = re.sub(r"[‘’`´]", "'", text)
    text = re.sub(r"(?<=[0-9]) (?=(?:st|nd|rd|th)\b)", "", text)
    text = re.sub(
        r"\b(spring|summer|autumn)(?=\s*(?:/|-|and|&|to|or)\s*(?:spring|summer|autumn)\s+term)",
        r"\1 term",
        text,
    )
    return re.sub(r"\s+", " ", text).strip()


def _surroundings(words, plan):
    """Each moment with the words before it and after it that no other moment claims."""
    moments = list(find_moments(words, plan))
    for index, moment in enumerate(moments):
        start = moments[index - 1].to if index else 0
        end = moments[index + 1].at if index + 1 < len(moments) else len(words)
        yield moment, words[start : moment.at], words[moment.to : end]


def _unit(moment: Moment, before: str, after: str) -> Unit:
    at, to, shape, lead, tail = moment.at, moment.to, "", "", ""
    if found := SHAPE.search(before):
        shape, at = found["shape"], at - len(before) + found.start()
        before = before[: found.start()]
    if found := LEAD.search(before):
        lead, at = found["lead"], at - len(before) + found.start()
    if found := ENDING.match(after):
        shape, to, after = shape or "end", to + found.end(), after[found.end() :]
    if found := ONWARDS.match(after):
        tail, to = "onwards", to + found.end()
    elif LEFT_OPEN.fullmatch(after):
        tail = "open"
    return Unit(moment, at, to, shape, lead, tail)


def _without_chance_dates(units: list[Unit], words: str) -> list[Unit]:
    """Leave out a bare “may” or “2018” that a sentence holds for other reasons."""
    rest = _rest(units, words)
    if not rest:
        return units
    kept = []
    for unit in units:
        is_joined = any(
            _join(first, second, words)
            for first, second in zip(units, units[1:], strict=False)
            if unit in (first, second)
        )
        is_named = unit.lead in {"of", "for"} and len(units) > 1
        if unit.moment.is_weak and (unit.stands_alone or is_named) and not is_joined:
            if len(units) == 1:
                word = words[unit.moment.at : unit.moment.to]
                kept.append(
                    replace(unit, moment=unit.moment.ask(f"Does “{word}” say when?"))
                )
            continue
        kept.append(unit)
    return kept


def _rest(units: list[Unit], words: str) -> str:
    """What a text says beside its dates."""
    for unit in reversed(units):
        words = words[: unit.at] + " " + words[unit.to :]
    return FILLERS.sub("", words)


def _join(first: Unit, second: Unit, words: str) -> str:
    """How two neighbouring dates belong together: range, list, choice or not at all."""
    between = words[first.to : second.at]
    if first.lead == "between" and between.strip() in {"and", "&"}:
        return "range"
    if RANGE.fullmatch(between) or (not between.strip(" ,-(") and second.lead in UNTIL):
        return "range"
    if LIST.fullmatch(between):
        return "list"
    if between.strip() in {"or", "/or", "and/or"}:
        return "choice"
    return ""


def _settle_years(units: list[Unit], words: str, plan: PlanYear) -> list[Unit]:
    """Give a date without a year that of the date it is joined to, or the plan's."""
    units = list(units)
    for index in range(len(units) - 2, -1, -1):
        if _join(units[index], units[index + 1], words):
            year = _year_before(units[index].moment, units[index + 1].moment)
            if year is not None:
                moment = units[index].moment.in_year(year, plan)
                units[index] = replace(units[index], moment=moment)
    for index, unit in enumerate(units):
        if unit.moment.needs_year and unit.moment.is_certain:
            is_joined = index and _join(units[index - 1], unit, words)
            before = units[index - 1].moment if is_joined else None
            units[index] = replace(unit, moment=_in_plan(unit.moment, before, plan))
    return units


def _year_before(moment: Moment, following: Moment) -> int | None:
    """The year of a date without one, from the dated one that follows it."""
    if not moment.needs_year or not following.year or not following.month:
        return None
    is_same_year = (moment.month, moment.day or 0) <= (
        following.month,
        following.day or 31,
    )
    return following.year if is_same_year else following.year - 1


def _in_plan(moment: Moment, before: Moment | None, plan: PlanYear) -> Moment:
    """A date without a year, in the plan year or after the one it is joined to."""
    settled = moment.in_year(plan.year_of(moment.month, moment.day), plan)
    if before and before.start and settled.end and settled.end < before.start:
        settled = moment.in_year(settled.year + 1, plan)
    if not settled.is_certain:
        return settled
    if settled.season:
        words = f"the {settled.season} term {settled.year}"
    elif settled.day:
        words = written(settled.start)
    else:
        words = f"{settled.start:%B %Y}"
    return settled.saying(f"No year was given: read as {words}, from the plan year")


def _shaped(unit: Unit) -> Unit:
    """Apply “end of”, “mid”, “week commencing” and the like."""
    moment, shape = unit.moment, unit.shape
    if not shape or moment.start is None:
        return unit
    is_month = moment.precision == Precision.MONTH
    first, last = moment.start, moment.end
    if shape in {"end", "close", "last day"}:
        first, precision = last, Precision.DAY
    elif shape in {"start", "beginning", "first day"}:
        last, precision = first, Precision.DAY
    elif is_month and shape in {"early", "mid", "middle", "late"}:
        from_day, to_day = {"early": (1, 10), "late": (21, None)}.get(shape, (11, 20))
        month_end = last
        first, precision = first.replace(day=from_day), Precision.RANGE
        last = first.replace(day=to_day) if to_day else month_end
    elif is_month and shape in {"first week", "last week"}:
        precision = Precision.RANGE
        if shape == "first week":
            last = first + timedelta(days=6)
        else:
            first = last - timedelta(days=6)
    elif moment.precision == Precision.DAY and shape in {"w/e", "week ending"}:
        first, precision = first - timedelta(days=6), Precision.RANGE
    elif moment.precision == Precision.DAY and shape.startswith("w"):
        if first.weekday() != 0:
            moment = moment.saying(f"{written(first)} is a {first:%A}, not a Monday")
        last, precision = first + timedelta(days=6), Precision.RANGE
    else:
        return replace(unit, moment=moment.ask(f"Which days does “{shape}” mean here?"))
    return replace(
        unit, moment=replace(moment, start=first, end=last, precision=precision)
    )


def _joined_ranges(units: list[Unit], words: str) -> list[Unit]:
    """Make one of two dates that a dash, a slash or “to” joins."""
    joined: list[Unit] = []
    for unit in units:
        if not joined or _join(joined[-1], unit, words) != "range":
            joined.append(unit)
            continue
        first = joined.pop()
        both = first.moment.remarks + unit.moment.remarks
        moment = replace(
            unit.moment,
            at=first.moment.at,
            precision=Precision.RANGE,
            start=first.moment.start,
            remarks=both,
        )
        if not (first.moment.is_certain and unit.moment.is_certain):
            moment = moment.ask(*both)
        elif moment.end < moment.start:
            moment = moment.ask("The range ends before it begins: which is meant?")
        lead = "" if first.lead in FROM | {"between"} else first.lead
        joined.append(replace(unit, moment=moment, at=first.at, lead=lead))
    return joined


def _meaning(
    units: list[Unit], recurrence: Recurrence | None, words: str, plan: PlanYear
) -> Due:
    remarks = tuple(remark for unit in units for remark in unit.moment.remarks)
    if any(not unit.moment.is_certain for unit in units):
        return _ask(*remarks)
    if recurrence:
        return _recurring(units, recurrence, remarks, words, plan)
    if not units:
        return _without_dates(words, plan)
    times = {(unit.moment.start, unit.moment.end) for unit in units}
    if len(times) > 1:
        return _several(units, remarks, words)
    return _one(units[0], remarks, words)


def _one(unit: Unit, remarks: tuple[str, ...], words: str) -> Due:
    """What a single date means with the words about it."""
    start, end = unit.moment.start, unit.moment.end
    if unit.tail == "onwards" or unit.lead in FROM and unit.tail != "open":
        return Due(start, None, Precision.ONGOING, (), remarks)
    if unit.tail == "open":
        return Due(
            start,
            None,
            Precision.AMBIGUOUS,
            (),
            (*remarks, "Until when? No end is given"),
        )
    if unit.lead in BEFORE:
        last = end if unit.shape == "end" else start - ONE_DAY
        return Due(last, last, Precision.DAY, (), remarks)
    if unit.lead in AFTER:
        return Due(
            end + ONE_DAY,
            None,
            Precision.AMBIGUOUS,
            (),
            (*remarks, "By when? Only a beginning is given"),
        )
    if ONGOING.search(words) and unit.moment.precision != Precision.YEAR:
        if unit.lead in UNTIL:
            return Due(None, end, Precision.RANGE, (), remarks)
        if "review" in words:
            return Due(
                precision=Precision.ONGOING,
                remarks=(*remarks, f"To be reviewed by {written(end)}"),
            )
        return _ask(
            *remarks, f"Does it begin or end by {written(end)}, or go on after that?"
        )
    return Due(start, end, unit.moment.precision, (), remarks)


def _several(units: list[Unit], remarks: tuple[str, ...], words: str) -> Due:
    """Several dates: a plain list is kept one by one, anything else is a question."""
    pairs = zip(units, units[1:], strict=False)
    if all(_join(*pair, words) == "list" for pair in pairs) and not _rest(units, words):
        ends = tuple(sorted({unit.moment.end for unit in units}))
        first = min(unit.moment.start for unit in units)
        return Due(first, ends[-1], Precision.RECURRING, ends, remarks)
    readings = "; ".join(words[unit.at : unit.to].strip() for unit in units)
    return _ask(f"More than one date stands here ({readings}): which is the last day?")


def _recurring(units, recurrence, remarks, words, plan) -> Due:
    """An action that comes back: its last days within the time given."""
    first, last = plan.start, plan.end
    listed: tuple[date, ...] = ()
    if len(units) > 1 and all(
        _join(*pair, words) == "list" for pair in zip(units, units[1:], strict=False)
    ):
        listed = tuple(sorted({unit.moment.end for unit in units}))
    elif len(units) > 1:
        return _several(units, remarks, words + " and more")
    elif units:
        unit = units[0]
        wide = {Precision.YEAR, Precision.RANGE, Precision.QUARTER, Precision.TERM}
        if unit.tail == "onwards" or unit.lead in FROM:
            first = unit.moment.start
            while last < first:
                last = last_of(last.year + 1, last.month)
        elif unit.lead in UNTIL:
            last = unit.moment.end
        elif unit.moment.precision in wide:
            first, last = unit.moment.start, unit.moment.end
        elif recurrence.months == 12:
            listed = (unit.moment.end,)
        else:
            return _ask(
                *remarks,
                f"Is {written(unit.moment.end)} the first time, the last, or the only?",
            )
    if recurrence.precision == Precision.AMBIGUOUS:
        return _ask(*remarks, recurrence.why_not.capitalize())
    if listed:
        return Due(
            min(first, listed[0]),
            max(last, listed[-1]),
            Precision.RECURRING,
            listed,
            remarks,
        )
    if last < first:
        return _ask(*remarks, "It would end before it begins: from when until when?")
    occurrences = recurrence.between(first, last, plan)
    if not occurrences:
        remarks = (*remarks, f"Not followed one by one: {recurrence.why_not}")
    return Due(first, last, Precision.RECURRING, occurrences, remarks)


def _without_dates(words: str, plan: PlanYear) -> Due:
    """What a text without any date means: the whole year, always, or a question."""
    if WHOLE_YEAR.search(words):
        return Due(plan.start, plan.end, Precision.YEAR)
    if ONGOING.search(words):
        return Due(precision=Precision.ONGOING)
    if re.fullmatch(r"\W*on-?wards?\W*", words):
        return Due(remarks=("From when? “Onwards” gives no beginning",))
    if SOON.search(words):
        return Due(remarks=("“As soon as possible” is no date: by which day?",))
    if RELATIVE.search(words):
        return Due(remarks=("This depends on when it was written: give the date",))
    if MEETING.search(words):
        return Due(remarks=("On which day is that meeting?",))
    return Due(remarks=("No date was found in this: by when?",))


def _ask(*remarks: str) -> Due:
    return Due(precision=Precision.AMBIGUOUS, remarks=remarks)


def _warnings(due: Due, words: str, plan: PlanYear) -> tuple[str, ...]:
    """What whoever typed it should know of a date that could be read."""
    found = []
    if due.start or due.end:
        first, last = due.start or due.end, due.end or due.start
        if first > plan.end:
            found.append(f"After the end of {plan.words}")
        elif last < plan.start and due.precision != Precision.ONGOING:
            found.append(f"Before the beginning of {plan.words}")
        elif last > plan.end:
            found.append(f"Ends after {plan.words}")
        if TBC.search(words):
            found.append("Marked as still to be confirmed")
        if DONE.search(words):
            found.append("The words say that it is done")
    return tuple(found)


def _unrepeated(remarks: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(remarks))
