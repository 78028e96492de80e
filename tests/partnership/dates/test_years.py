"""Years, quarters, terms and working days, as tables over days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnership.dates.years import (
    ReportYear,
    Term,
    add_working_days,
    is_school_day,
    is_working_day,
    plan_year_containing,
    quarter_containing,
    term_containing,
    terms_between,
    terms_of,
    working_days_between,
)

DAYS = st.dates(date(2013, 1, 1), date(2027, 12, 1))


@pytest.mark.parametrize(
    ("on", "label"),
    [
        (date(2025, 3, 31), "2024/25"),
        (date(2025, 4, 1), "2025/26"),
        (date(2025, 10, 22), "2025/26"),
        (date(2026, 3, 31), "2025/26"),
        (date(2026, 4, 1), "2026/27"),
        (date(2000, 1, 1), "1999/00"),
        (date(2099, 12, 31), "2099/00"),
    ],
)
def test_the_report_year_turns_on_1_april(on, label):
    assert ReportYear.containing(on).label == label


def test_a_report_year_carries_the_academic_year_that_ended_in_it():
    year = ReportYear.containing(date(2025, 10, 22))

    assert (year.start, year.end) == (date(2025, 4, 1), date(2026, 3, 31))
    assert (year.academic_start, year.academic_end) == (
        date(2024, 9, 1),
        date(2025, 8, 31),
    )
    assert (year.label, year.academic_label, year.slug) == (
        "2025/26",
        "2024/25",
        "2025-26",
    )


def test_report_years_follow_each_other():
    year = ReportYear(2025)

    assert (year.previous().label, year.next().label) == ("2024/25", "2026/27")
    assert year.next().start - year.end == timedelta(days=1)
    assert sorted([year.next(), year, year.previous()])[0] == year.previous()
    assert date(2026, 3, 31) in year
    assert date(2026, 4, 1) not in year


def test_a_report_year_is_read_from_an_address():
    assert ReportYear.from_slug("2025-26") == ReportYear(2025)
    assert ReportYear.from_slug("1999-00") == ReportYear(1999)


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "2025",
        "2025-27",
        "2025-2026",
        "2025/26",
        "25-26-7",
        "0000-01",
        "２０２５-26",
    ],
)
def test_an_address_that_is_no_year_is_refused(slug):
    with pytest.raises(ValueError, match=f"^{slug}$"):
        ReportYear.from_slug(slug)


@pytest.mark.parametrize(
    ("on", "label", "start", "end"),
    [
        (date(2025, 4, 1), "Q1 2025/26", date(2025, 4, 1), date(2025, 6, 30)),
        (date(2025, 6, 30), "Q1 2025/26", date(2025, 4, 1), date(2025, 6, 30)),
        (date(2025, 7, 1), "Q2 2025/26", date(2025, 7, 1), date(2025, 9, 30)),
        (date(2025, 12, 31), "Q3 2025/26", date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), "Q4 2025/26", date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_quarters_are_those_of_the_financial_year(on, label, start, end):
    quarter = quarter_containing(on)

    assert (quarter.label, quarter.start, quarter.end) == (label, start, end)


@pytest.mark.parametrize(
    ("on", "month", "expected"),
    [
        (date(2018, 10, 15), 4, (date(2018, 4, 1), date(2019, 3, 31))),
        (date(2019, 3, 31), 4, (date(2018, 4, 1), date(2019, 3, 31))),
        (date(2019, 8, 31), 9, (date(2018, 9, 1), date(2019, 8, 31))),
        (date(2019, 9, 1), 9, (date(2019, 9, 1), date(2020, 8, 31))),
        (date(2019, 6, 1), 1, (date(2019, 1, 1), date(2019, 12, 31))),
    ],
)
def test_a_plan_year_starts_where_the_partnership_says(on, month, expected):
    assert plan_year_containing(on, start_month=month) == expected


# Working days in England.


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 10, 24), True),
        (date(2025, 10, 25), False),
        (date(2025, 10, 26), False),
        (date(2025, 12, 25), False),
        (date(2025, 12, 26), False),
        (date(2025, 12, 29), True),
        (date(2025, 4, 18), False),
        (date(2025, 4, 21), False),
        (date(2022, 9, 19), False),
        (date(2025, 3, 17), True),
        (date(2018, 5, 7), False),
    ],
)
def test_weekends_and_english_bank_holidays_are_no_working_days(on, expected):
    assert is_working_day(on) is expected


@pytest.mark.parametrize(
    ("on", "days", "expected"),
    [
        (date(2025, 10, 22), 0, date(2025, 10, 22)),
        (date(2025, 10, 25), 0, date(2025, 10, 27)),
        (date(2025, 10, 22), 5, date(2025, 10, 29)),
        (date(2025, 10, 22), -5, date(2025, 10, 15)),
        (date(2025, 10, 24), 1, date(2025, 10, 27)),
        (date(2025, 10, 25), 1, date(2025, 10, 27)),
        (date(2025, 10, 26), -1, date(2025, 10, 24)),
        (date(2025, 12, 24), 1, date(2025, 12, 29)),
        (date(2025, 12, 24), 5, date(2026, 1, 5)),
        (date(2025, 4, 17), 1, date(2025, 4, 22)),
        (date(2025, 4, 22), -1, date(2025, 4, 17)),
    ],
)
def test_working_days_are_added_and_taken_away(on, days, expected):
    assert add_working_days(on, days) == expected


@settings(deadline=None)
@given(on=DAYS, days=st.integers(0, 60))
def test_counting_working_days_is_the_reverse_of_adding_them(on, days):
    on = add_working_days(on, 0)

    assert working_days_between(on, add_working_days(on, days)) == days
    assert working_days_between(add_working_days(on, days), on) == -days


# School terms.


def test_the_usual_terms_of_an_academic_year():
    assert terms_of(2025) == [
        Term(date(2025, 9, 1), date(2025, 12, 19), "Autumn"),
        Term(date(2026, 1, 5), date(2026, 3, 31), "Spring"),
        Term(date(2026, 4, 15), date(2026, 7, 21), "Summer"),
    ]


def test_days_given_for_one_year_go_before_the_usual_ones():
    rules = [
        {"name": "Spring", "starts": "2026-01-06", "ends": "2026-04-02"},
        {"name": "Autumn", "starts": "09-01", "ends": "12-19"},
        {"name": "Spring", "starts": "01-05", "ends": "03-31"},
    ]

    assert terms_of(2025, rules)[1] == Term(
        date(2026, 1, 6), date(2026, 4, 2), "Spring"
    )
    assert terms_of(2026, rules)[1] == Term(
        date(2027, 1, 5), date(2027, 3, 31), "Spring"
    )


@pytest.mark.parametrize(
    ("on", "label"),
    [
        (date(2025, 8, 31), None),
        (date(2025, 9, 1), "Autumn term 2025"),
        (date(2025, 12, 19), "Autumn term 2025"),
        (date(2025, 12, 20), None),
        (date(2026, 1, 5), "Spring term 2026"),
        (date(2026, 7, 21), "Summer term 2026"),
        (date(2026, 7, 22), None),
    ],
)
def test_a_day_lies_in_a_term_or_in_the_holidays(on, label):
    term = term_containing(on)

    assert (term.label if term else None) == label


def test_terms_that_end_in_a_plan_year():
    terms = terms_between(date(2018, 4, 1), date(2019, 3, 31))

    assert [term.end for term in terms] == [
        date(2018, 7, 21),
        date(2018, 12, 19),
        date(2019, 3, 31),
    ]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 10, 22), True),
        (date(2025, 10, 25), False),
        (date(2025, 10, 27), False),
        (date(2025, 11, 3), True),
        (date(2025, 12, 22), False),
        (date(2026, 5, 4), False),
        (date(2026, 5, 26), False),
    ],
)
def test_schools_are_open_on_working_days_of_a_term(on, expected):
    assert is_school_day(on) is expected
