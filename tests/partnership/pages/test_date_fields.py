"""A date in three boxes: what it takes, what it refuses, what it draws again."""

from datetime import date

import pytest
from hypothesis import given

from partnership.pages.forms.dates import DateField
from partnership.pages.forms.options import drawing_of
from tests.partnership.pages.fields import ANY_TEXT, drawn, form_of, outcome


def due(**options) -> DateField:
    return DateField(
        label="When is it due?",
        subject="Due date",
        missing="Enter the date it is due",
        **options,
    )


def boxes(day="", month="", year="") -> dict[str, str]:
    return {"it-day": day, "it-month": month, "it-year": year}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (("1", "6", "2026"), date(2026, 6, 1)),
        (("01", "06", "2026"), date(2026, 6, 1)),
        ((" 1 ", " June ", " 2026 "), date(2026, 6, 1)),
        (("30", "sept", "2026"), date(2026, 9, 30)),
        (("30", "Sep.", "2026"), date(2026, 9, 30)),
        (("29", "FEBRUARY", "2028"), date(2028, 2, 29)),
    ],
)
def test_a_date_is_taken_as_people_type_it(typed, day):
    assert outcome(due(), **boxes(*typed)) == day


@pytest.mark.parametrize(
    ("typed", "message", "wrong"),
    [
        (("", "", ""), "Enter the date it is due", "day month year"),
        (("", "6", "2026"), "Due date must include a day", "day"),
        (("1", "", "2026"), "Due date must include a month", "month"),
        (("1", "6", ""), "Due date must include a year", "year"),
        (("1", "", ""), "Due date must include a month and year", "month year"),
        (("", "June", ""), "Due date must include a day and year", "day year"),
        (("1", "6", "26"), "Year must include 4 numbers", "year"),
        (("1", "6", "02026"), "Year must include 4 numbers", "year"),
        (("1", "6", "year"), "Year must include 4 numbers", "year"),
        (("1", "6", "0026"), "Year must be between 1900 and 2199", "year"),
        (("1", "6", "2200"), "Year must be between 1900 and 2199", "year"),
        (("32", "6", "2026"), "Due date must be a real date", "day"),
        (("0", "6", "2026"), "Due date must be a real date", "day"),
        (("1", "13", "2026"), "Due date must be a real date", "month"),
        (("x", "Juno", "2026"), "Due date must be a real date", "day month"),
        (("29", "2", "2027"), "Due date must be a real date", "day month year"),
        (("²", "6", "2026"), "Due date must be a real date", "day"),
    ],
)
def test_a_wrong_date_is_told_in_words_and_only_its_wrong_boxes_are_marked(
    typed, message, wrong
):
    form = form_of(due(), boxes(*typed))
    page = drawn(form)

    assert form.errors == {"it": [message]}
    assert [
        tag["name"].removeprefix("it-") for tag in page.select(".govuk-input--error")
    ] == wrong.split()
    assert form.error_summary() == [(message, f"#id_it-{wrong.split()[0]}")]
    assert tuple(tag.get("value", "") for tag in page.select("input")) == typed


@pytest.mark.parametrize(
    ("day", "words", "message"),
    [
        ("21", "", "Due date must be on or after 22 October 2025"),
        ("21", "today or later", "Due date must be today or later"),
        ("22", "", None),
        ("30", "", None),
        ("31", "", "Due date must be on or before 30 October 2025"),
    ],
)
def test_a_date_keeps_within_its_bounds(day, words, message):
    earliest, latest = date(2025, 10, 22), date(2025, 10, 30)
    field = due(earliest=earliest, latest=latest, earliest_words=words)

    found = outcome(field, **boxes(day, "10", "2025"))

    assert found == ([message] if message else date(2025, 10, int(day)))


def test_a_date_may_come_from_a_link_or_stand_there_first():
    assert outcome(due(), it="2026-06-01") == date(2026, 6, 1)
    assert outcome(due(), it="tomorrow") == ["Due date must include a month and year"]
    assert outcome(due(required=False), it="") is None

    page = drawn(form_of(due(), it=date(2026, 6, 1)))
    assert [tag["value"] for tag in page.select("input")] == ["1", "6", "2026"]


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_whatever_is_typed_as_a_date_is_answered_and_drawn_again(day, month, year):
    form = form_of(due(required=False), boxes(day, month, year))

    found = form.cleaned_data["it"] if form.is_valid() else form.errors["it"]
    again = [box["attrs"]["value"] or "" for box in drawing_of(form["it"]).boxes]

    assert again == [day, month, year]
    assert found is None or isinstance(found, date) or len(found) == 1
    assert isinstance(found, date) <= (1900 <= getattr(found, "year", 0) <= 2199)
    assert drawn(form).select_one("fieldset")
