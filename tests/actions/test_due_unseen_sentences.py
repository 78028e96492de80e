"""Sentences of plans and minutes, not seen before; the plan year is 2025/26."""

import pytest

from tests.actions.reading import remarked, said

SENTENCES = [
    (
        "Completed January 2026 - ongoing monitoring",
        "ongoing",
        "“completed january 2026” was not read as",
    ),
    (
        "Signed off by Board 12 June 2025",
        "day 2025-06-12",
        "Is that when it was done, or when it is due?",
    ),
    (
        "Signed off at Board on 12 June 2025",
        "day 2025-06-12",
        "Is that when it was done, or when it is due?",
    ),
    ("Section 175/157 audit – Autumn term 2025", "term 2025-09-01 … 2025-12-19", ""),
    ("s175/157 returns by 31 October 2025", "day 2025-10-31", ""),
    (
        "0-25 service by 1 April 2026",
        "day 2026-04-01",
        "After the end of the plan year, 1 April",
    ),
    ("16-18 year olds by Dec 2025", "month 2025-12-01 … 2025-12-31", ""),
    ("24/7 helpline live by Nov 2025", "month 2025-11-01 … 2025-11-30", ""),
    ("Call 01273 481234 by 3 June 2025", "day 2025-06-03", ""),
    ("increase from 45% to 60% by 31/3/26", "day 2026-03-31", ""),
    ("from 12 to 20 by March 2026", "month 2026-03-01 … 2026-03-31", ""),
    ("from 2024 baseline by March 2026", "month 2026-03-01 … 2026-03-31", ""),
    (
        "- June 2025\n- Sept 2025\n- Jan 2026",
        "ambiguous",
        "More than one date stands here (june 2025;",
    ),
    ("by midnight on 31 March 2026", "day 2026-03-31", ""),
    (
        "two weeks before 31 March 2026",
        "ambiguous",
        "Count on from there and give the day",
    ),
    (
        "10 working days before the Board meeting on 12 June 2025",
        "ambiguous",
        "Count on from there and give the day",
    ),
    (
        "3 months post launch (Sept 2025)",
        "ambiguous",
        "Count on from there and give the day",
    ),
    (
        "six months on from Sept 2025",
        "ambiguous",
        "Count on from there and give the day",
    ),
    ("by the end of the calendar year 2025", "day 2025-12-31", ""),
    ("29th Dec – 2nd Jan 2026", "range 2025-12-29 … 2026-01-02", ""),
    (
        "The Business Manager to circulate the revised threshold document to "
        "all partners by Friday 27 June 2025.",
        "day 2025-06-27",
        "",
    ),
    ("JT to bring update to next meeting (14/10/25)", "day 2025-10-14", ""),
    ("Next meeting – 14 October 2025", "day 2025-10-14", ""),
    (
        "prior to start of term in September 2025",
        "ambiguous",
        "Which is the last day before that?",
    ),
    (
        "Rolled over from 2024/25 - now Sept 2025",
        "month 2025-09-01 … 2025-09-30",
        "“rolled over from 2024/25” was not read as",
    ),
    (
        "Revised deadline: 31 December 2025 (previously 30 September 2025)",
        "day 2025-12-31",
        "“previously 30 september 2025” was not read",
    ),
    (
        "Originally Sept 2025, now Dec 2025",
        "month 2025-12-01 … 2025-12-31",
        "“originally sept 2025” was not read as when",
    ),
    (
        "Recommendation 3 - 31 May 2025",
        "ambiguous",
        "“recommendation 3 - 31 may 2025”: on which",
    ),
    ("Education Act 2002 duties by Sept 2025", "month 2025-09-01 … 2025-09-30", ""),
    (
        "In response to Ofsted 2024 recommendations, by December 2025",
        "month 2025-12-01 … 2025-12-31",
        "",
    ),
    (
        "LCSPR Child A (2024) action plan: July 2025",
        "month 2025-07-01 … 2025-07-31",
        "",
    ),
    (
        "Child Q 2022 review – learning shared by Oct 25",
        "month 2025-10-01 … 2025-10-31",
        "",
    ),
    ("Year 7-11 pupils by July 2025", "month 2025-07-01 … 2025-07-31", ""),
    (
        "the board may wish to consider this in May 2025",
        "month 2025-05-01 … 2025-05-31",
        "",
    ),
    ("April Smith by 30 June 2025", "day 2025-06-30", ""),
    (
        "Actions from 12 June 2025 Board to be completed by 30 Sept 2025",
        "day 2025-09-30",
        "“actions from 12 june 2025” was not read as",
    ),
    (
        "Learning from the June 2025 audit",
        "unknown",
        "“learning from the june 2025” was not read",
    ),
    (
        "Following on from the September 2025 conference",
        "ambiguous 2025-10-01 …",
        "By when? Only a beginning is given",
    ),
    (
        "Feedback from the May 2025 survey to be shared with schools in July 2025",
        "month 2025-07-01 … 2025-07-31",
        "“feedback from the may 2025” was not read",
    ),
    (
        "Minutes of 12.05.25 to be agreed",
        "unknown",
        "“minutes of 12.05.25” was not read as when",
    ),
    (
        "Minutes of the meeting held on 12 May 2025",
        "unknown",
        "“meeting held on 12 may 2025” was not read",
    ),
    (
        "Matter arising from 12/05/25 – to be completed by 14/7/25",
        "day 2025-07-14",
        "“matter arising from 12/05/25” was not read",
    ),
    ("by the first Board of 2026", "ambiguous", "On which day is that meeting?"),
    ("2000 staff trained by March 2026", "month 2026-03-01 … 2026-03-31", ""),
    ("Not completed - now due March 2026", "month 2026-03-01 … 2026-03-31", ""),
    ("Not yet complete – Dec 25", "month 2025-12-01 … 2025-12-31", ""),
    ("Should have been completed June 2025", "month 2025-06-01 … 2025-06-30", ""),
    (
        "30 June 2025 / 31 July 2025",
        "ambiguous",
        "More than one date stands here (30 june",
    ),
    (
        "no earlier than Sept 25 and no later than Dec 25",
        "ambiguous",
        "More than one date stands here (no earlier",
    ),
    (
        "after 1 Sept 2025 and before 1 Dec 2025",
        "ambiguous",
        "More than one date stands here (after 1",
    ),
    ("by Friday of w/c 2 June 2025", "ambiguous", "Which day of that week is meant?"),
    ("Partners may complete in June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("Report from QA subgroup by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("Evidence from audits, by 30 June 2025", "day 2025-06-30", ""),
    (
        "New duty applies from 1 September 2026",
        "ongoing 2026-09-01 …",
        "After the end of the plan year, 1 April",
    ),
    (
        "issues raised in June 2025 to be resolved by Sept 2025",
        "month 2025-09-01 … 2025-09-30",
        "“raised in june 2025” was not read as when",
    ),
    ("revised threshold document by 1 June 2025", "day 2025-06-01", ""),
    ("Extended family work by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    (
        "extended by 3 months to 30/9/25",
        "day 2025-09-30",
        "The words say that the date has moved",
    ),
    ("led by April Jones by 30 June 2025", "day 2025-06-30", ""),
    (
        "before 1 June and 1 December 2025",
        "ambiguous",
        "More than one date stands here (before 1",
    ),
    ("24/7 cover from 1 Sept 2025", "ongoing 2025-09-01 …", ""),
    (
        "Audit tool to be agreed by end of May with audits undertaken during Q2 "
        "and findings to Board in Q3",
        "ambiguous",
        "More than one date stands here (by end of",
    ),
    ("by end of 2025 calendar year", "day 2025-12-31", ""),
    (
        "3/6/25 - update: delayed to Sept 2025",
        "ambiguous",
        "More than one date stands here (3/6/25; to",
    ),
    (
        "Agreed at Board on 12/6/25 that this is now due by 30/9/25",
        "ambiguous",
        "More than one date stands here (on 12/6/25;",
    ),
    (
        "for start of term Sept 25",
        "ambiguous",
        "On which day is that start or end of term?",
    ),
    ("by the time pupils return on 3 September 2025", "day 2025-09-03", ""),
    (
        "within 5 days of returning in Sept 2025",
        "ambiguous",
        "Count on from there and give the day",
    ),
    ("level 3 DSL training expires 14/02/2026", "day 2026-02-14", ""),
    ("DSL training due for renewal Feb 2026", "month 2026-02-01 … 2026-02-28", ""),
    ("beginning of the academic year 25-26", "day 2025-09-01", ""),
    ("from start of academic year 2025-26", "ongoing 2025-09-01 …", ""),
    (
        "before the Board on 12 June 2025",
        "ambiguous",
        "Which is the last day before that?",
    ),
    (
        "ahead of the inspection in September 2025",
        "ambiguous",
        "Which is the last day before that?",
    ),
    (
        "prior to publication in June 2025",
        "ambiguous",
        "Which is the last day before that?",
    ),
    (
        "papers 5 working days before the meeting of 12 June 2025",
        "ambiguous",
        "Count on from there and give the day",
    ),
    (
        "ensure that children are seen before assessment ends by June 2025",
        "month 2025-06-01 … 2025-06-30",
        "",
    ),
    (
        "Not applicable until 1 Sept 2026",
        "ambiguous 2026-09-01 …",
        "By when? Only a beginning is given",
    ),
    ("not later than 30 June 2025", "day 2025-06-30", ""),
    ("All Board members by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("each school to respond to the Board by 30 June 2025", "day 2025-06-30", ""),
    ("All subgroup chairs by 12 June 2025", "day 2025-06-12", ""),
    ("Learning about abuse by June 2025", "month 2025-06-01 … 2025-06-30", ""),
    (
        "Item 5 - 12 June 2025",
        "ambiguous",
        "“item 5 - 12 june 2025”: on which day is it",
    ),
    ("2 days of training in June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("12 months of data to June 2025", "month 2025-06-01 … 2025-06-30", ""),
    ("following the review, by Dec 2025", "month 2025-12-01 … 2025-12-31", ""),
]


@pytest.mark.parametrize(("text", "meaning", "remark"), SENTENCES)
def test_it_is_read_so(text, meaning, remark):
    assert said(text) == meaning
    assert remark in remarked(text)
    assert bool(remark) == bool(remarked(text))
