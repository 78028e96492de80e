"""What due texts are read as: a table of texts, and what holds of every text."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.due import Due, Precision, read_due
from actions.register.models.actions import Action
from actions.register.services import raising
from partnership.dates.years import Term
from tests.actions.factories import make_plan, make_priority

P = Precision
# Each text with what it means and the beginning of each remark, in a plan year that
# begins in April; where a next meeting is known, its day.
with (Path(__file__).parent / "texts.tsv").open(newline="", encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
START = date(2025, 4, 1)
STARTS = [date(2018, 4, 1), START, date(2025, 9, 1), date(2024, 2, 29)]
# domain.md 10.1: what is overdue on 15 October 2018, and what is not.
OCTOBER = date(2018, 10, 15)
OVERDUE = [
    *("July 2018", "Quarterly", "mid-June 2018", "w/c 4 June 2018", "termly"),
    "Strategy in place by September 2018",
]
NOT_OVERDUE = [
    *("Jan 2019", "Sept 2019", "June 2018 onwards", "June 2018 to", "By", "", "tbc"),
    *("onwards", "Dec 18", "December 2018", "31/12/18", "2019/10", "Spring term 2019"),
    *("Q3 2018/19", "Next meeting", "By end of March", "end of FY", "Sept–Nov 2018"),
    *("End Jan 19", "31.3.19", "monthly from Oct", "2019/20", "ASAP"),
]
TYPED = (
    "by end of mid early late start w/c w/e the from to until onwards and or between - "
    "/ , ; : ( ) & June Sept Dec may Nov Febuary March25 Q1 Q3 H1 quarter quarterly "
    "monthly termly each every half plan life first second last working Monday Friday "
    "spring autumn term terms year academic financial FY AY 2018 2019 2025 18 19 25 "
    "2018/19 25/26 31 30 1st 4th 12, 12/31/18 31.3.19 29 feb next meeting Board tbc "
    "ASAP ongoing on hold not before after completed phase 1 5 weeks times a x bi 15th "
    "one twice per except raised was now revised since week day months annual . ?"
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(TYPED.split()), max_size=9).map(" ".join),
    st.dates().map(lambda day: f"{day:%d/%m/%Y}"),
    st.dates().map(lambda day: f"by {day.day} {day:%B %Y}"),
)


def said(due: Due) -> str:
    """“day 2025-06-30”, “range 2025-06-01 … 2025-07-31”, “recurring …: 30/06/25 …”."""
    ends = [str(due.start or ""), str(due.end or "")]
    words = ends[0] if ends[0] == ends[1] else " … ".join(ends).strip()
    line = f"{due.precision} {words}".strip()
    days = " ".join(f"{day:%d/%m/%y}" for day in due.occurrences)
    return f"{line}: {days}" if days else line


@pytest.mark.parametrize("precision", P.values)
def test_a_text_means_what_the_table_says(precision):
    wrong = []
    rows = [row for row in ROWS if row["means"].split()[0] == precision]

    for row in rows:
        due = read_due(
            row["text"].encode("latin-1", "backslashreplace").decode("unicode_escape"),
            plan_start=date(int(row["plan year"]), 4, 1),
            next_meeting=row["next meeting"]
            and date.fromisoformat(row["next meeting"]),
        )
        beginnings = row["remarks"].split("; ") if row["remarks"] else []
        is_right = len(due.remarks) == len(beginnings) and all(
            beginning in remark
            for beginning, remark in zip(beginnings, due.remarks, strict=True)
        )
        if said(due) != row["means"] or not is_right:
            wrong.append((row["text"], said(due), due.remarks, row["means"]))

    assert rows
    assert wrong == []


@given(TEXTS, st.sampled_from(STARTS))
@settings(max_examples=600)
def test_a_text_is_read_or_asked_about(text, start):
    due = read_due(text, plan_start=start)

    assert isinstance(due, Due)
    if due.start and due.end:
        assert due.start <= due.end
    if due.precision in {P.DAY, P.MONTH, P.QUARTER, P.TERM, P.YEAR}:
        assert due.start
        assert due.end
    if due.precision in {P.AMBIGUOUS, P.UNKNOWN}:
        assert due.end is None
        assert due.remarks
    if due.occurrences:
        assert due.precision == P.RECURRING
        assert list(due.occurrences) == sorted(set(due.occurrences))
        assert due.start <= due.occurrences[0]
        assert due.occurrences[-1] <= due.end


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("By end of Autumn term first half", "day 2025-10-23"),
        ("start of Spring term second half", "day 2026-02-23"),
        ("end of Summer term 2nd half", "day 2025-07-22"),
        ("first half of the autumn term 2026", "range 2026-09-02 … 2026-10-23"),
        ("autumn term 2025 (second half)", "range 2025-11-03 … 2025-12-19"),
        ("first half of the spring term 2025", "ambiguous"),
    ],
)
def test_halves_of_terms_are_read_from_the_school_calendar(text, means):
    terms = [
        {"name": "Autumn", "starts": "2025-09-02", "ends": "2025-12-19"},
        {"name": "Spring", "starts": "2026-01-05", "ends": "2026-03-27"},
        {"name": "Summer", "starts": "2025-04-22", "ends": "2025-07-22"},
        {"name": "Autumn", "starts": "2026-09-02", "ends": "2026-12-18"},
        {"name": "Spring", "starts": "2025-01-06", "ends": "2025-04-04"},
    ]
    half_terms = [
        {"name": "Autumn half-term", "starts": "2025-10-24", "ends": "2025-11-02"},
        {"name": "Spring half-term", "starts": "2026-02-16", "ends": "2026-02-20"},
        {"name": "Summer half-term", "starts": "2025-05-26", "ends": "2025-05-30"},
        {"name": "Autumn half-term", "starts": "2026-10-26", "ends": "2026-10-30"},
    ]

    due = read_due(text, plan_start=START, terms=terms, holidays=half_terms)

    assert said(due) == means


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_in_full_is_that_day(day):
    for text in (
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%Y-%m-%d}",
        f"{day:%A} {day.day} {day:%B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"All schools to answer by {day.day} {day:%B %Y}.",
    ):
        due = read_due(text, plan_start=START)

        assert (due.start, due.end, due.precision) == (day, day, P.DAY)


@pytest.mark.parametrize(
    "text",
    ["x" * 100_000, "1/" * 50_000, "june and " * 220, "15 and " * 280, "q1," * 600],
)
def test_a_text_without_end_is_asked_about(text):
    assert read_due(text, plan_start=START).end is None


def test_terms_are_those_of_the_setting():
    spring = Term(date(2019, 1, 7), date(2019, 4, 5), "Spring")

    due = read_due("Spring term 2019", plan_start=date(2018, 4, 1), terms=[spring])

    assert (due.start, due.end) == (spring.start, spring.end)


def test_what_is_overdue_in_the_middle_of_october(amara):
    plan_start = date(2018, 4, 1)
    priority = make_priority(make_plan(amara, start=plan_start))

    for text in OVERDUE + NOT_OVERDUE:
        raising.add_action(
            priority, text="Do it", due_text=text, by=amara, on=plan_start
        )

    overdue = Action.objects.overdue(on=OCTOBER).values_list("due_text", flat=True)
    assert sorted(overdue) == sorted(OVERDUE)
    quarterly = Action.objects.get(due_text="Quarterly")
    assert [day for day in quarterly.unanswered() if day < OCTOBER] == [
        date(2018, 6, 30),
        date(2018, 9, 30),
    ]
