"""What comes back every month or so, and on which day; the plan year is 2025/26."""

import pytest

from tests.actions.reading import remarked, said

MONTHLY = [
    (
        "monthly",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 "
        "28/02/26 31/03/26",
        "",
    ),
    (
        "Monthly",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 "
        "28/02/26 31/03/26",
        "",
    ),
    (
        "every month",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 "
        "28/02/26 31/03/26",
        "",
    ),
    (
        "each month",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 "
        "28/02/26 31/03/26",
        "",
    ),
    (
        "per month",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 "
        "28/02/26 31/03/26",
        "",
    ),
    (
        "once a month",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 "
        "28/02/26 31/03/26",
        "",
    ),
    (
        "on a monthly basis",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 "
        "28/02/26 31/03/26",
        "",
    ),
    (
        "monthly until March 2026",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 "
        "28/02/26 31/03/26",
        "",
    ),
    (
        "monthly to March 2026",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 "
        "28/02/26 31/03/26",
        "",
    ),
    (
        "monthly (to March 2026)",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 "
        "28/02/26 31/03/26",
        "",
    ),
    (
        "monthly from September",
        "recurring 2025-09-01 … 2026-03-31: 30/09/25 31/10/25 30/11/25 "
        "31/12/25 31/01/26 28/02/26 31/03/26",
        "No year was given",
    ),
    (
        "monthly, starting September 2025",
        "recurring 2025-09-01 … 2026-03-31: 30/09/25 31/10/25 30/11/25 "
        "31/12/25 31/01/26 28/02/26 31/03/26",
        "",
    ),
    ("monthly - first in June", "ambiguous", "Is 30 June 2025 the first time"),
    (
        "monthly from May to Oct",
        "recurring 2025-05-01 … 2025-10-31: 31/05/25 30/06/25 31/07/25 "
        "31/08/25 30/09/25 31/10/25",
        "No year was given",
    ),
    (
        "Monthly April to September",
        "recurring 2025-04-01 … 2025-09-30: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25",
        "No year was given",
    ),
    (
        "first Monday of the month",
        "recurring 2025-04-01 … 2026-03-31: 07/04/25 05/05/25 02/06/25 "
        "07/07/25 04/08/25 01/09/25 06/10/25 03/11/25 01/12/25 05/01/26 "
        "02/02/26 02/03/26",
        "",
    ),
    (
        "1st Tuesday of every month",
        "recurring 2025-04-01 … 2026-03-31: 01/04/25 06/05/25 03/06/25 "
        "01/07/25 05/08/25 02/09/25 07/10/25 04/11/25 02/12/25 06/01/26 "
        "03/02/26 03/03/26",
        "",
    ),
    (
        "last Friday of each month",
        "recurring 2025-04-01 … 2026-03-31: 25/04/25 30/05/25 27/06/25 "
        "25/07/25 29/08/25 26/09/25 31/10/25 28/11/25 26/12/25 30/01/26 "
        "27/02/26 27/03/26",
        "",
    ),
    (
        "end of each month",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 "
        "31/07/25 31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 "
        "28/02/26 31/03/26",
        "",
    ),
    (
        "15th of each month",
        "recurring 2025-04-01 … 2026-03-31: 15/04/25 15/05/25 15/06/25 "
        "15/07/25 15/08/25 15/09/25 15/10/25 15/11/25 15/12/25 15/01/26 "
        "15/02/26 15/03/26",
        "",
    ),
    (
        "by the 10th of every month",
        "recurring 2025-04-01 … 2026-03-31: 10/04/25 10/05/25 10/06/25 "
        "10/07/25 10/08/25 10/09/25 10/10/25 10/11/25 10/12/25 10/01/26 "
        "10/02/26 10/03/26",
        "",
    ),
    ("bi-monthly", "ambiguous", "Does it come twice in that time"),
    ("bimonthly", "ambiguous", "Does it come twice in that time"),
    ("bi monthly", "ambiguous", "Does it come twice in that time"),
    (
        "two monthly",
        "recurring 2025-04-01 … 2026-03-31: 31/05/25 31/07/25 30/09/25 "
        "30/11/25 31/01/26 31/03/26",
        "",
    ),
    (
        "every two months",
        "recurring 2025-04-01 … 2026-03-31: 31/05/25 31/07/25 30/09/25 "
        "30/11/25 31/01/26 31/03/26",
        "",
    ),
    (
        "2 monthly",
        "recurring 2025-04-01 … 2026-03-31: 31/05/25 31/07/25 30/09/25 "
        "30/11/25 31/01/26 31/03/26",
        "",
    ),
    (
        "every other month",
        "recurring 2025-04-01 … 2026-03-31: 31/05/25 31/07/25 30/09/25 "
        "30/11/25 31/01/26 31/03/26",
        "",
    ),
    (
        "every other month from May",
        "recurring 2025-05-01 … 2026-03-31: 31/05/25 31/07/25 30/09/25 "
        "30/11/25 31/01/26 31/03/26",
        "No year was given",
    ),
    (
        "alternate months",
        "recurring 2025-04-01 … 2026-03-31: 31/05/25 31/07/25 30/09/25 "
        "30/11/25 31/01/26 31/03/26",
        "",
    ),
    ("every 6 weeks", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    ("six weekly", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    ("6-weekly", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    ("8 weekly", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    (
        "every eight weeks",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one",
    ),
    ("4 weekly", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    (
        "every four weeks",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one",
    ),
    ("weekly", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    ("fortnightly", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    ("daily", "recurring 2025-04-01 … 2026-03-31", "Not followed one by one"),
    ("Mon-Fri", "unknown", "No date was found in this"),
    (
        "quarterly",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "Quarterly - Q1, Q2, Q3, Q4",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "No year was given",
    ),
    (
        "Quarterly (end of quarter)",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "quarterly from July 25",
        "recurring 2025-07-01 … 2026-03-31: 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "quarterly (starting Q2)",
        "recurring 2025-07-01 … 2026-03-31: 30/09/25 31/12/25 31/03/26",
        "No year was given",
    ),
]


@pytest.mark.parametrize(("text", "meaning", "remark"), MONTHLY)
def test_it_is_read_so(text, meaning, remark):
    assert said(text) == meaning
    assert remark in remarked(text)
    assert bool(remark) == bool(remarked(text))
