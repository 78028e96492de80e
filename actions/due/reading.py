"""From the dates found in a text, and the words about them, to what the text means."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from actions.due.calendar import (
    FAR_AWAY,
    ONE_DAY,
    PlanYear,
    last_of,
    months_later,
    written,
)
from actions.due.meaning import Due, Precision
from actions.due.recurrence import Recurrence, find_recurrence
from actions.due.shapes import WEEKS_BEGIN
from actions.due.spelling import SEASON_ALONE, normalise, spelt
from actions.due.units import (
    Unit,
    joined_by,
    joined_ranges,
    questioned,
    rest_of,
    settle_years,
    shaped,
    surroundings,
    unit_of,
    with_their_weeks,
    without_chance_dates,
)
from actions.due.vocabulary import (
    ABOUT,
    AFTER,
    AFTER_THAT,
    BARE_PAIR,
    BEFORE,
    BEFORE_THAT,
    BLANK,
    BOARD_OF,
    COUNTED_AFTER,
    COUNTED_BEFORE,
    DAY_OF,
    DEPENDS,
    DONE,
    EIGHT_DIGITS,
    EXCEL_EPOCH,
    FROM,
    FROM_THEN,
    HELD,
    LEFT_OUT,
    LONELY_DAY,
    LONGEST,
    MEETING,
    MOVED,
    MOVED_FROM,
    NOT_BEFORE,
    NOT_THEN,
    NOT_UNTIL,
    ONGOING,
    PAST,
    RELATIVE,
    SERIAL,
    SO_LONG,
    SOON,
    TBC,
    TELLING,
    TERM_BOUND,
    TERM_TIME,
    UNTIL,
    WHOLE_YEAR,
)


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
    text = str(text or "").strip()
    if len(text) > LONGEST:
        return _ask(f"More than {LONGEST:,} characters stand here: by when is it due?")
    words, remarks = spelt(normalise(text))
    if BLANK.fullmatch(words):
        return Due(remarks=(*remarks, "No date was given"))
    if due := _number(words):
        return due
    recurrence, words = find_recurrence(words)
    if recurrence and recurrence.is_termly:
        words = SEASON_ALONE.sub(r"\1 term", words)
    units = [unit_of(*found) for found in surroundings(words, plan)]
    past = [unit for unit in units if unit.note]
    units = [unit for unit in units if not unit.note]
    units = [questioned(unit, words) for unit in units]
    units = without_chance_dates(units, words)
    units = settle_years(units, words, plan, comes_back=recurrence is not None)
    units = with_their_weeks(units, words)
    units = joined_ranges([shaped(unit) for unit in units], words)
    if past and not units:
        due = _only_the_past(past, recurrence, words, plan)
    else:
        due = _meaning(units, recurrence, words, plan)
    for unit in past:
        note = (unit.note + words[unit.moment.at : unit.moment.to]).strip()
        remarks += (f"“{note}” was not read as when it is due",)
    remarks += due.remarks + _warnings(due, words, plan)
    return replace(due, remarks=tuple(dict.fromkeys(remarks)))


def _only_the_past(past, recurrence, words: str, plan: PlanYear) -> Due:
    """What a text means beside the dates in it that are no deadlines."""
    if recurrence:
        return _recurring([], recurrence, (), words, plan)
    if ONGOING.search(words):
        return Due(precision=Precision.ONGOING)
    if MOVED.search(words):
        return Due(remarks=("The words say that it has moved: to when?",))
    if all(PAST.search(words[: unit.moment.at]) for unit in past):
        return Due(remarks=("By when? Only when it was done is said",))
    return Due(remarks=("By when? The only date in this is no deadline",))


def _number(words: str) -> Due | None:
    """What a text that is only a number may be: a spreadsheet's day, or a question."""
    if found := SERIAL.fullmatch(words):
        day = EXCEL_EPOCH + timedelta(days=int(found[1]))
        return _ask(
            f"“{found[1]}” may be a date that a spreadsheet stored as a number: "
            f"{written(day)}?"
        )
    if EIGHT_DIGITS.fullmatch(words):
        for year, month, day in [
            (words[:4], words[4:6], words[6:]),
            (words[4:], words[2:4], words[:2]),
        ]:
            with suppress(ValueError):
                meant = date(int(year), int(month), int(day))
                if 1900 <= meant.year < 2200:
                    return _ask(f"“{words}” may be {written(meant)}: is that meant?")
    if BARE_PAIR.fullmatch(words):
        return _ask(f"“{words}” may be a day, a month or a year: write it in full")
    return None


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
    if len({unit.moment.end for unit in units}) > 1:
        return _several(units, remarks, words)
    # “Q3 (December 2025)”: one says more exactly what the other says.
    return _one(max(units, key=lambda unit: unit.moment.start), remarks, words)


def _one(unit: Unit, remarks: tuple[str, ...], words: str) -> Due:
    """What a single date means with the words about it."""
    start, end = unit.moment.start, unit.moment.end
    before, after = words[: unit.moment.at], words[unit.moment.to :]
    if COUNTED_BEFORE.search(before) or COUNTED_AFTER.match(after):
        return _ask(*remarks, "Count on from there and give the day")
    if NOT_THEN.search(before):
        return _ask(*remarks, "The words say when it is not due: when is it?")
    if unit.lead in {"", "in", "on", "of", "at"} and BEFORE_THAT.search(before):
        return _ask(*remarks, "Which is the last day before that?")
    if unit.lead in {"in", "on", "of"} and AFTER_THAT.search(before):
        return _ask(*remarks, "By when after that?")
    if unit.shape in WEEKS_BEGIN and DAY_OF.search(words[: unit.at]):
        return _ask(*remarks, "Which day of that week is meant?")
    if unit.moment.precision == Precision.MONTH and TERM_BOUND.search(before):
        return _ask(*remarks, "On which day is that start or end of term?")
    if unit.moment.precision == Precision.YEAR and BOARD_OF.search(before):
        return _ask(*remarks, "On which day is that meeting?")
    if unit.moment.precision == Precision.MONTH and (nth := LONELY_DAY.match(after)):
        return _ask(*remarks, f"Is it {nth[1]} {start:%B %Y}?")
    if unit.moment.precision == Precision.TERM and "half" in before + after:
        return _ask(*remarks, "Which days does half of the term mean?")
    if MOVED_FROM.search(before):
        return _ask(*remarks, "The words say that it has moved: to when?")
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
    is_bound = unit.lead in NOT_BEFORE or NOT_UNTIL.search(before)
    if is_bound or FROM_THEN.match(after):
        remarks = (*remarks, "By when? Only a beginning is given")
        return Due(start, None, Precision.AMBIGUOUS, (), remarks)
    if unit.lead in BEFORE:
        if unit.moment.precision == Precision.MONTH and MEETING.search(words):
            return _ask(*remarks, "On which day is that meeting?")
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
    goes_on = ONGOING.search(words) and unit.lead != "throughout"
    if goes_on and unit.moment.precision != Precision.YEAR:
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
    if unit.lead in {"", "in", "on", "at", "of"} and TELLING.match(words):
        remarks = (*remarks, "Is that when it was done, or when it is due?")
    return Due(start, end, unit.moment.precision, (), remarks)


def _several(units: list[Unit], remarks: tuple[str, ...], words: str) -> Due:
    """Several dates: a plain list is kept one by one, anything else is a question."""
    if _is_list(units, words) and not rest_of(units, words):
        ends = tuple(sorted({unit.moment.end for unit in units}))
        first = min(unit.moment.start for unit in units)
        return Due(first, ends[-1], Precision.RECURRING, ends, remarks)
    readings = "; ".join(words[unit.at : unit.to].strip() for unit in units)
    return _ask(f"More than one date stands here ({readings}): which is the last day?")


def _is_list(units: list[Unit], words: str) -> bool:
    """Whether dates stand one after another: “June, Sept” or “Jun/Sep/Dec/Mar”."""
    joins = {joined_by(*pair, words) for pair in pairwise(units)}
    return joins == {"list"} or (joins == {"slash"} and len(units) > 2)


def _recurring(units, recurrence, remarks, words, plan) -> Due:
    """An action that comes back: its last days within the time given."""
    if SO_LONG.search(words):
        return _ask(*remarks, "From when until when? Give the first and the last day")
    is_monthly = recurrence.months == 1 and TERM_TIME.search(words)
    if LEFT_OUT.search(words) or is_monthly:
        return _ask(*remarks, "Which times are left out? Give the days")
    first, last = plan.start, plan.end
    listed: tuple[date, ...] = ()
    anchor = None
    if len(units) > 1 and all(
        joined_by(*pair, words) in {"list", "slash"} for pair in pairwise(units)
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
            if recurrence.months == 2:
                anchor = first
            elif recurrence.months in {4, 6} and not _begins_a_period(
                first, recurrence, plan
            ):
                return _ask(
                    *remarks,
                    f"Is it first due in {first:%B %Y}, or {recurrence.months} months "
                    "after that?",
                )
        elif unit.lead in UNTIL:
            last = unit.moment.end
        elif recurrence.months == 12 and unit.moment.precision != Precision.YEAR:
            if unit.moment.end < plan.start:
                return _ask(*remarks, f"When is it next, after {unit.moment.end.year}?")
            if unit.moment.end >= months_later(unit.moment.start, 12):
                return _ask(*remarks, "On which day of each year?")
            listed = (unit.moment.end,)
        elif unit.moment.precision in wide:
            first, last = unit.moment.start, unit.moment.end
        else:
            return _ask(
                *remarks,
                f"Is {written(unit.moment.end)} the first time, the last, or the only?",
            )
    if recurrence.precision == Precision.AMBIGUOUS and not listed:
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
    occurrences = recurrence.between(first, last, plan, anchor=anchor)
    if first < plan.start <= last and occurrences:
        occurrences = tuple(day for day in occurrences if day >= plan.start)
        remarks = (*remarks, "Followed from the beginning of the plan year")
    if not occurrences:
        remarks = (*remarks, f"Not followed one by one: {recurrence.why_not}")
    return Due(first, last, Precision.RECURRING, occurrences, remarks)


def _begins_a_period(day: date, recurrence: Recurrence, plan: PlanYear) -> bool:
    """Whether periods counted from the start of the plan year begin in a month."""
    return (day.month - plan.start.month) % recurrence.months == 0


def _without_dates(words: str, plan: PlanYear) -> Due:
    """What a text without any date means: the whole year, always, or a question."""
    if WHOLE_YEAR.search(words):
        return Due(plan.start, plan.end, Precision.YEAR)
    if ONGOING.search(words):
        return Due(precision=Precision.ONGOING)
    if re.fullmatch(r"\W*on-?wards?\W*", words):
        return Due(remarks=("From when? “Onwards” gives no beginning",))
    if HELD.search(words):
        return Due(remarks=("It is on hold, it says: until when?",))
    if DONE.search(words):
        return Due(remarks=("The words say that it is done",))
    if MOVED.search(words):
        return Due(remarks=("The words say that it has moved: to when?",))
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
        if abs((due.end or due.start).year - plan.start.year) > FAR_AWAY:
            found.append("That is many years away: is the year right?")
        if TBC.search(words):
            found.append("Marked as still to be confirmed")
        if ABOUT.search(words):
            found.append("The words say “about”: is this the day to keep?")
        if DEPENDS.search(words):
            found.append("The words make it depend on something else")
        if MOVED.search(words):
            found.append("The words say that the date has moved")
        if HELD.search(words):
            found.append("The words say that it is on hold")
        if DONE.search(words):
            found.append("The words say that it is done")
    return tuple(found)
