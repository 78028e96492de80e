"""Days and months as people write them."""

import re
from dataclasses import replace
from datetime import date

from actions.due.calendar import last_of, month_number, written
from actions.due.meaning import Precision
from actions.due.moments import (
    ALONE,
    DAY,
    MONTH,
    NOT_A_DAY,
    ORDINAL,
    SHORT,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    full_year,
    pattern,
    span_years,
)
from actions.due.periods import two_numbers
from actions.due.vocabulary import FRACTION

SAYS_WHEN = re.compile(r"\b(?:by|on|before|until|due) (?:the )?$")
AT_AN_END = r"(?=\s*(?:$|[,;.)]))"
# Two digits after a month are a year only so far beyond the plan's beginning.
MOST_YEARS_ON = 5


@pattern(
    rf"{ALONE}(?P<y>{YEAR})(?P<s>[-/.])(?P<m>{DAY})(?P=s)(?P<d>{DAY})"
    r"(?:[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:z|\+[0-9]{2}:?[0-9]{2})?)?"
)
def _year_first(moment, match, plan):
    return _numeric_day(moment, match, plan)


@pattern(
    rf"{ALONE}{WEEKDAY}(?P<d>{DAY})(?P<s>[-/.])(?P<m>{DAY})(?P=s)(?P<y>{YEAR}"
    rf"|[0-9]{{2}})"
)
def _day_first(moment, match, plan):
    return _numeric_day(moment, match, plan)


def _numeric_day(moment, match, plan):
    day, month = int(match["d"]), int(match["m"])
    if not 1 <= month <= 12:
        return moment.ask(
            f"“{match[0]}”: there is no month {month}. Give day/month/year"
        )
    moment = replace(moment, month=month, day=day, weekday=_weekday(match[0]))
    return moment.in_year(full_year(match["y"]), plan)


def _weekday(words):
    """The day of the week that a date begins with, in three letters."""
    return words[:3] if words[:3] in WEEKDAYS else ""


@pattern(
    rf"{WEEKDAY}(?:the\s)?(?P<d>(?<![0-9]\.){DAY}){ORDINAL}?(?:\s?(?:-|to|until"
    rf"|till|through|and|&|\+|/)\s?"
    rf"(?:the\s)?{WEEKDAY}(?P<d2>{DAY})"
    rf"{ORDINAL}?)?(?:\sday)?(?:\sof)?[\s-]?(?P<m>{MONTH})(?:[\s,-]*(?P<y>{YEAR})"
    rf"|[\s-]*(?P<yy>{SHORT}))?"
)
def _day_month(moment, match, plan):
    last = match["d2"] and int(match["d2"])
    moment = replace(
        moment,
        precision=Precision.RANGE if last else Precision.DAY,
        month=month_number(match["m"]),
        day=int(match["d"]),
        last_day=last or None,
        weekday=_weekday(match[0]),
    )
    year = match["y"] or match["yy"]
    return moment if year is None else moment.in_year(full_year(year), plan)


@pattern(
    rf"{WEEKDAY}(?P<m>{MONTH})\s(?:the\s)?(?P<d>{DAY})"
    rf"(?:{ORDINAL}(?:[\s,]+(?P<y>{YEAR}|{SHORT}))?|,?\s(?P<y2>{YEAR}"
    rf"|{SHORT}{AT_AN_END}))"
)
def _month_day(moment, match, plan):
    moment = replace(
        moment,
        month=month_number(match["m"]),
        day=int(match["d"]),
        weekday=_weekday(match[0]),
    )
    year = match["y"] or match["y2"]
    return moment if year is None else moment.in_year(full_year(year), plan)


@pattern(
    rf"{WEEKDAY}(?P<m>{MONTH})\s(?:the\s)?(?P<d>{DAY}){ORDINAL}?\s?(?P<join>-|to"
    rf"|and|&|/|,)"
    rf"\s?(?:the\s)?(?P<d2>{DAY})"
    rf"(?:{ORDINAL}(?:[\s,]+(?P<y>{YEAR}))?(?!\s(?:of\s)?{MONTH})|,?\s(?P<y2>{YEAR}))"
)
def _month_days(moment, match, plan):
    """“March 1-5 2026”, “March 10th and 12th”."""
    first, last = int(match["d"]), int(match["d2"])
    if match["join"] not in {"-", "to"} and last != first + 1:
        return moment.ask(f"“{match[0]}”: which is the last day?")
    month = month_number(match["m"])
    moment = replace(
        moment, precision=Precision.RANGE, month=month, day=first, last_day=last
    )
    year = match["y"] or match["y2"]
    return moment if year is None else moment.in_year(int(year), plan)


@pattern(
    rf"(?P<m>{MONTH})\s(?:the\s)?(?P<d>{DAY}){ORDINAL}?(?:\s?(?:-|to|until|till"
    rf"|through)\s?|(?P<list>\s?(?:and|&|/|,)\s?))(?P<m2>{MONTH})\s(?:the\s)?"
    rf"(?P<d2>{DAY}){ORDINAL}?(?:,?\s(?P<y>{YEAR}))?(?![0-9/.:-])"
)
def _month_day_twice(moment, match, plan):
    """“June 4 to July 6 2025”, where each day stands behind its month."""
    days, year = (int(match["d"]), int(match["d2"])), match["y"]
    months = month_number(match["m"]), month_number(match["m2"])
    if year is None and min(days) > 9:
        return None  # perhaps years: “Nov 25 - Feb 26”
    if match["list"]:
        return moment.ask(f"“{match[0]}”: which is the last day?")
    if months[0] == months[1]:
        moment = replace(
            moment,
            precision=Precision.RANGE,
            month=months[0],
            day=days[0],
            last_day=days[1],
        )
        return moment if year is None else moment.in_year(int(year), plan)
    if year is None:
        return moment.ask(f"“{match[0]}”: which year is meant?")
    end = date(int(year), months[1], days[1])
    start = date(end.year - (months[1] < months[0]), months[0], days[0])
    return replace(
        moment, precision=Precision.RANGE, start=start, end=end, year=end.year
    )


@pattern(
    rf"(?:{DAY}{ORDINAL}?\s{MONTH}\s(?:[0-9]{{3}}|[0-9]{{5}})"
    rf"|{MONTH}\s[0-9]{{3}}){AT_AN_END}"
)
def _no_year_of_ours(moment, match, plan):
    return moment.ask(f"“{match[0]}”: which year is meant?")


@pattern(rf"(?P<m>{MONTH})[\s,/-]*(?:of\s)?(?P<y>{YEAR})")
def _month_year(moment, match, plan):
    moment = replace(moment, precision=Precision.MONTH, month=month_number(match["m"]))
    return moment.in_year(int(match["y"]), plan)


@pattern(rf"(?P<y>{YEAR})[\s,-]+(?P<m>{MONTH})(?!\s?[0-9])")
def _year_month(moment, match, plan):
    """“2026, March”, where the text begins so and names no law or plan before."""
    if match.start():
        return None
    moment = replace(moment, precision=Precision.MONTH, month=month_number(match["m"]))
    return moment.in_year(int(match["y"]), plan)


@pattern(rf"(?P<m>{MONTH})[\s,]*(?P<span>{YEAR}[/-][0-9]{{2}}{NOT_A_DAY})")
def _month_of_financial_year(moment, match, plan):
    years = span_years(match["span"])
    if years is None or not plan.is_financial:
        return moment.ask(f"“{match[0]}”: in which calendar year is that?")
    month = month_number(match["m"])
    moment = replace(moment, precision=Precision.MONTH, month=month)
    return moment.in_year(years[0] if month >= 4 else years[1], plan)


@pattern(rf"(?P<m>{MONTH})[\s/-]*(?P<y>{SHORT})")
def _month_and_two_digits(moment, match, plan):
    """“Dec 18” is December 2018 where that fits the plan, and else perhaps a day."""
    month, number = month_number(match["m"]), int(match["y"].strip("'"))
    in_month = replace(moment, precision=Precision.MONTH, month=month).in_year(
        2000 + number, plan
    )
    if match["y"].startswith("'") or in_month.end in plan or in_month.start in plan:
        return in_month
    as_day = replace(moment, month=month, day=number)
    in_plan = as_day.in_year(plan.year_of(month, number), plan)
    too_far = 2000 + number - plan.start.year > MOST_YEARS_ON
    if (
        in_plan.start is None
        and in_month.start > plan.end
        and (number <= 31 or too_far)
    ):
        return moment.ask(f"“{match[0]}”: which day, or which year, is meant?")
    if in_plan.start is None or in_plan.start not in plan:
        return in_month
    if not -1 <= 2000 + number - plan.start.year <= MOST_YEARS_ON:
        return as_day
    return moment.ask(
        f"“{match[0]}” may be {in_month.start:%B %Y} or {written(in_plan.start)}: "
        "which is meant?"
    )


@pattern(
    rf"(?P<m>{MONTH})[\s-]?(?P<y>'?[0-9]{{2}})\s?(?:-|to|/)\s?"
    rf"(?P<m2>{MONTH})[\s-]?(?P<y2>'?[0-9]{{2}})(?![0-9/.:-])"
)
def _months_with_short_years(moment, match, plan):
    """“Nov 25 - Feb 26”: months and years, where the numbers can be years."""
    years = full_year(match["y"]), full_year(match["y2"])
    if not all(-1 <= year - plan.start.year <= MOST_YEARS_ON for year in years):
        numbers = [int(match[name].strip("'")) for name in ("y", "y2")]
        if max(numbers) > 31 or "'" in match[0]:
            return None
        return moment.ask(f"“{match[0]}”: are {numbers[0]} and {numbers[1]} days?")
    start = date(years[0], month_number(match["m"]), 1)
    end = last_of(years[1], month_number(match["m2"]))
    if end < start:
        return moment.ask("The range ends before it begins: which months are meant?")
    return replace(
        moment, precision=Precision.RANGE, start=start, end=end, year=years[1]
    )


@pattern(rf"(?P<m>{MONTH})")
def _month(moment, match, plan):
    return replace(
        moment,
        precision=Precision.MONTH,
        month=month_number(match["m"]),
        is_weak=True,
    )


@pattern(rf"{ALONE}(?P<m>{DAY})[/.-](?P<y>{YEAR})")
def _numeric_month(moment, match, plan):
    month = int(match["m"])
    if not 1 <= month <= 12:
        return moment.ask(
            f"“{match[0]}” is not a month and a year: which day is meant?"
        )
    moment = replace(moment, precision=Precision.MONTH, month=month)
    return moment.in_year(int(match["y"]), plan)


@pattern(rf"{ALONE}(?P<a>{DAY})/(?P<b>{DAY})(?![/.-][0-9])")
def _two_numbers(moment, match, plan):
    if match[0] == "24/7" and not SAYS_WHEN.search(match.string[: match.start()]):
        return replace(
            moment.ask("“24/7” may be 24 July or round the clock: which is meant?"),
            is_weak=True,
        )
    before, after = match.string[: match.start()], match.string[match.end() :]
    is_share = FRACTION.match(after) and not before.endswith("within ")
    if is_share or before.endswith(("score ", "scored ", "rated ")):
        return None
    return two_numbers(moment, match[0], plan)


@pattern(
    rf"{ALONE}{WEEKDAY}{DAY}(?P<s>[-/.]){DAY}(?P=s)(?:[0-9]|[0-9]{{3,5}})(?![/.-][0-9])"
)
def _no_such_year(moment, match, plan):
    """“31/03/206”: what a full date would have matched before; “1.2.3” is a section."""
    if match["s"] == "." and match[0][-2] == "." and match[0] != match.string:
        return None
    return replace(
        moment.ask(f"“{match[0]}” may be a day, a month or a year: write it in full"),
        is_weak=match[0][-2] in "-/.",
    )
