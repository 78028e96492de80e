"""One holder of a seat on a day, terms that end, and corrections to both."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from partnership.access import Role
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from subgroups.structure import seating
from subgroups.structure import services as structure
from subgroups.structure.models import SeatHolder
from tests.factories import PersonFactory
from tests.subgroups.factories import SeatFactory, SeatHolderFactory
from tests.subgroups.pages import errors, url, words

SPRING = date(2026, 3, 1)


@pytest.fixture
def seat(seats):
    """Mo’s seat."""
    return seats[2]


def sitting(seat) -> list[tuple]:
    return [
        (row.person.name, row.from_date, row.to_date)
        for row in seat.holders.order_by("from_date", "pk")
    ]


@pytest.mark.parametrize("days", [0, 1, 400])
def test_two_people_cannot_hold_one_seat_on_one_day(seat, olu, amara, today, days):
    with pytest.raises(Refused, match="Mo holds this seat from 6 January 2020") as no:
        seating.seat_person(
            seat, person=olu, from_date=today + timedelta(days), by=amara, on=today
        )
    assert no.value.field == "person"


def test_the_database_refuses_a_second_holder_too(seat, olu, today):
    refused = pytest.raises(IntegrityError, match="seat_one_holder_a_day")
    with refused, transaction.atomic():
        SeatHolderFactory(seat=seat, person=olu, from_date=today)
    SeatHolderFactory(seat=seat, person=olu, from_date=today, is_deputy=True)


def test_the_day_after_the_last_the_seat_is_free(seat, olu, amara, today):
    seat.holders.update(to_date=today)

    with pytest.raises(Refused, match="to 22 October 2025"):
        seating.seat_person(seat, person=olu, by=amara, on=today)
    seating.seat_person(
        seat, person=olu, from_date=today + timedelta(1), by=amara, on=today
    )


def test_who_replaces_the_holder_ends_their_time_and_access(
    seat, mo, olu, group, amara, today
):
    seating.seat_person(
        seat, person=olu, replaces=True, from_date=SPRING, by=amara, on=today
    )

    last = date(2026, 2, 28)
    assert sitting(seat) == [
        ("Mo", date(2020, 1, 6), last),
        ("Olu", SPRING, None),
    ]
    assert mo.memberships.get().to_date == last
    events = [event.event for event in history.of(group)]
    assert events[:2] == ["seat taken", "seat left"]


def test_someone_in_two_seats_keeps_access_when_replaced_in_one(
    seat, seats, mo, olu, amara, today
):
    SeatHolderFactory(seat=seats[3], person=mo)

    seating.seat_person(seat, person=olu, replaces=True, by=amara, on=today)

    assert mo.memberships.get().to_date is None


def test_the_chair_keeps_the_chair_when_replaced_in_a_seat(
    seats, chris, olu, amara, today
):
    seating.seat_person(seats[0], person=olu, replaces=True, by=amara, on=today)

    assert chris.memberships.get(role=Role.SUBGROUP_CHAIR).to_date is None


def correct(holder, by, on, **changes):
    row = {
        name: getattr(holder, name)
        for name in (
            "person", "is_deputy", "from_date", "to_date", "term_ends_on",
            "leave_from", "leave_until",
        )
    }  # fmt: skip
    seating.correct_holder(holder, **{**row, **changes}, by=by, on=on)


def test_an_appointment_is_corrected(seat, mo, olu, amara, today):
    correct(seat.holders.get(), amara, today, person=olu, from_date=date(2021, 5, 1))

    assert sitting(seat) == [("Olu", date(2021, 5, 1), None)]
    assert mo.memberships.get().to_date == today
    assert olu.memberships.filter(role=Role.MEMBER, to_date=None).exists()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"to_date": date(2019, 1, 1)}, "to_date", "on or after the first"),
        ({"term_ends_on": date(2019, 1, 1)}, "term_ends_on", "must end after"),
        ({"leave_until": SPRING}, "leave_from", "first day of leave"),
        (
            {"leave_from": SPRING, "leave_until": date(2026, 2, 1)},
            "leave_until",
            "must end after it starts",
        ),
        ({"from_date": date(2019, 1, 1)}, "from_date", "exists from 6 January 2020"),
    ],
)
def test_dates_out_of_order_are_refused(seat, amara, today, changes, field, sentence):
    with pytest.raises(Refused, match=sentence) as refusal:
        correct(seat.holders.get(), amara, today, **changes)
    assert refusal.value.field == field


def test_a_correction_does_not_seat_two_people(seat, olu, amara, today):
    seat.holders.update(to_date=today)
    later = SeatHolderFactory(seat=seat, person=olu, from_date=SPRING)

    with pytest.raises(Refused, match="Mo holds this seat"):
        correct(later, amara, today, from_date=today)


def test_the_second_of_two_corrections_is_told(seat, amara, today):
    holder = seat.holders.get()
    correct(SeatHolder.objects.get(pk=holder.pk), amara, today, term_ends_on=SPRING)

    with pytest.raises(Changed):
        seating.remove_holder(holder, version=1, by=amara, on=today)


def test_an_appointment_made_by_mistake_is_removed(seat, mo, amara, today):
    seating.remove_holder(seat.holders.get(), version=1, by=amara, on=today)

    assert not seat.holders.exists()
    assert mo.memberships.get().to_date == today


@pytest.mark.parametrize(
    ("ends", "flags"),
    [
        (None, []),
        (date(2025, 10, 21), [("Carried over since 21 October 2025", "orange")]),
        (date(2025, 10, 22), [("Ends 22 October 2025", "yellow")]),
        (date(2025, 12, 21), [("Ends 21 December 2025", "yellow")]),
        (date(2025, 12, 22), []),
    ],
)
def test_a_term_is_flagged_before_its_end_and_carried_over_after(
    seat, today, ends, flags
):
    seat.holders.update(term_ends_on=ends)

    [seat] = type(seat).objects.filter(pk=seat.pk).with_holders(on=today)
    seat.look_at(on=today, days=60)

    assert seat.flags == flags


def test_the_structure_lists_the_seats_to_look_at(client_of, amara, group, seats):
    SeatHolder.objects.filter(seat=seats[1]).update(term_ends_on=date(2021, 1, 1))

    text = words(client_of(amara).get(url("chart")))

    assert "Colleges" in text
    assert "Safeguarding team" in text
    assert "Carried over since 1 January 2021" in text
    assert "Governors" not in text


def test_the_refusal_stands_beside_the_field(client_of, amara, seat, olu, today):
    response = client_of(amara).post(
        url("seat_person", seat), {"person": olu.pk, "is_deputy": ""}
    )

    assert errors(response) == [
        "Mo holds this seat from 6 January 2020. Two people cannot hold one seat on "
        "the same day"
    ]
    assert f'value="{olu.pk}" selected' in response.content.decode()


def test_a_seat_is_corrected_and_ended(seat, group, mo, amara, today):
    facts = {
        "agency": seat.agency,
        "label": "School governors",
        "appointed_by": "Governor Services",
        "is_statutory": False,
        "is_associate": False,
        "from_date": seat.from_date,
    }
    structure.edit_seat(seat, **facts, to_date=None, version=1, by=amara)
    with pytest.raises(Refused, match="End the time of Mo in this seat first"):
        structure.edit_seat(seat, **facts, to_date=today, by=amara)
    seat.holders.update(to_date=today)
    structure.edit_seat(seat, **facts, to_date=today, by=amara)

    seat.refresh_from_db()
    assert (seat.label, seat.to_date) == ("School governors", today)
    assert group.seats.in_force(on=today + timedelta(1)).count() == 3


def test_a_seat_cannot_begin_after_its_holder(seat, amara, today):
    with pytest.raises(Refused, match="Mo sits in it from 6 January 2020"):
        structure.edit_seat(
            seat,
            agency=seat.agency,
            label="Governors",
            appointed_by="",
            is_statutory=False,
            is_associate=False,
            from_date=today,
            to_date=None,
            by=amara,
        )


def test_an_associate_is_not_a_statutory_partner(group, seats, amara, today):
    with pytest.raises(Refused, match="cannot be a statutory partner"):
        structure.add_seat(
            group,
            agency=seats[0].agency,
            label="Adviser",
            is_statutory=True,
            is_associate=True,
            by=amara,
            on=today,
        )


def test_who_is_a_deputy_of_a_seat_is_not_counted_as_its_holder(group, today):
    seat = SeatFactory(subgroup=group)
    SeatHolderFactory(seat=seat, person=PersonFactory(), is_deputy=True)

    [found] = type(group).objects.filter(pk=group.pk).with_seats(on=today)

    assert (found.seat_count, found.vacant_count) == (1, 1)
