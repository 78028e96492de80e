"""The dates of a text with the words about them: which belong together, and how."""

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from actions.due import days, periods  # noqa: F401 – registers their patterns
from actions.due.calendar import PlanYear, written
from actions.due.meaning import Precision
from actions.due.moments import Moment, find_moments
from actions.due.vocabulary import (
    ENDING,
    FILLERS,
    FROM,
    LEAD,
    LEFT_OPEN,
    LIST,
    ONWARDS,
    RANGE,
    SHAPE,
    UNTIL,
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


def surroundings(words, plan):
    """Each moment with the words before it and after it that no other moment claims."""
    moments = list(find_moments(words, plan))
    for index, moment in enumerate(moments):
        start = moments[index - 1].to if index else 0
        end = moments[index + 1].at if index + 1 < len(moments) else len(words)
        yield moment, words[start : moment.at], words[moment.to : end]


def unit_of(moment: Moment, before: str, after: str) -> Unit:
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


def without_chance_dates(units: list[Unit], words: str) -> list[Unit]:
    """Leave out a bare “may” or “2018” that a sentence holds for other reasons."""
    rest = rest_of(units, words)
    if not rest:
        return units
    kept = []
    for unit in units:
        is_joined = any(
            unit in pair and _are_alike(*pair, words) for pair in pairwise(units)
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


def _are_alike(first: Unit, second: Unit, words: str) -> bool:
    """Whether two dates are a range, or of one list: not “2018, by June 2018”."""
    join = joined_by(first, second, words)
    is_same_kind = first.moment.precision == second.moment.precision
    return join == "range" or (bool(join) and is_same_kind)


def rest_of(units: list[Unit], words: str) -> str:
    """What a text says beside its dates."""
    for unit in reversed(units):
        words = words[: unit.at] + " " + words[unit.to :]
    return FILLERS.sub("", words)


def joined_by(first: Unit, second: Unit, words: str) -> str:
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


def settle_years(units: list[Unit], words: str, plan: PlanYear) -> list[Unit]:
    """Give a date without a year that of the date it is joined to, or the plan's."""
    units = list(units)
    for index in range(len(units) - 2, -1, -1):
        if joined_by(units[index], units[index + 1], words):
            year = _year_before(units[index].moment, units[index + 1].moment)
            if year is not None:
                moment = units[index].moment.in_year(year, plan)
                units[index] = replace(units[index], moment=moment)
    for index, unit in enumerate(units):
        if unit.moment.needs_year and unit.moment.is_certain:
            is_joined = index and joined_by(units[index - 1], unit, words)
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


def shaped(unit: Unit) -> Unit:
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


def joined_ranges(units: list[Unit], words: str) -> list[Unit]:
    """Make one of two dates that a dash, a slash or “to” joins."""
    joined: list[Unit] = []
    for unit in units:
        if not joined or joined_by(joined[-1], unit, words) != "range":
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
