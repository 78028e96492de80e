"""The dates of a text with the words about them: which belong together, and how."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from actions.due import days, periods  # noqa: F401 – registers their patterns
from actions.due.calendar import PlanYear, written
from actions.due.meaning import Precision
from actions.due.moments import Moment, find_moments
from actions.due.shapes import ENDS, WEEKS_BEGIN, in_shape
from actions.due.vocabulary import (
    A_NAME,
    AFTER,
    BASELINE,
    BEFORE,
    ENDING,
    FILLERS,
    FROM,
    LEAD,
    LEFT_OPEN,
    LIST,
    NEXT_OR_LAST,
    NOT_BEFORE,
    NUMBERED,
    OF_A_MEETING,
    ONWARDS,
    ORIGIN,
    PAST,
    RANGE,
    SHAPE,
    UNTIL,
    WEEKDAY_BEHIND,
)

A_WEEK = 7
WHICH_MEETING = "On which day is that meeting?"


@dataclass(frozen=True)
class Unit:
    """A moment with the words about it that change what it means."""

    moment: Moment
    at: int
    to: int
    shape: str = ""
    lead: str = ""
    tail: str = ""
    # “completed on”: the day is past, and says nothing of when it is due.
    note: str = ""

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
    moment = _weekday_after(moment, after)
    past = PAST.search(before) or ORIGIN.search(before)
    if found := SHAPE.search(before):
        shape, at = found["shape"], at - len(before) + found.start()
        before = before[: found.start()]
        shape = re.sub(r" ?(?:to|-|/) ?(?=mid|late|end)", "-", shape)
    if lead_found := LEAD.search(before):
        lead, at = lead_found["lead"], at - len(before) + lead_found.start()
        lead = " ".join(lead.split())
    if lead == "to" and moment.is_weak and moment.precision == Precision.YEAR:
        lead = ""
    if _is_a_beginning(shape, lead, found, before):
        # “Start April” says when it begins, “start of April” a day.
        shape, lead = "", "start"
    if found := ENDING.match(after):
        shape, to, after = shape or "end", to + found.end(), after[found.end() :]
    if found := ONWARDS.match(after):
        tail, to = "onwards", to + found.end()
    elif LEFT_OPEN.fullmatch(after):
        tail = "open"
    return Unit(moment, at, to, shape, lead, tail, past["note"] if past else "")


def _is_a_beginning(shape, lead, found, before) -> bool:
    """Whether “start April” says when it begins: not “end March/beginning April”."""
    if shape not in {"start", "beginning"} or lead or "of" in found["by"]:
        return False
    return not before.rstrip().endswith(("/", "-"))


def _weekday_after(moment: Moment, after: str) -> Moment:
    """“2/10/25 (Friday)”: a day of the week that stands behind its date."""
    found = WEEKDAY_BEHIND.match(after)
    if not found or moment.precision != Precision.DAY or moment.weekday:
        return moment
    moment = replace(moment, weekday=found["weekday"][:3])
    return moment.with_its_weekday() if moment.start else moment


def without_chance_dates(units: list[Unit], words: str) -> list[Unit]:
    """Leave out a bare “may” or “2018” that a sentence holds for other reasons.

    Where nothing else is left they are asked about.
    """
    if not rest_of(units, words):
        return units
    kept = [unit for unit in units if not _is_by_chance(unit, units, words)]
    if kept or not units:
        return kept
    if len(units) == 1 and _is_month_of_something(units[0], words):
        return units
    return [
        replace(
            unit,
            moment=unit.moment.ask(
                *(unit.moment.remarks if not unit.moment.is_certain else ()),
                f"Does “{words[unit.moment.at : unit.moment.to]}” say when?",
            ),
        )
        for unit in units
    ]


def _is_by_chance(unit: Unit, units: list[Unit], words: str) -> bool:
    is_joined = any(
        unit in pair and _are_alike(*pair, words) for pair in pairwise(units)
    )
    is_named = unit.lead in {"of", "for"} and len(units) > 1
    before, after = words[: unit.moment.at], words[unit.moment.to :]
    if unit.moment.is_weak and (BASELINE.match(after) or A_NAME.search(before)):
        return True
    return unit.moment.is_weak and (unit.stands_alone or is_named) and not is_joined


def _is_month_of_something(unit: Unit, words: str) -> bool:
    """Whether a bare month stands in brackets, or names a meeting: “January Board”."""
    if unit.moment.precision != Precision.MONTH:
        return False
    before, after = words[: unit.moment.at], words[unit.moment.to :]
    if before.endswith("(") and after.startswith(")"):
        return True
    name = words[unit.moment.at : unit.moment.to]
    found = OF_A_MEETING.match(after.lstrip())
    is_verb = name in {"may", "march"}
    return found is not None and not (is_verb and " " in found[0])


def questioned(unit: Unit, words: str) -> Unit:
    """What the words just before a date leave open, or that it only names a meeting."""
    moment, before = unit.moment, words[: unit.moment.at]
    name = words[moment.at : moment.to]
    if not moment.is_certain:
        return unit
    if moment.needs_year and (found := NEXT_OR_LAST.search(before)):
        words = f"{found['which']} {name}"
        return replace(unit, moment=moment.ask(f"“{words}”: of which year?"))
    if moment.needs_year and re.search(r"\bsince (?:the )?$", before):
        return replace(unit, moment=moment.ask(f"Since {name} of which year?"))
    if name[0].isdigit() and (found := NUMBERED.search(before)) and moment.month:
        return replace(
            unit, moment=moment.ask(f"“{found[0]}{name}”: on which day is it due?")
        )
    return naming_the_meeting(unit, words)


def naming_the_meeting(unit: Unit, words: str) -> Unit:
    """A month that only says in which month a meeting is: “to the June Board”."""
    after = words[unit.moment.to :].lstrip()
    if unit.moment.precision == Precision.MONTH and OF_A_MEETING.match(after):
        return replace(unit, moment=unit.moment.saying(WHICH_MEETING))
    return unit


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
    if first.lead in AFTER | BEFORE | NOT_BEFORE:
        return ""
    if first.lead == "between" and between.strip() in {"and", "&"}:
        return "range"
    if not between.strip(" ,-(") and second.lead in UNTIL:
        return "range"
    if first.lead in FROM and second.shape in ENDS and not between.strip(" ,;:.-"):
        return "range"
    if between.strip() == "/" and not _are_near(first.moment, second.moment):
        return "slash"
    if RANGE.fullmatch(between):
        return "range"
    if LIST.fullmatch(between):
        return "list"
    if between.strip() in {"or", "/or", "and/or"}:
        return "choice"
    return ""


def with_their_weeks(units: list[Unit], words: str) -> list[Unit]:
    """“w/c 15 and 22 June”: each of the days listed begins a week."""
    told: list[Unit] = []
    for unit in units:
        first = told[-1] if told and not unit.shape else None
        if first and first.shape in WEEKS_BEGIN and joined_by(first, unit, words):
            unit = replace(unit, shape=first.shape)
        told.append(unit)
    return told


def _are_near(first: Moment, second: Moment) -> bool:
    """Whether nothing lies between two dates, so that “Dec/Jan” is one time."""
    if first.precision == second.precision == Precision.MONTH:
        return (second.month - first.month) % 12 <= 1
    if first.precision == second.precision == Precision.TERM:
        return True
    if first.end is None or second.start is None:
        return True
    is_days = first.precision == second.precision == Precision.DAY
    return (second.start - first.end).days <= (A_WEEK if is_days else 1)


def settle_years(
    units: list[Unit], words: str, plan: PlanYear, *, comes_back: bool = False
) -> list[Unit]:
    """Give a date without a year that of the date it is joined to, or the plan's.

    The months of what `comes_back`, “March and September”, are each the plan year's.
    """
    units = list(units)
    is_calendar = _runs_into_the_next_plan(units, words, plan)
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
            if is_calendar and comes_back:
                before = None
            units[index] = replace(unit, moment=_in_plan(unit.moment, before, plan))
    if is_calendar and not comes_back:
        names = ", ".join(words[unit.moment.at : unit.moment.to] for unit in units)
        question = f"In which year is each of them ({names})?"
        units = [replace(unit, moment=unit.moment.ask(question)) for unit in units]
    return units


def _runs_into_the_next_plan(units: list[Unit], words: str, plan: PlanYear) -> bool:
    """Whether a list without years, as “Jan, June”, goes from this plan to the next."""
    if len(units) < 2 or any(not unit.moment.needs_year for unit in units):
        return False
    if any(unit.moment.season or not unit.moment.is_certain for unit in units):
        return False
    joins = {joined_by(*pair, words) for pair in pairwise(units)}
    if joins != {"list"} and not (joins == {"slash"} and len(units) > 2):
        return False
    ends = [(unit.moment.month, unit.moment.day or 31) for unit in units]
    years = [plan.year_of(*end) for end in ends]
    return ends == sorted(ends) and years[0] > years[-1]


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
    if not unit.shape or unit.moment.start is None:
        return unit
    return replace(unit, moment=in_shape(unit.moment, unit.shape))


def joined_ranges(units: list[Unit], words: str) -> list[Unit]:
    """Make one of two dates that a dash, a slash or “to” joins."""
    joined: list[Unit] = []
    is_chain = False
    for unit in units:
        if not joined or joined_by(joined[-1], unit, words) != "range":
            joined.append(unit)
            is_chain = False
            continue
        is_slash = words[joined[-1].to : unit.at].strip() == "/"
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
        elif is_chain and not is_slash:
            moment = moment.ask("Is it a time from first to last, or each of these?")
        elif moment.end < moment.start:
            moment = moment.ask("The range ends before it begins: which is meant?")
        is_chain = is_chain or not is_slash
        lead = "" if first.lead in FROM | {"between"} else first.lead
        joined.append(replace(unit, moment=moment, at=first.at, lead=lead))
    return joined
