"""What the yearly report is told of a year of actions."""

from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string

from actions import reporting, services
from actions.reporting import ActionLine, ActionsYear, PriorityYear
from partnership.foundation import clock
from partnership.foundation.dates import ReportYear
from tests.actions.factories import make_action, make_plan, make_priority

YEAR = ReportYear(2025)


def at(day: date):
    return clock.at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def add(priority, text, due, by, on=date(2025, 4, 2)):
    return services.add_action(priority, text=text, due_text=due, by=by, on=on)


def update(action, rag, by, on):
    with at(on):
        services.update_action(
            action, text=rag, rag=rag, reason="It changed", by=by, on=on
        )


@pytest.fixture
def year(amara, partnership, education, elm):
    """Nine actions, each for one column, and some that must not be counted."""
    priority = make_priority(make_plan(amara), lead_words="The council")
    done = add(priority, "Done", "June 2025", amara)
    services.complete_action(done, outcome="Safer", by=amara, on=date(2025, 6, 1))
    late_done = add(priority, "Done after the year", "March 2026", amara)
    update(late_done, "green", amara, date(2026, 2, 1))
    services.complete_action(late_done, outcome="x", by=amara, on=date(2026, 4, 1))
    update(add(priority, "Green", "June 2026", amara), "green", amara, date(2025, 9, 1))
    turned = add(priority, "Amber, then red too late", "June 2026", amara)
    update(turned, "amber", amara, date(2025, 9, 1))
    update(turned, "red", amara, date(2026, 4, 1))
    red = add(priority, "Red", "May 2025", amara)
    update(red, "red", amara, date(2025, 9, 1))
    slipped = add(priority, "Slipped", "May 2025", amara)
    for text in ("July 2025", "June 2026"):
        services.change_due(
            slipped, due_text=text, reason="x", by=amara, on=date(2025, 8, 1)
        )
    gone = add(priority, "Gone", "May 2025", amara)
    services.withdraw_action(gone, reason="x", by=amara, on=date(2025, 9, 1))
    add(priority, "No date", "tbc", amara)
    make_action(education, text="Raised besides", on=date(2025, 5, 1), by=amara)
    make_action(elm.organisation, text="A school's own", on=date(2025, 5, 1))
    other = make_plan(amara, title="Other plan", start=date(2027, 4, 1))
    add(make_priority(other), "Another year", "May 2027", amara)
    return done, red, slipped


def test_a_year_that_is_over(year):
    done, red, slipped = year

    with at(date(2026, 5, 1)):
        told = reporting.summarise(YEAR)

    assert told == ActionsYear(
        label="2025/26",
        as_of=date(2026, 3, 31),
        plans=("Business plan",),
        priorities=(
            PriorityYear(
                ref="WSCP1",
                title="Children who go missing",
                lead="The council",
                total=8,
                complete=1,
                on_track=2,
                at_risk=1,
                off_track=1,
                not_started=2,
                not_rated=0,
                withdrawn=1,
                without_date=1,
                overdue=2,
            ),
        ),
        raised_besides=1,
        completed=(line(done, "Done", "June 2025", "Safer"),),
        slipped=1,
        moved=2,
        overdue=(
            ActionLine(
                ref="WSCP1.2",
                text="Done after the year",
                owners="",
                due_text="March 2026",
                words="due by 31 March 2026",
            ),
            line(red, "Red", "May 2025", "due by 31 May 2025"),
        ),
        little_progress=(
            line(red, "Red", "May 2025", "off track at the end of the year"),
            line(slipped, "Slipped", "June 2026", "no update in the year"),
            ActionLine(
                ref="WSCP1.8",
                text="No date",
                owners="",
                due_text="tbc",
                words="no update in the year",
            ),
            ActionLine(
                ref="ES-1",
                text="Raised besides",
                owners="",
                due_text="",
                words="no update in the year",
            ),
        ),
    )


def line(action, text, due_text, words):
    return ActionLine(
        ref=action.ref, text=text, owners="", due_text=due_text, words=words
    )


@pytest.mark.parametrize(
    ("today", "overdue"),
    [
        (date(2026, 3, 30), []),
        (date(2026, 3, 31), ["Due the day before"]),
        (date(2026, 4, 1), ["Due the day before", "Due on the last day"]),
    ],
)
def test_what_falls_due_on_the_last_day_is_late_once_the_year_is_over(
    today, overdue, amara, partnership
):
    priority = make_priority(make_plan(amara))
    add(priority, "Due the day before", "30 March 2026", amara)
    add(priority, "Due on the last day", "31 March 2026", amara)

    with at(today):
        told = reporting.summarise(YEAR)

    assert [late.text for late in told.overdue] == overdue


def test_a_school_asked_about_has_its_own(year, elm):
    with at(date(2026, 5, 1)):
        told = reporting.summarise(YEAR, organisation=elm.organisation)

    assert [late.text for late in told.little_progress] == ["A school's own"]
    assert told.priorities == ()


def test_an_empty_year(db):
    told = reporting.summarise(YEAR)

    assert (told.total, told.complete, told.completed) == (0, 0, ())
    assert "No plan covered 2025/26" in section(told)


def section(told) -> str:
    return render_to_string("actions/_yearly_report_section.html", {"section": told})


def test_its_section_starts_at_the_second_level_and_names_what_did_not_move(year):
    with at(date(2026, 5, 1)):
        text = section(reporting.summarise(YEAR))

    assert text.lstrip().startswith("<h2")
    for words in (
        "had 1 priority with 8 actions",
        "By 31 March 2026 1 of them",
        "Off track at the end of the year",
        "Safer",
    ):
        assert words in text


@pytest.mark.parametrize("count", [1, 30])
def test_many_actions_take_no_more_queries(
    count, amara, partnership, django_assert_num_queries
):
    priority = make_priority(make_plan(amara))
    for _ in range(count):
        add(priority, "Do it", "May 2025", amara)

    with django_assert_num_queries(11):
        told = reporting.summarise(YEAR)

    assert told.total == count
