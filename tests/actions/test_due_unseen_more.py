"""More of plans and minutes, not seen before; the plan year is 2025/26."""

import pytest

from tests.actions.reading import remarked, said

MORE = [
    ("Jan 19 - Mar 19", "ambiguous", "“jan 19 - mar 19”: are 19 and 19 days?"),
    (
        "Report to the December 2025 Board meeting with a follow up in March 2026",
        "ambiguous",
        "More than one date stands here (to the",
    ),
    (
        "Follow up audit in 2026/27 to check compliance",
        "year 2026-04-01 … 2027-03-31",
        "After the end of the plan year, 1 April",
    ),
    (
        "1st meeting of the advisory group held by July 2025",
        "month 2025-07-01 … 2025-07-31",
        "",
    ),
    (
        "quarterly?",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "Marked as still to be confirmed",
    ),
    (
        "Off track – revised date Sept 2025",
        "month 2025-09-01 … 2025-09-30",
        "The words say that the date has moved",
    ),
    ("Extension to Sept 2025 requested", "month 2025-09-01 … 2025-09-30", ""),
    ("30/6/25 for 3 months", "ambiguous", "Count on from there and give the day"),
    ("3 months: April – June 2025", "range 2025-04-01 … 2025-06-30", ""),
    (
        "i) June 2025\nii) Sept 2025\niii) Jan 2026",
        "ambiguous",
        "More than one date stands here (june 2025;",
    ),
    (
        "– June 2025\n– July 2025",
        "ambiguous",
        "More than one date stands here (june 2025;",
    ),
    ("June 2025 –\nJuly 2025", "range 2025-06-01 … 2025-07-31", ""),
    ("June 2025\n– July 2025", "range 2025-06-01 … 2025-07-31", ""),
    ("✓ June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("June 2025 😀", "month 2025-06-01 … 2025-06-30", ""),
    (
        "JUNE/SEPT/DEC/MAR",
        "recurring 2025-06-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "No year was given: read as June 2025, from",
    ),
    ("Jun-Sep-Dec-Mar", "ambiguous", "Is it a time from first to last, or each of"),
    ("June to Sept to Dec", "ambiguous", "Is it a time from first to last, or each of"),
    (
        "End June / End Sept / End Dec / End March",
        "recurring 2025-06-30 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "No year was given: read as June 2025, from",
    ),
    (
        "Q4 25/26 - Q2 26/27",
        "range 2026-01-01 … 2026-09-30",
        "Ends after the plan year, 1 April 2025 to",
    ),
    ("Q1 next year", "ambiguous", "Quarter 1 of which year?"),
    ("Q1 of next year", "ambiguous", "Quarter 1 of which year?"),
    ("next year Q1", "ambiguous", "Quarter 1 of which year?"),
    (
        "Monthly on last working day",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 30/05/25 30/06/25 31/07/25 "
        "29/08/25 30/09/25 31/10/25 28/11/25 31/12/25 30/01/26 27/02/26 "
        "31/03/26",
        "",
    ),
    (
        "monthly during term time",
        "ambiguous",
        "Which times are left out? Give the days",
    ),
    ("termly except summer", "ambiguous", "Which times are left out? Give the days"),
    ("quarterly except Q1", "ambiguous", "Which times are left out? Give the days"),
    (
        "Monthly up to and including March 2026",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 31/07/25 "
        "31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 28/02/26 "
        "31/03/26",
        "",
    ),
    ("continuous improvement by March 2026", "month 2026-03-01 … 2026-03-31", ""),
    (
        "continuing professional development by June 2025",
        "month 2025-06-01 … 2025-06-30",
        "",
    ),
    ("permanent exclusions data by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("permanent exclusions reviewed", "unknown", "No date was found in this: by when?"),
    ("now in place", "unknown", "No date was found in this: by when?"),
    ("urgent care review by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("immediate family by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("throughout school by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("across all schools throughout Sept 2025", "month 2025-09-01 … 2025-09-30", ""),
    ("throughout the partnership by March 2026", "month 2026-03-01 … 2026-03-31", ""),
    ("all year groups by July 2025", "month 2025-07-01 … 2025-07-31", ""),
    ("in year admissions by Sept 2025", "month 2025-09-01 … 2025-09-30", ""),
    ("through the year", "year 2025-04-01 … 2026-03-31", ""),
    ("once during the year", "year 2025-04-01 … 2026-03-31", ""),
    ("whole year", "year 2025-04-01 … 2026-03-31", ""),
    ("Full year", "year 2025-04-01 … 2026-03-31", ""),
    (
        "12 month programme from Sept 2025",
        "ambiguous",
        "Count on from there and give the day",
    ),
    (
        "Six-week consultation from 1 Sept 2025",
        "ambiguous",
        "Count on from there and give the day",
    ),
    ("8 week consultation ending 31 Oct 2025", "day 2025-10-31", ""),
    (
        "between April 2025 and March 2026 (quarterly)",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "no later than 12 months after June 2025",
        "ambiguous",
        "Count on from there and give the day",
    ),
    ("by end of the current plan year", "day 2026-03-31", ""),
    ("32 March 2026", "ambiguous", "There is no such day in March 2026: which"),
    ("31/00/2026", "ambiguous", "“31/00/2026”: there is no month 0. Give"),
    ("1/1/1", "ambiguous", "“1/1/1” may be a day, a month or a year:"),
    ("COVID-19", "unknown", "No date was found in this: by when?"),
    ("Regulation 2018/789", "ambiguous", "Does “2018” say when?"),
    ("1/3 of schools by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("2/3 of staff trained by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("4/5 agencies by 1 June 2025", "day 2025-06-01", ""),
    ("12/15 schools returned by Oct 2025", "month 2025-10-01 … 2025-10-31", ""),
    ("score 3/5, re-audit June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("Off-rolling data to Board by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("off rolling", "unknown", "No date was found in this: by when?"),
    ("Permanent exclusions", "unknown", "No date was found in this: by when?"),
    ("permanently", "ongoing", ""),
    ("Rolling", "ongoing", ""),
    ("since January", "ambiguous", "Since january of which year?"),
    ("ongoing since January", "ambiguous", "Since january of which year?"),
    ("in post since June 2025", "ongoing 2025-06-01 …", ""),
    (
        "Terms of reference to be agreed at June 2025 Board",
        "month 2025-06-01 … 2025-06-30",
        "On which day is that meeting?",
    ),
    ("To be agreed by Board June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("later in the year", "unknown", "No date was found in this: by when?"),
    ("early in the year", "unknown", "No date was found in this: by when?"),
    ("Now Sept 2025", "month 2025-09-01 … 2025-09-30", ""),
    ("now: 30/9/25", "day 2025-09-30", ""),
    ("By now", "unknown", "No date was found in this: by when?"),
    ("Q2 last year", "ambiguous", "Quarter 2 of which year?"),
    ("next year's Q1", "ambiguous", "Quarter 1 of which year?"),
    ("Q1 in the next financial year", "ambiguous", "Quarter 1 of which year?"),
    ("Monthly (not in August)", "ambiguous", "Which times are left out? Give the days"),
    ("quarterly but not Q2", "ambiguous", "Which times are left out? Give the days"),
    ("monthly, term-time only", "ambiguous", "Which times are left out? Give the days"),
    ("termly – not summer", "ambiguous", "Which times are left out? Give the days"),
    (
        "12 week programme starting 1 Sept 2025",
        "ambiguous",
        "Count on from there and give the day",
    ),
    (
        "6 week review from 1 June 2025",
        "ambiguous",
        "Count on from there and give the day",
    ),
    (
        "2 day course from June 2025",
        "ambiguous",
        "Count on from there and give the day",
    ),
    (
        "one year pilot from Sept 2025",
        "ambiguous",
        "Count on from there and give the day",
    ),
    (
        "3 year strategy from April 2025",
        "ambiguous",
        "Count on from there and give the day",
    ),
    ("Jan 10 - Feb 12", "ambiguous", "“jan 10 - feb 12”: are 10 and 12 days?"),
    ("Jan 26 - Mar 26", "range 2026-01-01 … 2026-03-31", ""),
    (
        "monthly on the last working day",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 30/05/25 30/06/25 31/07/25 "
        "29/08/25 30/09/25 31/10/25 28/11/25 31/12/25 30/01/26 27/02/26 "
        "31/03/26",
        "",
    ),
    ("3/4 of schools by 30/6/25", "day 2025-06-30", ""),
    ("25/30 returns by 30/6/25", "day 2025-06-30", ""),
    (
        "25/26 actions complete by 30/6/25",
        "ambiguous",
        "More than one date stands here (25/26; by",
    ),
    ("25/26 audits", "year 2025-04-01 … 2026-03-31", ""),
    (
        "June 2025-Sept 2025-Dec 2025",
        "ambiguous",
        "Is it a time from first to last, or each of",
    ),
    ("June-July/Aug 2025", "range 2025-06-01 … 2025-08-31", ""),
    ("Jun/Jul - Aug/Sep 2025", "range 2025-06-01 … 2025-09-30", ""),
]


@pytest.mark.parametrize(("text", "meaning", "remark"), MORE)
def test_it_is_read_so(text, meaning, remark):
    assert said(text) == meaning
    assert remark in remarked(text)
    assert bool(remark) == bool(remarked(text))
