"""What the yearly report is told of a year of actions."""

from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string

from actions import yearly as reporting
from actions.register.services import endings, progress, raising
from actions.yearly import ActionLine, ActionsYear, PriorityYear, Unnamed
from partnership.dates import clock
from partnership.dates.years import ReportYear
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.reports.reported import carry

YEAR = ReportYear(2025)


def at(day: date):
    return clock.at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def add(priority, text, due, by, on=date(2025, 4, 2)):
    return raising.add_action(priority, text=text, due_text=due, by=by, on=on)


def update(action, rag, by, on):
    with at(on):
        progress.update_action(
            action, text=rag, rag=rag, reason="It changed", by=by, on=on
        )


@pytest.fixture
def year(amara, partnership, education, elm):
    """Nine actions, each for one column, and some that must not be counted."""
    priority = make_priority(make_plan(amara), lead_words="The council")
    done = add(priority, "Done", "June 2025", amara)
    endings.complete_action(done, outcome="Safer", by=amara, on=date(2025, 6, 1))
    late_done = add(priority, "Done after the year", "March 2026", amara)
    update(late_done, "green", amara, date(2026, 2, 1))
    endings.complete_action(late_done, outcome="x", by=amara, on=date(2026, 4, 1))
    update(add(priority, "Green", "June 2026", amara), "green", amara, date(2025, 9, 1))
    turned = add(priority, "Amber, then red too late", "June 2026", amara)
    update(turned, "amber", amara, date(2025, 9, 1))
    update(turned, "red", amara, date(2026, 4, 1))
    red = add(priority, "Red", "May 2025", amara)
    update(red, "red", amara, date(2025, 9, 1))
    slipped = add(priority, "Slipped", "May 2025", amara)
    for text in ("July 2025", "June 2026"):
        progress.change_due(
            slipped, due_text=text, reason="x", by=amara, on=date(2025, 8, 1)
        )
    gone = add(priority, "Gone", "May 2025", amara)
    endings.withdraw_action(gone, reason="x", by=amara, on=date(2025, 9, 1))
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
                to_check=0,
                withdrawn=1,
                carried=0,
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


def test_a_school_s_own_report_has_its_actions(year, elm):
    with at(date(2026, 5, 1)):
        told = reporting.summarise(YEAR, organisation=elm.organisation)

    assert [late.text for late in told.little_progress] == ["A school's own"]
    assert told.priorities == ()


def test_an_empty_year(db):
    told = reporting.summarise(YEAR)

    assert (told.total, told.complete, told.completed) == (0, 0, ())
    assert "No plan covered 2025/26" in section(told)


def section(told) -> str:
    html = render_to_string("actions/_yearly_report_section.html", {"section": told})
    return " ".join(html.split())


def test_its_section_starts_at_heading_level_two_and_lists_little_progress(year):
    with at(date(2026, 5, 1)):
        text = section(reporting.summarise(YEAR))

    assert text.lstrip().startswith("<h2")
    for words in (
        "had 1 priority with 8 actions",
        "By 31 March 2026, 1 was complete",
        "Off track at the end of the year",
        "Safer",
    ):
        assert words in text


class TestWhatWaitsOrGoesOn:
    @pytest.fixture
    def priority(self, amara, partnership):
        return make_priority(make_plan(amara, needs_check=True))

    def told(self):
        with at(date(2026, 5, 1)):
            return reporting.summarise(YEAR)

    def test_an_unchecked_completion_at_the_end_of_the_year_is_not_complete(
        self, priority, amara, bryn
    ):
        action = add(priority, "Waits", "May 2025", amara)
        endings.complete_action(action, outcome="x", by=amara, on=date(2026, 3, 1))
        endings.check_action(action, is_done=True, by=bryn, on=date(2026, 4, 9))

        told = self.told()

        [row] = told.priorities
        assert (row.total, row.to_check, row.complete, row.overdue) == (1, 1, 0, 0)
        assert (told.completed, told.little_progress) == ((), ())
        assert "Awaiting check" in section(told)

    def test_it_is_completed_in_the_year_of_its_check(self, priority, amara, bryn):
        action = make_action(priority=priority, on=date(2025, 3, 1), by=amara)
        endings.complete_action(action, outcome="x", by=amara, on=date(2025, 3, 1))
        endings.check_action(action, is_done=True, by=bryn, on=date(2025, 4, 9))

        assert [line.ref for line in self.told().completed] == [action.ref]

    @pytest.mark.parametrize(
        ("on", "counts"),
        [(date(2026, 3, 31), (1, 0)), (date(2026, 4, 1), (0, 1))],
    )
    def test_a_carried_action_counts_as_carried_from_its_day(
        self, priority, amara, on, counts
    ):
        carry(add(priority, "Goes on", "May 2025", amara), by=amara, on=on)

        [row] = self.told().priorities

        assert (row.carried, row.not_started) == counts
        assert row.overdue == counts[1]
        assert "Awaiting check" not in section(self.told())

    def test_what_was_carried_within_the_year_counts_once(self, priority, amara):
        other = make_priority(
            make_plan(amara, title="From autumn", start=date(2025, 10, 1))
        )
        action = add(priority, "Goes on", "May 2025", amara)
        successor = make_action(
            priority=other, source="meeting", on=date(2025, 10, 1), by=amara
        )
        carry(action, by=amara, on=date(2025, 10, 1), to=successor)

        told = self.told()

        assert [row.total for row in told.priorities] == [1, 1]
        assert (told.total, told.raised_besides) == (1, 0)

    def test_it_leaves_the_register_with_the_year_it_was_carried_in(
        self, education, amara
    ):
        action = make_action(education, by=amara, on=date(2025, 1, 5))
        carry(action, by=amara, on=date(2025, 3, 31))

        assert self.told().little_progress == ()


def test_the_worst_of_each_priority_are_named_and_the_rest_is_counted(
    amara, partnership, education, rf
):
    priority = make_priority(make_plan(amara))
    for number in range(7):
        add(priority, f"Silent {number}", "June 2026", amara)
    late = add(priority, "Late", "May 2025", amara)
    red = add(priority, "Red", "June 2026", amara)
    update(red, "red", amara, date(2025, 9, 1))
    for number in range(6):
        make_action(education, text=f"Besides {number}", on=date(2025, 5, 1), by=amara)

    with at(date(2026, 5, 1)):
        told = reporting.summarise(YEAR)

    assert [line.text for line in told.little_progress] == [
        *(red.text, late.text, "Silent 0", "Silent 1", "Silent 2"),
        *(f"Besides {number}" for number in range(5)),
    ]
    assert told.unnamed == (
        Unnamed(priority=priority.pk, words="WSCP1 Children who go missing", count=4),
        Unnamed(priority=None, words="Outside the plan", count=1),
    )
    assert "WSCP1 Children who go missing: 4 more" in section(told)
    assert "/actions/?priority" not in section(told)
    request = rf.get("/")
    request.person = amara
    page = render_to_string(
        "actions/_yearly_report_section.html", {"section": told, "request": request}
    )
    assert f'href="/actions/?priority={priority.pk}&amp;status=open"' in page


@pytest.mark.parametrize("count", [1, 30])
def test_many_actions_take_no_more_queries(
    count, amara, partnership, django_assert_num_queries
):
    priority = make_priority(make_plan(amara))
    for _ in range(count):
        add(priority, "Do it", "May 2025", amara)

    with django_assert_num_queries(12):
        told = reporting.summarise(YEAR)

    assert told.total == count
