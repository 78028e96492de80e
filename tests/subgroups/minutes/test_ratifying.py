"""Decisions taken without a quorum wait for a quorate meeting, which ratifies them."""

from datetime import date

import pytest

from partnership.guards.outcomes import Refused
from subgroups.agenda import sending
from subgroups.meetings import services as meetings
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes import ratifying
from subgroups.minutes import services as minutes
from subgroups.quorum.ratifying import waiting_for_ratification
from tests.subgroups.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    SubgroupFactory,
)
from tests.subgroups.pages import url, words

JANUARY = date(2026, 1, 20)


@pytest.fixture
def decision(held, item, lena):
    """Taken with two of four seats present, where three are needed."""
    held.attendances.filter(person=lena).update(kind=Attendance.Kind.APOLOGIES)
    return minutes.record_decision(item, text="To publish the report", by=lena)


@pytest.fixture
def quorate(later, seats, chris, lena, mo):
    """The January meeting, with three of four seats present."""
    for person, seat in zip((chris, lena, mo), seats, strict=False):
        AttendanceFactory(meeting=later, person=person, seat=seat)
    Meeting.objects.filter(pk=later.pk).update(status=Meeting.Status.HELD)
    later.refresh_from_db()
    return later


def test_a_decision_without_a_quorum_waits(decision, group):
    assert waiting_for_ratification(group) == [decision]


def test_a_decision_of_a_quorate_meeting_does_not_wait(held, item, lena, group):
    minutes.record_decision(item, text="To publish the report", by=lena)

    assert waiting_for_ratification(group) == []


def test_only_the_items_after_someone_left_wait(held, item, mo, lena, group):
    after = AgendaItemFactory(meeting=held, number=2)
    held.attendances.filter(person=mo).update(left_after_item=1)
    minutes.record_decision(item, text="Quorate still", by=lena)
    late = minutes.record_decision(after, text="Quorate no longer", by=lena)

    assert waiting_for_ratification(group) == [late]


def test_the_chairs_decision_settles_it(decision, held, group, lena, today):
    meetings.determine_quorum(
        held, is_quorate=True, reason="All who decide are here", by=lena, on=today
    )

    assert waiting_for_ratification(group) == []


@pytest.mark.parametrize("access", ["open", "restricted"])
def test_it_comes_onto_the_next_agenda_by_itself(
    decision, item, later, lena, today, access
):
    """As restricted as it was taken, and without its words in the title."""
    type(item).objects.filter(pk=item.pk).update(access=access)
    AgendaItemFactory(meeting=later, number=1)

    sending.publish_agenda(later, by=lena, on=today)

    [added] = later.items.filter(source=f"decision:{decision.pk}")
    assert added.title == "To ratify: decision 1.1 of 21 October 2025"
    assert added.access == access


def test_a_decision_of_another_subgroup_is_not_listed(decision, group):
    assert waiting_for_ratification(SubgroupFactory()) == []


def test_ratified_it_is_dated_and_waits_no_longer(decision, quorate, group, lena):
    ratifying.ratify(decision, meeting=quorate, by=lena, on=JANUARY)

    decision.refresh_from_db()
    assert decision.ratified_at.held_on == JANUARY
    assert waiting_for_ratification(group) == []


def test_taken_back_it_waits_again(decision, quorate, group, lena):
    ratifying.ratify(decision, meeting=quorate, by=lena, on=JANUARY)
    decision.refresh_from_db()
    ratifying.take_back_ratification(decision, by=lena)

    assert waiting_for_ratification(group) == [decision]


def test_it_is_ratified_once(decision, quorate, lena):
    ratifying.ratify(decision, meeting=quorate, by=lena, on=JANUARY)

    with pytest.raises(Refused, match="not waiting to be ratified"):
        ratifying.ratify(decision, meeting=quorate, by=lena, on=JANUARY)


def test_a_meeting_without_a_quorum_does_not_ratify(decision, quorate, lena):
    quorate.attendances.filter(person=lena).delete()

    with pytest.raises(Refused, match="That meeting was not quorate") as refusal:
        ratifying.ratify(decision, meeting=quorate, by=lena, on=JANUARY)
    assert refusal.value.field == "meeting"


def test_its_own_and_a_coming_meeting_do_not_ratify(decision, held, later, lena):
    for meeting, sentence in (
        (held, "later meeting of the same subgroup"),
        (later, "has been held"),
        (MeetingFactory(held_on=JANUARY), "later meeting of the same subgroup"),
    ):
        with pytest.raises(Refused, match=sentence):
            ratifying.ratify(decision, meeting=meeting, by=lena, on=JANUARY)


def test_agreed_minutes_keep_what_lacked_a_quorum(
    decision, held, quorate, seats, group, lena, today
):
    held.refresh_from_db()
    minutes.circulate_minutes(held, by=lena, on=today)
    minutes.agree_minutes(held, agreed_at_meeting=quorate, by=lena, on=JANUARY)
    # A seat found later never to have existed would have made the meeting quorate.
    type(seats[3]).objects.filter(pk=seats[3].pk).update(to_date=date(2021, 1, 1))

    assert waiting_for_ratification(group) == [decision]
    ratifying.ratify(decision, meeting=quorate, by=lena, on=JANUARY)
    assert waiting_for_ratification(group) == []


@pytest.mark.parametrize("count", [1, 10])
def test_waiting_asks_the_same_of_one_meeting_and_ten(
    group, seats, rule, lena, count, django_assert_num_queries
):
    for n in range(count):
        meeting = MeetingFactory(
            subgroup=group, starts_at=f"{n + 8:02}:00", status=Meeting.Status.HELD
        )
        minutes.record_decision(
            AgendaItemFactory(meeting=meeting), text="To meet again", by=lena
        )

    with django_assert_num_queries(8):
        assert len(waiting_for_ratification(group)) == count


@pytest.mark.usefixtures("_today")
def test_minutes_and_list_say_so_and_the_page_ratifies(
    decision, held, quorate, group, client, lena
):
    client.force_login(lena.user)
    assert "To publish the report To be ratified" in words(
        client.get(url("minutes", held))
    )
    assert "To publish the report Draft minutes To be ratified" in words(
        client.get(url("decisions"))
    )

    ratifying.ratify(decision, meeting=quorate, by=lena, on=JANUARY)
    assert "To publish the report Ratified on 20 January 2026" in words(
        client.get(url("minutes", held))
    )
    assert "Ratified on 20 January 2026" in words(client.get(url("decisions")))
