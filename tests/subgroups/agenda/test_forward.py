"""The forward plan: which items fall on which meetings, and the grid."""

from datetime import date

import pytest

from partnership.guards.outcomes import Refused
from subgroups.agenda import planning
from subgroups.agenda.forward import falls_on, is_reviewed_at
from subgroups.agenda.models import ForwardItem
from subgroups.meetings.models.meetings import Meeting
from tests.subgroups.factories import MeetingFactory
from tests.subgroups.pages import errors, page, url, words

MONTHLY = [Meeting(pk=month, held_on=date(2027, month, 2)) for month in range(1, 13)]


def months(item, meetings=MONTHLY, *, decided=None, before=None):
    return sorted(falls_on(item, meetings, decided=decided or {}, before=before))


def item(frequency, **fields):
    return ForwardItem(pk=7, frequency=frequency, **fields)


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        (item("every_meeting"), list(range(1, 13))),
        (item("quarterly", from_month=2), [2, 5, 8, 11]),
        (item("half_yearly", from_month=3), [3, 9]),
        (item("yearly", from_month=12), [12]),
        (item("chosen"), []),
    ],
)
def test_an_item_falls_on_its_months(planned, expected):
    assert months(planned) == expected


def test_what_is_due_in_a_month_without_a_meeting_waits_for_the_next():
    meetings = [MONTHLY[0], MONTHLY[4], MONTHLY[7]]  # January, May, August

    assert months(item("quarterly", from_month=3), meetings) == [5, 8]
    assert months(item("yearly", from_month=2), meetings) == [5]


def test_what_fell_due_before_the_first_meeting_of_the_window_is_on_it():
    planned = item("yearly", from_month=11)

    assert months(planned, MONTHLY[:2], before=date(2026, 10, 20)) == [1]
    assert months(planned, MONTHLY[:2], before=date(2026, 11, 3)) == []


def test_a_cell_that_someone_decided_stays_so():
    planned = item("quarterly", from_month=2)

    decided = {(7, 2): False, (7, 3): True, (8, 4): True}

    assert months(planned, decided=decided) == [3, 5, 8, 11]


def test_a_temporary_item_stands_until_the_meeting_that_reviews_it():
    """As in October 2019: a regular slot at the next meetings, then reviewed."""
    slot = item("every_meeting", review_on=date(2027, 3, 1))

    assert months(slot) == [1, 2, 3]
    assert [
        meeting.pk
        for before, meeting in zip(
            [None, *(each.held_on for each in MONTHLY)], MONTHLY, strict=False
        )
        if is_reviewed_at(slot, meeting, before=before)
    ] == [3]


# Its pages.


@pytest.fixture
def year(group, _today):
    return [
        MeetingFactory(subgroup=group, held_on=day)
        for day in (date(2025, 11, 4), date(2026, 1, 20), date(2026, 4, 7))
    ]


def standing(group, by, **fields):
    fields = {
        "title": "Scorecard",
        "purpose": "assurance",
        "frequency": "quarterly",
        "from_month": 1,
        **fields,
    }
    return planning.add_forward_item(group, by=by, **fields)


def test_the_grid_is_ticked_and_saved(client_of, lena, group, year):
    planned = standing(group, lena)
    client = client_of(lena)
    form = page(client.get(url("forward_plan", group))).find("form", method="post")
    boxes = client.get(url("forward_plan", group))
    before = [box["value"] for box in page(boxes).select("input[name=on][checked]")]

    client.post(
        url("place_items", group),
        {
            "shown": [f"{planned.pk}-{meeting.pk}" for meeting in year],
            "on": [f"{planned.pk}-{year[0].pk}"],
        },
    )

    after = page(client.get(url("forward_plan", group)))
    assert form is not None
    assert before == [f"{planned.pk}-{meeting.pk}" for meeting in year[1:]]
    assert [box["value"] for box in after.select("input[name=on][checked]")] == [
        f"{planned.pk}-{year[0].pk}"
    ]
    assert planned.placements.count() == 3


def test_what_was_not_on_the_page_stays(group, lena, year, today):
    planned = standing(group, lena)

    changed = planning.place_items(
        group, ticked=set(), shown={(planned.pk, year[1].pk)}, by=lena, on=today
    )

    [line] = planning.forward_plan(group, on=today).lines
    assert changed == 1
    assert [cell.is_on for cell in line.cells] == [False, False, True]


def test_a_member_reads_the_grid_without_boxes(client_of, lena, mo, group, year):
    standing(group, lena)

    shown = client_of(mo).get(url("forward_plan", group))

    assert not page(shown).select("input[type=checkbox]")
    assert "Scorecard Every three months Not planned Planned Planned" in words(shown)


@pytest.mark.usefixtures("_today")
def test_an_item_by_months_needs_its_month(client_of, lena, group):
    response = client_of(lena).post(
        url("add_forward_item", group),
        {"title": "Scorecard", "purpose": "assurance", "frequency": "yearly"},
    )

    assert errors(response) == ["Select the month in which it is due"]
    assert page(response).find(id="id_title")["value"] == "Scorecard"


def test_an_item_is_changed_and_ended(client_of, lena, group, year, today):
    planned = standing(group, lena)
    client = client_of(lena)

    client.post(
        url("edit_forward_item", planned),
        {
            "version": 1,
            "title": "Scorecard",
            "purpose": "assurance",
            "frequency": "every_meeting",
            "from_month": "1",
        },
    )
    [line] = planning.forward_plan(group, on=today).lines
    client.post(url("end_forward_item", planned), {"version": 2})

    assert [cell.is_on for cell in line.cells] == [True, True, True]
    assert planning.forward_plan(group, on=today).lines == []
    planned.refresh_from_db()
    with pytest.raises(Refused, match="taken off"):
        planning.end_forward_item(planned, by=lena, on=today)


@pytest.mark.parametrize("count", [1, 100])
def test_the_grid_of_many_items(
    client_of, mo, lena, group, year, count, django_assert_num_queries
):
    for number in range(count):
        standing(group, lena, title=f"Item {number}")
    client = client_of(mo)

    with django_assert_num_queries(7):
        response = client.get(url("forward_plan", group))

    assert len(page(response).select("tbody tr")) == count
