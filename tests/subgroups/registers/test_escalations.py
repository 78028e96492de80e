"""An escalation goes to a body, is received there, and comes back with a response."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from partnership.guards.outcomes import Refused
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.meetings import Meeting
from subgroups.registers.models.escalations import Escalation
from subgroups.registers.services import escalations
from tests.subgroups.factories import MeetingFactory

NOVEMBER, JANUARY = date(2025, 11, 18), date(2026, 1, 20)
Status = Escalation.Status


@pytest.fixture
def outside(held, item, lena, today):
    """To a body that is none of ours."""
    return escalations.escalate(
        item, to_words="The regional board", why="Buses stop", by=lena, on=today
    )


@pytest.fixture
def back(group):
    """Education’s January meeting, which has been held."""
    return MeetingFactory(subgroup=group, held_on=JANUARY, status=Meeting.Status.HELD)


def test_it_goes_to_one_of_our_groups(escalation, quality, today):
    assert (escalation.to, escalation.to_words) == (quality, quality.name)
    assert (escalation.status, escalation.sent_on) == (Status.SENT, today)
    assert list(quality.escalations.on_the_way()) == [escalation]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"why": "Two schools refuse"}, "to"),
        ({"to_words": "The regional board", "why": " "}, "why"),
    ],
)
def test_it_says_to_whom_and_why(held, item, lena, today, words, field):
    with pytest.raises(Refused) as refusal:
        escalations.escalate(item, by=lena, on=today, **words)

    assert refusal.value.field == field


def test_a_group_does_not_escalate_to_itself(held, item, group, lena, today):
    with pytest.raises(Refused, match="cannot escalate to itself"):
        escalations.escalate(
            item, to=group.organisation, why="Two refuse", by=lena, on=today
        )


def test_receipt_is_proved_by_who_when_and_at_which_meeting(escalation, theirs, amara):
    escalations.receive_escalation(escalation, meeting=theirs, by=amara, on=NOVEMBER)

    escalation.refresh_from_db()
    assert (
        escalation.received_by,
        escalation.received_on,
        escalation.received_at_meeting,
    ) == (amara, NOVEMBER, theirs)
    for change in ({"received_on": JANUARY}, {"received_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Escalation.objects.update(**change)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        escalation.delete()


def test_only_a_held_meeting_of_the_addressee_receives_it(
    escalation, later, theirs, quality_group, lena
):
    coming = MeetingFactory(subgroup=quality_group, held_on=JANUARY)

    for meeting, sentence in (
        (later, "was sent to Quality assurance subgroup"),
        (coming, "a meeting that has been held"),
        (None, "records this at one of its own meetings"),
    ):
        with pytest.raises(Refused, match=sentence):
            escalations.receive_escalation(
                escalation, meeting=meeting, by=lena, on=NOVEMBER
            )


def test_it_is_received_once(escalation, theirs, amara):
    escalations.receive_escalation(escalation, meeting=theirs, by=amara, on=NOVEMBER)

    with pytest.raises(Refused, match="is received and cannot be received again"):
        escalations.receive_escalation(
            escalation, meeting=theirs, by=amara, on=NOVEMBER
        )


def test_another_body_confirms_in_words(outside, lena, today):
    with pytest.raises(Refused, match="who confirmed it") as refusal:
        escalations.receive_escalation(outside, by=lena, on=today)
    assert refusal.value.field == "received_words"
    escalations.receive_escalation(
        outside, received_words="Email from their clerk", by=lena, on=today
    )

    outside.refresh_from_db()
    assert (outside.status, outside.received_words) == (
        Status.RECEIVED,
        "Email from their clerk",
    )


def test_a_response_comes_back_and_is_noted(
    escalation, theirs, quality, back, amara, lena
):
    escalations.receive_escalation(escalation, meeting=theirs, by=amara, on=NOVEMBER)
    escalations.respond_to_escalation(
        escalation, response="We shall write", meeting=theirs, by=amara, on=NOVEMBER
    )
    assert list(Escalation.objects.come_back()) == [escalation]
    assert not quality.escalations.on_the_way().exists()
    escalations.note_response(escalation, meeting=back, by=lena, on=JANUARY)

    escalation.refresh_from_db()
    assert escalation.status == Status.RETURNED
    assert (escalation.responder_words, escalation.answered_at_meeting) == (
        quality.name,
        theirs,
    )
    assert (escalation.returned_at_meeting, escalation.returned_by) == (back, lena)


def test_one_answered_at_once_is_received_by_the_same_meeting(
    escalation, theirs, amara
):
    escalations.respond_to_escalation(
        escalation, response="We shall write", meeting=theirs, by=amara, on=NOVEMBER
    )

    escalation.refresh_from_db()
    assert escalation.received_at_meeting == escalation.answered_at_meeting == theirs


def test_only_a_later_meeting_of_the_sender_notes_it(
    escalation, theirs, held, amara, lena
):
    escalations.respond_to_escalation(
        escalation, response="We shall write", meeting=theirs, by=amara, on=NOVEMBER
    )

    for meeting in (theirs, held):
        with pytest.raises(Refused, match="later meeting of the group"):
            escalations.note_response(escalation, meeting=meeting, by=lena, on=JANUARY)


def test_withdrawn_with_a_reason_it_is_not_received(escalation, theirs, amara, lena):
    with pytest.raises(Refused, match="Enter the reason"):
        escalations.withdraw_escalation(escalation, reason=" ", by=lena)
    escalations.withdraw_escalation(escalation, reason="Solved meanwhile", by=lena)

    with pytest.raises(Refused, match="withdrawn"):
        escalations.receive_escalation(
            escalation, meeting=theirs, by=amara, on=NOVEMBER
        )


def test_it_is_corrected_until_it_has_been_received(escalation, theirs, amara, lena):
    escalations.correct_escalation(
        escalation, to=escalation.to, why="Three schools refuse", by=lena
    )
    escalation.refresh_from_db()
    assert escalation.why == "Three schools refuse"
    escalations.receive_escalation(escalation, meeting=theirs, by=amara, on=NOVEMBER)

    with pytest.raises(Refused, match="until it has been received"):
        escalations.correct_escalation(
            escalation, to=escalation.to, why="Four", by=lena
        )


def test_agreed_minutes_keep_its_words_and_it_goes_on(
    escalation, agreed, theirs, amara
):
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        Escalation.objects.update(why="Other words")
    escalations.receive_escalation(escalation, meeting=theirs, by=amara, on=NOVEMBER)

    escalation.refresh_from_db()
    assert escalation.status == Status.RECEIVED


def test_the_addressee_reads_it_unless_its_item_is_restricted(
    escalation, item, olu, mo, dee
):
    def read_by(person):
        return Escalation.objects.visible_to(person).exists()

    assert (read_by(olu), read_by(mo), read_by(dee)) == (True, True, False)
    AgendaItem.objects.filter(pk=item.pk).update(access="restricted")
    assert (read_by(olu), read_by(mo)) == (False, False)
