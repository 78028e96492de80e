"""What trackers and spreadsheets hold, not seen before; the plan year is 2025/26."""

import pytest

from tests.actions.reading import remarked, said

TRACKERS = [
    (
        "Business Manager to contact the school (by 30/5)",
        "day 2025-05-30",
        "No year was given: read as 30 May 2025,",
    ),
    (
        "To raise with DSPs at their meeting on 4th December",
        "day 2025-12-04",
        "No year was given: read as 4 December 2025,",
    ),
    (
        "with the minutes, by 12 June",
        "day 2025-06-12",
        "No year was given: read as 12 June 2025,",
    ),
    (
        "bring back to the March meeting",
        "month 2026-03-01 … 2026-03-31",
        "On which day is that meeting?",
    ),
    ("c/f", "unknown", "The words say that it has moved: to when?"),
    (
        "Immediate action following the meeting of 12 June 2025",
        "ambiguous",
        "By when after that?",
    ),
    ("Fri 13th", "unknown", "No date was found in this: by when?"),
    ("week of the 9th June 2025", "range 2025-06-09 … 2025-06-15", ""),
    ("2nd wk in June 2025", "ambiguous", "Which days does “2nd week” mean here?"),
    ("first wk of June 2025", "range 2025-06-01 … 2025-06-07", ""),
    ("last wk June 2025", "range 2025-06-24 … 2025-06-30", ""),
    ("last week of Sept/first week of Oct 2025", "range 2025-09-24 … 2025-10-07", ""),
    (
        "end of week 13 June 2025",
        "ambiguous",
        "“week 13 june 2025”: on which day is it due?",
    ),
    ("week 1 June 2025", "ambiguous", "“week 1 june 2025”: on which day is it due?"),
    ("by Oct ½ term", "ambiguous", "“Oct half term” differs from place to"),
    (
        "½ termly",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it follows other",
    ),
    ("½ yearly", "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26", ""),
    ("1/2 yearly", "ambiguous", "“1/2” may be a day, a month or a year:"),
    (
        "every half term",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it follows other",
    ),
    ("once in each financial year", "recurring 2025-04-01 … 2026-03-31: 31/03/26", ""),
    (
        "April 2025 through to and including March 2026",
        "range 2025-04-01 … 2026-03-31",
        "",
    ),
    ("April 2025 to TBC", "ambiguous 2025-04-01 …", "Until when? No end is given"),
    (
        "start Sept 2025 end tbc",
        "ongoing 2025-09-01 …",
        "Marked as still to be confirmed",
    ),
    ("Start: 01/09/2025 Finish: 31/03/2026", "range 2025-09-01 … 2026-03-31", ""),
    ("Sept 2025 - review after 6 months", "month 2025-09-01 … 2025-09-30", ""),
    (
        "from 1 Sept 2025, reviewed monthly",
        "recurring 2025-09-01 … 2026-03-31: 30/09/25 31/10/25 30/11/25 31/12/25 "
        "31/01/26 28/02/26 31/03/26",
        "",
    ),
    ("As soon as possible but no later than 30/9/25", "day 2025-09-30", ""),
    ("RAG A - 30/9/25", "day 2025-09-30", ""),
    ("Not achieved – 30/9/25", "day 2025-09-30", ""),
    (
        "Outstanding since June 2025",
        "unknown",
        "“outstanding since june 2025” was not read",
    ),
    ("overdue from June 2025", "unknown", "“overdue from june 2025” was not read as"),
    ("due date passed – was 30/6/25", "day 2025-06-30", ""),
    (
        "Re-scheduled from 12/6/25 to 14/7/25",
        "ambiguous",
        "The words say that it has moved: to when?",
    ),
    (
        "brought forward from Sept to June 2025",
        "month 2025-06-01 … 2025-06-30",
        "“brought forward from sept” was not read as",
    ),
    (
        "due Sep 25, actual Oct 25",
        "ambiguous",
        "More than one date stands here (due sep 25;",
    ),
    ("31 - 3 - 26", "day 2026-03-31", ""),
    ("31/3-26", "unknown", "No date was found in this: by when?"),
    ("31-3/26", "unknown", "No date was found in this: by when?"),
    ("Tue, 31 Mar 2026 00:00:00 GMT", "day 2026-03-31", ""),
    ("datetime.datetime(2026, 3, 31, 0, 0)", "ambiguous", "Does “2026” say when?"),
    ("nan", "unknown", "No date was found in this: by when?"),
    ("=TODAY()", "unknown", "This depends on when it was written: give"),
    ("1900-01-00", "ambiguous", "There is no such day in January 1900: which"),
]


@pytest.mark.parametrize(("text", "meaning", "remark"), TRACKERS)
def test_it_is_read_so(text, meaning, remark):
    assert said(text) == meaning
    assert remark in remarked(text)
    assert bool(remark) == bool(remarked(text))
