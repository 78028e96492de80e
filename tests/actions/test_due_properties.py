"""What holds of every due text, whatever is typed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.due.meaning import Due, Precision
from actions.due.reading import read_due

P = Precision
TYPED = (
    "by end of mid early late start w/c w/e the from to until onwards and or between - "
    "/ , ; ( ) & June Sept Dec may Nov Febuary March25 Q1 Q3 H1 quarter quarterly "
    "monthly termly each every half plan life first second last working Monday Friday "
    "spring autumn term terms year academic financial FY AY 2018 2019 2025 18 19 25 "
    "2018/19 25/26 31 30 1st 4th 12, 12/31/18 31.3.19 29 feb next meeting Board tbc "
    "ASAP ongoing on hold not before after completed phase 1 5 weeks times a x bi 15th"
)
WORDS = TYPED.split()
STARTS = [date(2018, 4, 1), date(2025, 4, 1), date(2025, 9, 1), date(2024, 2, 29)]
CERTAIN = {P.DAY, P.MONTH, P.QUARTER, P.TERM, P.YEAR}

texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join),
    st.dates().map(lambda day: f"{day:%d/%m/%Y}"),
    st.dates().map(lambda day: f"by {day.day} {day:%B %Y}"),
)


@given(texts, st.sampled_from(STARTS))
@settings(max_examples=400)
def test_a_text_is_read_or_asked_about(text, start):
    due = read_due(text, plan_start=start)

    assert isinstance(due, Due)
    if due.start and due.end:
        assert due.start <= due.end
    if due.precision in CERTAIN:
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


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_in_full_is_that_day(day):
    for text in (
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%Y-%m-%d}",
        f"{day:%A} {day.day} {day:%B %Y}",
        f"{day:%B} {day.day}, {day.year}",
    ):
        due = read_due(text, plan_start=date(2025, 4, 1))

        assert (due.start, due.end, due.precision) == (day, day, P.DAY)


@pytest.mark.parametrize("text", ["x" * 100_000, "1/" * 50_000, "june and " * 9_000])
def test_a_text_without_end_is_read_as_quickly_as_any(text):
    assert isinstance(read_due(text, plan_start=STARTS[0]), Due)
