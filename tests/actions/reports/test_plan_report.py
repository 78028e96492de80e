"""A plan by exception and in full, as of a day; one priority on a page."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from actions.register.models.actions import Action
from actions.register.services import progress
from actions.reports import one_pager, plan_report
from actions.reports import sheets as reports_sheets
from partnership.policy import values as policy
from partnership.spreadsheets.writing import as_workbook
from tests.actions.factories import make_priority
from tests.actions.reports.reported import APRIL, ON, SINCE, add, make_reported, update

SILENT = ("closed", "slipped", "fine", "no impact", "reported")


@pytest.fixture
def reported(amara, bryn, partnership):
    return make_reported(amara, bryn)


@pytest.fixture
def plan(reported):
    return reported[0].plan


def report(plan, on=ON, since=SINCE):
    return plan_report.plan_report(plan, Action.objects.all(), on=on, since=since)


def why(told):
    return {line.text: line.why for each in told.priorities for line in each.exceptions}


def test_which_actions_are_listed_and_why(plan):
    assert why(report(plan)) == {
        "updated": ("At risk: It changed",),
        "slipped": ("Date moved: August 2025 → December 2025. The lead left",),
        "quiet": ("Overdue: due by 30 September 2025", "No update since 3 June 2025"),
        "undated": ("No date", "No update yet"),
        "no impact": ("Impact: No difference seen",),
        "reported": ("Awaiting check since 1 October 2025",),
    }


def test_everything_else_is_one_line_of_counts(plan):
    [priority] = report(plan).priorities

    assert priority.others == 6
    assert priority.other_words == (
        "2 complete, 1 on track, 1 not started, 1 withdrawn, 1 carried forward"
    )


def test_each_action_counts_once(plan):
    told = report(plan)

    assert dict(zip(told.state_words, told.states, strict=True)) == {
        "Complete": 2,
        "On track": 4,
        "At risk": 1,
        "Off track": 0,
        "Not rated": 0,
        "Not started": 2,
        "Awaiting check": 1,
        "Withdrawn": 1,
        "Carried forward": 1,
    }
    assert sum(told.states) == sum(told.impacts) == told.total == 12
    assert (told.complete, told.overdue, told.without_date) == (2, 1, 1)
    assert told.impacts == (0, 0, 1, 11)


def test_a_report_of_an_earlier_day_says_what_was_true_then(plan):
    told = report(plan, on=date(2025, 7, 31), since=date(2025, 4, 30))

    assert why(told) == {
        "carried": ("Overdue: due by 31 May 2025", "No update yet"),
        "withdrawn": ("Overdue: due by 31 May 2025", "No update yet"),
        **dict.fromkeys(
            ("closed", "slipped", "fine", "no impact", "reported"),
            ("No update yet",),
        ),
        "undated": ("No date", "No update yet"),
    }
    assert told.total == 11


def test_in_full_each_action_has_its_last_update_and_its_outcome(plan):
    [priority] = report(plan).priorities
    lines = {line.text: line for line in priority.lines}

    assert (lines["updated"].reported_on, lines["updated"].report) == (
        date(2025, 8, 5),
        "Two have not answered",
    )
    assert (lines["closed"].ending, lines["closed"].outcome) == (
        "Complete, 1 August 2025",
        "Safer",
    )
    assert lines["reported"].outcome == ""
    assert lines["withdrawn"].ending == ("Withdrawn, 10 September 2025: Done elsewhere")
    assert lines["slipped"].moves == 1
    assert [line.text for line in priority.differences] == ["closed", "done before"]
    assert (priority.lead, priority.officer) == ("The council", "Bryn")


def test_a_priority_without_actions_is_listed_too(plan):
    make_priority(plan, ref="WSCP2", title="Neglect")

    told = report(plan)

    assert [(str(each), each.total) for each in told.priorities] == [
        ("WSCP1 Children who go missing", 12),
        ("WSCP2 Neglect", 0),
    ]


@pytest.mark.parametrize("count", [1, 100])
def test_many_actions_take_no_more_queries(
    count, reported, amara, django_assert_num_queries
):
    priority, _ = reported
    for _ in range(count):
        update(add(priority, "Do it", "May 2025", amara), "red", amara, SINCE)

    with policy.reading(), django_assert_num_queries(6):
        told = report(priority.plan)

    assert told.total == 12 + count


def sheets(made):
    book = load_workbook(BytesIO(as_workbook("Report", made)))
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.rows]
        for sheet in book
    }


def test_the_workbook_by_exception(plan):
    told = sheets(reports_sheets.exceptions_sheets(report(plan)))

    assert list(told) == [
        "Progress",
        "Exceptions",
        "Other actions",
        "What the ratings mean",
    ]
    assert [row[3] for row in told["Exceptions"][1:]] == list(why(report(plan)))
    assert told["Other actions"][1][1] == 6


def test_the_workbook_in_full_runs_nothing(plan, reported, amara):
    add(reported[0], "=HYPERLINK(1)", "May 2025", amara)

    told = sheets(reports_sheets.full_sheets(report(plan)))

    assert len(told["Actions"]) == 1 + 13
    assert "=HYPERLINK(1)" in [row[2] for row in told["Actions"]]
    assert [row[1] for row in told["What the ratings mean"]].count("On track") == 1


class TestOnAPage:
    def pager(self, reported):
        return one_pager.one_pager(
            reported[0], Action.objects.all(), on=ON, since=SINCE
        )

    def test_what_is_next_what_slipped_and_what_changed(self, reported):
        pager = self.pager(reported)

        assert [(line.text, line.due_end) for line in pager.next_dates] == [
            ("quiet", date(2025, 9, 30)),
            ("updated", date(2025, 12, 31)),
            ("slipped", date(2025, 12, 31)),
            ("fine", date(2026, 1, 31)),
            ("no impact", date(2026, 1, 31)),
            ("new", date(2026, 3, 31)),
        ]
        assert [line.text for line in pager.slipped] == ["slipped"]
        assert [line.outcome for line in pager.priority.differences] == ["Safer"] * 2
        assert pager.states == (
            ("blue", "Complete", 2),
            ("green", "On track", 4),
            ("amber", "At risk", 1),
            ("grey", "Not started", 2),
            ("", "Awaiting check", 1),
            ("", "Withdrawn", 1),
            ("", "Carried forward", 1),
        )
        assert pager.impacts == (
            ("red", "No difference seen", 1),
            ("", "Not yet rated", 11),
        )

    def test_it_is_of_one_priority(self, reported, amara):
        other = make_priority(reported[0].plan, ref="WSCP2")
        add(other, "Elsewhere", "May 2025", amara, APRIL)
        progress.change_due(
            reported[1]["fine"], due_text="May 2026", reason="x", by=amara, on=ON
        )

        pager = self.pager(reported)

        assert pager.priority.total == 12
        assert [line.text for line in pager.slipped] == ["slipped", "fine"]
