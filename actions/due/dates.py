"""The meanings of dates; a meaning of None rejects the form.

Parameters are what the form found, by name, and where asked for the `plan`, the `words`
of the form and the whole `text`.
"""

import re
from dataclasses import replace
from datetime import date

from actions.due.calendar import ONE_DAY, months_later, written
from actions.due.meaning import Precision
from actions.due.times import TERM_MONTHS, Time, asked

P = Precision
# Two digits after a month are a year only if near the plan's.
YEARS_NEAR = range(-1, 6)
# “3 in June”, “first June”: the number is not a day of June.
NO_DAY = re.compile(
    r" (?:in|on|at|for|during|within) "
    r"|\b(?:first|second|third|fourth|fifth|last|final|one|two)\b",
    re.IGNORECASE,
)
JOINS = {",": "list", ";": "list", "-": "range", "/": "slash"}


def short_year(yy=0, n=0):
    return yy or (2000 + n if n > 9 else None)


def kind(**found):
    return next(iter(found))


def joined(join, **found):
    """A join with the times, quarter or season after it."""
    return JOINS.get(join, join), list(found.values())[-1]


# Days


def ordinal(words, n=0, nth=0):
    return max(n, nth) or None if words[0].isdigit() else None


def day(plan, words, month=0, day=0, year=0, weekday=None, numbers=None):
    if numbers:
        day, month, year = numbers["day"], numbers["month"], numbers["year"]
        year += 2000 if year < 100 else 0
        if not 1 <= month <= 12:
            return asked(f"“{words}”: there is no month {month}. Give day/month/year")
        if not day or not 1900 <= year < 2200:
            return asked(f"“{words}” is not a date: which do you mean?")
    elif NO_DAY.search(words):
        return None
    time = Time(P.DAY, month=month, day=day, weekday=weekday)
    return time.in_year(year, plan) if year else time


def day_of_a_month_to_come(ordinal, weekday=None):
    """“12, 19 and 26 June”: the month is after the last of them."""
    return (Time(P.DAY, day=ordinal, weekday=weekday),)


def day_and_month(day, month):
    """“30/6” is a day and “25/26” a year, but “3/4” may be a day, a month or a year."""
    if 12 < day <= 31 and 1 <= month <= 12:
        return Time(P.DAY, month=month, day=day)
    if month > 12 and (month == day + 1 or day > 12):
        return None
    return asked(f"“{day}/{month}” may be a day, a month or a year: write it in full")


def next_meeting(plan):
    day = plan.next_meeting
    return day and Time(P.DAY, year=day.year, start=day, end=day)


# Months


def month(plan, words, month=0, year=0, month_year=None):
    if month_year:
        month, year = month_year["month"], month_year["year"]
        if not 1 <= month <= 12:
            return asked(f"“{words}” is not a month and year: which day do you mean?")
    elif words[0].isdigit() and NO_DAY.search(words):
        return None
    time = Time(P.MONTH, month=month, is_bare=not year)
    return time.in_year(year, plan) if year else time


def month_and_two_digits(month, n, plan, words):
    """“Dec 18” is December 2018 if that fits the plan; otherwise it may be a day."""
    if NO_DAY.search(words) or not words[-1].isdigit():
        return None
    in_month = Time(P.MONTH, month=month).in_year(2000 + n, plan)
    if in_month.end in plan or in_month.start in plan:
        return in_month
    in_plan = Time(P.DAY, month=month, day=n).in_plan(plan)
    is_near = 2000 + n - plan.start.year in YEARS_NEAR
    if in_plan.question:
        if is_near and n > 31:
            return in_month
        return asked(f"“{words}”: which day or year do you mean?")
    if not is_near:
        return Time(P.DAY, month=month, day=n, is_bare=True)
    day = written(in_plan.start)
    return asked(f"“{words}” may be {in_month.start:%B %Y} or {day}. Which?")


def month_of_years(month, span, plan):
    if isinstance(span, Time) or not plan.is_financial:
        return asked("Which calendar year is that month in?")
    return Time(P.MONTH, month=month).in_year(span + (month < 4), plan)


# Years


def span(first, last, words):
    """The first year of “2025/26”, or a question if it is not one year."""
    if first < 100:
        return 2000 + first if last == first + 1 > 12 else None
    if last in {first + 1, (first + 1) % 100}:
        return first
    following = f"{first}/{(first + 1) % 100:02}"
    if 1 <= last <= 12:
        month = f"{date(first, last, 1):%B %Y}"
        words = f"“{words}” may be {month} or the year {following}. Which?"
        return asked(words)
    words = f"“{words}” is not one year, such as {following}: give first and last day"
    return asked(words)


def year_of_two(plan, tight=None, span=None, financial="", academic=""):
    """“2025/26”, “academic year 2025/26”."""
    first = span if tight is None else tight
    if isinstance(first, Time):
        return first
    if not (financial or academic or plan.is_financial):
        return asked(f"“{first}/{first + 1}” may be two kinds of year: give the dates")
    start = date(first, 9 if academic else 4, 1)
    end = months_later(start, 12) - ONE_DAY
    return Time(P.YEAR, year=first, start=start, end=end)


def this_financial_year(plan):
    if not plan.is_financial:
        return asked("Which financial year do you mean?")
    return replace(year_of_two(plan, plan.start.year), is_bare=True)


def start_of_school_year(plan):
    year = plan.year_of(9, 1)
    autumn = plan.term("autumn", year)
    first = autumn.start if autumn else date(year, 9, 1)
    words = f"No year was given: read as {written(first)}, from the plan year"
    return Time(P.DAY, year=year, start=first, end=first, remarks=(words,))


def plan_year(plan):
    words = f"Read as {plan.words}"
    return Time(P.YEAR, start=plan.start, end=plan.end, remarks=(words,), is_bare=True)


def calendar_year(year, calendar=""):
    start, end = date(year, 1, 1), date(year, 12, 31)
    time = Time(P.YEAR, year=year, start=start, end=end, is_bare=not calendar)
    return time if calendar else time.saying(f"{year} was read as the calendar year")


# Quarters, halves and terms


def quarter_number(q):
    q = 4 if q == -1 else q
    return q if 1 <= q <= 4 else None


def quarter(quarter_number, plan, tight=None):
    time = Time(P.QUARTER, quarter=quarter_number)
    if isinstance(tight, Time):
        return tight
    return time if tight is None else time.in_year(tight, plan)


def half_year(plan, n=0, first_half="", tight=None):
    if isinstance(tight, Time):
        return tight
    half = n or (1 if first_half else 2)
    if half not in {1, 2} or (tight is None and not plan.is_financial):
        return None
    start = months_later(date(tight or plan.start.year, 4, 1), 6 * (half - 1))
    end = months_later(start, 6) - ONE_DAY
    time = Time(P.RANGE, year=start.year, start=start, end=end)
    if tight:
        return time
    return time.saying(f"No year was given: read as half {half} of {plan.words}")


def term(season, plan, span=None, year=0):
    time = Time(P.TERM, month=TERM_MONTHS[season], season=season)
    if isinstance(span, Time):
        return span
    year = span + (season != "autumn") if span else year
    return time.in_year(year, plan) if year else time


def half_of_term(a_term, plan, first_half=""):
    half = "first_half" if first_half else "second_half"
    time = replace(a_term, half=half, precision=P.RANGE, start=None, end=None)
    return time.in_year(a_term.year, plan) if a_term.year else time


def term_of_terms(season, text, plan, span=None, year=0):
    """“Termly (autumn, spring)”, “autumn and spring terms”."""
    is_term = re.search(r"term(?!-? ?time)", text.lower())
    return term(season, plan, span, year) if is_term else None


# A part of a time, and several times


def nth_day(nth, weekday=None, working=""):
    if working or weekday is not None:
        return f"{nth} {'working' if working else weekday}"
    return {1: "first_week", -1: "last_week"}.get(nth)


def shaped(shape, whole):
    is_right = whole.question or shape in {"end", "start"}
    if shape.startswith("week_"):
        is_right = whole.precision == P.DAY
    elif not is_right:
        is_right = whole.precision == P.MONTH
    if not is_right:
        return None if "half" in shape else asked("Which days of that do you mean?")
    whole = replace(whole, shape=shape, is_bare=False)
    return whole.between(whole.start, whole.end) if whole.start else whole


def with_weekday(whole, weekday):
    if whole.precision != P.DAY or whole.question:
        return None
    whole = replace(whole, weekday=weekday)
    return whole.with_its_weekday(whole.start) if whole.start else whole


def months_with_short_years(month, short_year, last, last_year, plan):
    """“Nov 25 – Feb 26”: years, if both can be."""
    years = (short_year, last_year)
    if any(year - plan.start.year not in YEARS_NEAR for year in years):
        return None
    first = Time(P.MONTH, month=month).in_year(short_year, plan)
    return (first, "range", Time(P.MONTH, month=last).in_year(last_year, plan))


def one_time(shaped):
    return (shaped,)


def series(times, more_times):
    series = sum(((join, *more) for join, more in more_times), times)
    pairs = zip(series[::2], (*series[2::2], None), strict=True)
    is_whole = all(not one.is_only_a_day or two and two.day for one, two in pairs)
    return series if is_whole else None


def between(times, last):
    return (*times, "range", *last)
