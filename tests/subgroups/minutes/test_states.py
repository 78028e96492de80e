"""What minutes go through: checked by the chair, decided items, and draft shown."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from partnership.access import Permission, allowed
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from subgroups.agenda import services as agenda
from subgroups.meetings import roll
from subgroups.meetings import services as meetings
from subgroups.meetings.checking import check_minutes
from subgroups.minutes import deciding
from subgroups.minutes import services as minutes
from tests.subgroups.pages import page, url, words
from tests.subgroups.raising import raise_it

JANUARY = date(2026, 1, 20)


# The chair’s check.


def test_only_the_chair_checks_minutes(drafted, chris, lena, amara, mo):
    may = {
        one.name: allowed(one, Permission.CHECK_MINUTES, drafted)
        for one in (chris, lena, amara, mo)
    }

    assert may == {"Chris": True, "Lena": False, "Amara": False, "Mo": False}


@pytest.mark.parametrize("stage", ["drafted", "circulated"])
def test_the_chair_checks_before_or_after_circulation(
    stage, request, chris, lena, today
):
    meeting = request.getfixturevalue(stage)

    check_minutes(meeting, by=chris, on=today)

    assert (meeting.checked_on, meeting.checked_by) == (today, chris)
    [told] = Message.objects.filter(kind="minutes_checked")
    assert told.person == lena
    with pytest.raises(Refused, match="The chair has checked these minutes"):
        check_minutes(meeting, by=chris, on=today)


def test_agreed_minutes_are_not_checked(agreed, chris, today):
    with pytest.raises(Refused, match="in draft or circulated"):
        check_minutes(agreed, by=chris, on=today)


def test_a_draft_that_changes_has_to_be_checked_again(
    drafted, item, chris, lena, today
):
    for change in (
        lambda: minutes.write_notes(item, notes="Other words", by=lena),
        lambda: agenda.add_agenda_item(drafted, title="Buses", by=lena),
        lambda: agenda.correct_item(
            item, title="Exclusions", purpose="discussion", by=lena
        ),
        lambda: roll.add_visitor(drafted, name="Gil Thom", by=lena, on=today),
        lambda: meetings.determine_quorum(
            drafted, is_quorate=True, reason="All are here", by=chris, on=today
        ),
    ):
        check_minutes(drafted, by=chris, on=today)
        change()
        drafted.refresh_from_db()
        assert drafted.checked_on is None


def test_what_is_taken_back_unchanged_stays_checked(circulated, chris, lena, today):
    check_minutes(circulated, by=chris, on=today)
    minutes.take_back_minutes(circulated, by=lena)
    minutes.circulate_minutes(circulated, by=lena, on=today)

    assert circulated.checked_by == chris


@pytest.mark.usefixtures("_today")
def test_the_chair_confirms_it_on_the_page(circulated, client_of, chris, lena):
    button = "Confirm that you have checked them"
    assert button in words(client_of(chris).get(url("meeting", circulated)))
    assert button not in words(client_of(lena).get(url("meeting", circulated)))

    client_of(chris).post(url("check_minutes", circulated))

    assert "Checked by Chris on 22 October 2025" in words(
        client_of(lena).get(url("minutes", circulated))
    )


# Decided items.


@pytest.fixture
def decision(held, item, lena):
    return minutes.record_decision(item, text="To publish", by=lena)


@pytest.fixture
def decided(decision, item, lena):
    deciding.mark_decided(item, by=lena)
    return item


def test_an_item_without_a_decision_is_not_decided(held, item, lena):
    with pytest.raises(Refused, match="Record the decision first"):
        deciding.mark_decided(item, by=lena)


def test_until_it_is_decided_a_decision_is_reworded_and_the_history_keeps_both(
    decision, item, lena
):
    deciding.reword_decision(decision, text="To publish in June", by=lena)

    decision.refresh_from_db()
    assert decision.text == "To publish in June"
    last = history.of(item).first()
    assert (last.detail["before"], last.detail["after"]) == (
        "To publish",
        "To publish in June",
    )


def test_a_decided_item_locks_its_decisions_at_once(decided, decision, lena):
    for change in (
        lambda: deciding.reword_decision(decision, text="Other", by=lena),
        lambda: minutes.record_decision(decided, text="More", by=lena),
    ):
        with pytest.raises(Refused, match="its decisions are locked"):
            change()
    minutes.write_notes(decided, notes="Notes go on", by=lena)


def test_the_database_locks_them_too(decided, decision):
    for change in (
        lambda: decided.decisions.update(text="Other"),
        lambda: decided.decisions.all().delete(),
        lambda: decided.decisions.create(number=2, text="More"),
    ):
        with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
            change()


def test_it_is_reopened_with_a_reason(decided, decision, lena):
    with pytest.raises(Refused, match="Enter the reason"):
        deciding.reopen_item(decided, reason=" ", by=lena)
    deciding.reopen_item(decided, reason="Misheard", by=lena)
    deciding.reword_decision(decision, text="Not to publish", by=lena)

    assert history.of(decided).filter(event="reopened").get().detail == {
        "reason": "Misheard"
    }
    with pytest.raises(Refused, match="not decided yet"):
        deciding.reopen_item(decided, reason="Again", by=lena)


def test_decided_minutes_can_still_be_agreed(decided, held, later, lena, today):
    held.refresh_from_db()
    minutes.circulate_minutes(held, by=lena, on=today)
    minutes.agree_minutes(held, agreed_at_meeting=later, by=lena, on=JANUARY)

    assert decided.decisions.get().lacked_quorum is False


def test_the_order_of_items_stays_once_a_decision_has_its_number(
    decision, held, item, lena
):
    with pytest.raises(Refused, match="Decisions have been numbered"):
        agenda.order_items(held, places={item.pk: 1}, by=lena)


@pytest.mark.usefixtures("_today")
def test_the_pages_lock_and_reopen(decision, item, client_of, lena):
    client = client_of(lena)
    client.post(url("mark_decided", item))
    assert "The decisions of this item are locked" in words(
        client.get(url("item", item))
    )

    item.refresh_from_db()
    client.post(
        url("reopen_item", item), {"version": item.version, "reason": "Misheard"}
    )
    client.post(url("reword_decision", decision), {"text": "To wait"})

    shown = words(client.get(url("item", item)))
    assert "Reason: Misheard" in shown
    assert "From: To publish" in shown


# Draft.


def test_an_action_says_that_its_source_is_a_draft_until_that_is_agreed(
    drafted, item, later, lena, today
):
    action = raise_it(item, lena, today).action
    assert action.source_words == (
        "Education subgroup, 21 October 2025, item 1 (draft minutes)"
    )
    drafted.refresh_from_db()
    minutes.circulate_minutes(drafted, by=lena, on=today)
    minutes.agree_minutes(drafted, agreed_at_meeting=later, by=lena, on=JANUARY)

    action.refresh_from_db()
    assert action.source_words == "Education subgroup, 21 October 2025, item 1"


@pytest.mark.usefixtures("_today", "pdfs_as_html")
@pytest.mark.parametrize(
    "name", ["minutes", "minutes_pdf", "redacted_minutes", "redacted_minutes_pdf"]
)
def test_pages_and_prints_say_draft_until_it_is_agreed(
    name, circulated, client_of, mo, later, lena
):
    heading = page(client_of(mo).get(url(name, circulated))).get_text(" ")
    assert "(draft)" in heading
    minutes.agree_minutes(circulated, agreed_at_meeting=later, by=lena, on=JANUARY)

    assert "raft" not in page(client_of(mo).get(url(name, circulated))).get_text(" ")


def test_the_file_of_a_draft_is_called_a_draft(circulated, client_of, mo, pdfs_as_html):
    response = client_of(mo).get(reverse("subgroups:minutes_pdf", args=[circulated.pk]))

    assert "minutes-2025-10-21-draft.pdf" in response["Content-Disposition"]
