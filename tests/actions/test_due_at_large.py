"""Loose words for when, and times that come again; the plan year is 2025/26."""

import pytest

from tests.actions.reading import remarked, said

LOOSE = [
    ("N/A - complete", "unknown", "The words say that it is done"),
    ("Not started", "unknown", "No date was found in this"),
    ("No timescale", "unknown", "No date was found in this"),
    ("no timescales given", "unknown", "No date was found in this"),
    ("No deadline", "unknown", "No date was found in this"),
    ("Not set", "unknown", "No date was found in this"),
    ("none set", "unknown", "No date was found in this"),
    ("none given", "unknown", "No date was found in this"),
    ("n.a.", "unknown", "No date was found in this"),
    ("N / A", "unknown", "No date was found in this"),
    ("nil", "unknown", "No date was given"),
    ("blank", "unknown", "No date was found in this"),
    ("-/-", "unknown", "No date was given"),
    ("- - -", "unknown", "No date was given"),
    ("…", "unknown", "No date was given"),
    ("***", "unknown", "No date was given"),
    ("TBC with partners", "unknown", "No date was found in this"),
    (
        "TBC by Board in June 2025",
        "month 2025-06-01 … 2025-06-30",
        "Marked as still to be confirmed",
    ),
    ("awaiting date", "unknown", "No date was found in this"),
    ("date to follow", "unknown", "No date was found in this"),
    ("to follow", "unknown", "No date was found in this"),
    ("see plan", "unknown", "No date was found in this"),
    ("per workplan", "unknown", "No date was found in this"),
    ("In line with plan", "unknown", "No date was found in this"),
    ("as per contract", "unknown", "No date was found in this"),
    ("Statutory deadline", "unknown", "No date was found in this"),
    ("statutory timescales", "unknown", "No date was found in this"),
    ("15 working days", "unknown", "This depends on when it was"),
    ("28 days", "unknown", "This depends on when it was"),
    ("48 hours", "unknown", "No date was found in this"),
    ("within 24 hrs", "unknown", "No date was found in this"),
    ("same day", "unknown", "No date was found in this"),
    ("each case", "unknown", "No date was found in this"),
    ("per case", "unknown", "No date was found in this"),
    ("as they arise", "unknown", "No date was found in this"),
    ("whenever", "unknown", "No date was found in this"),
    ("On receipt", "unknown", "No date was found in this"),
    ("upon request", "unknown", "No date was found in this"),
    (
        "continuous – reported quarterly",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "ongoing, monthly updates from June",
        "recurring 2025-06-01 … 2026-03-31: 30/06/25 31/07/25 31/08/25 "
        "30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 28/02/26 31/03/26",
        "No year was given",
    ),
    (
        "Ongoing / Quarterly review",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    ("Ongoing (annual review - March)", "ambiguous", "Does “march” say when?"),
    (
        "Ongoing – complete by March 2026",
        "ambiguous",
        "Does it begin or end by 31 March",
    ),
    (
        "Ongoing until review in March 2026",
        "ongoing",
        "To be reviewed by 31 March 2026",
    ),
    ("ongoing with review at 6 months", "ongoing", ""),
    ("ongoing through 25/26", "year 2025-04-01 … 2026-03-31", ""),
    ("ongoing to year end", "ongoing", ""),
    ("Launched; ongoing", "ongoing", ""),
    ("From now", "unknown", "is no date: by which day?"),
    ("now - March 2026", "month 2026-03-01 … 2026-03-31", ""),
    ("with effect from 1/9/25", "ongoing 2025-09-01 …", ""),
    ("wef 1/9/25", "ongoing 2025-09-01 …", ""),
    ("effective 1 September 2025", "ongoing 2025-09-01 …", ""),
    ("eff. 1/9/25", "day 2025-09-01", ""),
    ("commencing Autumn Term 2025", "ongoing 2025-09-01 …", ""),
    ("starting in the autumn term", "ongoing 2025-09-01 …", "No year was given"),
    ("from start of academic year", "ongoing 2025-09-01 …", "No year was given"),
    (
        "from Sept 25 then monthly",
        "recurring 2025-09-01 … 2026-03-31: 30/09/25 31/10/25 30/11/25 "
        "31/12/25 31/01/26 28/02/26 31/03/26",
        "",
    ),
    (
        "monthly until complete",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 "
        "28/02/26 31/03/26",
        "",
    ),
    ("Monthly for 6 months", "ambiguous", "From when until when? Give the"),
    (
        "monthly for six months from June 2025",
        "ambiguous",
        "From when until when? Give the",
    ),
    (
        "quarterly x4",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    ("x4 by March 2026", "month 2026-03-01 … 2026-03-31", ""),
    ("4 by March 2026", "month 2026-03-01 … 2026-03-31", ""),
    ("2 per term", "recurring 2025-04-01 … 2026-03-31: 21/07/25 19/12/25 31/03/26", ""),
    ("two per year", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    (
        "One per quarter",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "1 per quarter",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    ("1 a year", "unknown", "No date was found in this"),
    (
        "minimum twice yearly",
        "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26",
        "",
    ),
    ("at least annually", "recurring 2025-04-01 … 2026-03-31: 31/03/26", ""),
    (
        "at least quarterly",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "at least once per term",
        "recurring 2025-04-01 … 2026-03-31: 21/07/25 19/12/25 31/03/26",
        "",
    ),
    (
        "no less than 4 per year",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one",
    ),
    (
        "Every quarter starting June",
        "recurring 2025-06-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "No year was given",
    ),
    (
        "every quarter end from Sept 2025",
        "recurring 2025-09-01 … 2026-03-31: 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "June & Dec each year",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 31/12/25",
        "No year was given",
    ),
    (
        "June and December annually",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 31/12/25",
        "No year was given",
    ),
    ("Tuesday 3rd", "unknown", "This depends on when it was"),
    ("3rd Tuesday of June 2025", "day 2025-06-17", ""),
    (
        "third Tuesday in each month",
        "recurring 2025-04-01 … 2026-03-31: 15/04/25 20/05/25 17/06/25 "
        "15/07/25 19/08/25 16/09/25 21/10/25 18/11/25 16/12/25 20/01/26 "
        "17/02/26 17/03/26",
        "",
    ),
    (
        "last week of each month",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 "
        "28/02/26 31/03/26",
        "",
    ),
    (
        "1st of each month",
        "recurring 2025-04-01 … 2026-03-31: 01/04/25 01/05/25 01/06/25 "
        "01/07/25 01/08/25 01/09/25 01/10/25 01/11/25 01/12/25 01/01/26 "
        "01/02/26 01/03/26",
        "",
    ),
    ("first of the month", "unknown", "No date was found in this"),
    (
        "every 1st of the month",
        "recurring 2025-04-01 … 2026-03-31: 01/04/25 01/05/25 01/06/25 "
        "01/07/25 01/08/25 01/09/25 01/10/25 01/11/25 01/12/25 01/01/26 "
        "01/02/26 01/03/26",
        "",
    ),
    ("end of month (June)", "month 2025-06-01 … 2025-06-30", "No year was given"),
    ("month-end June 2025", "day 2025-06-30", ""),
    ("June month end", "ambiguous", "Does “june” say when?"),
    ("June 2025 month-end", "month 2025-06-01 … 2025-06-30", ""),
    ("Month 3", "unknown", "No date was found in this"),
    ("M6", "unknown", "No date was found in this"),
    ("Week 12", "unknown", "No date was found in this"),
    ("day 1", "unknown", "No date was found in this"),
    ("2025 Q3", "ambiguous", "Quarter 3 of 2025 may be of the"),
    ("2025-Q3", "ambiguous", "Quarter 3 of 2025 may be of the"),
    ("Q3-25", "ambiguous", "Quarter 3 of 2025 may be of the"),
    ("Q3'25", "ambiguous", "Quarter 3 of 2025 may be of the"),
    ("Q3 25", "ambiguous", "Quarter 3 of 2025 may be of the"),
    ("2025/Q3", "ambiguous", "Quarter 3 of 2025 may be of the"),
    ("25Q3", "unknown", "No date was found in this"),
    ("FY25 Q3", "ambiguous", "may be 2024/25 or 2025/26"),
    ("2025-26 (Q3)", "ambiguous", "More than one date stands here"),
    ("Q3 of 25/26", "quarter 2025-10-01 … 2025-12-31", ""),
    ("Q3/25-26", "quarter 2025-10-01 … 2025-12-31", "No year was given"),
    ("Sept 31", "ambiguous", "which day, or which year, is"),
    ("Sept 31st", "ambiguous", "There is no such day in September"),
    ("31 April", "ambiguous", "There is no such day in April 2025"),
    ("30 Feb", "ambiguous", "There is no such day in February"),
    ("2/30/2025", "ambiguous", "there is no month 30. Give"),
    ("00/00/0000", "ambiguous", "may be a day, a month or a year"),
    ("99/99/99", "ambiguous", "there is no month 99. Give"),
    ("1/13/26", "ambiguous", "there is no month 13. Give"),
    ("13/1/26", "day 2026-01-13", ""),
    ("31/1", "day 2026-01-31", "No year was given"),
    ("1.31.26", "ambiguous", "there is no month 31. Give"),
    ("March 32", "ambiguous", "which day, or which year, is meant?"),
    ("032026", "unknown", "No date was found in this"),
    ("3 March 26", "day 2026-03-03", ""),
    ("3March", "day 2026-03-03", "No year was given"),
    ("3rd Mar", "day 2026-03-03", "No year was given"),
    ("03Mar26", "day 2026-03-03", ""),
    ("03 MAR 2026", "day 2026-03-03", ""),
    ("3/Mar/26", "day 2026-03-03", ""),
    ("3.Mar.26", "day 2026-03-03", ""),
    ("26-Mar-03", "day 2003-03-26", "That is many years away"),
    ("2026 March 3", "ambiguous", "Does “2026” say when?"),
    ("2026, March", "month 2026-03-01 … 2026-03-31", ""),
    ("26 March", "day 2026-03-26", "No year was given"),
    ("26-Mar", "day 2026-03-26", "No year was given"),
    ("Mar-3", "ambiguous", "Does “mar” say when?"),
    ("Mar 3", "ambiguous", "Does “mar” say when?"),
    ("Mar 03", "day 2026-03-03", "No year was given"),
    ("3 Mar-5 Apr", "range 2026-03-03 … 2026-04-05", "Ends after the plan year"),
    ("24 Dec - 2 Jan", "range 2025-12-24 … 2026-01-02", "No year was given"),
    ("24/12-2/1", "ambiguous", "may be a day, a month or a year"),
    ("24/12/25-2/1/26", "range 2025-12-24 … 2026-01-02", ""),
]


@pytest.mark.parametrize(("text", "meaning", "remark"), LOOSE)
def test_it_is_read_so(text, meaning, remark):
    assert said(text) == meaning
    assert remark in remarked(text)
    assert bool(remark) == bool(remarked(text))
