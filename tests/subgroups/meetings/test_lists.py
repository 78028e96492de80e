"""The pages that list subgroups, seats, meetings and items: 1 row and 100."""

from datetime import date, timedelta

import pytest

from partnership.access import Role
from subgroups.structure.models import Subgroup
from tests.factories import MembershipFactory, PersonFactory
from tests.subgroups.factories import (
    AgendaItemFactory,
    DecisionFactory,
    MeetingFactory,
    SeatFactory,
    SeatHolderFactory,
    SubgroupFactory,
    TermsFactory,
)
from tests.subgroups.pages import page, url, words

# Session and reader among them; the same for 1 row and for 100.
QUERIES_OF_SUBGROUPS = 4
QUERIES_OF_MEETINGS = 5
QUERIES_OF_SUBGROUP = 14
QUERIES_OF_MEETING = 14

pytestmark = pytest.mark.usefixtures("_today")


@pytest.mark.parametrize("count", [1, 100])
def test_the_list_of_subgroups(
    client_of, amara, partnership, count, django_assert_num_queries
):
    for number in range(count):
        subgroup = SubgroupFactory(
            organisation__name=f"Subgroup {number:03}", reports_to=partnership
        )
        chair = PersonFactory(name=f"Chair {number:03}")
        MembershipFactory(
            person=chair,
            organisation=subgroup.organisation,
            role=Role.SUBGROUP_CHAIR,
        )
        MeetingFactory(subgroup=subgroup)
        MeetingFactory(subgroup=subgroup, held_on=date(2026, 1, 20))
    client = client_of(amara)

    with django_assert_num_queries(QUERIES_OF_SUBGROUPS):
        response = client.get(url("subgroups"))

    rows = page(response).select("tbody tr")
    assert len(rows) == min(count, 25)
    assert rows[0].get_text(" ", strip=True) == (
        "Subgroup 000 Wexcombe partnership Chair 000 "
        "21 Oct 2025 20 Jan 2026 None agreed"
    )


@pytest.mark.parametrize("count", [1, 100])
def test_the_list_of_meetings(client_of, mo, group, count, django_assert_num_queries):
    for number in range(count):
        MeetingFactory(subgroup=group, held_on=date(2025, 1, 1) + timedelta(number))
    client = client_of(mo)

    with django_assert_num_queries(QUERIES_OF_MEETINGS):
        response = client.get(url("meetings", group))

    rows = page(response).select("tbody tr")
    assert len(rows) == min(count, 25)
    latest = date(2025, 1, 1) + timedelta(count - 1)
    assert rows[0].th.get_text(strip=True) == f"{latest:%-d %B %Y}"


@pytest.mark.parametrize("count", [1, 100])
def test_a_subgroups_page_with_many_seats(
    client_of, mo, group, count, django_assert_num_queries
):
    for number in range(count):
        seat = SeatFactory(subgroup=group, label=f"Seat {number:03}")
        SeatHolderFactory(seat=seat, person__name=f"Holder {number:03}")
    TermsFactory(subgroup=group)
    client = client_of(mo)

    with django_assert_num_queries(QUERIES_OF_SUBGROUP):
        response = client.get(url("subgroup", group))

    assert len(page(response).select("tbody tr")) == count
    assert f"Holder {count - 1:03}" in words(response)


@pytest.mark.parametrize("count", [1, 100])
def test_a_meetings_page_with_many_items(
    client_of, mo, meeting, count, django_assert_num_queries
):
    for number in range(1, count + 1):
        item = AgendaItemFactory(meeting=meeting, number=number)
        DecisionFactory(item=item)
    client = client_of(mo)

    with django_assert_num_queries(QUERIES_OF_MEETING):
        response = client.get(url("meeting", meeting))

    assert len(page(response).select("tbody tr")) == count


def test_empty_lists_say_what_to_do(client_of, amara, group):
    client = client_of(amara)
    assert "Plan one so members" in words(client.get(url("meetings", group)))

    Subgroup.objects.all().delete()
    assert "Add one, then" in words(client.get(url("subgroups")))


def test_a_seat_shows_its_holder_and_its_deputy(client_of, mo, dara, group, seats):
    SeatHolderFactory(seat=seats[2], person=dara, is_deputy=True)

    rows = page(client_of(mo).get(url("subgroup", group))).select("tbody tr")

    assert [
        [" ".join(cell.stripped_strings) for cell in row.select("td")[1:]]
        for row in rows
    ] == [
        ["Vacant", "None"],
        ["Chris Since 6 Jan 2020", "None"],
        ["Mo Since 6 Jan 2020", "Dara"],
        ["Lena Since 6 Jan 2020", "None"],
    ]
