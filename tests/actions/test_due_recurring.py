"""What comes back by quarter, half-year, year or meeting; the plan year is 2025/26."""

import pytest

from tests.actions.reading import remarked, said

RECURRING = [
    (
        "quarterly updates",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "quarterly report to the Executive",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "Quarterly reporting from Sept 2025",
        "recurring 2025-09-01 … 2026-03-31: 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "Quarterly: June, Sept, Dec, March",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "No year was given",
    ),
    (
        "quarterly until March 2027",
        "recurring 2025-04-01 … 2027-03-31: 30/06/25 30/09/25 31/12/25 "
        "31/03/26 30/06/26 30/09/26 31/12/26 31/03/27",
        "Ends after the plan year",
    ),
    (
        "3 monthly",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "every 3 months",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "three-monthly",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "4 times a year",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "four times per year",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "4x year",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    ("twice a year", "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26", ""),
    ("twice yearly", "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26", ""),
    (
        "twice a year (Oct and April)",
        "recurring 2025-04-01 … 2026-04-30: 31/10/25 30/04/26",
        "Ends after the plan year",
    ),
    ("bi-annually", "ambiguous", "Does it come twice in that time"),
    ("biannual", "ambiguous", "Does it come twice in that time"),
    ("bi-annual", "ambiguous", "Does it come twice in that time"),
    ("biennial", "ambiguous", "Does it come twice in that time"),
    ("half-yearly", "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26", ""),
    ("half yearly", "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26", ""),
    (
        "Half yearly (Sept/March)",
        "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26",
        "No year was given",
    ),
    ("six monthly", "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26", ""),
    ("6 monthly", "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26", ""),
    (
        "6 monthly (Sept/March)",
        "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26",
        "No year was given",
    ),
    (
        "6 monthly - Sept 25 and March 26",
        "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26",
        "",
    ),
    ("6-monthly review", "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26", ""),
    ("every six months", "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26", ""),
    ("every 6 months from June 2025", "ambiguous", "Is it first due in June 2025"),
    ("semi-annual", "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26", ""),
    ("annual", "recurring 2025-04-01 … 2026-03-31: 31/03/26", ""),
    ("annually", "recurring 2025-04-01 … 2026-03-31: 31/03/26", ""),
    (
        "annually in July",
        "recurring 2025-04-01 … 2026-03-31: 31/07/25",
        "No year was given",
    ),
    (
        "Annual (July)",
        "recurring 2025-04-01 … 2026-03-31: 31/07/25",
        "No year was given",
    ),
    (
        "Annual report by September",
        "month 2025-09-01 … 2025-09-30",
        "No year was given",
    ),
    ("annual review in March 2026", "month 2026-03-01 … 2026-03-31", ""),
    ("every year", "recurring 2025-04-01 … 2026-03-31: 31/03/26", ""),
    ("each year", "recurring 2025-04-01 … 2026-03-31: 31/03/26", ""),
    ("every March", "recurring 2025-04-01 … 2026-03-31: 31/03/26", "No year was given"),
    ("each July", "recurring 2025-04-01 … 2026-03-31: 31/07/25", "No year was given"),
    (
        "every September and March",
        "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26",
        "No year was given",
    ),
    ("once a year", "recurring 2025-04-01 … 2026-03-31: 31/03/26", ""),
    ("yearly", "recurring 2025-04-01 … 2026-03-31: 31/03/26", ""),
    ("every two years", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    ("every 3 years", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    (
        "every other year",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one",
    ),
    ("2 yearly", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    ("each meeting", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    ("every meeting", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    (
        "at each subgroup meeting",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one",
    ),
    (
        "standing agenda item",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one",
    ),
    ("Each Board", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    ("as per meeting cycle", "unknown", "On which day is that meeting?"),
    ("as and when", "unknown", "No date was found in this"),
    ("as required", "unknown", "No date was found in this"),
    ("as needed", "unknown", "No date was found in this"),
    ("when required", "unknown", "No date was found in this"),
    ("ad hoc", "unknown", "No date was found in this"),
    ("per cycle", "unknown", "No date was found in this"),
    (
        "September and March",
        "recurring 2025-09-01 … 2026-03-31: 30/09/25 31/03/26",
        "No year was given",
    ),
    (
        "Sept & Mar",
        "recurring 2025-09-01 … 2026-03-31: 30/09/25 31/03/26",
        "No year was given",
    ),
    ("Sept/March", "ambiguous", "More than one date stands here"),
    ("Sep/Mar", "ambiguous", "More than one date stands here"),
    (
        "June, Sept, Dec, Mar",
        "recurring 2025-06-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "No year was given",
    ),
    (
        "Jun/Sep/Dec/Mar",
        "recurring 2025-06-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "No year was given",
    ),
    (
        "June 25, Sept 25, Dec 25, March 26",
        "recurring 2025-06-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    ("June 2025 / December 2025", "ambiguous", "More than one date stands here"),
    (
        "30/6/25, 30/9/25, 31/12/25 and 31/3/26",
        "recurring 2025-06-30 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "30/06/25; 30/09/25; 31/12/25; 31/03/26",
        "recurring 2025-06-30 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    ("1) June 2025 2) Dec 2025", "ambiguous", "More than one date stands here"),
    ("Every Monday", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    ("each Wednesday", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    ("Mondays", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    ("rolling programme", "ongoing", ""),
    ("rolling", "ongoing", ""),
    ("Rolling 12 months", "ongoing", ""),
]


@pytest.mark.parametrize(("text", "meaning", "remark"), RECURRING)
def test_it_is_read_so(text, meaning, remark):
    assert said(text) == meaning
    assert remark in remarked(text)
    assert bool(remark) == bool(remarked(text))
