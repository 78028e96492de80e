"""Due dates as people write them, row by row; the plan year is 2018/19."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.due.meaning import Due, Precision
from actions.due.reading import read_due
from actions.register.models.actions import Action
from actions.register.services import raising
from partnership.dates.years import Term
from tests.actions.factories import make_plan, make_priority

P = Precision
START = date(2018, 4, 1)
ON = date(2018, 10, 15)
YEAR_START, YEAR_END = date(2018, 4, 1), date(2019, 3, 31)
QUARTERS = (
    date(2018, 6, 30),
    date(2018, 9, 30),
    date(2018, 12, 31),
    date(2019, 3, 31),
)
TERM_ENDS = (date(2018, 7, 21), date(2018, 12, 19), date(2019, 3, 31))
MONTH_ENDS = (
    date(2018, 10, 31),
    date(2018, 11, 30),
    date(2018, 12, 31),
    date(2019, 1, 31),
    date(2019, 2, 28),
    date(2019, 3, 31),
)


def read(text, **kwargs) -> Due:
    return read_due(text, plan_start=START, **kwargs)


# text, start, end, precision, occurrences, overdue on 15 October 2018, words remarked
DOMAIN_10_1 = [
    ("Jan 2019", date(2019, 1, 1), date(2019, 1, 31), P.MONTH, (), False, ""),
    (
        "Sept 2019",
        date(2019, 9, 1),
        date(2019, 9, 30),
        P.MONTH,
        (),
        False,
        "After the end",
    ),
    ("July 2018", date(2018, 7, 1), date(2018, 7, 31), P.MONTH, (), True, ""),
    ("Quarterly", YEAR_START, YEAR_END, P.RECURRING, QUARTERS, True, ""),
    ("June 2018 onwards", date(2018, 6, 1), None, P.ONGOING, (), False, ""),
    ("June 2018 to", date(2018, 6, 1), None, P.AMBIGUOUS, (), False, "Until when?"),
    ("By", None, None, P.UNKNOWN, (), False, "No date was given"),
    ("", None, None, P.UNKNOWN, (), False, "No date was given"),
    ("tbc", None, None, P.UNKNOWN, (), False, "No date was given"),
    ("onwards", None, None, P.UNKNOWN, (), False, "From when?"),
    ("Dec 18", date(2018, 12, 1), date(2018, 12, 31), P.MONTH, (), False, ""),
    ("December 2018", date(2018, 12, 1), date(2018, 12, 31), P.MONTH, (), False, ""),
    ("31/12/18", date(2018, 12, 31), date(2018, 12, 31), P.DAY, (), False, ""),
    ("2019/10", None, None, P.AMBIGUOUS, (), False, "October 2019 or the year 2019/20"),
    ("Spring term 2019", date(2019, 1, 5), date(2019, 3, 31), P.TERM, (), False, ""),
    ("Q3 2018/19", date(2018, 10, 1), date(2018, 12, 31), P.QUARTER, (), False, ""),
    ("Next meeting", None, None, P.UNKNOWN, (), False, "On which day"),
    ("By end of March", YEAR_END, YEAR_END, P.DAY, (), False, "No year was given"),
    ("end of FY", YEAR_END, YEAR_END, P.DAY, (), False, ""),
    ("mid-June 2018", date(2018, 6, 11), date(2018, 6, 20), P.RANGE, (), True, ""),
    ("w/c 4 June 2018", date(2018, 6, 4), date(2018, 6, 10), P.RANGE, (), True, ""),
    ("Sept–Nov 2018", date(2018, 9, 1), date(2018, 11, 30), P.RANGE, (), False, ""),
    ("End Jan 19", date(2019, 1, 31), date(2019, 1, 31), P.DAY, (), False, ""),
    ("31.3.19", YEAR_END, YEAR_END, P.DAY, (), False, ""),
    ("termly", YEAR_START, YEAR_END, P.RECURRING, TERM_ENDS, True, ""),
    (
        "monthly from Oct",
        date(2018, 10, 1),
        YEAR_END,
        P.RECURRING,
        MONTH_ENDS,
        False,
        "",
    ),
    (
        "2019/20",
        date(2019, 4, 1),
        date(2020, 3, 31),
        P.YEAR,
        (),
        False,
        "After the end",
    ),
    ("ASAP", None, None, P.UNKNOWN, (), False, "by which day?"),
    (
        "Strategy in place by September 2018",
        date(2018, 9, 1),
        date(2018, 9, 30),
        P.MONTH,
        (),
        True,
        "",
    ),
]


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "occurrences", "is_overdue", "remark"),
    DOMAIN_10_1,
)
def test_what_a_text_means(
    text, start, end, precision, occurrences, is_overdue, remark
):
    due = read(text)

    assert (due.start, due.end, due.precision, due.occurrences) == (
        start,
        end,
        precision,
        occurrences,
    )
    assert remark in " ".join(due.remarks)


@pytest.mark.parametrize(
    ("text", "is_overdue"), [(row[0], row[5]) for row in DOMAIN_10_1]
)
def test_what_is_overdue_in_the_middle_of_october(text, is_overdue, amara):
    priority = make_priority(make_plan(amara, start=START))

    action = raising.add_action(
        priority, text="Do it", due_text=text, by=amara, on=START
    )

    assert Action.objects.overdue(on=ON).exists() == is_overdue
    assert action.due_text == text


def test_of_a_quarterly_action_two_quarters_are_due_in_the_middle_of_october(amara):
    priority = make_priority(make_plan(amara, start=START))
    action = raising.add_action(
        priority, text="Report", due_text="Quarterly", by=amara, on=START
    )

    due = [day for day in action.unanswered() if day < ON]

    assert due == [date(2018, 6, 30), date(2018, 9, 30)]


def test_next_meeting_is_the_day_of_that_meeting_where_it_is_known():
    meeting = date(2018, 11, 14)

    due = read("At the next board meeting", next_meeting=meeting)

    assert due == Due(meeting, meeting, P.DAY)


def test_terms_are_those_of_the_setting():
    spring = Term(date(2019, 1, 7), date(2019, 4, 5), "Spring")

    due = read("Spring term 2019", terms=[spring])

    assert (due.start, due.end) == (spring.start, spring.end)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("15th June 2018", date(2018, 6, 15), date(2018, 6, 15), P.DAY),
        ("Friday 15 June 2018", date(2018, 6, 15), date(2018, 6, 15), P.DAY),
        ("June 15th, 2018", date(2018, 6, 15), date(2018, 6, 15), P.DAY),
        ("15 June", date(2018, 6, 15), date(2018, 6, 15), P.DAY),
        ("2018-06-30 00:00:00", date(2018, 6, 30), date(2018, 6, 30), P.DAY),
        ("at 5pm on 3 June 2018", date(2018, 6, 3), date(2018, 6, 3), P.DAY),
        ("no later than 30 June 2018", date(2018, 6, 30), date(2018, 6, 30), P.DAY),
        ("before 1 June 2018", date(2018, 5, 31), date(2018, 5, 31), P.DAY),
        ("end of Q2 2018/19", date(2018, 9, 30), date(2018, 9, 30), P.DAY),
        ("end of the autumn term 2018", date(2018, 12, 19), date(2018, 12, 19), P.DAY),
        ("SEPT. 2018", date(2018, 9, 1), date(2018, 9, 30), P.MONTH),
        ("Jun-18", date(2018, 6, 1), date(2018, 6, 30), P.MONTH),
        ("Jan 2018/19", date(2019, 1, 1), date(2019, 1, 31), P.MONTH),
        ("04/2018", date(2018, 4, 1), date(2018, 4, 30), P.MONTH),
        ("This may be added in July", date(2018, 7, 1), date(2018, 7, 31), P.MONTH),
        (
            "As in Working Together 2018, by June 2018",
            date(2018, 6, 1),
            date(2018, 6, 30),
            P.MONTH,
        ),
        ("1-5 June 2018", date(2018, 6, 1), date(2018, 6, 5), P.RANGE),
        ("1 June to 5 July 2018", date(2018, 6, 1), date(2018, 7, 5), P.RANGE),
        ("Dec/Jan 2019", date(2018, 12, 1), date(2019, 1, 31), P.RANGE),
        ("end June/early July 2018", date(2018, 6, 30), date(2018, 7, 10), P.RANGE),
        ("between June and August 2018", date(2018, 6, 1), date(2018, 8, 31), P.RANGE),
        ("from June to Sept 2018", date(2018, 6, 1), date(2018, 9, 30), P.RANGE),
        ("w/e 8 June 2018", date(2018, 6, 2), date(2018, 6, 8), P.RANGE),
        ("Q1-Q2 2018/19", date(2018, 4, 1), date(2018, 9, 30), P.RANGE),
        ("academic year 2018/19", date(2018, 9, 1), date(2019, 8, 31), P.YEAR),
        ("throughout the year", YEAR_START, YEAR_END, P.YEAR),
        ("18/19", YEAR_START, YEAR_END, P.YEAR),
        ("ongoing", None, None, P.ONGOING),
        ("from June 2018", date(2018, 6, 1), None, P.ONGOING),
    ],
)
def test_other_ways_of_writing_it(text, start, end, precision):
    due = read(text)

    assert (due.start, due.end, due.precision) == (start, end, precision)


@pytest.mark.parametrize(
    ("text", "occurrences"),
    [
        ("quarterly from Oct 2018", QUARTERS[2:]),
        ("quarterly until December 2018", QUARTERS[:3]),
        ("Quarterly (Jun, Sep, Dec, Mar)", QUARTERS),
        ("six-monthly", (date(2018, 9, 30), date(2019, 3, 31))),
        ("annually in March", (date(2019, 3, 31),)),
        ("June and September 2018", QUARTERS[:2]),
    ],
)
def test_what_comes_back(text, occurrences):
    due = read(text)

    assert (due.precision, due.occurrences) == (P.RECURRING, occurrences)


@pytest.mark.parametrize(
    "text",
    [
        "Spring 2019",
        "Q2 2018",
        "3/4",
        "11/12",
        "Sept 19",
        "by June or July 2018",
        "Draft by June 2018 and final by September 2018",
        "June 2018 (extended to September 2018)",
        "31 June 2018",
        "12/31/18",
        "bi-monthly",
        "2018-21",
        "43281",
        "late 2018",
        "Quarterly reports by June 2018",
        "after June 2018",
    ],
)
def test_what_could_mean_more_than_one_thing_is_asked_about(text):
    due = read(text)

    assert (due.precision, due.end) == (P.AMBIGUOUS, None)
    assert any(
        "?" in remark or "give" in remark.lower() or "write" in remark
        for remark in due.remarks
    )


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("June 2018 (tbc)", "Marked as still to be confirmed"),
        ("Thursday 15 June 2018", "15 June 2018 is a Friday"),
        ("w/c 5 June 2018", "5 June 2018 is a Tuesday, not a Monday"),
        (
            "Jan 2018",
            "Before the beginning of the plan year, 1 April 2018 to 31 March 2019",
        ),
    ],
)
def test_what_is_warned_of(text, remark):
    assert read(text).remarks == (remark,)


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text):
    assert isinstance(read(text), Due)


WORDS = [
    "by",
    "end",
    "of",
    "mid",
    "early",
    "late",
    "start",
    "w/c",
    "the",
    "from",
    "to",
    "until",
    "onwards",
    "and",
    "or",
    "-",
    "/",
    ",",
    ";",
    "(",
    ")",
    "&",
    "between",
    "June",
    "Sept",
    "Dec",
    "may",
    "Q1",
    "Q3",
    "quarter",
    "quarterly",
    "monthly",
    "termly",
    "spring",
    "autumn",
    "term",
    "2018",
    "2019",
    "18",
    "19",
    "2018/19",
    "19/20",
    "31",
    "30",
    "1st",
    "4th",
    "12/31/18",
    "31.3.19",
    "next",
    "meeting",
    "tbc",
    "ASAP",
    "ongoing",
    "week",
    "FY",
    "financial",
    "year",
    "academic",
    "half",
    "first",
    "last",
    "before",
    "after",
    "Friday",
]


@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
def test_a_date_never_ends_before_it_begins(text):
    due = read(text)

    assert not (due.start and due.end and due.end < due.start)
    assert due.precision != P.AMBIGUOUS or due.end is None
    assert list(due.occurrences) == sorted(set(due.occurrences))
