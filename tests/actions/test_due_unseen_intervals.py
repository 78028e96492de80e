"""What comes back, in words not seen before; the plan year is 2025/26."""

import pytest

from tests.actions.reading import remarked, said

INTERVALS = [
    (
        "w/c 15 and 22 Sept 2025",
        "recurring 2025-09-15 … 2025-09-28: 21/09/25 28/09/25",
        "",
    ),
    (
        "First Tuesday of each month",
        "recurring 2025-04-01 … 2026-03-31: 01/04/25 06/05/25 03/06/25 01/07/25 "
        "05/08/25 02/09/25 07/10/25 04/11/25 02/12/25 06/01/26 03/02/26 "
        "03/03/26",
        "",
    ),
    (
        "April + October 2025",
        "recurring 2025-04-01 … 2025-10-31: 30/04/25 31/10/25",
        "",
    ),
    (
        "15/5/25; 17/7/25 and 18/9/25",
        "recurring 2025-05-15 … 2025-09-18: 15/05/25 17/07/25 18/09/25",
        "",
    ),
    (
        "15 May, 17 July, 18 Sept 2025 and 15 Jan 2026",
        "recurring 2025-05-15 … 2026-01-15: 15/05/25 17/07/25 18/09/25 15/01/26",
        "",
    ),
    (
        "each academic term",
        "recurring 2025-04-01 … 2026-03-31: 21/07/25 19/12/25 31/03/26",
        "",
    ),
    (
        "once each term",
        "recurring 2025-04-01 … 2026-03-31: 21/07/25 19/12/25 31/03/26",
        "",
    ),
    ("Annual/Sept 2025", "recurring 2025-04-01 … 2026-03-31: 30/09/25", ""),
    ("p.a.", "recurring 2025-04-01 … 2026-03-31: 31/03/26", ""),
    (
        "June 2025 then quarterly",
        "ambiguous",
        "Is 30 June 2025 the first time, the last,",
    ),
    (
        "June 2025 and quarterly thereafter",
        "ambiguous",
        "Is 30 June 2025 the first time, the last,",
    ),
    (
        "Quarterly from April 2025 - March 2026",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "Quarterly – Jan / Apr / Jul / Oct",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/07/25 31/10/25 31/01/26",
        "No year was given: read as April 2025, from",
    ),
    (
        "Qtrly",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "qtly",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "Quartely",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "“quartely” was read as quarterly",
    ),
    (
        "Quaterly",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "“quaterly” was read as quarterly",
    ),
    (
        "Quarterley",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "“quarterley” was read as quarterly",
    ),
    (
        "Anually",
        "recurring 2025-04-01 … 2026-03-31: 31/03/26",
        "“anually” was read as annually",
    ),
    (
        "Annualy",
        "recurring 2025-04-01 … 2026-03-31: 31/03/26",
        "“annualy” was read as annually",
    ),
    (
        "montly",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 31/07/25 "
        "31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 28/02/26 "
        "31/03/26",
        "“montly” was read as monthly",
    ),
    (
        "2 x audits per year (June & Nov)",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/11/25",
        "No year was given: read as June 2025, from",
    ),
    (
        "Every 6 months (next: Sept 2025)",
        "ambiguous",
        "Is 30 September 2025 the first time, the",
    ),
    (
        "monthly on the 15th",
        "recurring 2025-04-01 … 2026-03-31: 15/04/25 15/05/25 15/06/25 15/07/25 "
        "15/08/25 15/09/25 15/10/25 15/11/25 15/12/25 15/01/26 15/02/26 "
        "15/03/26",
        "",
    ),
    (
        "every 4-6 weeks",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it does not say",
    ),
    (
        "every 18 months",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it does not say",
    ),
    (
        "every 3 yrs",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it comes back less",
    ),
    (
        "twice termly",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it does not say",
    ),
    (
        "twice a term",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it does not say",
    ),
    (
        "twice monthly",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it does not say",
    ),
    (
        "three times per term",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it does not say",
    ),
    ("Monthly / quarterly", "ambiguous", "More than one interval is given: how often"),
    (
        "Monthly then quarterly",
        "ambiguous",
        "More than one interval is given: how often",
    ),
    (
        "MASA published 17 December 2024; review annually",
        "ambiguous",
        "When is it next, after 2024?",
    ),
    (
        "March and September each year",
        "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26",
        "No year was given: read as September 2025,",
    ),
    (
        "Twice a year (March and September)",
        "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26",
        "No year was given: read as September 2025,",
    ),
    (
        "6 monthly - Jan and July",
        "recurring 2025-04-01 … 2026-03-31: 31/07/25 31/01/26",
        "No year was given: read as July 2025, from",
    ),
    (
        "Quarterly: Jan, Apr, Jul, Oct",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/07/25 31/10/25 31/01/26",
        "No year was given: read as April 2025, from",
    ),
    (
        "Quarterly (March, June, September, December)",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "No year was given: read as June 2025, from",
    ),
    (
        "Feb, June & Oct annually",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 31/10/25 28/02/26",
        "No year was given: read as June 2025, from",
    ),
    (
        "Monthly, by the 5th",
        "recurring 2025-04-01 … 2026-03-31: 05/04/25 05/05/25 05/06/25 05/07/25 "
        "05/08/25 05/09/25 05/10/25 05/11/25 05/12/25 05/01/26 05/02/26 "
        "05/03/26",
        "",
    ),
    (
        "second and fourth Tuesday of each month",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it does not say",
    ),
    (
        "1st and 15th of each month",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it does not say",
    ),
    ("June annually until 2028", "ambiguous", "On which day of each year?"),
    ("bi-termly", "ambiguous", "Does it come twice in that time, or every"),
    ("every half-year", "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26", ""),
    ("each half year", "recurring 2025-04-01 … 2026-03-31: 30/09/25 31/03/26", ""),
    (
        "Monthly Apr-Jun, then quarterly",
        "ambiguous",
        "More than one interval is given: how often",
    ),
    (
        "monthly until June 2025 then quarterly",
        "ambiguous",
        "More than one interval is given: how often",
    ),
    (
        "weekly for the first month then monthly",
        "ambiguous",
        "More than one interval is given: how often",
    ),
    (
        "3 times per year (termly)",
        "recurring 2025-04-01 … 2026-03-31: 21/07/25 19/12/25 31/03/26",
        "",
    ),
    (
        "Tues 10 & Thurs 12 June 2025",
        "recurring 2025-06-10 … 2025-06-12: 10/06/25 12/06/25",
        "",
    ),
    (
        "monthly data reported quarterly",
        "ambiguous",
        "More than one interval is given: how often",
    ),
    (
        "weekly meeting; monthly report",
        "ambiguous",
        "More than one interval is given: how often",
    ),
    (
        "termly (3 per year)",
        "recurring 2025-04-01 … 2026-03-31: 21/07/25 19/12/25 31/03/26",
        "",
    ),
    (
        "monthly in first quarter, quarterly after",
        "ambiguous",
        "More than one interval is given: how often",
    ),
    (
        "Twice per term (Autumn term 2025)",
        "recurring 2025-09-01 … 2025-12-19",
        "Not followed one by one: it does not say",
    ),
    (
        "every 2 wks",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it comes back too",
    ),
    (
        "monthy",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 31/07/25 "
        "31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 28/02/26 "
        "31/03/26",
        "“monthy” was read as monthly",
    ),
    (
        "Thurs 2nd, Thurs 9th and Thurs 16th October 2025",
        "recurring 2025-10-02 … 2025-10-16: 02/10/25 09/10/25 16/10/25",
        "",
    ),
    (
        "Annually since 2019",
        "recurring 2019-01-01 … 2026-03-31: 31/03/26",
        "Followed from the beginning of the plan year",
    ),
    (
        "each full governors' meeting",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it follows other",
    ),
    (
        "monthly from January 2025",
        "recurring 2025-01-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 31/07/25 "
        "31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 28/02/26 "
        "31/03/26",
        "Followed from the beginning of the plan year",
    ),
    (
        "Quarterly from Jan 2025 until Dec 2025",
        "recurring 2025-01-01 … 2025-12-31: 30/06/25 30/09/25 31/12/25",
        "Followed from the beginning of the plan year",
    ),
    (
        "every other month from Feb 2025",
        "recurring 2025-02-01 … 2026-03-31: 30/04/25 30/06/25 31/08/25 31/10/25 "
        "31/12/25 28/02/26",
        "Followed from the beginning of the plan year",
    ),
    (
        "termly since 2023",
        "recurring 2023-01-01 … 2026-03-31: 21/07/25 19/12/25 31/03/26",
        "Followed from the beginning of the plan year",
    ),
    (
        "Quarterly 2025",
        "recurring 2025-01-01 … 2025-12-31: 30/06/25 30/09/25 31/12/25",
        "Followed from the beginning of the plan year",
    ),
    (
        "once per Board",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it follows other",
    ),
]


@pytest.mark.parametrize(("text", "meaning", "remark"), INTERVALS)
def test_it_is_read_so(text, meaning, remark):
    assert said(text) == meaning
    assert remark in remarked(text)
    assert bool(remark) == bool(remarked(text))
