"""Seats end with the last day; whoever takes one over holds it from the next."""

from datetime import date

import pytest

from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from subgroups import leaving
from subgroups.held import holdings
from subgroups.structure.models import SeatHolder
from tests.subgroups.factories import SeatFactory, SeatHolderFactory

pytestmark = pytest.mark.django_db

LAST_DAY, NEXT_DAY = date(2025, 10, 31), date(2025, 11, 1)


def hand_over(leaver, taker, *, by, on, last_day=LAST_DAY):
    return leaving.hand_over(
        leaver=leaver, taker=taker, last_day=last_day, by=by, on=on
    )


def holders(seat) -> list[tuple]:
    return [
        (row.person.name, row.is_deputy, row.from_date, row.to_date)
        for row in seat.holders.order_by("from_date", "pk")
    ]


def test_a_seat_goes_on_the_day_after(group, seats, mo, olu, amara, today):
    moved = hand_over(mo, olu, by=amara, on=today)

    assert [row.words for row in moved] == ["Governors, Education subgroup"]
    assert holders(seats[2]) == [
        ("Mo", False, date(2020, 1, 6), LAST_DAY),
        ("Olu", False, NEXT_DAY, None),
    ]
    membership = olu.memberships.get(organisation=group.organisation)
    assert (membership.role, membership.from_date) == (Role.MEMBER, NEXT_DAY)
    handed = [event for event in history.of(group) if event.event == "seat handed over"]
    assert [event.detail["after"] for event in handed] == ["Olu"]


def test_a_last_day_that_is_past_hands_over_today(seats, mo, olu, amara, today):
    hand_over(mo, olu, by=amara, on=today, last_day=date(2025, 10, 1))

    assert holders(seats[2]) == [
        ("Mo", False, date(2020, 1, 6), date(2025, 10, 1)),
        ("Olu", False, today, None),
    ]


def test_a_deputy_who_takes_over_is_deputy_no_longer(seats, mo, dara, amara, today):
    SeatHolderFactory(seat=seats[2], person=dara, is_deputy=True)

    hand_over(mo, dara, by=amara, on=today)

    assert holders(seats[2])[1:] == [
        ("Dara", True, date(2020, 1, 6), LAST_DAY),
        ("Dara", False, NEXT_DAY, None),
    ]


def test_who_holds_the_seat_already_holds_it_once(seats, mo, olu, amara, today):
    """Olu was to follow Mo in the new year; Mo leaves earlier."""
    seats[2].holders.update(to_date=date(2025, 12, 31))
    SeatHolderFactory(seat=seats[2], person=olu, from_date=date(2026, 1, 1))

    hand_over(mo, olu, by=amara, on=today)

    assert [row[0] for row in holders(seats[2])] == ["Mo", "Olu"]
    assert seats[2].holders.get(person=olu).from_date == NEXT_DAY


def test_who_takes_over_leaves_when_the_next_is_due(seats, mo, olu, amara, today):
    seats[2].holders.update(to_date=date(2025, 12, 31))
    SeatHolderFactory(seat=seats[2], from_date=date(2026, 1, 1))

    hand_over(mo, olu, by=amara, on=today)

    assert ("Olu", False, NEXT_DAY, date(2025, 12, 31)) in holders(seats[2])


def test_deputising_goes_over_as_deputising(seats, dara, olu, amara, today):
    SeatHolderFactory(seat=seats[0], person=dara, is_deputy=True)

    hand_over(dara, olu, by=amara, on=today)

    assert ("Olu", True, NEXT_DAY, None) in holders(seats[0])


def test_a_seat_that_would_begin_later_never_does(seats, mo, amara, today):
    later = SeatHolderFactory(seat=seats[3], person=mo, from_date=date(2025, 12, 1))

    hand_over(mo, None, by=amara, on=today)

    assert not SeatHolder.objects.filter(pk=later.pk).exists()


def test_a_seat_that_ended_stays_as_it_was(mo, olu, amara, today):
    ended = SeatHolderFactory(person=mo, to_date=date(2025, 3, 31))

    assert hand_over(mo, olu, by=amara, on=today) == []
    ended.refresh_from_db()
    assert ended.to_date == date(2025, 3, 31)


def test_an_empty_seat_is_said(seats, mo, today):
    [row] = holdings(mo, on=today)

    assert row.vacancy == (
        "No one will hold the seat “Governors” of Education subgroup"
    )


def test_a_seat_with_another_holder_is_not_empty(seats, mo, olu, today):
    seats[2].holders.update(to_date=today)
    SeatHolderFactory(seat=seats[2], person=olu, from_date=date(2025, 10, 23))

    [row] = holdings(mo, on=today)

    assert row.vacancy == ""


def test_nobody_takes_over_from_themselves(seats, mo, amara, today):
    with pytest.raises(Refused, match="someone else"):
        hand_over(mo, mo, by=amara, on=today)


def test_agreed_minutes_still_say_who_was_there(agreed, mo, olu, amara, today):
    before = list(agreed.attendances.values())

    hand_over(mo, olu, by=amara, on=today)

    assert list(agreed.attendances.values()) == before


def test_what_is_held_takes_two_queries(mo, today, django_assert_num_queries):
    for _ in range(5):
        SeatHolderFactory(person=mo, seat=SeatFactory())

    with django_assert_num_queries(2):
        assert len(holdings(mo, on=today)) == 5
