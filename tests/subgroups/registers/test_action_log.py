"""What has moved since the last meeting, and the log as a paper that stays."""

from datetime import date

import pytest
from pypdf import PdfReader

from actions.plans.models import Plan
from actions.register.services import endings
from partnership.guards.outcomes import Refused
from subgroups.agenda import services as agenda
from subgroups.minutes import services as minutes
from subgroups.registers import action_log as logs
from tests.actions.factories import make_action, make_plan, make_priority
from tests.subgroups.factories import AgendaItemFactory
from tests.subgroups.pages import url, words
from tests.subgroups.raising import raise_it

DECEMBER = date(2025, 12, 2)


@pytest.fixture
def late(held, item, lena, today):
    return raise_it(
        item, lena, today, text="Ring the schools", due_words="1 November 2025"
    ).action


def test_the_log_counts_from_the_last_meeting(late, group, lena):
    log = logs.since_last_meeting(group, by=lena, on=DECEMBER)

    assert log.last_meeting == log.moved.since == date(2025, 10, 21)
    assert log.overdue == [late]
    assert [head.kind.label for head in log.moved.heads if head.total] == ["New"]


def test_without_a_meeting_it_goes_back_three_months(group, chris):
    log = logs.since_last_meeting(group, by=chris, on=DECEMBER)

    assert (log.last_meeting, log.moved.since) == (None, date(2025, 9, 2))


def test_actions_of_other_groups_are_not_in_it(late, quality_group, amara):
    log = logs.since_last_meeting(quality_group, by=amara, on=DECEMBER)

    assert (log.overdue, log.moved.is_empty) == ([], True)


@pytest.mark.usefixtures("_today")
def test_the_chair_reads_it_on_a_page(late, group, client_of, chris):
    shown = words(client_of(chris).get(url("action_log", group)))

    assert "Actions since the last meeting" in shown
    assert "Ring the schools" in shown


@pytest.fixture
def on_agenda(later):
    return AgendaItemFactory(meeting=later, title="Action log", source="actions")


def test_the_tabled_log_says_what_was_so_and_nothing_restricted(
    late, item, on_agenda, lena, today
):
    agenda.correct_item(
        item, title="Conduct", purpose="discussion", access="restricted", by=lena
    )
    open_item = AgendaItemFactory(meeting=item.meeting, number=2, title="Heads")
    raise_it(open_item, lena, today, text="Ring the heads", due_words="June 2026")

    paper = logs.table_action_log(on_agenda, by=lena, on=DECEMBER)

    with paper.file.open() as file:
        pages = [page.extract_text() for page in PdfReader(file).pages]
    said = " ".join(" ".join(pages).split())
    assert "Action log of 2 December 2025" in said
    assert "Ring the heads" in said
    assert "From draft minutes" in said
    assert "Ring the schools" not in said


@pytest.mark.usefixtures("_today")
def test_one_press_tables_it_and_it_stays_as_it_is(
    late, on_agenda, client_of, lena, today
):
    client = client_of(lena)
    assert "Table the action log as it is today" in words(
        client.get(url("item", on_agenda))
    )
    client.post(url("table_action_log", on_agenda))

    paper = on_agenda.papers.get()
    assert (paper.title, paper.is_pdf) == ("Action log of 22 October 2025", True)
    before = paper.digest
    endings.withdraw_action(late, reason="Done otherwise", by=lena, on=today)
    paper.refresh_from_db()
    assert paper.digest == before


def test_it_is_not_tabled_once_the_minutes_are_out(drafted, item, lena, today):
    minutes.circulate_minutes(drafted, by=lena, on=today)

    with pytest.raises(Refused, match="have been circulated"):
        logs.table_action_log(item, by=lena, on=today)


def test_actions_of_a_draft_plan_are_in_nobodys_log(late, group, amara, lena):
    plan = make_plan(amara)
    action = make_action(
        group.organisation, priority=make_priority(plan), by=amara, on=date(2025, 11, 3)
    )
    Plan.objects.filter(pk=plan.pk).update(
        status=Plan.Status.DRAFT, approved_on=None, approved_by=None
    )

    # An officer reads drafts, but what they table is read by the whole group.
    for reader in (amara, lena):
        log = logs.since_last_meeting(group, by=reader, on=DECEMBER)
        named = [line.ref for head in log.moved.heads for line in head.lines]
        assert (late.ref in named, action.ref in named) == (True, False)
