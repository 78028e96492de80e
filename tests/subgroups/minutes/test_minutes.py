"""Notes and decisions of a meeting; its minutes sent, agreed and locked."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from actions.register.models.actions import Action
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from subgroups.agenda import services as agenda
from subgroups.meetings import services as meetings
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes import services as minutes
from subgroups.terms import services as terms_services
from subgroups.terms.models import TermsOfReference
from tests.subgroups.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    TermsFactory,
)
from tests.subgroups.raising import raise_it

Kind = Attendance.Kind


# Writing.


def test_the_first_notes_begin_the_draft(drafted, item):
    item.refresh_from_db()

    assert item.notes == "CH asked about attendance."
    assert drafted.status == Meeting.Status.DRAFT


def test_the_second_of_two_minute_takers_is_told(held, item, lena, chris):
    opened_at = item.version
    minutes.write_notes(item, notes="Lena’s words", version=opened_at, by=lena)

    with pytest.raises(Changed) as change:
        minutes.write_notes(item, notes="Chris’s words", version=opened_at, by=chris)
    assert change.value.subject.notes == "Lena’s words"
    item.refresh_from_db()
    assert item.notes == "Lena’s words"


def test_two_minute_takers_write_two_items_at_once(held, item, lena, chris):
    other = AgendaItemFactory(meeting=held, number=2)
    minutes.write_notes(item, notes="One", version=1, by=lena)
    minutes.write_notes(other, notes="Two", version=1, by=chris)

    assert list(held.items.values_list("notes", flat=True)) == ["One", "Two"]


def test_a_confirmation_that_no_child_is_named_is_kept(held, item, lena):
    minutes.write_notes(item, notes="x", confirmed=["notes"], by=lena)

    assert history.of(item).first().detail == {"confirmed": ["notes"]}


def test_decisions_are_numbered_under_their_item(held, item, lena):
    for text in ("To publish the report", "To write to schools"):
        minutes.record_decision(item, text=text, by=lena)

    assert [(d.number, d.text) for d in item.decisions.all()] == [
        (1, "To publish the report"),
        (2, "To write to schools"),
    ]


# Circulating and agreeing.


def test_minutes_go_to_everyone_of_the_subgroup_once(
    drafted, item, chris, lena, mo, dara, olu, today
):
    raise_it(item, lena, today)
    minutes.circulate_minutes(drafted, by=lena, on=today)

    told = Message.objects.filter(kind="minutes_circulated")
    assert {m.person for m in told} == {chris, lena, mo, dara}
    assert "- item 1, MO: Write to the colleges (no date given)" in told.first().body
    assert drafted.circulated_on == today
    with pytest.raises(Refused):
        minutes.circulate_minutes(drafted, by=lena, on=today)
    assert told.count() == 4


def test_minutes_wait_for_the_chairs_determination(drafted, rule, lena, today):
    type(rule).objects.update(rule={"kind": "chair", "expectation": None})

    with pytest.raises(Refused, match="whether the chair determines"):
        minutes.circulate_minutes(drafted, by=lena, on=today)


def test_minutes_without_attendance_do_not_go_out(drafted, lena, today):
    drafted.attendances.all().delete()

    with pytest.raises(Refused, match="Record the attendance"):
        minutes.circulate_minutes(drafted, by=lena, on=today)


def acts(meeting, item, by, on):
    return {
        "write notes": lambda: minutes.write_notes(item, notes="Other", by=by),
        "decide": lambda: minutes.record_decision(item, text="Other", by=by),
        "raise": lambda: raise_it(item, by, on),
        "attend": lambda: meetings.record_attendance(
            meeting, attended=[], by=by, on=on
        ),
        "add item": lambda: agenda.add_agenda_item(meeting, title="Other", by=by),
        "determine": lambda: meetings.determine_quorum(
            meeting, is_quorate=True, reason="Because", by=by, on=on
        ),
    }


ACTS = ["write notes", "decide", "raise", "attend", "add item", "determine"]


@pytest.mark.parametrize("act", ACTS)
def test_circulated_minutes_are_taken_back_before_they_change(
    circulated, item, lena, today, act
):
    do = acts(circulated, item, lena, today)[act]
    with pytest.raises(Refused, match="Take them back to draft"):
        do()

    minutes.take_back_minutes(circulated, by=lena)
    do()


@pytest.mark.parametrize("act", ACTS)
def test_agreed_minutes_refuse_every_change(agreed, item, lena, today, act):
    with pytest.raises(Refused, match="agreed. Add a dated amendment"):
        acts(agreed, item, lena, today)[act]()


def test_minutes_taken_back_go_out_again(circulated, lena, today):
    minutes.take_back_minutes(circulated, by=lena)
    minutes.circulate_minutes(circulated, by=lena, on=today)

    assert Message.objects.filter(kind="minutes_circulated", person=lena).count() == 2


def test_agreeing_keeps_corrections_and_the_quorum_statement(circulated, later, lena):
    minutes.agree_minutes(
        circulated,
        agreed_at_meeting=later,
        corrections="Item 1: for “asked” read “reported”. ",
        by=lena,
        on=date(2026, 1, 20),
    )
    circulated.refresh_from_db()

    assert circulated.corrections == "Item 1: for “asked” read “reported”."
    assert circulated.quorum_as_agreed == (
        "Quorate: 3 of 4 seats represented; 3 needed (75% of all seats)."
    )
    assert (circulated.agreed_on, circulated.agreed_by) == (date(2026, 1, 20), lena)


@pytest.mark.parametrize(
    ("held_on", "sentence"),
    [
        (date(2025, 10, 20), "Select a later meeting of the same subgroup"),
        (date(2026, 1, 21), "has not been held yet"),
    ],
)
def test_minutes_are_agreed_at_a_later_meeting_that_took_place(
    circulated, group, lena, held_on, sentence
):
    other = MeetingFactory(subgroup=group, held_on=held_on)

    with pytest.raises(Refused, match=sentence):
        minutes.agree_minutes(
            circulated, agreed_at_meeting=other, by=lena, on=date(2026, 1, 20)
        )


def test_another_subgroups_meeting_agrees_nothing(circulated, lena):
    elsewhere = MeetingFactory(held_on=date(2026, 1, 20))

    with pytest.raises(Refused, match="same subgroup"):
        minutes.agree_minutes(
            circulated, agreed_at_meeting=elsewhere, by=lena, on=date(2026, 1, 20)
        )


def test_a_draft_is_not_agreed(drafted, later, lena):
    with pytest.raises(Refused, match="Only circulated minutes can be agreed"):
        minutes.agree_minutes(
            drafted, agreed_at_meeting=later, by=lena, on=date(2026, 1, 20)
        )


def test_an_amendment_is_dated_and_changes_nothing_else(agreed, item, lena):
    minutes.amend(agreed, text="CH was CP", item=item, by=lena, on=date(2026, 2, 2))

    amendment = agreed.amendments.get()
    assert (amendment.text, amendment.amended_on) == ("CH was CP", date(2026, 2, 2))
    item.refresh_from_db()
    assert item.notes == "CH asked about attendance."


def test_a_draft_is_corrected_not_amended(drafted, lena, today):
    with pytest.raises(Refused, match="Correct the draft instead"):
        minutes.amend(drafted, text="Other", by=lena, on=today)


def test_another_meetings_item_is_not_amended_here(agreed, lena, today):
    with pytest.raises(Refused, match="another meeting"):
        minutes.amend(agreed, text="Other", item=AgendaItemFactory(), by=lena, on=today)


# Round the services: the database holds it too.


def refused_by_the_database(do):
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        do()


def test_the_database_refuses_changes_of_agreed_minutes(
    circulated, item, later, lena, today
):
    minutes.take_back_minutes(circulated, by=lena)
    minutes.record_decision(item, text="To publish", by=lena)
    minuted = raise_it(item, lena, today)
    minutes.circulate_minutes(circulated, by=lena, on=today)
    minutes.agree_minutes(
        circulated, agreed_at_meeting=later, by=lena, on=date(2026, 1, 20)
    )

    refused_by_the_database(lambda: circulated.save())
    refused_by_the_database(lambda: item.decisions.get().delete())
    refused_by_the_database(lambda: item.save())
    refused_by_the_database(lambda: AgendaItemFactory(meeting=circulated, number=9))
    refused_by_the_database(lambda: item.decisions.update(text="Other"))
    refused_by_the_database(lambda: minuted.delete())
    refused_by_the_database(lambda: circulated.attendances.update(kind="apologies"))
    refused_by_the_database(lambda: AttendanceFactory(meeting=circulated))


def test_the_database_refuses_changes_of_amendments(agreed, lena):
    amendment = minutes.amend(agreed, text="CH was CP", by=lena, on=date(2026, 2, 2))

    refused_by_the_database(lambda: agreed.amendments.update(text="Other"))
    refused_by_the_database(amendment.delete)


def test_nothing_is_moved_into_agreed_minutes(agreed):
    elsewhere = AgendaItemFactory(number=7)
    elsewhere.meeting = agreed

    refused_by_the_database(elsewhere.save)


def test_the_action_moves_on_while_the_minutes_stay(
    circulated, item, later, lena, today
):
    minutes.take_back_minutes(circulated, by=lena)
    minuted = raise_it(item, lena, today)
    minutes.circulate_minutes(circulated, by=lena, on=today)
    minutes.agree_minutes(
        circulated, agreed_at_meeting=later, by=lena, on=date(2026, 1, 20)
    )
    Action.objects.update(text="Something else by now")

    minuted.refresh_from_db()
    assert minuted.text == "Write to the colleges"


def test_the_database_refuses_changes_of_agreed_terms(group, amara, today):
    terms = TermsFactory(subgroup=group)
    terms_services.agree_terms(terms, by=amara, on=today)

    refused_by_the_database(lambda: TermsOfReference.objects.update(purpose="Other"))
    refused_by_the_database(terms.delete)
