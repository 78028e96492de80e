"""Quarters, terms, years and meetings as people write them."""

import re
from dataclasses import replace
from datetime import date, timedelta

from actions.due.calendar import months_later, written
from actions.due.meaning import Precision
from actions.due.moments import (
    ALONE,
    MONTH,
    NOT_A_DAY,
    SEASON,
    SPAN,
    TERM_MONTHS,
    YEAR,
    full_year,
    pattern,
    span_years,
)
from actions.due.vocabulary import ANOTHER_YEAR, FRACTION

IN_WORDS = {"first": 1, "second": 2, "third": 3}
IN_WORDS |= {"one": 1, "two": 2, "three": 3, "four": 4}
# “Q3 25”: two digits are a year only so far beyond the plan's beginning.
YEARS_ON = 5
NUMBERS = "one|two|three|four"
# “Year 2, Q1”: of a plan that runs for several.
OF_SOME_YEAR = re.compile(
    rf"\b(?:(?:year|yr|y) ?(?:[1-9]|one|two|three|four|five)|{ANOTHER_YEAR})\W*$"
)
OF_ANOTHER_YEAR = re.compile(rf"\W*(?:of |in )?(?:the )?{ANOTHER_YEAR}")


def financial_year(moment, year, plan):
    if not plan.is_financial:
        return moment.ask(
            f"{year}/{(year + 1) % 100:02} may be a financial or an academic year: "
            "give the dates"
        )
    return _april_to_march(moment, year)


def _april_to_march(moment, year):
    return replace(
        moment,
        precision=Precision.YEAR,
        start=date(year, 4, 1),
        end=date(year + 1, 3, 31),
        year=year,
    )


FINANCIAL = r"(?:fy|f/y|(?:the\s)?(?:financial|fiscal)\syear)"
ACADEMIC = r"(?:ay|a/y|(?:the\s)?(?:academic|school)\syear)"
# “25-26” is a year only where something says so.
TIGHT = rf"[0-9]{{2}}-[0-9]{{2}}{NOT_A_DAY}"


@pattern(
    rf"(?:(?P<before>{FINANCIAL}|{ACADEMIC})[\s:,]*(?:of\s)?(?P<tight>{TIGHT}))"
    rf"|(?:(?P<before2>{FINANCIAL}|{ACADEMIC})[\s:,]*(?:of\s)?)?(?P<span>{SPAN})"
    rf"(?:\s(?P<after>{FINANCIAL}|{ACADEMIC}))?(?!/{YEAR}(?![/-]))"
)
def _span(moment, match, plan):
    words = (match["span"] or match["tight"]).replace("-", "/")
    kind = match["before"] or match["before2"] or match["after"] or ""
    if len(words) == 5 and not kind:
        is_year = int(words[3:]) == int(words[:2]) + 1
        if FRACTION.match(match.string[match.end() :]) and not is_year:
            return None
        return two_numbers(moment, words, plan)
    years = span_years(words)
    if years is None:
        return moment.ask(_ask_of_span(match["span"] or words))
    if kind.startswith("a") or "academic" in kind or "school" in kind:
        return replace(
            moment,
            precision=Precision.YEAR,
            start=date(years[0], 9, 1),
            end=date(years[1], 8, 31),
            year=years[0],
        )
    if kind:
        return _april_to_march(moment, years[0])
    return financial_year(moment, years[0], plan)


def two_numbers(moment, words, plan):
    """“18/19” can only be a year and “30/6” a day, but “3/4” may be three things."""
    first, second = (int(number) for number in words.split("/"))
    if len(words) == 5 and second == first + 1 and second > 12:
        return financial_year(moment, 2000 + first, plan)
    if 12 < first <= 31 and 1 <= second <= 12:
        return replace(moment, month=second, day=first)
    return moment.ask(f"“{words}” may be a day, a month or a year: write it in full")


def _ask_of_span(words: str) -> str:
    first, second = re.split(r"\s?[/-]\s?", words)
    following = f"{full_year(first)}/{(full_year(first) + 1) % 100:02}"
    if len(second) == 2 and 1 <= int(second) <= 12:
        month = f"{date(2000, int(second), 1):%B} {full_year(first)}"
        return f"“{words}” may be {month} or the year {following}: which is meant?"
    return (
        f"“{words}” is not one year, such as {following}: give the first and last day"
    )


@pattern(rf"(?:{FINANCIAL}|{ACADEMIC})\s?(?P<y>{YEAR}|[0-9]{{2}})(?![0-9/-])")
def _year_of_one_number(moment, match, plan):
    year = full_year(match["y"])
    return moment.ask(
        f"“{match[0]}” may be {year - 1}/{year % 100:02} or "
        f"{year}/{(year + 1) % 100:02}: which is meant?"
    )


@pattern(
    r"(?P<start>(?:start|beginning)\sof\s)?(?:(?:the|a)\s)?"
    r"(?:(?:new|next|this|current|coming)\s)?(?:academic|school)\syear(?!\sgroup)"
    rf"(?![\s:,]*(?:of\s)?(?:{SPAN}|{TIGHT}|{YEAR}))"
)
def _this_academic_year(moment, match, plan):
    if match["start"] is None:
        return replace(
            moment.ask("Which academic year is meant? Give the day"), is_weak=True
        )
    year = plan.year_of(9, 1)
    autumn = plan.term("autumn", year)
    first = autumn.start if autumn else date(year, 9, 1)
    return replace(moment, start=first, end=first, year=year).saying(
        f"No year was given: read as {written(first)}, from the plan year"
    )


@pattern(rf"(?:(?:financial|fiscal)\s)?(?:year|yr)[\s-]end\s(?P<y>{YEAR})(?![/-])")
def _year_end_of_one_number(moment, match, plan):
    return moment.ask(
        f"“{match[0]}” may be March or December {match['y']}: give the day"
    )


@pattern(FINANCIAL)
def _this_financial_year(moment, match, plan):
    year = plan.start.year if plan.start.month >= 4 else plan.start.year - 1
    if not plan.is_financial:
        return moment.ask("Which financial year is meant?")
    return replace(_april_to_march(moment, year), is_weak=True)


@pattern(
    r"(?:(?:the|this|current)\s){0,2}(?:business\s)?plan(?:ning)?\syear"
    r"|(?P<life>(?:the\s)?(?:life(?:time|span)?|duration)\sof\s(?:(?:the|this)\s)?"
    r"(?:business\s)?plan)"
)
def _plan_year(moment, match, plan):
    if match["life"]:
        moment = moment.saying(f"Read as {plan.words}")
    return replace(
        moment,
        precision=Precision.YEAR,
        start=plan.start,
        end=plan.end,
        is_weak=True,
    )


@pattern(
    rf"(?:q|qu\s|qtr\s?|quarter\s)(?P<n>[1-4]|{NUMBERS})(?:\s?(?:-|to|/)\s?"
    r"q?(?P<last>[1-4])(?![0-9/-]))?(?:(?:\s?(?:of|,|-))?(?:\s?\(?(?:fy\s?)?"
    rf"(?P<span>{SPAN}|{TIGHT})|\s(?P<y>{YEAR})"
    rf"|[\s-]?(?P<yy>'?[0-9]{{2}}{NOT_A_DAY})))?"
    rf"|(?P<y5>{YEAR})[\s,/-]*(?:q|quarter\s)(?P<n5>[1-4])"
    rf"|(?:fy\s?)?(?P<span2>{SPAN}|(?<=fy){TIGHT})[\s,-]*(?:q|quarter\s)(?P<n2>[1-4])"
    r"|(?:the\s)?(?P<nth>first|second|third|fourth|last|final|[1-4](?:st|nd|rd|th))\s"
    rf"(?:quarter|qtr)(?:[\s,]*(?:of\s)?(?:(?P<span3>{SPAN})|(?P<y3>{YEAR})))?"
)
def _quarter(moment, match, plan):
    nth = match["n"] or match["n2"] or match["nth"] or match["n5"]
    number = IN_WORDS.get(nth) or (int(nth[0]) if nth[0].isdigit() else 4)
    span = match["span"] or match["span2"] or match["span3"]
    calendar_year = match["y"] or match["y3"] or match["y5"]
    if match["yy"] and -1 <= full_year(match["yy"]) - plan.start.year <= YEARS_ON:
        calendar_year = full_year(match["yy"])
    if calendar_year:
        return moment.ask(
            f"Quarter {number} of {calendar_year} may be of the calendar or of the "
            "financial year: which is meant?"
        )
    if span and span_years(span) is None:
        return moment.ask(_ask_of_span(span))
    before, after = match.string[: match.start()], match.string[match.end() :]
    is_of_a_year = OF_SOME_YEAR.search(before) or OF_ANOTHER_YEAR.match(after)
    if not span and (is_of_a_year or not plan.is_financial):
        return moment.ask(f"Quarter {number} of which year?")
    year = span_years(span)[0] if span else plan.start.year
    last = int(match["last"] or number)
    if last > number + 1 and "/" in match[0][: match.end("last") - match.start()]:
        return moment.ask(
            f"Is it from quarter {number} to quarter {last}, or once in each of them?"
        )
    if last < number:
        return moment.ask("The range ends before it begins: which quarters are meant?")
    found = replace(
        moment,
        precision=Precision.RANGE if match["last"] else Precision.QUARTER,
        start=months_later(date(year, 4, 1), 3 * (number - 1)),
        end=months_later(date(year, 4, 1), 3 * last) - timedelta(days=1),
        year=year,
    )
    if span:
        return found
    return found.saying(f"No year was given: read as quarter {number} of {plan.words}")


@pattern(rf"(?:q|qtr\s?|quarter\s)[05-9](?:[\s,]*(?:fy\s?)?{SPAN})?")
def _no_quarter(moment, match, plan):
    return moment.ask(f"“{match[0]}” is none of the four quarters: which is meant?")


@pattern(r"(?P<half>(?:ht\s?[1-6]|(?:aut|spr|sum)\s?[12]))")
def _half_in_short(moment, match, plan):
    return moment.ask(f"“{match[0]}” may be half a school term: give its days")


@pattern(rf"{SEASON}\s(?:term\s)?(?P<half>[12])(?![0-9/])(?:[\s,]*(?:{SPAN}|{YEAR}))?")
def _half_of_a_term(moment, match, plan):
    which = "first" if match["half"] == "1" else "second"
    return moment.ask(
        f"“{match[0].capitalize()}” may be the {which} half of the {match['season']} "
        "term: give its days"
    )


@pattern(rf"terms?\s[1-6](?![0-9/])(?:[\s,]*(?:{SPAN}|{YEAR}))?")
def _numbered_term(moment, match, plan):
    return moment.ask(
        f"“{match[0].capitalize()}” may be one of three terms or of six: give its days"
    )


@pattern(
    rf"(?:the\s)?{SEASON}(?:\s(?P<y0>{YEAR}))?\sterm"
    rf"(?:[\s,]*(?:in\s|of\s)?(?:(?P<span>{SPAN})|(?P<y>{YEAR}"
    rf"|'?[0-9]{{2}}(?![0-9/]))))?"
)
def _term(moment, match, plan):
    season = match["season"]
    moment = replace(
        moment, precision=Precision.TERM, season=season, month=TERM_MONTHS[season]
    )
    if match["span"]:
        years = span_years(match["span"])
        if years is None:
            return moment.ask(_ask_of_span(match["span"]))
        return moment.in_year(years[0] if season == "autumn" else years[1], plan)
    year = match["y0"] or match["y"]
    return moment.in_year(full_year(year), plan) if year else moment


@pattern(
    r"(?:the\s)?(?P<season>spring|summer|autumn|winter|easter|christmas|xmas|new\syear"
    rf"|(?:{MONTH}\s)?half[\s-]?term)(?:\s(?P<days>half[\s-]?term|holidays?|break))?"
    rf"(?:[\s,]*(?P<y>{SPAN}|{YEAR}|'[0-9]{{2}}|[0-9]{{1,2}}(?![0-9/])))?"
)
def _season(moment, match, plan):
    name, season = match[0].removeprefix("the ").capitalize(), match["season"]
    if match["days"] or "half" in season:
        words = "differs from place to place: give the days"
    elif season in {"spring", "summer", "autumn", "winter"}:
        words = (
            "may be a school term, a part of one or a season: "
            "write “term” after it, or the months"
        )
    else:
        words = "may be one day or a holiday: give the date"
    return replace(moment.ask(f"“{name}” {words}"), is_weak=not match["y"])


@pattern(
    rf"(?:the\s)?calendar\syear\s(?:of\s)?(?P<y>{YEAR})|(?P<y2>{YEAR})\scalendar\syear"
)
def _calendar_year(moment, match, plan):
    year = int(match["y"] or match["y2"])
    first, last = date(year, 1, 1), date(year, 12, 31)
    return replace(moment, precision=Precision.YEAR, start=first, end=last, year=year)


@pattern(rf"(?<!£){ALONE}(?P<y>{YEAR})")
def _year(moment, match, plan):
    year = int(match["y"])
    return replace(
        moment,
        precision=Precision.YEAR,
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        year=year,
        is_weak=True,
    ).saying(f"{year} was read as the calendar year")


@pattern(
    r"(?:h(?P<n>[12])|(?:the\s)?(?P<nth>first|second|1st|2nd)\shalf)"
    rf"(?:[\s,]*(?:of\s)?(?:fy\s?)?(?:(?P<span>{SPAN})|(?P<y>{YEAR})))"
)
def _half(moment, match, plan):
    is_second = (match["n"] or match["nth"])[0] in "2s"
    if match["span"]:
        years = span_years(match["span"])
        if years is None:
            return moment.ask(_ask_of_span(match["span"]))
        first = date(years[0], 4, 1)
    else:
        first = date(int(match["y"]), 1, 1)
    start = months_later(first, 6 if is_second else 0)
    return replace(
        moment,
        precision=Precision.RANGE,
        start=start,
        end=months_later(start, 6) - timedelta(days=1),
        year=start.year,
    )


@pattern(r"h(?P<n>[12])")
def _half_of_the_plan_year(moment, match, plan):
    if not plan.is_financial:
        return moment.ask("Which half of which year is meant?")
    start = months_later(plan.start, 6 * (int(match["n"]) - 1))
    end = months_later(start, 6) - timedelta(days=1)
    return replace(
        moment,
        precision=Precision.RANGE,
        start=start,
        end=end,
        year=start.year,
        is_weak=True,
    ).saying(f"No year was given: read as half {match['n']} of {plan.words}")


@pattern(
    r"(?:the\s)?next\s(?:(?!but\b|one\b)[a-z&'/-]+\s){0,4}?(?:meeting|board(?!\s[a-z]))"
    r"(?!\s(?:but\sone|after))"
)
def _next_meeting(moment, match, plan):
    if plan.next_meeting is None:
        return None
    return replace(
        moment,
        start=plan.next_meeting,
        end=plan.next_meeting,
        year=plan.next_meeting.year,
    )
