"""Words of our trade that look like words about time; the plan year is 2025/26."""

import pytest

from tests.actions.reading import remarked, said

TRADE = [
    ("Anti-Bullying Week 10-14 Nov 2025", "range 2025-11-10 … 2025-11-14", ""),
    ("Safeguarding Week 17 November 2025", "day 2025-11-17", ""),
    ("Training needs identified by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("Gaps identified and addressed by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("Issues raised with partners by 30 June 2025", "day 2025-06-30", ""),
    ("Awareness raised by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("Awareness raised in schools by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("Report published by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("Report published June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("Published by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("Agreed by Board by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    (
        "Guidance reviewed following consultation in June 2025",
        "ambiguous",
        "By when after that?",
    ),
    ("Following consultation, June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("After consultation (June 2025)", "month 2025-06-01 … 2025-06-30", ""),
    (
        "After the summer, by 30 Sept 2025",
        "ambiguous",
        "“Summer” may be a school term, a part of",
    ),
    (
        "Before Christmas (by 12 Dec 2025)",
        "ambiguous",
        "“Christmas” may be one day or a holiday:",
    ),
    ("before and after school clubs by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("looked after children data in June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("Children looked after audit in June 2025", "month 2025-06-01 … 2025-06-30", ""),
    (
        "looked after children nurses trained in June 2025",
        "month 2025-06-01 … 2025-06-30",
        "",
    ),
    (
        "Care leavers and looked after children: June 2025",
        "month 2025-06-01 … 2025-06-30",
        "",
    ),
    ("Following guidance in KCSIE, by Sept 2025", "month 2025-09-01 … 2025-09-30", ""),
    ("next steps by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("Next steps: June", "ambiguous", "Does “june” say when?"),
    ("last updated policy by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("first, second and third line by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("in the first instance by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("not in education (NEET) data by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    (
        "children not in school – termly report",
        "recurring 2025-04-01 … 2026-03-31: 21/07/25 19/12/25 31/03/26",
        "",
    ),
    (
        "Children not in school register reported quarterly",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "children not the subject of plans: monthly data",
        "recurring 2025-04-01 … 2026-03-31: 30/04/25 31/05/25 30/06/25 31/07/25 "
        "31/08/25 30/09/25 31/10/25 30/11/25 31/12/25 31/01/26 28/02/26 "
        "31/03/26",
        "",
    ),
    (
        "exclusions and excluding schools reported termly",
        "recurring 2025-04-01 … 2026-03-31: 21/07/25 19/12/25 31/03/26",
        "",
    ),
    (
        "other than at school education reviewed annually",
        "recurring 2025-04-01 … 2026-03-31: 31/03/26",
        "",
    ),
    (
        "educated other than at school (EOTAS) quarterly",
        "recurring 2025-04-01 … 2026-03-31: 30/06/25 30/09/25 31/12/25 31/03/26",
        "",
    ),
    (
        "Monthly MACE, quarterly to Exec",
        "ambiguous",
        "More than one interval is given: how often",
    ),
    (
        "weekly MARAC",
        "recurring 2025-04-01 … 2026-03-31",
        "Not followed one by one: it comes back too",
    ),
    ("early help by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("Early Years settings by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("early years June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("late diagnosis work June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("end to end review June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("Front door by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("once every child has a plan: June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("A week before the June Board", "ambiguous", "On which day is that meeting?"),
    ("Children looked after June 2025", "month 2025-06-01 … 2025-06-30", ""),
    (
        "Report on children looked after in June 2025",
        "month 2025-06-01 … 2025-06-30",
        "",
    ),
]


@pytest.mark.parametrize(("text", "meaning", "remark"), TRADE)
def test_it_is_read_so(text, meaning, remark):
    assert said(text) == meaning
    assert remark in remarked(text)
    assert bool(remark) == bool(remarked(text))
