"""What goes on, and what comes back on certain days; the plan year is 2025/26."""

import pytest

from tests.actions.reading import remarked, said

ONGOING = [
    ("ongoing", "ongoing", ""),
    ("On going", "ongoing", ""),
    ("On-going", "ongoing", ""),
    ("ONGOING", "ongoing", ""),
    ("Ongoing – review Mar 26", "ongoing", "To be reviewed by 31 March 2026"),
    (
        "Ongoing - review quarterly",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    ("Ongoing, reviewed annually", "recurring 2025-04-01 … 2026-03-31: 31/03/26", ""),
    ("ongoing (review March 2026)", "ongoing", "To be reviewed by 31 March 2026"),
    ("Ongoing to March 2026", "range … 2026-03-31", ""),
    ("Ongoing until 31/3/26", "range … 2026-03-31", ""),
    ("ongoing from Sept 25", "ongoing 2025-09-01 …", ""),
    ("Ongoing throughout 2025/26", "year 2025-04-01 … 2026-03-31", ""),
    ("Ongoing 2025/26", "year 2025-04-01 … 2026-03-31", ""),
    (
        "Ongoing - monthly",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 "
        "28/02/26 31/03/26",
        "",
    ),
    ("Ongoing / March 2026", "ambiguous", "Does it begin or end by 31 March"),
    ("March 2026 and ongoing", "ongoing 2026-03-01 …", ""),
    ("March 2026 then ongoing", "ongoing 2026-03-01 …", ""),
    ("March 2026 - ongoing", "ongoing 2026-03-01 …", ""),
    ("From April 2025 and ongoing", "ongoing 2025-04-01 …", ""),
    ("Sept 2025 onwards", "ongoing 2025-09-01 …", ""),
    ("September onwards", "ongoing 2025-09-01 …", "No year was given"),
    ("Onward from Sept 25", "ongoing 2025-09-01 …", ""),
    ("April 2025 →", "ambiguous 2025-04-01 …", "Until when? No end is given"),
    ("Apr 25 -", "ambiguous 2025-04-01 …", "Until when? No end is given"),
    ("April 2025 -", "ambiguous 2025-04-01 …", "Until when? No end is given"),
    ("starting April 2025", "ongoing 2025-04-01 …", ""),
    ("start April 2025", "ongoing 2025-04-01 …", ""),
    ("commence Sept 25", "ongoing 2025-09-01 …", ""),
    ("to start in September 2025", "day 2025-09-01", ""),
    ("to commence from 1 September 2025", "ongoing 2025-09-01 …", ""),
    ("started April 2025", "ongoing 2025-04-01 …", ""),
    ("Begin Sept 2025", "ongoing 2025-09-01 …", ""),
    ("launch September 2025", "month 2025-09-01 … 2025-09-30", ""),
    ("continuous", "ongoing", ""),
    ("continuing", "ongoing", ""),
    ("Continuous throughout year", "year 2025-04-01 … 2026-03-31", ""),
    ("all year", "year 2025-04-01 … 2026-03-31", ""),
    ("all year round", "year 2025-04-01 … 2026-03-31", ""),
    ("year round", "year 2025-04-01 … 2026-03-31", ""),
    ("Permanent", "ongoing", ""),
    ("BAU", "ongoing", ""),
    ("business as usual", "ongoing", ""),
    ("embedded", "unknown", "No date was found in this"),
    ("In progress", "unknown", "No date was found in this"),
    ("Live", "unknown", "No date was found in this"),
    ("indefinite", "ongoing", ""),
    (
        "for the life of the plan",
        "year 2025-04-01 … 2026-03-31",
        "Read as the plan year",
    ),
    ("duration of plan", "year 2025-04-01 … 2026-03-31", "Read as the plan year"),
    (
        "throughout the lifetime of the plan",
        "year 2025-04-01 … 2026-03-31",
        "Read as the plan year",
    ),
]

RECURRING = [
    (
        "2nd Tuesday of each month",
        "recurring 2025-04-01 … 2026-03-31: 08/04/25 13/05/25 10/06/25 "
        "08/07/25 12/08/25 09/09/25 14/10/25 11/11/25 09/12/25 13/01/26 "
        "10/02/26 10/03/26",
        "",
    ),
    (
        "Quarterly to Executive",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "reported quarterly, first report July 2025",
        "ambiguous",
        "Is 31 July 2025 the first time",
    ),
    (
        "By 31st March 2026 and then annually",
        "recurring 2025-04-01 … 2026-03-31: 31/03/26",
        "",
    ),
    (
        "31/03/2026 then reviewed annually",
        "recurring 2025-04-01 … 2026-03-31: 31/03/26",
        "",
    ),
    (
        "every other month from June",
        "recurring 2025-06-01 … 2026-03-31: 30/06/25 31/08/25 31/10/25 "
        "31/12/25 28/02/26",
        "No year was given",
    ),
    (
        "three times a year (Autumn, Spring, Summer)",
        "ambiguous",
        "may be a school term",
    ),
    (
        "Training delivered termly from Autumn 2025",
        "recurring 2025-09-01 … 2026-03-31: 19/12/25 31/03/26",
        "",
    ),
    (
        "to be reviewed 6 monthly",
        "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26",
        "",
    ),
    ("ONGOING – ANNUAL REVIEW", "ongoing", ""),
    (
        "Annual – March each year",
        "recurring 2025-04-01 … 2026-03-31: 31/03/26",
        "No year was given",
    ),
    (
        "Annually (April)",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25",
        "No year was given",
    ),
    (
        "Yearly in September",
        "recurring 2025-04-01 … 2026-03-31: 30/09/25",
        "No year was given",
    ),
    (
        "Monthly (4th Thursday)",
        "recurring 2025-04-01 … 2026-03-31: 24/04/25 22/05/25 26/06/25 "
        "24/07/25 28/08/25 25/09/25 23/10/25 27/11/25 25/12/25 22/01/26 "
        "26/02/26 26/03/26",
        "",
    ),
    (
        "April and October each year",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/10/25",
        "No year was given",
    ),
    (
        "every April and October",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/10/25",
        "No year was given",
    ),
    (
        "each quarter end",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "quarterly in arrears",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "Weekly until June 2025",
        "recurring 2025-04-01 … 2025-06-30",
        "Not followed one by one",
    ),
    (
        "Daily from 1 June to 30 June 2025",
        "recurring 2025-06-01 … 2025-06-30",
        "Not followed one by one",
    ),
]


@pytest.mark.parametrize(("text", "meaning", "remark"), [*ONGOING, *RECURRING])
def test_it_is_read_so(text, meaning, remark):
    assert said(text) == meaning
    assert remark in remarked(text)
    assert bool(remark) == bool(remarked(text))
