"""Days as they turn up in trackers, copied and typed; the plan year is 2025/26."""

from datetime import date

import pytest

from tests.actions.reading import read, remarked, said

DAYS = [
    ("Closed at Executive 12/09/25", "day 2025-09-12", "The words say that it is done"),
    (
        "Agreed at Executive 12/6/25",
        "day 2025-06-12",
        "Is that when it was done, or when it is due?",
    ),
    ("as of 1/9/25", "day 2025-09-01", "Is that when it was done, or when it is due?"),
    ("11-16 year olds", "unknown", "No date was found in this: by when?"),
    ("0-19 service", "unknown", "No date was found in this: by when?"),
    ("24/7", "ambiguous", "“24/7” may be 24 July or round the clock:"),
    ("01273 481 234", "unknown", "No date was found in this: by when?"),
    ("07700 900123", "unknown", "No date was found in this: by when?"),
    ("0800 1111", "unknown", "No date was found in this: by when?"),
    ("10:30", "unknown", "No date was found in this: by when?"),
    ("10.30am", "unknown", "No date was found in this: by when?"),
    ("9.30-12.30 on 14 May 2025", "day 2025-05-14", ""),
    ("14 May 2025, 9.30-12.30", "day 2025-05-14", ""),
    ("14/05/2025 09:30-12:30", "day 2025-05-14", ""),
    ("31‑03‑2026", "day 2026-03-31", ""),
    ("31⁄03⁄2026", "day 2026-03-31", ""),
    ("31∕03∕2026", "day 2026-03-31", ""),
    ("31\u200b March 2026", "day 2026-03-31", ""),
    ("31 Mar\xadch 2026", "day 2026-03-31", ""),
    ("31 march 2026\r\n", "day 2026-03-31", ""),
    ("46112", "ambiguous", "“46112” may be a date that a spreadsheet"),
    ("46,112", "unknown", "No date was found in this: by when?"),
    ("31 March\n2026", "day 2026-03-31", ""),
    ("by w/e 19/09/25", "range 2025-09-13 … 2025-09-19", ""),
    (
        "Q3 2025/26 – Q1 2026/27",
        "range 2025-10-01 … 2026-06-30",
        "Ends after the plan year, 1 April 2025 to",
    ),
    (
        "within 3/12 of publication",
        "ambiguous",
        "“3/12” may be a day, a month or a year:",
    ),
    ("2026-03-31T09:30:00+01:00", "day 2026-03-31", ""),
    ("31st day of March 2026", "day 2026-03-31", ""),
    ("the thirty-first of March 2026", "day 2026-03-31", ""),
    ("March 1-5 2026", "range 2026-03-01 … 2026-03-05", ""),
    (
        "March 1st – 5th",
        "range 2026-03-01 … 2026-03-05",
        "No year was given: read as 1 March 2026,",
    ),
    ("Weds. 1 April 2026", "day 2026-04-01", "After the end of the plan year, 1 April"),
    ("Fri. 2nd Oct 2025", "day 2025-10-02", "2 October 2025 is a Thursday"),
    ("2/10/25 (Friday)", "day 2025-10-02", "2 October 2025 is a Thursday"),
    (
        "Friday the 13th of June",
        "day 2025-06-13",
        "No year was given: read as 13 June 2025,",
    ),
    ("~13/06/25", "day 2025-06-13", "The words say “about”: is this the day to"),
    ("31/03/226", "ambiguous", "“31/03/226” may be a day, a month or a"),
    ("31 March 206", "ambiguous", "“31 march 206”: which year is meant?"),
    ("March 31 26", "day 2026-03-31", ""),
    ("31_03_2026", "day 2026-03-31", ""),
    ("31\\03\\2026", "day 2026-03-31", ""),
    ("31/03 /2026", "day 2026-03-31", ""),
    ("23:59 on 31 March 2026", "day 2026-03-31", ""),
    ("6 months (by Dec 2025)", "month 2025-12-01 … 2025-12-31", ""),
    ("12 months (March 2026)", "month 2026-03-01 … 2026-03-31", ""),
    ("Medium term (6-12 months)", "unknown", "No date was found in this: by when?"),
    ("0-3 months", "unknown", "No date was found in this: by when?"),
    ("2025/2026/2027", "ambiguous", "More than one date stands here (2025;"),
    ("04/2025-03/2026", "range 2025-04-01 … 2026-03-31", ""),
    ("15+16 May 2025", "range 2025-05-15 … 2025-05-16", ""),
    ("15 until 19 September 2025", "range 2025-09-15 … 2025-09-19", ""),
    ("15.09.-19.09.2025", "range 2025-09-15 … 2025-09-19", ""),
    ("15-19/9/25", "range 2025-09-15 … 2025-09-19", ""),
    ("15-19.9.25", "range 2025-09-15 … 2025-09-19", ""),
    (
        "Carried forward to 2026/27",
        "year 2026-04-01 … 2027-03-31",
        "The words say that the date has moved",
    ),
    (
        "Carried forward from 2024/25",
        "unknown",
        "“carried forward from 2024/25” was not read",
    ),
    ("1.1 June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("v1.2 June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("£5,000 by 31 March 2026", "day 2026-03-31", ""),
    ("£25k 2025/26", "year 2025-04-01 … 2026-03-31", ""),
    ("Owner: April; due: 30/6/25", "day 2025-06-30", ""),
    (
        "Raised 12/05/25, due 14/07/25",
        "day 2025-07-14",
        "“raised 12/05/25” was not read as when it",
    ),
    (
        "Date raised: 12/05/2025 Due: 14/07/2025",
        "day 2025-07-14",
        "“date raised: 12/05/2025” was not read as",
    ),
    (
        "Due 14/07/25 (raised 12/05/25)",
        "day 2025-07-14",
        "“raised 12/05/25” was not read as when it",
    ),
    ("Opened 12/05/25", "unknown", "“opened 12/05/25” was not read as when it"),
    ("Born 12/05/2015", "unknown", "“born 12/05/2015” was not read as when it"),
    ("half way through 2025/26", "ambiguous", "Which days does “half way” mean here?"),
    (
        "Quarters 1-4",
        "range 2025-04-01 … 2026-03-31",
        "No year was given: read as quarter 1 of the",
    ),
    ("6/7/8 October 2025", "ambiguous", "“6/7/8” may be a day, a month or a year:"),
    ("Part 1 March 2026", "ambiguous", "“part 1 march 2026”: on which day is it due?"),
    ("Ref: 25/26-014", "unknown", "No date was found in this: by when?"),
    ("1.2.3", "ambiguous", "“1.2.3” may be a day, a month or a year:"),
    ("Partially complete – March 2026", "month 2026-03-01 … 2026-03-31", ""),
    ("31/12/9999", "ambiguous", "“31/12/9999” may be a day, a month or a"),
    ("31/12/1899", "ambiguous", "“31/12/1899” may be a day, a month or a"),
    ("next March", "ambiguous", "“next march”: of which year?"),
    ("10.-12.06.2025", "range 2025-06-10 … 2025-06-12", ""),
    ("June 10th and 12th 2025", "ambiguous", "“june 10th and 12th 2025”: which is the"),
    ("Friday w/c 2 June 2025", "ambiguous", "Which day of that week is meant?"),
    ("Complete returns by 31/10/25", "day 2025-10-31", ""),
    ("the next March Board", "ambiguous", "“next march”: of which year?"),
    ("2025/26 Year 1 Q3", "ambiguous", "Quarter 3 of which year?"),
    ("we 12/9/25", "range 2025-09-06 … 2025-09-12", ""),
    ("31 March 2026 (Monday)", "day 2026-03-31", "31 March 2026 is a Tuesday"),
    ("31 March 2026 Mon-Fri", "day 2026-03-31", ""),
    ("12 June, Friday", "day 2025-06-12", "12 June 2025 is a Thursday"),
    ("12 June 2025 Sunrise Centre", "day 2025-06-12", ""),
    ("12 June 2025 Monitoring visit", "day 2025-06-12", ""),
    ("12 June 2025 Fri", "day 2025-06-12", "12 June 2025 is a Thursday"),
    ("04/2025–03/2026", "range 2025-04-01 … 2026-03-31", ""),
    ("10-12/06/2025", "range 2025-06-10 … 2025-06-12", ""),
    ("28-2/3/26", "ambiguous", "The range ends before it begins: which is"),
    ("28.02.-02.03.2026", "range 2026-02-28 … 2026-03-02", ""),
    ("29.12.-02.01.2026", "range 2025-12-29 … 2026-01-02", ""),
    ("5-12/6/25", "range 2025-06-05 … 2025-06-12", ""),
    ("2025-06-10/2025-06-12", "range 2025-06-10 … 2025-06-12", ""),
    ("2025_06_10", "day 2025-06-10", ""),
    ("24/7 - 31/7", "ambiguous", "“24/7” may be 24 July or round the clock:"),
    ("31rst March 2026", "day 2026-03-31", ""),
    ("3rd.June.2025", "day 2025-06-03", ""),
    ("start of academic year 2025/26", "day 2025-09-01", ""),
    (
        "Ratified by governors 24.9.25",
        "day 2025-09-24",
        "Is that when it was done, or when it is due?",
    ),
    ("YE March 26", "day 2026-03-31", ""),
    (
        "30 June 2025 if possible",
        "day 2025-06-30",
        "The words make it depend on something else",
    ),
    (
        "start of academic year 2026/27",
        "day 2026-09-01",
        "After the end of the plan year, 1 April",
    ),
    ("Standards 1-5 by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("questions 1-4 by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("1 term after Sept 2025", "ambiguous", "Count on from there and give the day"),
]


@pytest.mark.parametrize(("text", "meaning", "remark"), DAYS)
def test_it_is_read_so(text, meaning, remark):
    assert said(text) == meaning
    assert remark in remarked(text)
    assert bool(remark) == bool(remarked(text))


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("next meeting but one", "unknown"),
        ("the next Board after that, not the next meeting", "ambiguous"),
        ("not at the next meeting", "ambiguous"),
        ("within 2 weeks of the next meeting", "ambiguous"),
        ("next meeting (14 October 2025)", "ambiguous"),
    ],
)
def test_what_is_not_the_day_of_the_next_meeting(text, precision):
    due = read(text, next_meeting=date(2025, 11, 14))

    assert (due.precision, due.start, due.end) == (precision, None, None)


def test_a_text_too_long_to_read_is_asked_about():
    due = read("word " * 400 + "by 31 March 2026")

    assert (due.precision, due.start, due.end) == ("ambiguous", None, None)
    assert due.remarks == ("More than 2,000 characters stand here: by when is it due?",)


def test_a_text_longer_than_any_cell_is_read():
    due = read("The partnership will work together. " * 50 + "Due by 31 March 2026.")

    assert (due.precision, due.end) == ("day", date(2026, 3, 31))


@pytest.mark.parametrize(
    "text",
    [
        "within 3 months of " * 100,
        "actions from " * 150,
        "15 and " * 280 + "June",
        "5 weeks after a" + " b" * 900,
        "q1," * 600,
        "12/6/25 " * 240,
        "- \n" * 600,
        "~" * 1999,
    ],
)
def test_words_that_repeat_without_end_are_read_at_once(text):
    assert read(text) == read(text)
